"""Numbers in text: one rule for the dot before three digits, at every door.

In counts it groups thousands. In any other number it may group or begin the decimals, so that nothing is guessed: the
number is refused with both ways of writing it, unless a second mark or a leading zero tells.
"""

import re
from fractions import Fraction

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.sentences import Sentence

__all__ = ["NOT_GROUPED", "number_of", "refuse_ambiguous", "unambiguous", "whole_number"]

_COUNT = re.compile(r"[0-9]{1,18}|[1-9][0-9]{0,2}(?:[. ][0-9]{3}){1,5}")
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:[.,][0-9]{1,20}|/[1-9][0-9]{0,19})?")
_GROUPED = re.compile(
    r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,6}(?:,[0-9]{1,20})?|-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,6},[0-9]{1,20}"
)
NOT_GROUPED = r"(?!-?[1-9][0-9]{0,2}\.[0-9]{3}( ?%)?$)"  # for the patterns of schemas, which refuse the same
_AMBIGUOUS = re.compile(r"(-?[1-9][0-9]{0,2})\.([0-9]{3})")


def whole_number(text: str) -> int | None:
    """A count, which dots or spaces may group; None if it is none.

    >>> whole_number("8.000"), whole_number("12 480"), whole_number("8.00")
    (8000, 12480, None)
    """
    return int(text.replace(".", "").replace(" ", "")) if _COUNT.fullmatch(text) else None


def number_of(text: str) -> Fraction | None:
    """An exact number, "61,5", "61.5", "123/2" or "45.700.000"; None if it is none.

    Raises:
        InvalidValueError: For one dot before three digits, which may group thousands.
    """
    refuse_ambiguous(text)
    if _GROUPED.fullmatch(text):
        return Fraction(text.replace(".", "").replace(",", "."))
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def refuse_ambiguous(text: str, unit: str = "") -> None:
    """Nothing, unless the number has one dot, before three digits; ``unit`` follows in what to write instead.

    Raises:
        InvalidValueError: With both ways of writing it.
    """
    if match := _AMBIGUOUS.fullmatch(text):
        units, rest = match.groups()
        decimals = rest.rstrip("0")
        decimal = f"{units},{decimals}" if decimals else units
        hint = Sentence("write-either", one=f"{decimal}{unit}", other=f"{units}{rest}{unit}")
        raise InvalidValueError("a-dot-before-three-digits-may", seen=text + unit, hint=hint)


def unambiguous(text: str) -> str:
    """A decimal as files write it: three decimals behind a dot get a fourth, so that none takes them for thousands."""
    return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text
