"""Facts: what has to be known of an applicant, and how a value of each kind is read."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.door import checked, exact_int, exact_number, public
from khuyenhoc._base.numbers import whole_number
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Worded
from khuyenhoc.errors import InvalidValueError, UnknownNameError, WrongTypeError
from khuyenhoc.sentences import one_of
from khuyenhoc.values.place import Level

__all__ = ["Fact", "FactKind", "Scale", "Step", "around", "reader_for"]


@public("khuyenhoc.recognition")
class FactKind(Labelled):
    """Kinds of fact (loại số liệu cần nhập)."""

    YES_NO = "yes_no", "có hoặc không", "yes or no"
    COUNT = "count", "số đếm", "count"
    AMOUNT = "amount", "giá trị", "amount"
    RANK = "rank", "mức trên thang", "rank on a scale"
    POINTS = "points", "điểm", "points"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Step(Worded, Shown):
    """One step of a scale (mức).

    Attributes:
        id: Code of the step.
        vi: Vietnamese label.
        en: English label.
    """

    id: str
    vi: str
    en: str


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Scale(Worded, Shown):
    """An ordered scale, the least step first (thang bậc), such as "mức độ 1, 2, 3".

    Attributes:
        id: Code of the scale.
        vi: Vietnamese label.
        en: English label.
        steps: The steps, least first.

    Raises:
        InvalidValueError: If there are fewer than two steps, or two of one id.
    """

    id: str
    vi: str
    en: str
    steps: tuple[Step, ...] = attrs.field(converter=tuple[Step, ...])

    def __attrs_post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        if len(ids) < 2 or len(set(ids)) < len(ids):  # noqa: PLR2004 - a scale orders at least two steps
            raise InvalidValueError("not-a-scale", path=("Scale.steps",), seen=ids)

    def index(self, step_id: str) -> int:
        """Position of a step, from 0.

        Raises:
            UnknownNameError: If the scale has no such step.
        """
        for number, step in enumerate(self.steps):
            if step.id == step_id:
                return number
        known = [step.id for step in self.steps]
        raise UnknownNameError("no-such-step", seen=step_id, id=self.id, known=known)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Fact(Worded, Shown):
    """Something that has to be known (số liệu, minh chứng).

    Attributes:
        key: Name in files and columns.
        kind: Yes or no, count, amount, rank or points.
        vi: Vietnamese label.
        en: English label.
        unit: Unit of a count or amount; None for the other kinds.
        part_of: Keys of the counts that this one lies within; empty if none.
        common_to: Keys of two counts around it, of which it is all that they have in common: readers aged 15 - 25, of
            the people aged 15 - 25 and the readers aged 15 - 35. Whoever is in the one alone is not in the other, which
            limits what lies outside both. Empty if it is nothing of that kind.
        counts: Level of government whose units it counts; None if it counts none.
        scale: Id of the scale of a rank; empty otherwise.
        maximum: The most points that can be awarded, or the most that an amount can be, such as 100 of a percentage,
            which is then not below 0; None if not established or of another kind.
        previous_of: Key of the amount whose value of the year before this is; empty if none.
        if_no: What is said where the answer is no, such as "no shared bookcase"; None where nothing is laid down.
        note: A remark; None if there is none.
    """

    key: str
    kind: FactKind
    vi: str
    en: str
    unit: Label | None = None
    part_of: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    common_to: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    counts: Level | None = None
    scale: str = ""
    maximum: Fraction | None = None
    previous_of: str = ""
    if_no: Label | None = None
    note: Label | None = None


def around(outer: Mapping[str, tuple[str, ...]], key: str) -> tuple[str, ...]:
    """The counts around a count, from the inside out."""
    found = list(outer.get(key, ()))
    for whole in found:
        found += [other for other in outer.get(whole, ()) if other not in found]
    return tuple(found)


Reader = Callable[[Any], Any]


def reader_for(fact: Fact, scales: Mapping[str, Scale]) -> Reader:
    """The function that checks a value of a fact and gives its inner form; errors carry no path."""
    match fact.kind:
        case FactKind.YES_NO:
            return _yes_no
        case FactKind.COUNT:
            return _count
        case FactKind.AMOUNT:
            return exact_number if fact.maximum is None else _bounded_reader(fact.maximum, "an-amount-out-of-range")
        case FactKind.RANK:
            return _rank_reader(scales[fact.scale])
        case FactKind.POINTS:
            return _bounded_reader(fact.maximum, "points-out-of-range")


_LARGEST_STEP = 10**6  # what a step may be called as a number; a larger one is not even turned into text
_PLAIN = 10**18


def _yes_no(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise WrongTypeError("not-a-yes-or-no", seen=value, expected="true-or-false-2")


def _count(value: Any) -> int:
    grouped = whole_number(value.strip()) if isinstance(value, str) else None
    number = exact_int(value if grouped is None else grouped)
    if number < 0:
        raise InvalidValueError("a-negative-count", seen=value)
    return number


def _rank_reader(scale: Scale) -> Reader:
    indexes = {step.id: index for index, step in enumerate(scale.steps)}
    expected = one_of(indexes)
    ends = {False: 0, True: 1} if len(indexes) == 2 else {}  # noqa: PLR2004 - "met" or "not met"

    def read(value: Any) -> int:
        if type(value) is str and value in indexes:
            return indexes[value]
        if isinstance(value, bool):
            if value in ends:
                return ends[value]
        elif isinstance(value, int) and 0 <= value <= _LARGEST_STEP and str(value) in indexes:
            return indexes[str(value)]
        elif isinstance(value, str) and value in indexes:
            return indexes[value]
        raise InvalidValueError("not-a-step-of", seen=value, expected=expected, scale=scale.id)

    return read


def _bounded_reader(maximum: Fraction | None, wrong: str) -> Reader:
    def read(value: Any) -> int | Fraction:
        points = value if type(value) is int and 0 <= value <= _PLAIN else exact_number(value)
        if points < 0 or (maximum is not None and points > maximum):
            bounds = "zero-or-more" if maximum is None else "zero-to"
            raise InvalidValueError(wrong, seen=value, expected=bounds, most=maximum)
        return points

    return read
