"""How shares move over time: what was counted, the way to the target, and where the pace seen leads."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.targets.attainment import Attainment
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Maintain, Reach
from khuyenhoc.targets.totals import RollUp
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.charts.figures import head, percent, the_place
from khuyenhoc.views.charts.theme import INK, QUIET, Spec, framed
from khuyenhoc.views.targets import about, within_all
from khuyenhoc.views.words import date

__all__ = ["has_progress", "progress"]

_COUNTED = Label("đã đếm", "counted")
_PATH = Label("đường phải đi", "the way to go")
_PROJECTED = Label("dự báo theo nhịp đã thấy", "where the pace seen leads")
_TARGET = Label("chỉ tiêu", "target")
_KINDS = (_COUNTED, _PATH, _PROJECTED)
_BLUE, _RED = "#004488", "#994455"
_ABOUT = Label(
    "Dự báo là đường thẳng qua số liệu gốc và số liệu mới nhất, kéo dài đến hạn; không phải kết quả.",
    "What is projected is the straight line through the baseline and the latest count, up to the due day; no result.",
)


@public("khuyenhoc.charts")
def progress(
    report: Report,
    attribute: "LearningModel | str | None" = None,
    *,
    place: Place | str | None = None,
    observations: Iterable[Observation | RollUp] = (),
    lang: Language = "vi",
) -> dict[str, Any]:
    """The shares of one place over time, with the way to each target and where the pace leads (tiến độ và dự báo).

    A picture for each subject of which counts of two days are known.

    Args:
        report: The report.
        attribute: Code of what the targets are about, or a learning model; without it, all.
        place: The place; where the report has but one, it need not be said.
        observations: The counts that the report was made of, so that those between the first and the last are drawn.
        lang: Language of the words.

    Raises:
        InvalidValueError: If there are several places and none was named, or no pace is seen.

    >>> counts = [Observation(place=Place("X"), on=dt.date(year, 12, 31), attribute=Attribute("clan"),
    ...                       population=Population("clans"), recognised=some, total=10)
    ...           for year, some in ((2022, 4), (2024, 5))]
    >>> report = catalog.programme("qd-387-2022").attainment(counts, on=dt.date(2024, 12, 31))
    >>> rows = charts.progress(report, "clan")["data"]["values"]
    >>> [(row["day"], row["share"]) for row in rows if row["line"] == "dự báo theo nhịp đã thấy"]
    [('2024-12-31', '0.5'), ('2025-12-31', '0.55'), ('2024-12-31', '0.5'), ('2030-12-31', '0.8')]
    """
    report, lang = argument(report, Report, "report"), check_language(lang)
    where = the_place(report, place)
    rows = [item for item in report.find(attribute) if item.place == where and _moves(item)]
    if not rows:
        raise InvalidValueError("nothing-to-draw", path=("report",), expected="two-days-to-draw")
    counts = [item.observation if isinstance(item, RollUp) else item for item in observations]
    data, said = [], []
    groups = _by_subject(rows, lang)
    for series, items in groups.items():
        data += [{"series": series} | point for point in _counted(items[0], counts, report.on, lang)]
        for item in items:
            data += [{"series": series} | point for point in _lines(item, lang)]
            said.append(f"{series}: {_said(item, lang)}")
    return framed(
        report.title.text(lang),
        [head(lang, report, where), _ABOUT.text(lang)],
        [head(lang, report, where), *said],
        data={"values": data},
        facet={"field": "series", "type": "nominal", "sort": list(groups)},
        columns=min(2, len(groups)),
        spec={"width": 380, "height": 240, "layer": _layer(lang)},
    )


def has_progress(report: Report, place: Place | None) -> bool:
    """Whether there is anything to draw."""
    return any(item.place == place and _moves(item) for item in report)


def _moves(item: Attainment) -> bool:
    """Whether it is a rate to be reached, of which a pace is seen."""
    return isinstance(item.target, Reach) and item.baseline is not None and item.observed is not None


def _by_subject(rows: Iterable[Attainment], lang: Language) -> dict[str, list[Attainment]]:
    """The rows whose shares are the same, under a name of their own."""
    groups: dict[str, list[Attainment]] = {}
    for item in rows:
        groups.setdefault(f"{item.target.attribute.text(lang)} ({about(item.target, lang)})", []).append(item)
    return groups


def _point(line: Label, day: dt.date, rate: Rate, lang: Language, **more: Any) -> Spec:
    return {
        "line": line.text(lang),
        "day": day.isoformat(),
        "share": rate.decimal(),
        "percent": percent(rate),
        "text": rate.text(lang),
    } | more


def _counted(item: Attainment, counts: Iterable[Observation], on: dt.date, lang: Language) -> list[Spec]:
    """The shares that were counted up to the day: those handed in, or else the first and the last."""
    target = item.target
    found = {
        seen.on: share
        for seen in (item.baseline, item.observed)
        if seen is not None and (share := seen.share) is not None
    }
    for one in counts:
        mine = one.place == item.place and one.attribute == target.attribute and one.on <= on
        if mine and target.population in (None, one.population) and (share := one.share(target.base)) is not None:
            found[one.on] = share
    return [
        _point(_COUNTED, day, share.rate, lang, part=share.part, whole=share.whole)
        for day, share in sorted(found.items())
    ]


def _lines(item: Attainment, lang: Language) -> list[Spec]:
    """The target; the way to it from the baseline; and the way that the pace leads from the latest count."""
    target, seen, first = item.target, item.observed, item.baseline
    if not isinstance(target, Reach | Maintain) or seen is None or first is None:
        return []
    if seen.share is None or first.share is None:
        return []
    name = f"{target.due.year}"
    found = [_point(_TARGET, target.due, target.rate, lang, label=target.rate.text(lang))]
    ways = [(_PATH, (first.on, first.share.rate), (target.due, target.rate))]
    if item.projected is not None:
        ways.append((_PROJECTED, (seen.on, seen.share.rate), (target.due, item.projected)))
    for line, (start, rate), (end, reached) in ways:
        way = f"{line.en} {name}"
        found += [
            _point(line, start, rate, lang, way=way),
            _point(line, end, reached, lang, way=way, end=within_all(reached, lang)),
        ]
    return found


def _layer(lang: Language) -> list[Spec]:
    years = {"format": "%Y", "title": None, "tickCount": "year", "labelOverlap": True}
    x = {"field": "day", "type": "temporal", "scale": {"type": "utc"}, "axis": years}
    y = {"field": "percent", "type": "quantitative", "axis": {"labelExpr": "datum.value + '%'", "title": None}}
    place: Spec = {"x": x, "y": y | {"scale": {"zero": False, "nice": True}}}
    names = [kind.text(lang) for kind in _KINDS]
    colours = {"field": "line", "type": "nominal", "scale": {"domain": names, "range": [_BLUE, QUIET, _RED]}}
    dashes = {"field": "line", "type": "nominal", "scale": {"domain": names, "range": [[1, 0], [8, 4], [2, 3]]}}
    line = {"type": "line", "strokeWidth": 2.5, "clip": False}
    text: Spec = {"type": "text", "dy": -11, "fontSize": 11}

    def only(kind: Label, more: str = "") -> list[Spec]:
        return [{"filter": f"datum.line == '{kind.text(lang)}'{more}"}]

    return [
        {
            "transform": [{"filter": f"datum.line != '{_TARGET.text(lang)}'"}],
            "mark": line,
            "encoding": place | {"color": colours, "strokeDash": dashes, "detail": {"field": "way"}},
        },
        {
            "transform": only(_COUNTED),
            "mark": {"type": "point", "filled": True, "size": 60, "color": _BLUE, "opacity": 1},
            "encoding": place,
        },
        {
            "transform": only(_TARGET),
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 110, "color": INK, "opacity": 1},
            "encoding": place,
        },
        {"transform": only(_COUNTED), "mark": text, "encoding": place | {"text": {"field": "text"}}},
        {
            "transform": only(_TARGET),
            "mark": text | {"fontWeight": "bold", "align": "right", "dx": -4},
            "encoding": place | {"text": {"field": "label"}},
        },
        {
            "transform": only(_PROJECTED, " && isValid(datum.end)"),
            "mark": text | {"color": _RED, "align": "left", "dx": 9, "dy": 0},
            "encoding": place | {"text": {"field": "end"}},
        },
    ]


def _said(item: Attainment, lang: Language) -> str:
    seen, projected = item.observed, item.projected
    if seen is None or seen.share is None or not isinstance(item.target, Reach):
        return ""
    text = f"{seen.share.rate.text(lang)} ({date(seen.on, lang)}), {_TARGET.text(lang)} {item.target.text(lang)}"
    return f"{text}, {_PROJECTED.text(lang)} {within_all(projected, lang)}" if projected else text
