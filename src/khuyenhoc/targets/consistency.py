"""Targets beside each other: do they agree, what do they imply, is the local one above the national one?"""

import datetime as dt
import itertools
import operator
from collections.abc import Iterable, Iterator, Sequence

import attrs

from khuyenhoc._base.calendar import years_between
from khuyenhoc._base.door import MINIMUM_YEAR, argument, argument_day, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled
from khuyenhoc.errors import IncomparableError
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target
from khuyenhoc.values.rate import Rate, RateRange

__all__ = ["Comparison", "Relation", "check_targets", "compare", "implied_range"]


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
        raise IncomparableError("the two targets are about different things", seen=(reach.subject, grow.subject))
    if on > reach.due:
        raise IncomparableError(
            "the day is after the due day", path=("on",), seen=on, expected=f"{reach.due} or before"
        )
    years = years_between(on, max(on, min(reach.due, grow.due)))
    return RateRange(
        Rate(reach.rate.value - grow.yearly.high.value * years),
        Rate(reach.rate.value - grow.yearly.low.value * years),
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
    members = argument_items(targets, Target, "targets")
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


@public("khuyenhoc.targets")
class Relation(Labelled):
    """How a local target stands to a national one (so với chỉ tiêu quốc gia).

    The last two are for a target that stands alone; `compare`, which has both, never gives them.
    """

    ABOVE = "above", "cao hơn", "above"
    EQUAL = "equal", "bằng", "equal"
    BELOW = "below", "thấp hơn", "below"
    NOT_COMPARABLE = "not_comparable", "không so sánh được", "not comparable"
    ABSENT = "absent", "địa phương không đặt", "absent locally"
    LOCAL_ONLY = "local_only", "chỉ địa phương có", "local only"


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Comparison(Shown):
    """A local target against a national one, with the reason (so sánh hai chỉ tiêu).

    Attributes:
        local: The local target.
        national: The national target.
        relation: Above (stricter), equal, below, or not comparable.
        reason: Why.
    """

    local: Target
    national: Target
    relation: Relation
    reason: Label


@public("khuyenhoc")
def compare(local: Target, national: Target) -> Comparison:
    """Whether a local target asks for more, the same or less than a national one.

    Only targets of one kind, attribute, population, base and area compare. A rate at least as high by an earlier day
    is above; a higher rate by a later day is not comparable. To keep a rate, or a yearly step, for longer is more.

    >>> cited = Citation(document="our-plan")
    >>> about = dict(attribute=Attribute("clan"), population=Population("clans"), citation=cited)
    >>> early = Reach(rate=Rate("3/4"), due=dt.date(2025, 12, 31), **about)
    >>> compare(early, Reach(rate=Rate("3/4"), due=dt.date(2030, 12, 31), **about)).relation
    Relation.ABOVE
    """
    local, national = argument(local, Target, "local"), argument(national, Target, "national")
    difference = _difference(local, national)
    if difference is not None:
        return Comparison(local=local, national=national, relation=Relation.NOT_COMPARABLE, reason=difference)
    more = _more(local, national)
    sooner = (local.due < national.due) - (local.due > national.due)
    if isinstance(local, Grow | Maintain):
        sooner = -sooner
    asked = Label(f"{local.text()} so với {national.text()}", f"{local.text('en')} against {national.text('en')}")
    if more * sooner < 0:
        relation = Relation.NOT_COMPARABLE
        asked = Label(f"mức và hạn ngược chiều: {asked.vi}", f"rate and day point opposite ways: {asked.en}")
    else:
        relation = (Relation.BELOW, Relation.EQUAL, Relation.ABOVE)[(more + sooner > 0) - (more + sooner < 0) + 1]
    return Comparison(local=local, national=national, relation=relation, reason=asked)


def _difference(local: Target, national: Target) -> Label | None:
    names = (
        Label("nội dung", "attribute"),
        Label("tổng thể", "population"),
        Label("mẫu số", "base"),
        Label("địa bàn", "area"),
    )
    if local.kind != national.kind:
        return Label(
            f"khác loại chỉ tiêu: {local.text()} / {national.text()}",
            f"different kinds: {local.text('en')} / {national.text('en')}",
        )
    for name, same, mine, theirs in zip(
        names,
        map(operator.eq, local.subject, national.subject),
        (local.attribute, local.population, local.base, local.area),
        (national.attribute, national.population, national.base, national.area),
        strict=True,
    ):
        if not same:
            return Label(
                f"khác {name.vi}: {mine.vi if mine else 'không nêu'} / {theirs.vi if theirs else 'không nêu'}",
                f"different {name.en}: {mine.en if mine else 'not stated'} / {theirs.en if theirs else 'not stated'}",
            )
    if (
        isinstance(local, Deliver)
        and isinstance(national, Deliver)
        and (local.count is None) != (national.count is None)
    ):
        return Label("một bên không có số lượng", "one of them has no count")
    if isinstance(local, Deliver) and isinstance(national, Deliver) and local.unit != national.unit:
        return Label("khác đơn vị tính", "different units of count")
    return None


def _more(local: Target, national: Target) -> int:
    """1 if the local target asks for more, 0 for the same, -1 for less."""
    mine, theirs = _asked(local), _asked(national)
    return (mine > theirs) - (mine < theirs)


def _asked(target: Target) -> tuple[Rate | int, Rate | int]:
    match target:
        case Reach():
            return target.rate, 0
        case Maintain():
            return target.rate, int(target.strict)
        case Grow():
            return target.yearly.low, target.yearly.high
        case Deliver():
            return target.count or 0, 0
    return 0, 0
