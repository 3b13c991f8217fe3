"""How all charts look: the colours, the letters, and the frame around what each draws.

The colours are the "medium-contrast" scheme of Paul Tol (Colour Schemes, SRON/EPS/TN/09-002), made to be told apart by
the colour-blind and to become six steps of grey in print; white beside them is for what is open. No colour stands
alone: the same is always written beside it.
"""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.targets.attainment import Status
from khuyenhoc.views.sheets import Picture

__all__ = [
    "COLOURS",
    "HALO",
    "INK",
    "QUIET",
    "SCHEMA",
    "Spec",
    "colour",
    "framed",
    "lines",
    "named",
    "picture",
    "row_axis",
    "spoken",
]

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
INK, QUIET = "#1B1B1B", "#595959"
HALO: Spec = {"stroke": "#FFFFFF", "strokeWidth": 1}  # so that a mark is seen on a dark bar as on a light one
_FONT = "Arial, DejaVu Sans, Liberation Sans, sans-serif"  # both of the first know Vietnamese
_WIDE, _ROW = 96, 44  # letters of a line above a chart, and beside a row

COLOURS = {
    Status.ATTAINED: "#004488",
    Status.MISSED: "#994455",
    Status.NOT_COMPARABLE: "#997700",
    Status.ON_TRACK: "#6699CC",
    Status.NO_DATA: "#EE99AA",
    Status.BEHIND: "#EECC66",
    Status.OPEN: "#F2F2F2",
}
"""The colour of each status, from the darkest to the lightest."""

_CONFIG: Spec = {
    "font": _FONT,
    "view": {"stroke": None},
    "title": {"anchor": "start", "frame": "group", "fontSize": 16, "color": INK, "subtitleColor": QUIET, "offset": 14}
    | {"subtitleFontSize": 12, "subtitleLineHeight": 16, "subtitlePadding": 6},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    | {"gridColor": "#DDDDDD", "domainColor": INK, "tickColor": INK},
    "legend": {"orient": "bottom", "labelColor": INK, "labelFontSize": 12, "title": None, "symbolStrokeColor": INK}
    | {"labelLimit": 400, "columnPadding": 16, "offset": 12},
    "header": {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": "bold", "title": None, "labelLimit": 500},
    "text": {"fontSize": 12, "color": INK, "lineBreak": "\n", "lineHeight": 15},
}


def framed(title: str, about: Iterable[str], alt: Iterable[str], **body: Any) -> Spec:
    """A whole specification: what is drawn, under its title, with what it says in words."""
    subtitle = [line for text in about if text for line in textwrap.wrap(text, _WIDE)]
    heading = {"text": textwrap.wrap(title, _WIDE - 20), "subtitle": subtitle}
    words = " ".join(f"{text.rstrip('.')}." for text in (title, *alt) if text)
    whole = {"$schema": SCHEMA, "description": words, "title": heading, "background": "#FFFFFF", "padding": 16}
    return whole | body | {"config": _CONFIG}


def picture(spec: Spec) -> Picture:
    """A specification with its title and its words beside it, for a page."""
    return Picture(title=" ".join(spec["title"]["text"]), alt=spec["description"], spec=spec)


def colour(statuses: Iterable[Status], lang: Language) -> Spec:
    """The channel of the statuses that there are, by their words, in the order of the enumeration."""
    there = set(statuses)
    shown = [status for status in Status if status in there]
    scale = {"domain": [status.text(lang) for status in shown], "range": [COLOURS[status] for status in shown]}
    return {"field": "result", "type": "nominal", "scale": scale, "legend": {"columns": 4}}


def named(name: str, small: str, width: int = _ROW) -> str:
    """What stands beside a row: a name, and below it more, over two lines at most."""
    return "\n".join([name, *textwrap.wrap(small, width, max_lines=2, placeholder=" …")])


def spoken(name: str) -> str:
    """The same on one line."""
    head, *rest = name.split("\n")
    return ", ".join(filter(None, (head, " ".join(rest))))


def row_axis(field: str, *, limit: int = 330) -> Spec:
    """The channel of rows: in the order of the data, a name over as many lines as it has."""
    axis = {"title": None, "labelExpr": "split(datum.label, '\\n')", "labelLimit": limit, "labelLineHeight": 14}
    return {"field": field, "type": "nominal", "sort": None, "axis": axis | {"ticks": False, "domain": False}}


def lines(head: str, names: Sequence[str], mark: str = ", ") -> str:
    """A heading and names after it, if there are any."""
    return f"{head}: {mark.join(names)}" if names else ""
