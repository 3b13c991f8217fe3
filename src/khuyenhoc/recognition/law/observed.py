"""What was seen of an applicant, as small values that can be kept, compared and hashed."""

from fractions import Fraction

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.shown import Shown

__all__ = ["Moved", "Observed", "PartOfWhole"]


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


Observed = bool | int | Fraction | str | PartOfWhole | Moved | None
