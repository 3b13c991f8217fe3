"""Charts into files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc.files.pictures import written

__all__ = ["save"]


@public("khuyenhoc.charts")
def save(spec: Mapping[str, Any], path: str | Path) -> Path:
    """Write a chart to a file, as the ending of its name says: .png, .svg, .pdf, or .json for the specification.

    A file that is there is replaced. Nothing is fetched from anywhere.

    Raises:
        InvalidValueError: For another ending.
        MissingExtraError: If the extra ``plot`` is not installed; .json needs none.

    >>> charts.save({"mark": "bar"}, "x.gif")
    Traceback (most recent call last):
        ...
    khuyenhoc.InvalidValueError: path: no such kind of picture; expected .png, .svg, .pdf or .json; seen 'x.gif'
    """
    return written(spec, path)
