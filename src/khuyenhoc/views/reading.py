"""A reading as tables: what was read and from which words, the figures, what is odd, and what is still to be asked."""

from collections.abc import Iterator
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc._base.text import tidy
from khuyenhoc.reading.draft import Draft
from khuyenhoc.reading.figure import Figure
from khuyenhoc.reading.mention import Mention
from khuyenhoc.reading.reading import Reading
from khuyenhoc.values.rate import number_text
from khuyenhoc.views.sheets import Column, Page, Sheet, listed
from khuyenhoc.views.words import date, number

__all__ = ["reading_page"]

_TITLE = Label("Bản đọc một bài viết", "What an article says")
_READ = Label("Đọc được", "What was read")
_FIELD, _VALUE, _WORDS, _WHY = (
    Label("Mục", "Field"), Label("Đọc là", "Read as"), Label("Chữ trong bài", "Words"), Label("Vì sao", "Why"),
)  # fmt: skip
_TARGETS, _RESULTS = Label("Chỉ tiêu", "Targets"), Label("Kết quả", "Results")
_FIGURE, _DUE, _OF = Label("Con số", "Figure"), Label("Đến năm", "By"), Label("Nội dung", "Of what")
_YEARLY, _KEPT = Label("mỗi năm", "each year"), Label("duy trì", "to be kept")
_ODD = Label("Điều cần lưu ý", "What is odd")
_ASKED = Label("Còn phải hỏi", "Still to be asked")
_NAMES = {
    "association": Label("Hội Khuyến học", "Association"),
    "partners": Label("Đơn vị phối hợp", "Partner"),
    "place": Label("Địa bàn", "Place"),
    "period": Label("Giai đoạn", "Period"),
    "previous": Label("Chương trình trước", "Programme before"),
    "other_periods": Label("Giai đoạn khác", "Other period"),
    "signed": Label("Ngày ký, ngày diễn ra", "Day"),
    "models": Label("Mô hình", "Learning model"),
    "content_areas": Label("Nội dung phối hợp", "Content area"),
    "instruments": Label("Văn bản", "Instrument"),
}


def reading_page(reading: Reading, draft: Draft, lang: Language) -> Page:
    """What a page says, with what a draft still has to be told."""
    rows = tuple(_rows(reading, lang))
    heads = (_FIELD, _VALUE, _WORDS, _WHY)
    sheets = (
        Sheet(
            key="read",
            title=_READ.text(lang),
            columns=tuple(Column(head.text(lang)) for head in heads),
            rows=rows,
            data=tuple(dict(zip(("field", "value", "words", "why"), row, strict=True)) for row in rows),
        ),
        _figures("targets", _TARGETS, reading.targets, reading, lang),
        _figures("results", _RESULTS, reading.results, reading, lang),
        *listed(_ODD.text(lang), reading.findings, lang),
        *listed(_ASKED.text(lang), _questions(reading, draft, lang), lang),
    )
    return Page(title=_TITLE.text(lang), sheets=tuple(sheet for sheet in sheets if sheet.rows or sheet.items))


def _rows(reading: Reading, lang: Language) -> Iterator[tuple[str, str, str, str]]:
    for name, label in _NAMES.items():
        found: Any = getattr(reading, name)
        seen = set()
        for mention in found if isinstance(found, tuple) else (found,) if found else ():
            value = _value(mention, lang)
            if value not in seen:
                seen.add(value)
                yield label.text(lang), value, tidy(mention.words(reading.text)), mention.why.text(lang)


def _value(mention: Mention[Any], lang: Language) -> str:
    value = mention.value
    if hasattr(value, "isoformat"):
        return date(value, lang)
    if hasattr(value, "number"):
        return str(value.number)
    return str(value.text(lang)) if hasattr(value, "text") else str(value)


def _figures(key: str, title: Label, found: tuple[Mention[Figure], ...], reading: Reading, lang: Language) -> Sheet:
    rows = tuple(_figure(mention, reading, lang) for mention in found)
    heads = (_FIGURE, _OF, _DUE, _WORDS)
    return Sheet(
        key=key,
        title=title.text(lang),
        columns=tuple(Column(head.text(lang)) for head in heads),
        rows=rows,
        data=tuple(dict(zip(("figure", "of", "due", "words"), row, strict=True)) for row in rows),
    )


def _figure(mention: Mention[Figure], reading: Reading, lang: Language) -> tuple[str, str, str, str]:
    figure = mention.value
    bounds = [one for one in (figure.low, figure.high) if one is not None]
    printed = " - ".join(dict.fromkeys(_number(one, lang) for one in bounds))
    unit = "%" if figure.unit == "%" else f" {figure.unit}"
    of = figure.attribute.text(lang) if figure.attribute else figure.of
    said = [figure.compared.text(lang)] if figure.compared.value != "equal" else []
    said += [label.text(lang) for is_so, label in ((figure.yearly, _YEARLY), (figure.kept, _KEPT)) if is_so]
    words = "; ".join(said)
    return (
        f"{printed}{unit}" + (f" ({words})" if words else ""),
        of,
        str(figure.due or ""),
        tidy(mention.words(reading.text)),
    )


def _number(value: Any, lang: Language) -> str:
    if value.denominator == 1:
        return number(int(value), lang)
    text = number_text(value)
    return text.replace(".", ",") if lang == "vi" else text


def _questions(reading: Reading, draft: Draft, lang: Language) -> Iterator[str]:
    for asked in draft.missing:
        words = "" if asked.start is None else f" “{tidy(reading.text[asked.start : asked.end])}”"
        yield f"{asked.question.text(lang)}{words}"
