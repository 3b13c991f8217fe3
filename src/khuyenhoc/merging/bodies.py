"""Names of bodies beside each other: with or without the place, and one body under several spellings."""

import re
from collections.abc import Iterable, Sequence

import attrs

from khuyenhoc._text import tone_key
from khuyenhoc.agreement import Agreement
from khuyenhoc.partner import Partner, PartnerType
from khuyenhoc.place import Level

__all__ = ["SIDES", "Mention", "bodies", "body_key"]

SIDES = ("alongside", "partners")

_DASH = re.compile(r"\s*-\s*")
_ABBREVIATION = re.compile(r"\bhkh\b")
_ASSOCIATION = tone_key("Hội Khuyến học")
_LEVEL_WORDS = {
    Level.HAMLET: ("thôn", "tổ dân phố", "khu phố", "khối phố", "bản", "ấp", "khóm"),
    Level.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu"),
    Level.DISTRICT: ("huyện", "quận", "thị xã", "thành phố", "tp.", "tp"),
    Level.PROVINCE: ("tỉnh", "thành phố", "tp.", "tp"),
    Level.CENTRAL: ("trung ương",),
}
_WORD_KEYS = {level: tuple(tone_key(word) for word in words) for level, words in _LEVEL_WORDS.items()}

# A place has one of each at its level, so that the type alone tells which body is meant, whatever its spelling.
_ONE_OF_ITS_TYPE = frozenset({
    PartnerType.FRONT,
    PartnerType.POLICE,
    PartnerType.MILITARY,
    PartnerType.BORDER_GUARD,
    PartnerType.YOUTH_UNION,
    PartnerType.WOMEN_UNION,
    PartnerType.FARMERS_ASSOCIATION,
    PartnerType.VETERANS_ASSOCIATION,
    PartnerType.TRADE_UNION,
    PartnerType.ELDERLY_ASSOCIATION,
    PartnerType.FORMER_TEACHERS_ASSOCIATION,
    PartnerType.JOURNALISTS_ASSOCIATION,
    PartnerType.COOPERATIVE_ALLIANCE,
})  # fmt: skip
_EDUCATION_OFFICES = tuple(tone_key(word) for word in ("bộ", "sở", "phòng"))


def body_key(name: str, record: Agreement) -> str:
    """The name of a body without the place and level of its record: "Công an tỉnh X" and "Công an tỉnh" are one.

    >>> record = catalog.agreement("long-an-2024-2026-police")
    >>> [body_key(name, record) for name in ("HKH Long An", "Hội khuyến học tỉnh")] == 2 * [
    ...     body_key("Hội Khuyến học tỉnh Long An", record)]
    True
    """
    whole = _ABBREVIATION.sub(_ASSOCIATION, _DASH.sub("-", tone_key(name)))
    key = whole
    for item in reversed(record.place.lineage[1:]):
        if item.level is not None and item.level is not Level.CENTRAL:
            key = _without_place(key, item.name_key, item.level)
    own = _without_place(key, record.place.name_key, record.level)
    # "Hội Khuyến học tỉnh X" in a record of a commune of X is another body than the one of the commune
    return own if own != key else _without_place(whole, record.place.name_key, record.level)


def _without_place(key: str, name: str, level: Level) -> str:
    """The key without the name of a place and the word for its level at the end."""
    key = _without_end(key, name)
    for word in _WORD_KEYS[level]:
        shorter = _without_end(key, word)
        if shorter != key:
            return shorter
    return key.removeprefix(f"{_WORD_KEYS[level][0]} ") if level is Level.CENTRAL else key


def _without_end(key: str, end: str) -> str:
    """The key without its last words, and without the comma before them; never an empty one."""
    return key.removesuffix(f" {end}").rstrip(" ,") or key


@attrs.frozen
class Mention:
    """A partner as one record prints it, in which field, and the number of the record."""

    number: int
    record: Agreement
    field: str
    partner: Partner

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of which one suffices to be the same body as another mention."""
        name = body_key(self.partner.name, self.record)
        names = f"name {name}", f"in full {tone_key(self.partner.name)}"
        kind = self.partner.type
        if kind in _ONE_OF_ITS_TYPE:
            return *names, f"type {kind.value}"
        if kind is PartnerType.EDUCATION and name.startswith(tuple(f"{word} " for word in _EDUCATION_OFFICES)):
            return *names, f"type {kind.value} {name.split(' ')[0]}"
        return names


def bodies(records: Iterable[Agreement], fields: Sequence[str]) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of partners, those of one body together, in the order of the first mention.

    Two mentions are one body by name, or by type where a place has one body of that type. Where a record names two of
    them side by side, they are two, and only the exact name joins.
    """
    mentions = [
        Mention(number, record, field, partner)
        for number, record in enumerate(records)
        for field in fields
        for partner in getattr(record, field)
    ]
    groups = [
        part
        for group in _joined([(mention, mention.keys) for mention in mentions])
        for part in (_joined([(mention, (mention.partner.name,)) for mention in group]) if _clashes(group) else [group])
    ]
    place = {id(mention): number for number, mention in enumerate(mentions)}
    return tuple(tuple(group) for group in sorted(groups, key=lambda group: place[id(group[0])]))


def _clashes(group: list[Mention]) -> bool:
    """Whether one record prints two names of the group."""
    return any(
        one.number == other.number and one.partner.name != other.partner.name
        for number, one in enumerate(group)
        for other in group[:number]
    )


def _joined(keyed: Sequence[tuple[Mention, tuple[str, ...]]]) -> list[list[Mention]]:
    """Mentions that share a key, directly or through others."""
    groups: list[tuple[set[str], list[Mention]]] = []
    for mention, keys in keyed:
        near = [group for group in groups if group[0] & set(keys)]
        groups = [group for group in groups if group not in near]
        members = [member for group in near for member in group[1]]
        groups.append((set(keys).union(*(group[0] for group in near)), [*members, mention]))
    return [members for _, members in groups]
