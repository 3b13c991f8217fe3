"""The charts that belong to an answer: one for a file, and those that stand on its page."""

import datetime as dt
from collections.abc import Iterable

from khuyenhoc._base.terms import Language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.totals import RollUp
from khuyenhoc.views.charts.attainment import attainment
from khuyenhoc.views.charts.figures import figures
from khuyenhoc.views.charts.progress import has_progress, progress
from khuyenhoc.views.charts.ranking import ranked_targets, ranking, ranking_of
from khuyenhoc.views.charts.theme import Spec, picture
from khuyenhoc.views.charts.timeline import timeline
from khuyenhoc.views.sheets import Picture

__all__ = ["REPORT_CHARTS", "portfolio_pictures", "report_chart", "report_pictures"]

REPORT_CHARTS = ("attainment", "progress", "ranking")
_MOST = 6  # charts on one page
_MOST_PLACES = 200  # in one chart on a page: a bar is as high as a line of text, and a page has its tables


def report_chart(
    report: Report, kind: str | None, counts: Iterable[Observation | RollUp], attribute: str | None, lang: Language
) -> Spec:
    """The chart of a kind; where none is named, the targets of one place, or several places side by side."""
    match kind or ("ranking" if len(report.places) > 1 else "attainment"):
        case "progress":
            return progress(report, attribute, observations=counts, lang=lang)
        case "ranking":
            return ranking(report, attribute, lang=lang)
    return attainment(report, attribute, lang=lang)


def report_pictures(report: Report, counts: Iterable[Observation | RollUp], lang: Language) -> tuple[Picture, ...]:
    """What there is to draw: of one place its targets and their progress, of several one chart for each subject.

    Of more than 200 places there is none, for nobody reads so many bars; the tables say the same.
    """
    places = report.places
    if len(places) > _MOST_PLACES:
        return ()
    if len(places) > 1:
        targets = ranked_targets(report, lang)[:_MOST]
        return tuple(picture(ranking_of(report, target, lang)) for target in targets)
    if not figures(report, lang)[0]:
        return ()
    found = [picture(attainment(report, lang=lang))]
    if places and has_progress(report, places[0]):
        found.append(picture(progress(report, observations=counts, lang=lang)))
    return tuple(found)


def portfolio_pictures(portfolio: Portfolio, on: dt.date | None, lang: Language) -> tuple[Picture, ...]:
    """The agreements in time, if any states its period."""
    try:
        return (picture(timeline(portfolio, on=on, lang=lang)),)
    except InvalidValueError:
        return ()
