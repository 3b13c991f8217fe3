"""From what a page says to a record: what it gives, what is still to be asked, and where each field was read."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import plain_key
from khuyenhoc.errors import InvalidValueError, KhuyenHocError
from khuyenhoc.files.catalog.builtin import instruments
from khuyenhoc.files.catalog.places import named
from khuyenhoc.instruments.instrument import Citation, Confidence
from khuyenhoc.reading.figure import Figure, FigureBound
from khuyenhoc.reading.mention import Mention
from khuyenhoc.reading.said import Said
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.targets.target import Grow, Maintain, Reach, Target, Wording
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.rate import Rate, RateRange

__all__ = ["Asked", "Draft", "Traced", "drafted"]


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, repr=False)
class Asked(Shown):
    """What a draft still has to be told (điều còn phải hỏi): a field of the record, or a figure that fits none.

    Attributes:
        field: The field of the record.
        question: The question, in both languages.
        needed: Whether there is no record without an answer.
        start: Where the words stand that it is about; None if the page says nothing of it.
        end: Where they end.
    """

    field: str
    question: Label
    needed: bool = True
    start: int | None = None
    end: int | None = None


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, repr=False)
class Traced(Shown):
    """Where a field of a draft was read (nguồn của một mục): ``text[start:end]`` of the page.

    Attributes:
        field: The field of the record, with its number where it has several.
        start: Where its words begin.
        end: Where they end.
        why: Why it was read so.
    """

    field: str
    start: int
    end: int
    why: Label


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, repr=False)
class Draft(Shown):
    """A draft of an agreement (bản nháp hồ sơ): nothing is in it that the page does not say or somebody told.

    Attributes:
        record: The agreement; None as long as something that it needs is missing.
        missing: What is still to be asked.
        trace: Where each field was read.

    >>> kh.read("Thông tin về khuyến học.").draft().missing[0].question.vi
    'Bên Hội Khuyến học là hội nào?'
    """

    record: Agreement | None
    missing: tuple[Asked, ...]
    trace: tuple[Traced, ...]


_NEEDED = {
    "association": Label("Bên Hội Khuyến học là hội nào?", "Which Hội Khuyến học is it?"),
    "partners": Label("Các đơn vị phối hợp là những đơn vị nào?", "Which bodies are the partners?"),
    "place": Label("Địa bàn ở đâu?", "Where does it hold?"),
    "level": Label("Ký ở cấp nào?", "At which level was it signed?"),
}
_WANTED = {
    "period": Label("Giai đoạn từ năm nào đến năm nào?", "From which year to which does it run?"),
    "signed": Label("Ký ngày nào?", "On which day was it signed?"),
}
_OF_WHOM = Label(
    "Con số này tính trên ai, về nội dung gì, đến năm nào?", "Of whom is this figure, of what, and by which year?"
)
_FIELDS = frozenset(field.name for field in attrs.fields(Agreement))


def drafted(said: Said, known: Mapping[str, Any]) -> Draft:
    """The record as far as the page and what is known give it."""
    strange = sorted(set(known) - _FIELDS)
    if strange:
        raise InvalidValueError("no-such-field", path=(strange[0],), seen=strange[0], known=sorted(_FIELDS))
    fields, trace = _read_fields(said)
    fields |= known
    trace = [one for one in trace if one.field.split("[")[0] not in known]
    if "place" in fields and fields.get("level") is None:
        fields["level"] = fields["place"].level
    missing = [Asked(field=name, question=text) for name, text in _NEEDED.items() if not fields.get(name)]
    missing += [
        Asked(field=name, question=text, needed=False) for name, text in _WANTED.items() if fields.get(name) is None
    ]
    if any(one.needed for one in missing):
        return Draft(record=None, missing=tuple(missing), trace=tuple(trace))
    fields.setdefault("id", _slug(fields))
    fields.setdefault("title", _title(fields))
    if "targets" not in known:
        targets = [(mention, _target(mention.value, fields["id"])) for mention in said.targets]
        fields["targets"] = tuple(target for _, target in targets if target is not None)
        missing += [_asked_of(mention) for mention, target in targets if target is None]
        made = (mention for mention, target in targets if target is not None)
        trace += [_traced(f"targets[{number}]", mention) for number, mention in enumerate(made)]
    return Draft(record=Agreement(**fields), missing=tuple(missing), trace=tuple(trace))


def _read_fields(said: Said) -> tuple[dict[str, Any], list[Traced]]:
    fields: dict[str, Any] = {}
    trace: list[Traced] = []
    for name in ("association", "period", "previous", "signed"):
        mention: Mention[Any] | None = getattr(said, name)
        if mention is not None:
            fields[name] = mention.value
            trace.append(_traced(name, mention))
    if said.place is not None:
        fields["place"] = _known_place(said.place.value, fields.get("signed"))
        fields["level"] = fields["place"].level
        trace.append(_traced("place", said.place))
    for name in ("partners", "content_areas"):
        mentions: tuple[Mention[Any], ...] = getattr(said, name)
        fields[name] = tuple(mention.value for mention in mentions)
        trace += [_traced(f"{name}[{number}]", mention) for number, mention in enumerate(mentions)]
    cited = dict(_cited(said))
    fields["instruments"] = tuple(cited)
    trace += [_traced(f"instruments[{number}]", mention) for number, mention in enumerate(cited.values())]
    return fields, trace


def _known_place(place: Place, signed: dt.date | None) -> Place:
    """A province of the catalogue, where one territory alone bears the name on the day."""
    if place.level is not Level.PROVINCE:
        return place
    found = [one for one in named(place.name) if signed is None or one.exists(on=signed)]
    return found[0] if len(found) == 1 else place


def _cited(said: Said) -> Iterator[tuple[str, Mention[Any]]]:
    """The ids of the instruments of the catalogue that bear a number cited with its mark."""
    by_number: dict[str, list[str]] = {}
    for instrument in instruments():
        by_number.setdefault(plain_key(instrument.number), []).append(instrument.id)
    for mention in said.instruments:
        ids = by_number.get(plain_key(mention.value.number), [])
        if len(ids) == 1 and mention.value.has_mark:
            yield ids[0], mention


def _traced(field: str, mention: Mention[Any]) -> Traced:
    return Traced(field=field, start=mention.start, end=mention.end, why=mention.why)


def _asked_of(mention: Mention[Figure]) -> Asked:
    return Asked(field="targets", question=_OF_WHOM, needed=False, start=mention.start, end=mention.end)


def _slug(fields: Mapping[str, Any]) -> str:
    """An id of the place and the years, as the catalogue has them."""
    period = fields.get("period")
    years = (
        (period.first.year, period.last.year) if period else (fields["signed"].year,) if fields.get("signed") else ()
    )
    words = " ".join((plain_key(fields["place"].name), *map(str, years)))
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


def _title(fields: Mapping[str, Any]) -> Label:
    """A title of the names of the sides; the page may print one, which is nobody's to guess."""
    period = fields.get("period")
    partners = ", ".join(str(partner) for partner in fields["partners"])
    words = f"Chương trình phối hợp {fields['association']} - {partners}" + (f", {period}" if period else "")
    return Label(words, words)


def _target(figure: Figure, document: str) -> Target | None:
    """The target that a figure sets; None where it does not say of whom, of what, or by when."""
    if figure.unit != "%" or figure.low is None or figure.attribute is None or figure.population is None:
        return None
    if figure.due is None:
        return None
    common: dict[str, Any] = {
        "attribute": figure.attribute,
        "population": figure.population,
        "due": dt.date(figure.due, 12, 31),
        "citation": Citation(document=document),
        "confidence": Confidence.SINGLE_SOURCE,
    }
    with suppress(KhuyenHocError):
        low, high = Rate(figure.low / 100), Rate((figure.high or figure.low) / 100)
        if figure.compared in (FigureBound.INCREASE, FigureBound.INCREASE_RANGE):
            steps = RateRange(low, high)
            return Grow(yearly=steps, wording=Wording.YEARLY, **common) if figure.yearly else None
        above = figure.compared is FigureBound.AT_LEAST
        if figure.kept:
            return Maintain(rate=low, strict=above, wording=Wording.ABOVE if above else Wording.BARE, **common)
        if figure.compared in (FigureBound.EQUAL, FigureBound.AT_LEAST):
            return Reach(rate=low, wording=Wording.ABOVE if above else Wording.BARE, **common)
    return None
