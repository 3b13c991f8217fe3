"""What a search found as tables, one for each kind, and as data."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc._base.text import plain_key
from khuyenhoc.files.catalog.search import SearchHit
from khuyenhoc.views.sheets import Column, Page, Sheet
from khuyenhoc.views.words import word

__all__ = ["hits_data", "hits_page", "kind_called", "kinds_page"]

_KINDS = {
    "agreements": Label("Chương trình phối hợp", "Agreements"),
    "programmes": Label("Chương trình, đề án", "Programmes"),
    "rules": Label("Bộ tiêu chí", "Rule sets"),
    "instruments": Label("Văn bản", "Instruments"),
    "places": Label("Địa bàn", "Places"),
    "partners": Label("Loại đơn vị phối hợp", "Partner types"),
    "reviews": Label("Sơ kết, tổng kết", "Reviews"),
    "funds": Label("Quỹ khuyến học", "Study-promotion funds"),
}
_NOTHING = Label("Không tìm thấy gì.", "Nothing was found.")
_HOLDS = Label("Danh mục có", "The catalogue holds")
_ASK = Label(
    'Thêm sau lệnh tên loại hoặc vài chữ, ví dụ: rules; 387; places "Ba Đình"',
    'Add a kind or some words, for instance: rules; 387; places "Ba Đình"',
)
_MOST = 40  # lines of one kind, where several kinds are shown


def kind_called(name: str) -> str:
    """The kind that a word is the name of, in either language and with or without marks; empty if it is of none."""
    key = plain_key(name)
    return next((kind for kind, label in _KINDS.items() if key in (kind, plain_key(label.vi), plain_key(label.en))), "")


def hits_page(hits: Iterable[SearchHit], lang: Language, *, alone: bool) -> Page:
    """A table for each kind; ``alone`` says that one kind was asked for, and is shown whole."""
    by_kind = {kind: list(found) for kind, found in groupby(sorted(hits, key=_order), key=lambda hit: hit.kind)}
    sheets = tuple(_sheet(kind, found, lang, len(found) if alone else _MOST) for kind, found in by_kind.items())
    return Page(lead="" if sheets else _NOTHING.text(lang), sheets=sheets)


def _order(hit: SearchHit) -> int:
    return list(_KINDS).index(hit.kind)


def _sheet(kind: str, hits: Sequence[SearchHit], lang: Language, most: int) -> Sheet:
    left = len(hits) - most
    more = Label(f"… và {left} mục nữa: khuyenhoc list {kind}", f"… and {left} more: khuyenhoc list {kind}")
    return Sheet(
        key=kind,
        title=f"{_KINDS[kind].text(lang)} ({len(hits)})",
        columns=(Column(word("id", lang), whole=True), Column(word("title", lang))),
        rows=tuple((hit.id, hit.title.text(lang)) for hit in hits[:most]),
        notes=(more.text(lang),) if left > 0 else (),
    )


def kinds_page(counts: Iterable[tuple[str, int]], lang: Language) -> Page:
    """How much there is of each kind, and how to ask for it."""
    rows = tuple((kind, _KINDS[kind].text(lang), str(count)) for kind, count in counts)
    columns = (Column(word("kind", lang), whole=True), Column(word("title", lang)), Column("", right=True))
    return Page(sheets=(Sheet(title=_HOLDS.text(lang), columns=columns, rows=rows, notes=(_ASK.text(lang),)),))


def hits_data(hits: Iterable[SearchHit], lang: Language) -> list[dict[str, Any]]:
    """The same for JSON, best first."""
    return [{"kind": hit.kind, "id": hit.id, "title": hit.title.text(lang)} for hit in hits]
