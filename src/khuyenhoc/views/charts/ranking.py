"""Places side by side on one target, the highest share first."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Target
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.views.charts.attainment import KEY, bars
from khuyenhoc.views.charts.figures import DUE, Figure, figures, head
from khuyenhoc.views.charts.theme import framed, lines
from khuyenhoc.views.targets import about, asked, due as due_of
from khuyenhoc.views.words import place_name, word

__all__ = ["ranked_targets", "ranking", "ranking_of"]

_WIDTH, _STEP = 420, 40
_LINE = Label("Đường đứt: mức của chỉ tiêu", "Broken line: what the target asks")


@public("khuyenhoc.charts")
def ranking(
    report: Report,
    attribute: "LearningModel | str | None" = None,
    *,
    due: int | None = None,
    population: str | None = None,
    lang: Language = "vi",
) -> dict[str, Any]:
    """The places of a report by their share for one target, the highest first (so sánh các địa bàn).

    Args:
        report: The report.
        attribute: Code of what the target is about, or a learning model; without it, what most places have shares for.
        due: Year of the target; by default the first that is not over on the day of the report.
        population: Code of whom it counts, where that is not clear.
        lang: Language of the words.

    Raises:
        InvalidValueError: If no place has a share for such a target.

    >>> counts = [Observation(place=Place(name), on=dt.date(2023, 12, 31), attribute=Attribute("clan"),
    ...                       population=Population("clans"), recognised=some, total=10)
    ...           for name, some in (("X", 3), ("Y", 8))]
    >>> report = catalog.programme("qd-387-2022").attainment(counts, on=dt.date(2023, 12, 31))
    >>> [(row["place"], row["share"]) for row in charts.ranking(report, "clan", due=2025)["data"]["values"]]
    [('Y', '0.8'), ('X', '0.3')]
    """
    report, lang = argument(report, Report, "report"), check_language(lang)
    groups = _by_target(report.find(attribute, due=due, population=population), lang)
    if not groups:
        raise InvalidValueError("nothing-to-draw", path=("report",), expected="rates-to-draw")
    first = max(len(found) for found in groups.values())
    chosen = [target for target, found in groups.items() if len(found) == first]
    ahead = [target for target in chosen if target.due >= report.on]
    target = min(ahead or chosen, key=lambda item: item.due)
    return _drawn(report, target, groups[target], lang)


def ranked_targets(report: Report, lang: Language) -> list[Target]:
    """One target of each subject that two places or more have shares for: the first that is not over."""
    chosen: dict[tuple[str, ...], Target] = {}
    for target, found in _by_target(report.rows, lang).items():
        before = chosen.get(target.subject)
        if len(found) > 1 and (before is None or before.due < report.on <= target.due):
            chosen[target.subject] = target
    return list(chosen.values())


def ranking_of(report: Report, target: Target, lang: Language) -> dict[str, Any]:
    """The places by their share for one target of the report."""
    return _drawn(report, target, _by_target(report.rows, lang)[target], lang)


def _by_target(rows: Iterable[Any], lang: Language) -> dict[Target, list[Figure]]:
    groups: dict[Target, list[Figure]] = {}
    for figure in figures(rows, lang)[0]:
        groups.setdefault(figure.item.target, []).append(figure)
    return groups


def _drawn(report: Report, target: Target, found: list[Figure], lang: Language) -> dict[str, Any]:
    found = sorted(found, key=lambda figure: figure.rate, reverse=True)
    names = _names(found, lang)
    there = {figure.item.place for figure in found}
    without = [place_name(place, lang) for place in report.places if place not in there]
    title = f"{target.attribute.text(lang)} ({about(target, lang)})"
    level = f"{asked(target, lang).replace(chr(10), ' ')}, {DUE.text(lang)} {due_of(target)}"
    one = len({figure.asked for figure in found}) == 1 and found[0].asked is not None
    body = bars("place", [figure.item.status for figure in found], lang, width=_WIDTH, one=one)
    said = [f"{name}: {figure.seen(lang)}, {figure.result(lang)}" for name, figure in zip(names, found, strict=True)]
    return framed(
        title,
        [
            report.title.text(lang),
            f"{word('required', lang)} {level} · {head(lang, report, None)}",
            (_LINE if one else KEY).text(lang),
            lines(word("no_data", lang), without),
        ],
        [level, *said],
        data={"values": [{"place": name} | figure.data(lang) for name, figure in zip(names, found, strict=True)]},
        width=_WIDTH,
        height={"step": _STEP},
        **body,
    )


def _names(found: list[Figure], lang: Language) -> list[str]:
    """The name of each place alone, or with what it belongs to where two are alike."""
    short = [figure.item.place.name if figure.item.place else "" for figure in found]
    times = Counter(short)
    return [
        text if times[text] == 1 or figure.item.place is None else place_name(figure.item.place, lang)
        for text, figure in zip(short, found, strict=True)
    ]
