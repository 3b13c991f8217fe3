"""Charts as pictures: a Vega-Lite specification drawn without a browser, and written to a file."""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from khuyenhoc._base.door import argument
from khuyenhoc.errors import InvalidValueError, MissingExtraError

__all__ = ["can_draw", "drawn", "svg_of", "written"]

KINDS = ("png", "svg", "pdf", "json")
_SCALE = 2  # pixels of a PNG for each of the chart: sharp in print, and on screens of today


def can_draw() -> bool:
    """Whether what draws is installed (the extra ``plot``)."""
    return find_spec("vl_convert") is not None


def svg_of(spec: Mapping[str, Any]) -> str:
    """The chart as SVG; nothing is fetched from anywhere."""
    return str(_converted("svg", dict(spec)))


def drawn(spec: Mapping[str, Any], kind: str) -> bytes:
    """The chart as a file of a kind: ``png``, ``svg``, ``pdf``, or its specification as ``json``.

    Raises:
        MissingExtraError: If the extra ``plot`` is not installed; ``json`` needs none.
    """
    chart = dict(argument(spec, Mapping, "spec"))  # type: ignore[type-abstract]  # any mapping
    match kind:
        case "json":
            return f"{json.dumps(chart, ensure_ascii=False, indent=2)}\n".encode()
        case "svg":
            return svg_of(chart).encode()
        case "png":
            return bytes(_converted("png", chart, scale=_SCALE))
        case "pdf":
            return bytes(_converted("pdf", chart))
    raise InvalidValueError("no-such-picture", seen=kind)


def written(spec: Mapping[str, Any], path: str | Path) -> Path:
    """Write the chart to a file as the ending of its name says; a file that is there is replaced."""
    file = Path(path)
    kind = file.suffix.casefold().removeprefix(".")
    if kind not in KINDS:
        raise InvalidValueError("no-such-picture", path=("path",), seen=str(path))
    file.write_bytes(drawn(spec, kind))
    return file


def _converted(kind: str, spec: dict[str, Any], **options: Any) -> Any:
    """What the converter makes of a specification, without going to any address that it names."""
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError("drawing-needs-vl-convert") from None
    try:
        return getattr(vl_convert, f"vegalite_to_{kind}")(spec, allowed_base_urls=[], **options)
    except ValueError as error:
        raise InvalidValueError("not-drawn", path=("spec",), reason=str(error).strip().splitlines()[0]) from None
