"""What was seen of an applicant, as small values that can be kept, compared and hashed."""

from fractions import Fraction

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.plain import grouped
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.values.rate import number_text

__all__ = ["Moved", "Observed", "PartOfWhole", "measured"]


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class PartOfWhole(Shown):
    """The two counts of a share (số đạt trên tổng số).

    Attributes:
        part: The count, several parts added up; None if unknown.
        whole: What it is a part of; None if unknown.
    """

    part: int | None
    whole: int | None


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class Moved(Shown):
    """A value and that of the year before (giá trị so với năm trước).

    Attributes:
        value: The value; None if unknown.
        previous: The value of the year before; None if unknown.
    """

    value: int | Fraction | None
    previous: int | Fraction | None


def measured(number: int | Fraction, unit: Label | None, lang: Language) -> str:
    """A number with its unit, as the two languages write it.

    >>> measured(61_500_000, Label("đồng", "đồng"), "vi"), measured(Fraction(486, 5), Label("%", "%"), "vi")
    ('61.500.000 đồng', '97,2%')
    >>> measured(1, Label("người", "people"), "vi"), measured(1, Label("người", "people"), "en")
    ('1 người', '1')
    """
    mark = "," if lang == "vi" else "."
    whole, _, rest = number_text(number).partition(".")
    if "/" not in whole:
        whole, rest = grouped(int(whole), lang), rest.rstrip("0")  # zeros at the end keep files unambiguous
    text = f"{whole}{mark}{rest}" if rest else whole
    if whole == "0" and number < 0:
        text = f"-{text}"
    name = "" if unit is None or (lang == "en" and number == 1 and unit.en != unit.vi) else unit.text(lang)
    return f"{text}{'' if name == '%' or not name else ' '}{name}"


Observed = bool | int | Fraction | str | PartOfWhole | Moved | None
