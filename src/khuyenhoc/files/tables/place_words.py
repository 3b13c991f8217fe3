"""Communes of before 1 July 2025 that one table calls by two words: xã and thị trấn of one name are two places."""

import datetime as dt

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.values.place import Level, Place, split_word

__all__ = ["PlaceWords"]


class PlaceWords:
    """The words with which the places of one table are written, where the places themselves do not keep them."""

    def __init__(self) -> None:
        """None yet."""
        self._seen: dict[Place, tuple[str, int]] = {}

    def check(self, text: str, place: Place, on: dt.date, line: int) -> Place:
        """The place, if no earlier line calls it by another word.

        Raises:
            InvalidValueError: If one does, on a day on which there were districts, of which none is named.
        """
        if place.word or place.level is None or not _had_districts(on) or not place.level < Level.DISTRICT:
            return place
        if word := split_word(text.partition(",")[0])[1]:
            first = self._seen.setdefault(place, (word, line))
            if first[0] != word:
                raise InvalidValueError(
                    "two-words-for-one-name", seen=text, hint="write-the-district", first=first[1], word=first[0]
                )
        return place


def _had_districts(on: dt.date) -> bool:
    return Level.DISTRICT.exists(on=on)
