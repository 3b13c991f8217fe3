"""What a score sheet does not say and its document does: the title, the marks, the least points; read from words."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

import attrs

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.text import plain_key, tidy, tone_key
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files.tables.cells import points_of
from khuyenhoc.files.tables.score_sheet import ScoreSheet
from khuyenhoc.files.tables.score_sums import Points
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = ["Conditions", "Mark", "Stated", "read_conditions", "slug"]

T = TypeVar("T")

_TITLES = Vocabulary(
    (name, model)
    for model in LearningModel
    for name in (model.value, model.vi, model.en, model.vi.removesuffix(" học tập"), model.en.removeprefix("learning "))
)
_LEVELS = Vocabulary((name, level) for level in Level for name in (level.value, level.vi, level.en))
_BAND = re.compile(r"(?P<name>[^=]*[^=\s])\s*=\s*(?P<mark>[^=]+)")
_LONGEST = 50


@attrs.frozen(kw_only=True)
class Stated:
    """The options as they were written; an empty one was left out."""

    title: str = ""
    level: str = ""
    document: str = ""
    issued: str = ""
    pass_: str = ""
    bands: tuple[str, ...] = ()
    floor: str = ""
    criterion_above: str = ""
    difficult_pass: str = ""
    difficult_bands: tuple[str, ...] = ()
    id: str = ""


@attrs.frozen
class Mark:
    """A grade by its name, the least total that it needs, and that in difficult areas."""

    id: str
    name: str
    at_least: Fraction
    difficult: Fraction | None = None


@attrs.frozen(kw_only=True)
class Conditions:
    """The same as values.

    Attributes:
        marks: The grades, lowest first.
        floor: The least points of every line; None if there are none.
        criterion_above: What the points of every criterion have to be above; None if nothing.
    """

    model: LearningModel
    level: Level | None
    document: str
    issued: dt.date
    marks: tuple[Mark, ...]
    floor: Fraction | None
    criterion_above: Fraction | None
    id: str

    @property
    def instrument(self) -> str:
        """The id under which the lines cite the document."""
        return f"{slug(self.document)}-{self.issued.year}"


def slug(text: str) -> str:
    """A text as part of an id: "Hướng dẫn 12/HD-KHT" is huong-dan-12-hd-kht."""
    return re.sub("[^a-z0-9]+", "-", plain_key(text))[:_LONGEST].strip("-")


def read_conditions(stated: Stated, sheet: ScoreSheet) -> Conditions:
    """The conditions of a table.

    Raises:
        DocumentError: With everything that is missing or wrong, each under the name of its option.
    """
    return _Reader(stated, sheet).conditions()


class _Reader:
    """Reads option by option, and keeps what is wrong until all are read."""

    def __init__(self, stated: Stated, sheet: ScoreSheet) -> None:
        self.stated, self.sheet = stated, sheet
        self.errors: list[KhuyenHocError] = []

    def conditions(self) -> Conditions:
        stated = self.stated
        model = self._read("--title", stated.title, self._model, "no-title-of-a-score-sheet")
        level = self._read("--level", stated.level, _level)
        document = self._read("--document", stated.document, _document, "no-document-of-a-score-sheet")
        issued = self._read("--issued", stated.issued, read_day, "no-day-of-a-score-sheet")
        floor = self._read("--floor", stated.floor, self._floor)
        above = self._read("--criterion-above", stated.criterion_above, self._criterion_above)
        marks = self._marks(model)
        if self.errors or model is None or document is None or issued is None:
            raise DocumentError.of(self.errors, "these-options")
        return Conditions(
            model=model,
            level=level,
            document=document,
            issued=issued,
            marks=marks,
            floor=floor,
            criterion_above=above,
            id=stated.id or f"{slug(document)}-{issued.year}/{model.value}",
        )

    def _read(self, option: str, text: str, reader: Callable[[str], T], missing: str = "") -> T | None:
        """What an option says; None if it is left out or wrong, which is an error unless it may be missing."""
        try:
            if text.strip():
                return reader(tidy(text))
            if missing:
                raise InvalidValueError(missing)
        except KhuyenHocError as error:
            self.errors.append(error.told(path=(option,), seen=text or None))
        return None

    def _model(self, text: str) -> LearningModel:
        model = _TITLES.find(text)
        if model is None:
            raise InvalidValueError(
                "no-such-title", expected="one-of", known=tuple(item.value for item in LearningModel)
            )
        printed = {
            other for line in self.sheet.above for other in LearningModel if tone_key(other.vi) in tone_key(line)
        }
        if len(printed) == 1 and model not in printed:
            raise InvalidValueError("the-sheet-names-another-title", other=printed.pop())
        return model

    def _floor(self, text: str) -> Fraction:
        floor = points_of(text)
        if floor <= 0:
            raise InvalidValueError("points-not-above-zero")
        for line in self.sheet.lines:
            if floor > line.points:
                raise InvalidValueError("floor-above-a-line", line=line.id, most=Points(line.points))
        return floor

    def _criterion_above(self, text: str) -> Fraction:
        above = points_of(text)
        if above < 0:
            raise InvalidValueError("not-a-number", expected="zero-or-more")
        for group in self.sheet.groups:
            if above >= group.points:
                raise InvalidValueError("floor-above-a-criterion", criterion=group.id, most=Points(group.points))
        return above

    def _mark(self, text: str) -> Fraction:
        mark = points_of(text)
        if not 0 < mark <= self.sheet.points:
            raise InvalidValueError("a-mark-out-of-reach", most=Points(self.sheet.points))
        return mark

    def _marks(self, model: LearningModel | None) -> tuple[Mark, ...]:
        """The grades: the pass mark alone, the bands, or the bands above the pass mark."""
        stated = self.stated
        bands = self._bands("--band", stated.bands)
        difficult = self._bands("--difficult-band", stated.difficult_bands)
        passed = self._read("--pass", stated.pass_, self._mark, "" if stated.bands else "no-mark-of-a-score-sheet")
        lower = self._read("--difficult-pass", stated.difficult_pass, self._mark)
        if lower is not None and not stated.pass_:
            self._refuse("--difficult-pass", "a-mark-without-the-plain-one", stated.difficult_pass)
        for key, (name, _) in difficult.items():
            if key not in bands:
                self._refuse("--difficult-band", "a-mark-without-the-plain-one", name)
        made = [Mark(key, name, mark, difficult.get(key, ("", None))[1]) for key, (name, mark) in bands.items()]
        if passed is not None and model is not None:
            made.append(Mark(f"learning_{model.value}", model.vi, passed, lower))
        made.sort(key=lambda item: item.at_least)
        if passed is not None and bands and made[0].at_least != passed:
            self._refuse("--band", "a-band-below-the-pass-mark", made[0].name)
        for one, other in pairwise(made):
            low, high = (item.at_least if item.difficult is None else item.difficult for item in (one, other))
            if one.at_least == other.at_least or ((one.difficult or other.difficult) and low >= high):
                self._refuse("--band", "two-bands-in-one-place", f"{one.name}, {other.name}")
        return tuple(made)

    def _bands(self, option: str, texts: Sequence[str]) -> dict[str, tuple[str, Fraction]]:
        found: dict[str, tuple[str, Fraction]] = {}
        for text in texts:
            if band := self._read(option, text, self._band):
                key = slug(band[0]).replace("-", "_")
                if not key or key in found:
                    self._refuse(option, "two-bands-of-one-name", text)
                found[key] = band
        return found

    def _band(self, text: str) -> tuple[str, Fraction]:
        match = _BAND.fullmatch(text)
        if match is None:
            raise InvalidValueError("not-a-band")
        return match["name"], self._mark(match["mark"])

    def _refuse(self, option: str, code: str, seen: str) -> None:
        self.errors.append(InvalidValueError(code, path=(option,), seen=seen))


def _level(text: str) -> Level:
    found = _LEVELS.find(text)
    if found is None:
        raise InvalidValueError(
            "no-such-level-of-a-title", expected="one-of", known=tuple(item.value for item in Level)
        )
    return found


def _document(text: str) -> str:
    if not slug(text):
        raise InvalidValueError("no-document-of-a-score-sheet")
    return text
