"""The kinds of link between instruments."""

from khuyenhoc.instrument import Instrument
from khuyenhoc.terms import Labelled

__all__ = ["Link", "linked_ids"]


class Link(Labelled):
    """How one instrument speaks of another (quan hệ giữa các văn bản); the code is the field of the instrument."""

    REPLACES = "replaces", "thay thế", "replaces"
    AMENDS = "amends", "sửa đổi", "amends"
    CONTINUES = "continues", "tiếp tục thực hiện", "continues"
    FOLLOWS = "follows", "nối tiếp", "follows"
    BASED_ON = "based_on", "căn cứ vào", "is based on"


def linked_ids(instrument: Instrument, link: Link) -> tuple[str, ...]:
    """The ids that an instrument names by one kind of link."""
    ids: tuple[str, ...] = getattr(instrument, link.value)
    return ids
