"""Selection: which rule set applies to a title on a day, or what is known and open where none does."""

import datetime as dt
from collections.abc import Callable, Iterable

import attrs

from khuyenhoc._base.door import argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.law.procedure import Role
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = ["Gap", "Selection", "SelectionStatus", "choose", "doubts", "joined"]


@public("khuyenhoc.recognition")
class SelectionStatus(Labelled):
    """What the law says about a title on a day (tình trạng quy định)."""

    IN_FORCE = "in_force", "đang áp dụng", "in force"
    AUTHORITY_OPEN = "authority_open", "áp dụng, chưa rõ cơ quan công nhận", "in force, no known authority"
    BASE_ENDED = "base_ended", "áp dụng, đếm đơn vị của cấp đã kết thúc", "in force, counts a level that has ended"
    FIRST_DAY_OPEN = "first_day_open", "có thể áp dụng, chưa rõ từ ngày nào", "may apply, first day not established"
    LEVEL_ENDED = "level_ended", "cấp này đã kết thúc", "the level has ended"
    NOT_ESTABLISHED = "not_established", "tiêu chí chưa xác lập được", "criteria not established"
    NOTHING_IN_FORCE = "nothing_in_force", "không có bộ tiêu chí nào áp dụng", "nothing in force"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Gap(Shown):
    """Criteria that exist, but are not established from any source (tiêu chí chưa xác lập).

    Attributes:
        model: Learning model.
        level: Level of the title; None if it has none.
        instrument: Id of the instrument; empty if not established.
        period: The years, in words.
        since: First day on which the criteria can have applied; None where that is not to be told from the period.
        what: What is known.
        sources: Addresses.
    """

    model: LearningModel
    level: Level | None = None
    instrument: str = ""
    period: str = ""
    since: dt.date | None = None
    what: Label
    sources: tuple[str, ...] = ()


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Selection(Shown):
    """The answer to "which rules apply?" (bộ tiêu chí áp dụng).

    Attributes:
        status: In force, or why not.
        on: The day.
        ruleset: The rule set; None where none can be offered.
        known: What is known.
        open: What is open, with the reading offered, if any.
    """

    status: SelectionStatus
    on: dt.date
    ruleset: RuleSet | None = None
    known: tuple[Label, ...] = ()
    open: tuple[Label, ...] = ()


def choose(
    rulesets: Iterable[RuleSet], gaps: Iterable[Gap], model: LearningModel, level: Level | None, on: dt.date
) -> Selection:
    """The rule set of a title on a day, or a named result that says what is known."""
    on = argument_day(on)
    mine = [rules for rules in rulesets if rules.model is model and level in (rules.levels or (rules.level,))]
    possible = sorted((rules for rules in mine if rules.in_force(on=on) is not False), key=_sure(on), reverse=True)
    found = possible[0] if possible else None
    if level is not None and not level.exists(on=on):
        return _ended(found, level, on)
    missing = tuple(
        gap.what
        for gap in gaps
        if gap.model is model and gap.level in (level, None) and (gap.since is None or gap.since <= on)
    )
    if found is not None:
        made = doubts(found, on=on)
        others = [_beside(rules) for rules in possible[1:] if rules.origin != found.origin]
        made = attrs.evolve(made, known=(*made.known, *others)) if others else made
        if made.status is SelectionStatus.FIRST_DAY_OPEN:
            return attrs.evolve(made, known=(*made.known, *missing))
        return made
    if missing:
        return Selection(status=SelectionStatus.NOT_ESTABLISHED, on=on, known=missing)
    spans = tuple(_span(rules) for rules in mine)
    return Selection(status=SelectionStatus.NOTHING_IN_FORCE, on=on, known=spans)


def _beside(rules: RuleSet) -> Label:
    """That a set from elsewhere is for the same title, and was not chosen."""
    whose = rules.origin or rules.id
    return Label(f"{rules.id} ({whose}) cũng xét danh hiệu này", f"{rules.id} ({whose}) is for this title too")


def _sure(on: dt.date) -> Callable[[RuleSet], bool]:
    return lambda rules: rules.in_force(on=on) is True


def doubts(rules: RuleSet, *, on: dt.date) -> Selection:
    """What is open about applying a set on a day on which it may be in force, whatever else there is."""
    found = [item for item in (_authority(rules, on), _base(rules, on), _first_day(rules, on)) if item is not None]
    return joined(Selection(status=SelectionStatus.IN_FORCE, on=on, ruleset=rules), found)


def joined(first: Selection, others: Iterable[Selection]) -> Selection:
    """One answer out of several about a day: what each of them knows and asks, under the first name of a doubt."""
    everything = (first, *others)
    statuses = [item.status for item in everything if item.status is not SelectionStatus.IN_FORCE]
    return attrs.evolve(
        first,
        status=statuses[0] if statuses else first.status,
        known=tuple(dict.fromkeys(label for item in everything for label in item.known)),
        open=tuple(dict.fromkeys(label for item in everything for label in item.open)),
    )


def _authority(rules: RuleSet, on: dt.date) -> Selection | None:
    procedure = rules.procedure
    if procedure is None or not procedure.authorities or procedure.authority(Role.DECIDES, on=on) is not None:
        return None
    named = Citation(instrument=rules.instrument)
    return Selection(
        status=SelectionStatus.AUTHORITY_OPEN,
        on=on,
        known=(Label(f"{rules.cite(named)} còn hiệu lực", f"{rules.cite(named, 'en')} is still in force"),),
        open=_procedure_questions(rules),
    )


def _base(rules: RuleSet, on: dt.date) -> Selection | None:
    """What counts the units of a level that has ended: nothing says of what its share is to be taken."""
    gone = {fact.key: fact.counts for fact in rules.facts if fact.counts and not fact.counts.exists(on=on)}
    ids = [item.id for item in rules.indicators if any(gone.keys() & set(test.needs()) for test in item.tests)]
    if not ids:
        return None
    which = ", ".join(ids)
    levels = tuple(dict.fromkeys(gone.values()))
    return Selection(
        status=SelectionStatus.BASE_ENDED,
        on=on,
        known=tuple(_level_ended(level) for level in levels),
        open=_questions(rules, "base-after-reform")
        or tuple(
            Label(
                f"{which} đếm đơn vị cấp {level.vi}: nay tính trên số nào? → chưa xác lập",
                f"{which} counts units of the {level.en} level: of what is it to be taken now? → not established",
            )
            for level in levels
        ),
    )


def _first_day(rules: RuleSet, on: dt.date) -> Selection | None:
    if rules.in_force(on=on) is not None:
        return None
    return Selection(
        status=SelectionStatus.FIRST_DAY_OPEN,
        on=on,
        known=(_span(rules),),
        open=_questions(rules, "first-day")
        or (
            Label(
                f"{rules.id} áp dụng từ ngày nào? → chưa xác lập",
                f"From which day does {rules.id} apply? → not established",
            ),
        ),
    )


def _ended(found: RuleSet | None, level: Level, on: dt.date) -> Selection:
    known = [_level_ended(level)]
    if found is not None:
        known.append(Label(f"{found.id} chưa thấy bị bãi bỏ", f"no repeal of {found.id} is established"))
    return Selection(
        status=SelectionStatus.LEVEL_ENDED,
        on=on,
        known=tuple(known),
        open=_procedure_questions(found) if found else (),
    )


def _level_ended(level: Level) -> Label:
    return Label(
        f"cấp {level.vi} kết thúc ngày {level.last_day:%d/%m/%Y}", f"the {level.en} level ended on {level.last_day}"
    )


def _span(rules: RuleSet) -> Label:
    return Label(f"{rules.id}: {rules.span()}", f"{rules.id}: {rules.span('en')}")


def _procedure_questions(rules: RuleSet) -> tuple[Label, ...]:
    """The open questions about the procedure, those about authority first, each with the reading used."""
    ids = [item.id for item in rules.interpretations if item.about == "procedure"]
    return _questions(rules, *sorted(ids, key=lambda name: not name.startswith("authority")))


def _questions(rules: RuleSet, *ids: str) -> tuple[Label, ...]:
    """Some of the open questions, each with the reading used."""
    return tuple(item.answered() for item in map(rules.question, ids) if item is not None)
