"""What a set of targets says between its lines: do they agree, and what do they imply?"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence

from khuyenhoc._base.calendar import years_between
from khuyenhoc._base.door import MINIMUM_YEAR, argument, argument_day, argument_items, public
from khuyenhoc._base.terms import Finding
from khuyenhoc.errors import IncomparableError
from khuyenhoc.targets.target import Grow, Maintain, Reach, Target, argument_target
from khuyenhoc.values.rate import Rate, RateRange

__all__ = ["check_targets", "implied_range"]


@public("khuyenhoc.targets")
def implied_range(reach: Reach, grow: Grow, *, on: dt.date) -> RateRange:
    """Where a rate must stand on a day so that the yearly steps lead exactly to the rate to be reached.

    The steps are counted from the day to the last day of the steps, or of the rate if that is earlier, in whole
    anniversaries, plus days over the days of that year.

    Raises:
        IncomparableError: If the two targets are about different things, or the day is after the due day.

    >>> about = dict(attribute=Attribute("family"), population=Population("families"), due=dt.date(2030, 12, 31),
    ...              citation=Citation(document="our-plan"))
    >>> targets.implied_range(Reach(rate=Rate("1/2"), **about), Grow(yearly=RateRange.parse("3 - 3,5%"), **about),
    ...               on=dt.date(2024, 12, 31))
    RateRange.parse('29 - 32%')
    """
    on = argument_day(on)
    reach, grow = argument(reach, Reach, "reach"), argument(grow, Grow, "grow")
    if reach.subject != grow.subject:
        raise IncomparableError("the-two-targets-are-about-different", seen=(reach.subject, grow.subject))
    if on > reach.due:
        raise IncomparableError("the-day-is-after-the-due", path=("on",), seen=on, due=reach.due)
    years = years_between(on, max(on, min(reach.due, grow.due)))
    return RateRange(
        Rate(reach.rate.value - grow.yearly.high.value * years), Rate(reach.rate.value - grow.yearly.low.value * years)
    )


@public("khuyenhoc.targets")
def check_targets(targets: Iterable[Target], *, since: dt.date | None = None) -> tuple[Finding, ...]:
    """What a set of targets says between its lines.

    Two different rates for one subject and day (the sources disagree); a rate that falls with time; yearly steps and an
    end rate, which together imply where the series starts; a rate to be kept that already is the rate to be reached.

    Args:
        targets: The targets of one programme or agreement.
        since: First day of its period, for the implied start.
    """
    members = tuple(
        argument_target(item, "targets", number)
        for number, item in enumerate(argument_items(targets, object, "targets"))
    )
    return tuple(itertools.chain.from_iterable(_between(members, since)))


def _between(targets: Sequence[Target], since: dt.date | None) -> Iterator[Iterator[Finding]]:
    alike: dict[tuple[str, ...], list[tuple[int, Target]]] = {}
    for number, target in enumerate(targets):
        alike.setdefault(target.subject, []).append((number, target))
    pairs = itertools.chain.from_iterable(itertools.combinations(group, 2) for group in alike.values())
    for (first, one), (second, other) in pairs:
        path = f"targets[{first}], targets[{second}]"
        if isinstance(one, Reach) and isinstance(other, Reach):
            yield _two_rates(one, other, path)
        for reach, wish in ((one, other), (other, one)):
            if isinstance(reach, Reach) and isinstance(wish, Grow) and since is not None:
                yield _implied(reach, wish, since, path)
            if isinstance(reach, Reach) and isinstance(wish, Maintain) and wish.rate >= reach.rate:
                yield _already_kept(reach, wish, path)


def _two_rates(one: Reach, other: Reach, path: str) -> Iterator[Finding]:
    if one.due == other.due and one.rate != other.rate:
        yield Finding(
            code="conflicting-rates",
            path=path,
            vi=f"{one.attribute.vi} ({one.population}): {one.due.year} ghi {one.rate} và {other.rate}",
            en=f"{one.attribute.en}: {one.due.year} has {one.rate.text('en')} and {other.rate.text('en')}",
        )
    early, late = sorted((one, other), key=lambda target: target.due)
    if early.due < late.due and early.rate > late.rate:
        yield Finding(
            code="rate-falls",
            path=path,
            vi=f"{one.attribute.vi}: {early.rate} năm {early.due.year} cao hơn {late.rate} năm {late.due.year}",
            en=f"{one.attribute.en}: {early.rate.text('en')} in {early.due.year} is above "
            f"{late.rate.text('en')} in {late.due.year}",
        )


def _implied(reach: Reach, grow: Grow, since: dt.date, path: str) -> Iterator[Finding]:
    for year in (since.year - 1, since.year):
        on = dt.date(year, 12, 31)
        until = min(reach.due, grow.due)
        if on >= until or year < MINIMUM_YEAR:
            continue
        implied, years = implied_range(reach, grow, on=on), years_between(on, until)
        counted = int(years) if years.denominator == 1 else float(round(years, 2))
        yield Finding(
            code="implied-start",
            path=path,
            vi=f"{reach.attribute.vi}: {reach.text()} với mức tăng {grow.yearly} mỗi năm nghĩa là {implied} "
            f"vào {on:%d/%m/%Y} ({counted} bước năm, từ {on:%d/%m/%Y} đến {until:%d/%m/%Y})",
            en=f"{reach.attribute.en}: {reach.text('en')} with steps of {grow.yearly.text('en')} a year means "
            f"{implied.text('en')} on {on} ({counted} yearly steps, from {on} to {until})",
        )


def _already_kept(reach: Reach, keep: Maintain, path: str) -> Iterator[Finding]:
    yield Finding(
        code="kept-rate-covers-reached-rate",
        path=path,
        vi=f"{reach.attribute.vi}: vừa đạt {reach.rate} vừa duy trì {'trên ' if keep.strict else ''}{keep.rate}",
        en=f"{reach.attribute.en}: to reach {reach.rate.text('en')} and to keep "
        f"{'above ' if keep.strict else ''}{keep.rate.text('en')}",
    )
