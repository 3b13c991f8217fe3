"""Cells of tables of facts: có and không, grouped counts, a decimal comma, steps of a scale by id or label."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from khuyenhoc._base.numbers import number_of, whole_number
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale
from khuyenhoc.values.rate import number_text

__all__ = ["cell_value", "points_of"]

_YES = ("true", "yes", "có", "đạt", "x", "1", "đúng")
_NO = ("false", "no", "không", "chưa", "không đạt", "chưa đạt", "0", "sai")
_POINTS = re.compile(r" ?(?:điểm|đ)\.?\Z", re.IGNORECASE)  # a unit that people write behind the number
_ANSWERS = Vocabulary([*((word, True) for word in _YES), *((word, False) for word in _NO)])


@lru_cache(maxsize=256)
def _steps(scale: Scale) -> Vocabulary[str]:
    return Vocabulary((name, step.id) for step in scale.steps for name in (step.en, step.vi, step.id))


def cell_value(text: str, fact: Fact, scales: Sequence[Scale]) -> Any:
    """The value that a filled cell holds for a fact; numbers with decimals come back as text with a decimal point.

    Raises:
        InvalidValueError: If it cannot be read; nothing is guessed, so "1.234" is no amount.
    """
    match fact.kind:
        case FactKind.YES_NO:
            answer = _ANSWERS.find(text)
            if answer is not None:
                return answer
            raise InvalidValueError("not-a-yes-or-no", expected="co-or-khong-yes-or-no")
        case FactKind.COUNT:
            count = whole_number(text)
            if count is not None:
                return count
            raise InvalidValueError("not-a-count", expected="a-whole-number-such-as-12480")
        case FactKind.RANK:
            scale = next(scale for scale in scales if scale.id == fact.scale)
            found = _steps(scale).find(text)
            if found is not None:
                return found
            steps = tuple(step.id for step in scale.steps)
            raise InvalidValueError("not-a-step-of", expected="one-of", scale=scale.id, known=steps)
    return number_text(points_of(text) if fact.kind is FactKind.POINTS else _amount(text))


def points_of(text: str) -> Fraction:
    """Points as people write them: "10", "0,5", "10 điểm", "10đ".

    Raises:
        InvalidValueError: For anything else.

    >>> points_of("0,5 điểm")
    Fraction(1, 2)
    """
    return _amount(_POINTS.sub("", tidy(text)))


def _amount(text: str) -> Fraction:
    number = number_of(text)
    if number is None or "/" in text:  # a cell with a stroke may be a day
        raise InvalidValueError("not-a-number", expected="such-as-61-5")
    return number
