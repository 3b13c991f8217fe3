"""A figure as prose prints it: bounds, unit, whose share it is, and by when."""

from fractions import Fraction

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Labelled
from khuyenhoc.values.learning_model import Attribute, Population

__all__ = ["Figure", "FigureBound"]


@public("khuyenhoc.reading")
class FigureBound(Labelled):
    """What the words around a number say of it (cách so sánh)."""

    EQUAL = "equal", "đúng số in", "the number as printed"
    AT_LEAST = "at_least", "trên, hơn, trở lên", "more than, at least"
    NEAR_BELOW = "near_below", "gần", "nearly"
    ABOUT = "about", "khoảng", "about"
    AT_MOST = "at_most", "dưới, không quá", "at most"
    RANGE = "range", "từ … đến …", "from … to …"
    INCREASE = "increase", "tăng", "an increase"
    INCREASE_RANGE = "increase_range", "tăng từ … đến …", "an increase from … to …"
    PER_MONTH = "per_month", "mỗi tháng", "each month"


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Figure(Shown):
    """A figure (con số) with its bounds as printed: "80%" is 80 and no bound is added that the words do not give.

    Attributes:
        low: The lower bound, in percent or units, money in đồng; None if the words give none.
        high: The upper bound; None if the words give none.
        compared: What the words around it say of it.
        unit: The unit: "%", "đồng", or the word that is counted.
        due: The year by which it is to be reached, as printed or carried over; None if none is named.
        yearly: Whether it is a step for each year ("tăng bình quân mỗi năm").
        kept: Whether it is to be kept ("duy trì").
        of: Of whom or of what, in the words of the page.
        attribute: The attribute that is counted, where the words name one; None otherwise.
        population: Among whom, where the words name one; None otherwise.

    >>> (target,) = kh.read("Kế hoạch của tỉnh: phấn đấu đến năm 2030, trên 80% gia đình đạt danh hiệu.").targets
    >>> target.value.low, target.value.high, target.value.due, target.value.comparator, target.value.of
    (Fraction(80, 1), None, 2030, 'at_least', 'gia đình')
    """

    low: Fraction | None = None
    high: Fraction | None = None
    compared: FigureBound = FigureBound.EQUAL
    unit: str = ""
    due: int | None = None
    yearly: bool = False
    kept: bool = False
    of: str = ""
    attribute: Attribute | None = None
    population: Population | None = None

    @property
    def comparator(self) -> str:
        """The code of the comparison."""
        return self.compared.value
