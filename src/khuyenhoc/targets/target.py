"""Targets (chỉ tiêu): what a programme or an agreement wants of a whole population by a day.

Never to be confused with a pass mark, which one family, unit or commune has to meet to earn a title.
"""

import datetime as dt
from typing import Any, ClassVar, get_args

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.plain import day_text, grouped
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Language, check_language
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.instruments.instrument import Citation, Confidence
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.rate import Rate, RateRange
from khuyenhoc.values.share import Base

__all__ = ["TARGETS", "Area", "Deliver", "Grow", "Maintain", "Reach", "Target", "Wording", "argument_target"]

_ALL = Rate(1)
_NONE = Rate(0)


@public("khuyenhoc")
class Area(Labelled):
    """The areas that a target is for (địa bàn), where an instrument tells them apart."""

    ORDINARY = "ordinary", "địa bàn bình thường", "ordinary area"
    DIFFICULT = (
        "difficult",
        "miền núi, vùng sâu, vùng xa, đặc biệt khó khăn",
        "mountainous, remote or specially difficult area",
    )


@public("khuyenhoc.targets")
class Wording(Labelled):
    """The operator that the text uses (cách diễn đạt), kept beside the reading of every target as a floor."""

    BARE = "bare", "con số không kèm từ so sánh", "a bare number"
    STRIVE = "strive", "phấn đấu", "strive for"
    NESTED = "nested", "trong đó", "of whom"
    ALL = "all", "100%", "all"
    ABOUT = "about", "khoảng", "about"
    CONTINUE = "continue", "tiếp tục", "continue"
    ABOVE = "above", "trên", "above"
    YEARLY = "yearly", "mỗi năm", "each year"


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class _Common(Shown):
    """What the four kinds of target have in common; it is described at [`Target`][khuyenhoc.Target]."""

    kind: ClassVar[str]

    attribute: Attribute
    due: dt.date
    citation: Citation
    population: Population | None = None
    base: Base = Base.TOTAL
    area: Area | None = None
    wording: Wording = Wording.BARE
    confidence: Confidence = Confidence.STATED
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])

    def __attrs_post_init__(self) -> None:
        if self.population is None and self.kind != "deliver":
            raise InvalidValueError("a-rate-without-a-population", path=(f"{type(self).__name__}.population",))

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """Codes of attribute, population, base and area: targets are alike only if all four are."""
        return (
            self.attribute.code,
            self.population.code if self.population else "",
            self.base.value,
            self.area.value if self.area else "",
        )


def _proper_share(rate: Rate, name: str) -> None:
    if not _NONE <= rate <= _ALL:
        raise InvalidValueError("not-a-share", path=(name,), seen=str(rate))


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Reach(_Common):
    """Reach a rate by a day (đạt tỷ lệ đến năm ...).

    Attributes:
        rate: The rate, read as a floor.

    Raises:
        InvalidValueError: If the rate is no share between 0 and 100 %.

    >>> Reach(attribute=Attribute("family"), population=Population("families"), rate=Rate("2/3"),
    ...       due=dt.date(2030, 12, 31), citation=Citation(document="our-plan")).text("en")
    '66.66% by the end of 2030'
    """

    kind: ClassVar[str] = "reach"

    rate: Rate

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _proper_share(self.rate, "Reach.rate")

    def text(self, lang: Language = "vi") -> str:
        """What is asked for, in one phrase."""
        return f"{self.rate.text(lang)} {_by(self.due, lang)}"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Grow(_Common):
    """Grow by so many percentage points a year, on average, until a day (tăng bình quân mỗi năm).

    Attributes:
        yearly: Points a year; the lower end of the range is what has to be met.

    Raises:
        InvalidValueError: If the step is not positive.

    >>> Grow(attribute=Attribute("family"), population=Population("families"), yearly=RateRange.parse("3 - 3,5%"),
    ...      due=dt.date(2030, 12, 31), citation=Citation(document="our-plan")).text("vi")
    'tăng 3 - 3,5 điểm %/năm đến hết 2030'
    """

    kind: ClassVar[str] = "grow"

    yearly: RateRange

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.yearly.low <= _NONE:
            raise InvalidValueError("no-growth", path=("Grow.yearly",), seen=str(self.yearly))

    def text(self, lang: Language = "vi") -> str:
        """What is asked for, in one phrase."""
        step = self.yearly.text(lang).removesuffix("%")
        if lang == "vi":
            return f"tăng {step} điểm %/năm {_by(self.due, lang)}"
        return f"grow {step} points a year {_by(self.due, lang)}"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Maintain(_Common):
    """Keep a rate through to a day (duy trì).

    Attributes:
        rate: The rate to be kept.
        strict: True where the text says "trên": above the rate, not at it.

    Raises:
        InvalidValueError: If the rate is no share, or nothing can lie strictly above it.

    >>> Maintain(attribute=Attribute("unit"), population=Population("units"), rate=Rate("1/2"), strict=True,
    ...          due=dt.date(2030, 12, 31), citation=Citation(document="our-plan")).text("en")
    'keep above 50% to the end of 2030'
    """

    kind: ClassVar[str] = "maintain"

    rate: Rate
    strict: bool = False

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _proper_share(self.rate, "Maintain.rate")
        if self.strict and self.rate == _ALL:
            raise InvalidValueError("nothing-lies-above-100", path=("Maintain.rate",), seen=str(self.rate))

    def text(self, lang: Language = "vi") -> str:
        """What is asked for, in one phrase."""
        if lang == "vi":
            return f"duy trì {'trên ' if self.strict else ''}{self.rate.text(lang)} {_by(self.due, lang)}"
        return f"keep {'above' if self.strict else 'at least'} {self.rate.text(lang)} {_by(self.due, lang, 'to')}"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Deliver(_Common):
    """Deliver a count, or a named duty (hoàn thành số lượng hoặc nhiệm vụ).

    Observations carry what is delivered as ``recognised``; for a named duty 1 means done and 0 not done.

    Attributes:
        count: How many; None for a named duty.
        unit: Of what, in words; None for a named duty.

    Raises:
        InvalidValueError: If the count is not positive.

    >>> Deliver(attribute=Attribute("policy_study", vi="quán triệt chủ trương", en="study of policies"),
    ...         due=dt.date(2030, 12, 31), citation=Citation(document="our-plan")).text("en")
    'done by the end of 2030'
    """

    kind: ClassVar[str] = "deliver"

    count: int | None = None
    unit: Label | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.count is not None and self.count < 1:
            raise InvalidValueError("nothing-to-deliver", path=("Deliver.count",), seen=self.count)

    def text(self, lang: Language = "vi") -> str:
        """What is asked for, in one phrase."""
        if self.count is None:
            return f"{'hoàn thành' if lang == 'vi' else 'done'} {_by(self.due, lang)}"
        number = grouped(self.count, lang)
        unit = (self.unit.vi if lang == "vi" else self.unit.en) if self.unit else ""
        return f"{number} {unit} {_by(self.due, lang)}".replace("  ", " ")


Target = Reach | Grow | Maintain | Deliver
"""A target (chỉ tiêu) is one of four kinds: [`Reach`][khuyenhoc.Reach], [`Grow`][khuyenhoc.Grow],
[`Maintain`][khuyenhoc.Maintain] or [`Deliver`][khuyenhoc.Deliver]. A ``match`` over the four is exhaustive.

All four have these in common:

Attributes:
    attribute: What is asked for.
    due: The last day on which it can be met.
    population: Of whom; None only for a named duty or a plain count.
    base: The denominator that the target means, all there are unless the text says otherwise.
    area: The areas it is for; None for all.
    wording: The operator of the text.
    citation: Where it stands.
    confidence: How well the figure is established.
    sources: Addresses.
    notes: Readings, conflicts.
"""

TARGETS: tuple[type[Target], ...] = get_args(Target)


def argument_target(value: Any, *path: str | int) -> Target:
    """An argument that is a target."""
    if not isinstance(value, Target):
        raise WrongTypeError("not-a-target", path=path, seen=value)
    return value


def _by(day: dt.date, lang: Language, preposition: str = "by") -> str:
    check_language(lang)
    if (day.month, day.day) == (12, 31):
        return f"đến hết {day.year}" if lang == "vi" else f"{preposition} the end of {day.year}"
    return f"{'đến' if lang == 'vi' else preposition} {day_text(day, lang)}"
