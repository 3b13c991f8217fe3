"""Two targets beside each other: does the local one ask for more than the national one?"""

import operator

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target, argument_target
from khuyenhoc.values.rate import Rate

__all__ = ["Comparison", "Relation", "compare"]


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
    local, national = argument_target(local, "local"), argument_target(national, "national")
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
