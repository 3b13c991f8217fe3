"""What sums over places share: counts of which one is unknown, and parts that are missing or strange."""

from collections.abc import Iterable

from khuyenhoc._base.door import argument_items
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.values.place import Place

__all__ = ["missing_parts", "sum_of_known"]


def sum_of_known(counts: Iterable[int | None]) -> int | None:
    """The sum; None if one of the counts is unknown."""
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def missing_parts(covered: tuple[Place, ...], parts: Iterable[Place] | None, *, name: str) -> tuple[Place, ...] | None:
    """The parts of the whole that are not covered; None if the parts are not known.

    Args:
        covered: The places summed.
        parts: All parts of the whole; None if they are not known.
        name: The argument that the places summed came in.

    Raises:
        InvalidValueError: If a place summed is not among the parts.
    """
    if parts is None:
        return None
    known = tuple(dict.fromkeys(argument_items(parts, Place, "parts")))
    all_parts, summed = set(known), set(covered)
    strangers = [str(place) for place in covered if place not in all_parts]
    if strangers:
        raise InvalidValueError("not-a-part-of-the-whole", path=(name,), seen=strangers)
    return tuple(place for place in known if place not in summed)
