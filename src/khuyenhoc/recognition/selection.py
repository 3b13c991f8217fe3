"""Selection: which rule set applies to a title on a day, or what is known and open where none does."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.door import argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.recognition.law.procedure import Role
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = ["Gap", "Selection", "SelectionStatus", "choose"]


@public("khuyenhoc.recognition")
class SelectionStatus(Labelled):
    """What the law says about a title on a day (tình trạng quy định)."""

    IN_FORCE = "in_force", "đang áp dụng", "in force"
    AUTHORITY_OPEN = "authority_open", "áp dụng, chưa rõ cơ quan công nhận", "in force, no known authority"
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
        what: What is known.
        sources: Addresses.
    """

    model: LearningModel
    level: Level | None = None
    instrument: str = ""
    period: str = ""
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
    found = next((rules for rules in mine if rules.in_force(on=on) and rules.in_force_from is not None), None)
    found = found or next((rules for rules in mine if rules.in_force(on=on)), None)
    if level is not None and not level.exists(on=on):
        return _ended(found, level, on)
    if found is not None:
        procedure = found.procedure
        decider = procedure.authority(Role.DECIDES, on=on) if procedure else None
        if procedure is not None and procedure.authorities and decider is None:
            return Selection(
                status=SelectionStatus.AUTHORITY_OPEN,
                on=on,
                ruleset=found,
                known=(Label(f"{found.id} còn hiệu lực", f"{found.id} is still in force"),),
                open=_procedure_questions(found),
            )
        return Selection(status=SelectionStatus.IN_FORCE, on=on, ruleset=found)
    missing = [gap for gap in gaps if gap.model is model and gap.level in (level, None)]
    if missing:
        known = tuple(gap.what for gap in missing)
        return Selection(status=SelectionStatus.NOT_ESTABLISHED, on=on, known=known)
    spans = tuple(
        Label(f"{rules.id}: {_span(rules, 'chưa rõ')}", f"{rules.id}: {_span(rules, 'not established')}")
        for rules in mine
    )
    return Selection(status=SelectionStatus.NOTHING_IN_FORCE, on=on, known=spans)


def _ended(found: RuleSet | None, level: Level, on: dt.date) -> Selection:
    known = [
        Label(
            f"cấp {level.vi} kết thúc ngày {level.last_day:%d/%m/%Y}", f"the {level.en} level ended on {level.last_day}"
        )
    ]
    if found is not None:
        known.append(Label(f"{found.id} chưa thấy bị bãi bỏ", f"no repeal of {found.id} is established"))
    return Selection(
        status=SelectionStatus.LEVEL_ENDED,
        on=on,
        known=tuple(known),
        open=_procedure_questions(found) if found else (),
    )


def _procedure_questions(rules: RuleSet) -> tuple[Label, ...]:
    """The open questions about the procedure, those about authority first, each with the reading used."""
    found = []
    for item in sorted(rules.interpretations, key=lambda item: not item.id.startswith("authority")):
        if item.about == "procedure":
            used = next(option for option in item.readings if option.id == item.used)
            found.append(Label(f"{item.question.vi} → {used.vi}", f"{item.question.en} → {used.en}"))
    return tuple(found)


def _span(rules: RuleSet, unknown: str) -> str:
    return f"{rules.in_force_from or unknown} - {rules.in_force_until or ''}"
