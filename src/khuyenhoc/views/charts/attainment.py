"""How the targets of one place stand: a bar for each, with the mark of what is asked."""

from collections.abc import Iterable
from typing import Any

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.targets.attainment import Status
from khuyenhoc.targets.report import Report
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Place
from khuyenhoc.views.charts.figures import Figure, figures, head, name, the_place
from khuyenhoc.views.charts.theme import HALO, INK, Spec, colour, framed, lines, row_axis, spoken
from khuyenhoc.views.targets import asked

__all__ = ["KEY", "attainment", "bars"]

_WIDTH, _STEP = 420, 52
KEY = Label("Vạch đen: mức của chỉ tiêu", "Black mark: what the target asks")
_NOT_DRAWN = Label("Không vẽ, vì chưa có tỷ lệ", "Not drawn, for want of a share")


@public("khuyenhoc.charts")
def attainment(
    report: Report,
    attribute: "LearningModel | str | None" = None,
    *,
    place: Place | str | None = None,
    lang: Language = "vi",
) -> dict[str, Any]:
    """The targets of one place as bars, each with the mark of its rate (biểu đồ kết quả thực hiện chỉ tiêu).

    Targets without a share are named above the bars.

    Args:
        report: The report.
        attribute: Code of what the targets are about, or a learning model; without it, all.
        place: The place; where the report has but one, it need not be said.
        lang: Language of the words.

    Raises:
        InvalidValueError: If there are several places and none was named, or no target has a share.

    >>> counts = [Observation(place=Place("X"), on=dt.date(2023, 12, 31), attribute=Attribute("clan"),
    ...                       population=Population("clans"), recognised=671, total=691)]
    >>> report = catalog.programme("qd-387-2022").attainment(counts, on=dt.date(2023, 12, 31))
    >>> [row["share"] for row in charts.attainment(report)["data"]["values"]]
    ['671/691', '671/691']
    """
    report, lang = argument(report, Report, "report"), check_language(lang)
    where = the_place(report, place)
    found, left = figures((row for row in report.find(attribute) if row.place == where), lang)
    if not found:
        raise InvalidValueError("nothing-to-draw", path=("report",), expected="rates-to-draw")
    names = _names(found, lang)
    data = [{"target": label} | figure.data(lang) for label, figure in zip(names, found, strict=True)]
    absent = dict.fromkeys(item.target.attribute.text(lang) for item in left)
    drawn = {figure.item.target.attribute.text(lang) for figure in found}
    return framed(
        report.title.text(lang),
        [
            head(lang, report, where),
            KEY.text(lang),
            lines(_NOT_DRAWN.text(lang), [text for text in absent if text not in drawn]),
        ],
        [head(lang, report, where), *(_said(label, figure, lang) for label, figure in zip(names, found, strict=True))],
        data={"values": data},
        width=_WIDTH,
        height={"step": _STEP},
        **bars("target", [figure.item.status for figure in found], lang, width=_WIDTH),
    )


def bars(field: str, statuses: Iterable[Status], lang: Language, *, width: int, one: bool = False) -> Spec:
    """Bars of per cent, a row each, coloured by status, with the figures in words at the right.

    The rate that is asked for is a mark on each bar, or, where it is ``one`` for all, a line through them.
    """
    row = row_axis(field)
    axis = {"labelExpr": "datum.value + '%'", "title": None, "tickCount": 5}
    share = {"field": "percent", "type": "quantitative", "scale": {"domain": [0, 100]}, "axis": axis}
    asked_for = {"field": "required_percent", "type": "quantitative"}
    mark: Spec = {
        "mark": {"type": "tick", "color": INK, "thickness": 4, "size": 32, "opacity": 1} | HALO,
        "encoding": {"y": row, "x": asked_for},
    }
    line: Spec = {
        "mark": {"type": "rule", "color": INK, "strokeWidth": 2, "strokeDash": [6, 3]},
        "encoding": {"x": asked_for | {"aggregate": "max"}},
    }
    layer: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 18, "stroke": INK, "strokeWidth": 0.7},
            "encoding": {"y": row, "x": share, "color": colour(statuses, lang)},
        },
        line if one else {"transform": [{"filter": "isValid(datum.required_percent)"}]} | mark,
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -7},
            "encoding": {"y": row, "x": {"value": width + 12}, "text": {"field": "said"}},
        },
    ]
    return {"layer": layer}


def _names(found: list[Figure], lang: Language) -> list[str]:
    """The names of the targets, each its own; where two would be alike, what is asked is said too."""
    names = [name(figure.item, lang) for figure in found]
    return [
        text if names.count(text) == 1 else f"{text} · {asked(figure.item.target, lang).replace(chr(10), ' ')}"
        for text, figure in zip(names, found, strict=True)
    ]


def _said(label: str, figure: Figure, lang: Language) -> str:
    return f"{spoken(label)}: {figure.seen(lang)}, {figure.result(lang)}"
