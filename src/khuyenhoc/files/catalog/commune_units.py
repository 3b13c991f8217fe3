"""The communes, wards and special zones since 1 July 2025: names, kinds and codes, read when first asked for.

What became of the communes of before that day is not in the data.
"""

import csv
import datetime as dt
import difflib
import re
from functools import cache
from importlib.resources import files

import attrs

from khuyenhoc._base.door import argument, argument_day, checked, public
from khuyenhoc._base.near import perhaps
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Labelled
from khuyenhoc._base.text import has_marks, plain_key, tidy, tone_key
from khuyenhoc.errors import AmbiguousNameError, UnknownIdError, UnknownNameError, WrongTypeError
from khuyenhoc.files.catalog.places import provinces
from khuyenhoc.values.place import Level, Place, split_level

__all__ = ["Commune", "CommuneKind", "commune", "commune_called", "commune_findings", "communes"]

_CODE = re.compile(r"[0-9]{5}")
_PLAIN_KINDS = re.compile(r"(?:xa|phuong|dac khu)\s+(?=\S)", re.IGNORECASE)


@public("khuyenhoc.catalog")
class CommuneKind(Labelled):
    """Kinds of unit of the commune level (loại đơn vị hành chính cấp xã)."""

    COMMUNE = "commune", "xã", "commune"
    WARD = "ward", "phường", "ward"
    SPECIAL_ZONE = "special_zone", "đặc khu", "special zone"


@public("khuyenhoc.catalog")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Commune(Shown):
    """A unit of the commune level since 1 July 2025 (đơn vị hành chính cấp xã).

    Attributes:
        place: The place, in its province; without days, because some communes were left as they were.
        kind: Commune, ward or special zone.
        code: Code of Decision 19/2025/QĐ-TTg, five digits.

    >>> found = catalog.commune("phường Ba Đình", province=catalog.province("Hà Nội"))
    >>> found.kind, found.code, str(found.place)
    (CommuneKind.WARD, '00004', 'Ba Đình, Hà Nội, Việt Nam')
    """

    place: Place
    kind: CommuneKind
    code: str


@attrs.frozen
class _Table:
    since: dt.date
    as_of: dt.date
    rows: tuple[Commune, ...]
    by_code: dict[str, Commune]
    by_name: dict[Place, dict[str, Commune]]


@cache
def _table() -> _Table:
    text = (files("khuyenhoc.files.catalog") / "data" / "communes-2025.csv").read_text(encoding="utf-8")
    head, *body = text.splitlines()
    about = dict(part.split("=") for part in head.lstrip("# ").split())
    lines = list(csv.DictReader(body))
    since = dt.date.fromisoformat(about["since"])
    kinds = {kind.vi: kind for kind in CommuneKind}
    parents = {place.code: place for place in provinces(on=since)}
    rows = tuple(
        Commune(
            place=Place(row["name"], level=Level.COMMUNE, parent=parents[row["province_code"]]),
            kind=kinds[row["kind"]],
            code=row["code"],
        )
        for row in lines
    )
    by_name: dict[Place, dict[str, Commune]] = {place: {} for place in parents.values()}
    for row in rows:
        by_name[row.place.lineage[1]][row.place.name_key] = row
    return _Table(
        since=since,
        as_of=dt.date.fromisoformat(about["as_of"]),
        rows=rows,
        by_code={row.code: row for row in rows},
        by_name=by_name,
    )


@public("khuyenhoc.catalog")
def communes(*, province: Place | None = None) -> tuple[Commune, ...]:
    """All 3,321 communes, wards and special zones as of 25 July 2026, or those of one province, by code.

    Raises:
        UnknownNameError: If the place is no province of since 1 July 2025.

    >>> len(catalog.communes()), len(catalog.communes(province=catalog.province("Hà Nội")))
    (3321, 126)
    """
    return _table().rows if province is None else tuple(_of(province).values())


@public("khuyenhoc.catalog")
def commune(name: str, *, province: Place | None = None) -> Commune:
    """A commune by its name inside a province, with or without "xã", "phường", "đặc khu", or by its code.

    Args:
        name: The name, in any case and tone placement, or the five digits of the code.
        province: The province of since 1 July 2025; a code needs none.

    Raises:
        AmbiguousNameError: If a name stands without a province.
        UnknownIdError: If there is none of this code.
        UnknownNameError: If there is none of this name; the message gives the likely name.

    >>> catalog.commune("xã Tân Hà Lâm Hà", province=catalog.province("Lâm Đồng", on=dt.date(2026, 1, 1))).code
    '24916'
    """
    if not isinstance(name, str):
        raise WrongTypeError("not-text", path=("name",), seen=name, expected="the-name-or-code")
    if _CODE.fullmatch(name.strip()):
        if name.strip() not in _table().by_code:
            raise UnknownIdError("no-commune-of-this-code", seen=name)
        return _table().by_code[name.strip()]
    if province is None:
        raise AmbiguousNameError("in-several-provinces", called=name)
    known = _of(province)
    found = _find(name, known)
    if found is None:
        likely = _likely(name, known)
        hint = perhaps([f"{likely.kind.vi} {likely.place.name}"] if likely else [])
        raise UnknownNameError("no-commune-of-this-name", seen=name, hint=hint, province=province.name)
    return found


@public("khuyenhoc.catalog")
def commune_findings(place: Place, *, on: dt.date) -> tuple[Finding, ...]:
    """What is odd about the name of a commune on a day from 1 July 2025 on: that no unit bears it in its province.

    A finding and no error, because communes and wards are renamed. A name without a word for its level is taken for
    that of a commune, since nothing else lies directly in a province. Earlier days, other levels and places without a
    known province give none.

    >>> there = Place("Ba Đinh", level=Level.COMMUNE, parent=catalog.province("Hà Nội"))
    >>> [found.code for found in catalog.commune_findings(there, on=dt.date(2026, 1, 1))]
    ['unknown-commune']
    """
    on, place = argument_day(on), argument(place, Place, "place")
    parents = _table().by_name
    parent = place.lineage[1] if len(place.lineage) > 1 else None
    if place.level not in (Level.COMMUNE, None) or on < _table().since or parent not in parents:
        return ()
    known = parents[parent]
    if _find(place.name, known) is not None:
        return ()
    likely = _likely(place.name, known)
    vi = f"không có đơn vị cấp xã tên {place.name} ở {parent.name} tính đến {_table().as_of:%d/%m/%Y}"
    en = f"no commune of {parent.name} is called {place.name} as of {_table().as_of}"
    if likely:
        vi += f"; có thể là {likely.kind.vi} {likely.place.name}"
        en += f"; perhaps {likely.place.name} ({likely.kind.en})"
    return (Finding(code="unknown-commune", path="place", vi=vi, en=en),)


def _of(province: Place) -> dict[str, Commune]:
    known = _table().by_name
    if argument(province, Place, "province") not in known:
        raise UnknownNameError("not-a-province-of-since-1", path=("province",), seen=province.name)
    return known[province]


def commune_called(name: str, province: Place, on: dt.date | None) -> Commune | None:
    """The commune of a name in a province on a day from 1 July 2025 on; None if there is none, or for other days."""
    if on is None or province.level is not Level.PROVINCE or on < _table().since:
        return None
    return _find(name, _table().by_name.get(province, {}))


def _bare(name: str) -> str:
    level, bare = split_level(name, Level.COMMUNE)
    plain = None if level else _PLAIN_KINDS.match(bare)
    return bare[plain.end() if plain else 0 :]


def _find(name: str, known: dict[str, Commune]) -> Commune | None:
    """By the name as it stands, for Xa Dung is one, or without the word for its kind."""
    for bare in dict.fromkeys((tidy(name), _bare(name))):
        if found := known.get(tone_key(bare)):
            return found
        if not has_marks(bare):
            plain = [row for row in known.values() if plain_key(row.place.name) == plain_key(bare)]
            if len(plain) == 1:
                return plain[0]
    return None


def _likely(name: str, known: dict[str, Commune]) -> Commune | None:
    keys = {plain_key(row.place.name): row for row in known.values()}
    close = difflib.get_close_matches(plain_key(_bare(name)), keys, 1, 0.75)
    return keys[close[0]] if close else None
