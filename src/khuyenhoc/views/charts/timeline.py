"""Agreements in time, place by place, with the days that none covers."""

import datetime as dt
from collections import Counter
from operator import attrgetter
from typing import Any

from khuyenhoc._base.door import argument, argument_day, public
from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.portfolio.coverage import types_of
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.portfolio.status import effective
from khuyenhoc.values.period import Period
from khuyenhoc.views.charts.theme import INK, Spec, framed, lines, named, row_axis, spoken
from khuyenhoc.views.portfolio import near_each_other, time_of
from khuyenhoc.views.words import date, period_name, place_name, word

__all__ = ["timeline"]

_WIDTH, _STEP = 620, 50
_TITLE = Label("Chương trình phối hợp theo thời gian", "Agreements in time")
_COVERED = Label("đang trong giai đoạn", "covered")
_CUT = Label("còn trong giai đoạn, địa bàn cũ không còn", "within the period, but the place is no more")
_GAP = Label("khoảng trống, không chương trình nào phủ", "gap: no agreement covers it")
_DAYS = Label("ngày", "days")
_UNDATED = Label("Không nêu giai đoạn, nên không vẽ", "Not drawn, for no period is stated")
_KINDS = {_COVERED: "#6699CC", _CUT: "#EECC66", _GAP: "#FFFFFF"}
_ONE = dt.timedelta(days=1)


@public("khuyenhoc.charts")
def timeline(portfolio: Portfolio, *, on: dt.date | None = None, lang: Language = "vi") -> dict[str, Any]:
    """The periods of agreements, place by place, with the gaps between them (dòng thời gian, khoảng trống).

    What is covered and what is a gap is that of [`Portfolio.timeline`][khuyenhoc.Portfolio.timeline] for each place.

    Args:
        portfolio: The agreements.
        on: A day to be marked; the time of each place then runs at least up to it.
        lang: Language of the words.

    Raises:
        InvalidValueError: If no agreement states its period.

    >>> chart = charts.timeline(Portfolio([catalog.agreement("bac-ninh-2017-2020")]), on=dt.date(2021, 1, 10))
    >>> [(row["first"], row["last"], row["days"]) for row in chart["data"]["values"]]
    [('2017-01-01', '2020-12-31', 1461), ('2021-01-01', '2021-01-10', 10)]
    """
    portfolio, lang = argument(portfolio, Portfolio, "portfolio"), check_language(lang)
    on = None if on is None else argument_day(on)
    data: list[Spec] = []
    for here in near_each_other(portfolio):
        data += _rows(here, on, lang)
    if not data:
        raise InvalidValueError("nothing-to-draw", path=("portfolio",), expected="periods-to-draw")
    undated = [spoken(_name(item, lang)) for item in portfolio.undated()]
    about = [f"{word('as_of', lang)} {date(on, lang)}"] if on else []
    return framed(
        _TITLE.text(lang),
        [*about, lines(_UNDATED.text(lang), undated, mark="; ")],
        [*about, *(f"{spoken(row['row'])}: {row['said']}" for row in data)],
        data={"values": data},
        width=_WIDTH,
        height={"step": _STEP},
        layer=_layer(data, on, lang),
    )


def _rows(here: list[Agreement], on: dt.date | None, lang: Language) -> list[Spec]:
    """The agreements of one place in the order of their days, and below them the gaps."""
    dated = [(span, item) for item in here if item.period is not None and (span := effective(item)) is not None]
    names = _names([item for _, item in dated], lang)
    found = []
    for span, item in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
        row = names[item.id]
        found.append(_bar(row, span, _COVERED, lang, id=item.id))
        if item.period is not None and item.period.last > span.last:
            rest = Period(span.last + _ONE, item.period.last)
            found.append(_bar(row, rest, _CUT, lang, id=item.id))
    gap = f"{place_name(here[0].place, lang)}\n{word('gap', lang)}"
    return found + [_bar(gap, period, _GAP, lang, id=None) for period in time_of(here, on).gaps]


def _bar(row: str, span: Period, kind: Label, lang: Language, **more: Any) -> Spec:
    days = f"{grouped(span.days, lang)} {_DAYS.text(lang)}"
    return {
        "row": row,
        "kind": kind.text(lang),
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "end": (span.last + _ONE).isoformat(),
        "days": span.days,
        "label": days if kind is _GAP else "",
        "said": f"{kind.text(lang)}, {date(span.first, lang)} - {date(span.last, lang)}, {days}",
    } | more


def _name(item: Agreement, lang: Language, more: str = "") -> str:
    """The place, and below whom the agreement is with."""
    kinds = sorted(types_of(item), key=attrgetter("order"))
    return named(place_name(item.place, lang) + more, ", ".join(kind.text(lang) for kind in kinds))


def _names(items: list[Agreement], lang: Language) -> dict[str, str]:
    """The name of each agreement by its id, told apart by the period, or else by the id."""
    names = {item.id: _name(item, lang) for item in items}
    for tell in (lambda item: period_name(item.period, lang), lambda item: item.id):
        twice = {text for text, count in Counter(names.values()).items() if count > 1}
        names |= {item.id: _name(item, lang, f", {tell(item)}") for item in items if names[item.id] in twice}
    return names


def _layer(data: list[Spec], on: dt.date | None, lang: Language) -> list[Spec]:
    there = {row["kind"] for row in data}
    kinds = {kind.text(lang): colour for kind, colour in _KINDS.items() if kind.text(lang) in there}
    axis = {"format": "%Y", "title": None, "orient": "top", "grid": True}
    x = {"field": "first", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}
    y = row_axis("row", limit=300)
    colour = {"field": "kind", "type": "nominal", "scale": {"domain": list(kinds), "range": list(kinds.values())}}
    dash = {"condition": {"test": f"datum.kind == '{_GAP.text(lang)}'", "value": [4, 3]}, "value": [1, 0]}
    found: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 16, "stroke": INK, "strokeWidth": 1},
            "encoding": {"y": y, "x": x, "x2": {"field": "end"}, "color": colour, "strokeDash": dash},
        },
        {
            "transform": [{"filter": "datum.label != ''"}],
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
            "encoding": {"y": y, "x": {"field": "end", "type": "temporal"}, "text": {"field": "label"}},
        },
    ]
    if on is not None:
        found.append(
            {
                "data": {"values": [{"on": on.isoformat()}]},
                "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                "encoding": {"x": {"field": "on", "type": "temporal"}},
            }
        )
    return found
