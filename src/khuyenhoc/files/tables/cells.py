"""Cells of facts, however they were typed: có and không, a cross or a tick, grouped counts, steps of a scale.

The one reader for Excel, CSV, TOML and JSON. What may mean two things is refused.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from khuyenhoc._base.numbers import number_of, whole_number
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale, Step
from khuyenhoc.sentences import one_of
from khuyenhoc.values.rate import number_text

__all__ = ["cell_value", "option_id", "points_of"]

_DONE = ("có", "đã có", "đạt", "đã đạt", "đạt chuẩn", "x", "✓", "✔", "√", "☑")
_NOT_DONE = ("không", "không có", "chưa", "chưa có", "không đạt", "chưa đạt", "không đạt chuẩn", "chưa đạt chuẩn")
_YES = ("true", "yes", "1", "đúng", *_DONE)
_NO = ("false", "no", "0", "sai", *_NOT_DONE)
_POINTS = re.compile(r" ?(?:điểm|đ)\.?\Z", re.IGNORECASE)  # a unit that people write behind the number
_ANSWERS = Vocabulary([*((word, True) for word in _YES), *((word, False) for word in _NO)])
_LEVEL = re.compile(r"mức độ ([0-9])|level ([0-9])")
_LEVELS = (
    *("mức độ {0}", "mức {0}", "mđ {0}", "mđ{0}", "mức độ{0}", "mức{0}", "cấp độ {0}", "level {0}", "{0}"),
    *("đạt mức độ {0}", "đạt mức {0}", "đạt mđ {0}", "đạt mđ{0}", "đạt chuẩn mức độ {0}", "đạt chuẩn mức {0}"),
)
_NONE = "none"


@lru_cache(maxsize=256)
def _steps(scale: Scale) -> Vocabulary[str]:
    named = [(name, step.id) for step in scale.steps for name in _names_of(step, two=len(scale.steps) == 2)]  # noqa: PLR2004
    own = [(name, step.id) for step in scale.steps for name in (step.en, step.vi, step.id)]
    return Vocabulary(named + own)


def _names_of(step: Step, *, two: bool) -> Iterator[str]:
    """How else a step is written: a level by its number, none as "không"; of two steps, the other as a plain yes."""
    if level := _LEVEL.fullmatch(step.vi) or _LEVEL.fullmatch(step.en):
        yield from (words.format(level[1] or level[2]) for words in _LEVELS)
    elif step.id == _NONE:
        yield from _NOT_DONE
    elif two:
        yield from _DONE


@lru_cache(maxsize=256)
def _options(options: tuple[Option, ...]) -> Vocabulary[str]:
    return Vocabulary((name, option.id) for option in options for name in (option.en, option.vi, option.id))


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
            raise InvalidValueError("not-a-step-of", expected="one-of", scale=scale, known=scale.steps)
    return number_text(points_of(text) if fact.kind is FactKind.POINTS else _amount(text))


def points_of(text: str) -> Fraction:
    """Points as people write them: "10", "0,5", "10 điểm", "10đ".

    Raises:
        InvalidValueError: For anything else.

    >>> points_of("0,5 điểm")
    Fraction(1, 2)
    """
    return _amount(_POINTS.sub("", tidy(text)))


def option_id(text: str, options: Sequence[Option]) -> str:
    """The id of a kind of area or unit, from its id or its name.

    Raises:
        InvalidValueError: If there is none of this name.
    """
    found = _options(tuple(options)).find(text)
    if found is None:
        raise InvalidValueError("no-such-kind", expected=one_of(options, "a-blank-none-told-apart"))
    return found


def _amount(text: str) -> Fraction:
    number = number_of(text)
    if number is None or "/" in text:  # a cell with a stroke may be a day
        raise InvalidValueError("not-a-number", expected="such-as-61-5")
    return number
