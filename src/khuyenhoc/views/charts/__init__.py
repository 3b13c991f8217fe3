"""Charts as data: Vega-Lite specifications, plain dicts with the figures inside, which need no package.

A notebook shows one by ``altair.Chart.from_dict(spec)``; [`save`][khuyenhoc.charts.save] writes it as a picture.
"""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "views.charts.attainment": "attainment",
        "views.charts.grade": "grade",
        "views.charts.progress": "progress",
        "views.charts.ranking": "ranking",
        "views.charts.saving": "save",
        "views.charts.timeline": "timeline",
    },
)
