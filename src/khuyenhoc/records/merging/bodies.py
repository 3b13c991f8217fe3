"""Names of bodies beside each other: with or without the place, and one body under several spellings."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import attrs

from khuyenhoc._base.text import plain_key, tone_key
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.values.partner import Partner, PartnerType
from khuyenhoc.values.place import Level

__all__ = ["SIDES", "Mention", "bodies", "body_key"]

SIDES = ("alongside", "partners")

_DASH = re.compile(r"\s*-\s*")
_ABBREVIATION = re.compile(r"\bhkh\b")

# A place has one of each at its level. Only what is called by one of these names is that body: a station, a hospital or
# a trade-union branch of the same sort is another. Compared without marks, place, level and a final "Việt Nam".
_HEADS = {
    PartnerType.FRONT: (
        "ủy ban mặt trận tổ quốc", "mặt trận tổ quốc", "ủy ban mttq", "ub mttq", "ubmttq", "mttq",
    ),
    PartnerType.POLICE: ("công an", "ca"),
    PartnerType.MILITARY: ("quân sự", "cơ quan quân sự"),
    PartnerType.BORDER_GUARD: (
        "bộ chỉ huy bộ đội biên phòng", "bộ chỉ huy bđbp", "bch bộ đội biên phòng", "bch bđbp",
        "ban chỉ huy bộ đội biên phòng", "ban chỉ huy bđbp", "bộ đội biên phòng", "bđbp",
    ),
    PartnerType.YOUTH_UNION: (
        "đoàn thanh niên cộng sản hồ chí minh", "đoàn thanh niên cộng sản", "đoàn thanh niên", "đoàn tncs hồ chí minh",
        "đoàn tncs hcm", "đoàn tncs",
    ),
    PartnerType.WOMEN_UNION: (
        "hội liên hiệp phụ nữ", "liên hiệp hội phụ nữ", "hội lhpn", "lhpn", "hội phụ nữ",
    ),
    PartnerType.FARMERS_ASSOCIATION: ("hội nông dân", "hội nd"),
    PartnerType.VETERANS_ASSOCIATION: ("hội cựu chiến binh", "hội ccb"),
    PartnerType.TRADE_UNION: ("liên đoàn lao động", "lđlđ"),
    PartnerType.ELDERLY_ASSOCIATION: (
        "hội người cao tuổi", "hội nct", "ban đại diện hội người cao tuổi", "ban đại diện hội nct",
        "ban đại diện người cao tuổi",
    ),
    PartnerType.FORMER_TEACHERS_ASSOCIATION: ("hội cựu giáo chức", "hội cgc"),
    PartnerType.JOURNALISTS_ASSOCIATION: ("hội nhà báo",),
    PartnerType.COOPERATIVE_ALLIANCE: ("liên minh hợp tác xã", "liên minh các hợp tác xã", "liên minh htx"),
}  # fmt: skip
# Names that belong to one level: "Huyện đoàn" in a record of a province is not the Youth Union of the province.
_BELOW_PROVINCE = {PartnerType.MILITARY: ("ban chỉ huy quân sự", "ban chqs", "bch quân sự")}
_HEADS_AT = {
    Level.COMMUNE: {**_BELOW_PROVINCE, PartnerType.YOUTH_UNION: ("xã đoàn", "phường đoàn")},
    Level.DISTRICT: {**_BELOW_PROVINCE, PartnerType.YOUTH_UNION: ("huyện đoàn", "quận đoàn", "thị đoàn", "thành đoàn")},
    Level.PROVINCE: {
        PartnerType.MILITARY: ("bộ chỉ huy quân sự", "bộ chqs", "bch quân sự", "bộ tư lệnh"),
        PartnerType.YOUTH_UNION: ("tỉnh đoàn", "thành đoàn"),
    },
    Level.CENTRAL: {
        PartnerType.FRONT: ("ủy ban trung ương mặt trận tổ quốc", "ủy ban trung ương mttq"),
        PartnerType.POLICE: ("bộ công an",),
        PartnerType.MILITARY: ("bộ quốc phòng",),
        PartnerType.BORDER_GUARD: ("bộ tư lệnh bộ đội biên phòng", "bộ tư lệnh bđbp"),
        PartnerType.YOUTH_UNION: ("trung ương đoàn",),
        PartnerType.TRADE_UNION: ("tổng liên đoàn lao động", "tổng lđlđ"),
    },
}
# Through these a body acts: its standing committee signs for it.
_ACTING = re.compile(r"^(?:ban thuong truc|ban thuong vu|ban chap hanh|thuong truc) ")
_EDUCATION_OFFICES = ("bo", "so", "phong")
_EDUCATION = ("giao duc va dao tao", "giao duc-dao tao", "giao duc", "gd va dt", "gd-dt", "gddt", "gd dt")


@cache
def _heads(level: Level) -> dict[PartnerType, frozenset[str]]:
    """The names without marks by which the one body of a type goes at a level."""
    own: dict[PartnerType, tuple[str, ...]] = _HEADS_AT.get(level, {})
    return {body: frozenset(map(plain_key, (*names, *own.get(body, ())))) for body, names in _HEADS.items()}


def body_key(name: str, record: Agreement) -> str:
    """The name of a body without the place and level of its record: "Công an tỉnh X" and "Công an tỉnh" are one.

    >>> record = catalog.agreement("long-an-2024-2026-police")
    >>> [body_key(name, record) for name in ("HKH Long An", "Hội khuyến học tỉnh")] == 2 * [
    ...     body_key("Hội Khuyến học tỉnh Long An", record)]
    True
    """
    return _key(name, record, tone_key)


def _key(name: str, record: Agreement, fold: Callable[[str], str]) -> str:
    """The name without its place and level, folded."""
    whole = _ABBREVIATION.sub(fold("Hội Khuyến học"), _DASH.sub("-", fold(name)))
    key = whole
    for item in reversed(record.place.lineage[1:]):
        if item.level is not None and item.level is not Level.CENTRAL:
            key = _without_place(key, item.name, item.level, fold)
    own = _without_place(key, record.place.name, record.level, fold)
    # "Hội Khuyến học tỉnh X" in a record of a commune of X is another body than the one of the commune
    return own if own != key else _without_place(whole, record.place.name, record.level, fold)


def _without_place(key: str, name: str, level: Level, fold: Callable[[str], str]) -> str:
    """The key without the name of a place and the word for its level at the end."""
    key = _without_end(key, fold(name))
    for word in map(fold, (*level.words, *(short + dot for short in level.abbreviations for dot in (".", "")))):
        shorter = _without_end(key, word)
        if shorter != key:
            return shorter
    return key.removeprefix(f"{fold(level.words[0])} ") if level is Level.CENTRAL else key


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
        body = self.partner.type
        bare = _ACTING.sub("", _key(self.partner.name, self.record, plain_key)).removesuffix(" viet nam")
        if bare in _heads(self.record.level).get(body, ()):
            return *names, f"type {body.value}"
        office, _, of = re.sub(" ?& ?", " va ", bare).partition(" ")
        if body is PartnerType.EDUCATION and office in _EDUCATION_OFFICES and of in _EDUCATION:
            return *names, f"type {body.value} {office}"
        return names


def bodies(records: Iterable[Agreement], fields: Sequence[str]) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of partners, those of one body together, in the order of the first mention.

    Two mentions are one body by name, or by type where a place has one body of that type and both are called by a usual
    name of it. Where a record names two of them side by side, they are two, and only the exact name joins.
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
    index = {id(mention): number for number, mention in enumerate(mentions)}
    return tuple(tuple(group) for group in sorted(groups, key=lambda group: index[id(group[0])]))


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
