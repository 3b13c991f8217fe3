"""Partners: who stands on the other side of an agreement."""

from typing import Any

import attrs

from khuyenhoc._base.door import argument, checked, public, text
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.values._partner_names import is_association, type_code, wordings
from khuyenhoc.values.learning_model import CODE

__all__ = ["Partner", "PartnerGroup", "PartnerType", "PartnerWording", "classified"]


@public("khuyenhoc")
class PartnerGroup(Labelled):
    """Groups of partner types (khối)."""

    PARTY_AND_FRONT = "party_and_front", "Đảng và Mặt trận", "Party and Front"
    ARMED_FORCES = "armed_forces", "lực lượng vũ trang", "armed forces"
    MASS_ORGANISATIONS = "mass_organisations", "đoàn thể, hội quần chúng", "mass organisations"
    STATE_OFFICES = "state_offices", "cơ quan nhà nước", "state offices"
    EDUCATION = "education", "giáo dục", "education"
    PRESS = "press", "báo chí", "press"
    ECONOMY = "economy", "doanh nghiệp, hợp tác xã", "enterprises and co-operatives"
    UNLISTED = "unlisted", "nhóm không nêu tên", "unlisted group"
    OTHER = "other", "khác", "other"


@public("khuyenhoc")
class PartnerType(Labelled):
    """Types of partner (loại đơn vị phối hợp); the value is the code of every file.

    The list is open: [`own`][khuyenhoc.PartnerType.own] makes a type of one's own, a `PartnerType` like the others that
    iterating does not meet. Two types are one if their codes are.

    >>> PartnerType.classify("Bộ Chỉ huy Bộ đội Biên phòng tỉnh")
    PartnerType.BORDER_GUARD
    >>> PartnerType.MILITARY.group
    PartnerGroup.ARMED_FORCES
    """

    FRONT = "front", "Mặt trận Tổ quốc", "Fatherland Front"
    PARTY_COMMITTEE = "party_committee", "cấp ủy, cơ quan Đảng", "Party committee"
    POLICE = "police", "Công an", "police"
    MILITARY = "military", "Quân sự", "military"
    BORDER_GUARD = "border_guard", "Bộ đội Biên phòng", "border guard"
    YOUTH_UNION = "youth_union", "Đoàn Thanh niên", "Youth Union"
    WOMEN_UNION = "women_union", "Hội Liên hiệp Phụ nữ", "Women's Union"
    FARMERS_ASSOCIATION = "farmers_association", "Hội Nông dân", "Farmers' Association"
    VETERANS_ASSOCIATION = "veterans_association", "Hội Cựu chiến binh", "Veterans' Association"
    TRADE_UNION = "trade_union", "Công đoàn", "trade union"
    ELDERLY_ASSOCIATION = "elderly_association", "Hội Người cao tuổi", "Association of the Elderly"
    FORMER_TEACHERS_ASSOCIATION = (
        "former_teachers_association",
        "Hội Cựu giáo chức",
        "Former Teachers' Association",
    )
    JOURNALISTS_ASSOCIATION = "journalists_association", "Hội Nhà báo", "Journalists' Association"
    PRESS = "press", "báo, đài", "press and broadcasting"
    EDUCATION = "education", "ngành giáo dục", "education"
    STATE_AGENCY = "state_agency", "cơ quan nhà nước khác", "other state agency"
    ENTERPRISE = "enterprise", "doanh nghiệp", "enterprise"
    COOPERATIVE_ALLIANCE = "cooperative_alliance", "Liên minh Hợp tác xã", "co-operative alliance"
    UNLISTED_GROUP = "unlisted_group", "nhóm chung không nêu tên", "unlisted group"
    OTHER = "other", "khác", "other"

    @classmethod
    def own(cls, code: str, vi: str, en: str, group: PartnerGroup = PartnerGroup.OTHER) -> "PartnerType":
        """A type of one's own.

        Args:
            code: Small letters, digits and underscores.
            vi: The Vietnamese term.
            en: The English label.
            group: The group that it belongs to.

        Raises:
            InvalidValueError: If the code is none, or that of a built-in type, or a label is empty.
            WrongTypeError: If an argument is of another type.

        >>> club = PartnerType.own("study_club", "câu lạc bộ khuyến học", "study club")
        >>> Partner("CLB Khuyến học thôn Đông", club).type.en, club in set(PartnerType)
        ('study club', False)
        """
        code, vi, en = (text(argument(value, str, name)) for value, name in ((code, "code"), (vi, "vi"), (en, "en")))
        if not CODE.fullmatch(code):
            raise InvalidValueError("not-a-code", path=("PartnerType.code",), seen=code)
        if any(code == known.value for known in cls):
            raise InvalidValueError("a-type-that-is-built-in", path=("PartnerType.code",), seen=code)
        for name, label in (("vi", vi), ("en", en)):
            if not label:
                raise InvalidValueError("a-type-without-a-label", path=(f"PartnerType.{name}",))
        group = argument(group, PartnerGroup, "group")
        made = object.__new__(cls)  # as `enum.Flag` makes its combinations: no member, but of the class
        own = {"_value_": code, "_name_": code.upper(), "vi": vi, "en": en, "_group_": group}
        for name, value in own.items():
            object.__setattr__(made, name, value)
        return made

    @property
    def is_known(self) -> bool:
        """Whether the type is built in."""
        return "_group_" not in vars(self)

    @property
    def code(self) -> str:
        """The code."""
        return self.value

    @property
    def group(self) -> PartnerGroup:
        """The group that the type belongs to."""
        own: PartnerGroup | None = vars(self).get("_group_")
        return own or _GROUPS[self]

    @property
    def order(self) -> tuple[int, str]:
        """What types are sorted by: the built-in ones in their order, then those of one's own, by code."""
        known = list(type(self))
        return (known.index(self) if self.is_known else len(known)), self.value

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if isinstance(other, PartnerType) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        if self.is_known:
            return super().__repr__()
        group = "" if self.group is PartnerGroup.OTHER else f", {self.group!r}"
        return f"PartnerType.own({self.value!r}, {self.vi!r}, {self.en!r}{group})"

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        if self.is_known:
            return PartnerType, (self.value,)
        return PartnerType.own, (self.value, self.vi, self.en, self.group)

    @property
    def wordings(self) -> tuple[str, ...]:
        """The words under which bodies of this type stand in print, Vietnamese and English, in small letters.

        >>> PartnerType.JOURNALISTS_ASSOCIATION.wordings
        ('hội nhà báo', "journalists' association", 'journalists association')
        """
        return wordings(self.value)

    @classmethod
    def classify(cls, name: str) -> "PartnerType":
        """The type of a body by its name, in any case, Unicode form and tone placement, with or without marks.

        The head of the name decides, whatever it is named after: "Công ty TNHH MTV Quân đội" is a company, "Đoàn Khối
        Doanh nghiệp" the Youth Union. The word for an office ("Bộ Chỉ huy", "Sở") waits for whose it is: "Bộ Chỉ huy
        Bộ đội Biên phòng" is the border guard. Of a list the body named first decides; a list that opens with an
        unnamed group stays one. A former post ("nguyên Giám đốc Đài …, Chủ tịch Hội Nhà báo") does not count. The
        coast guard is of the army. A name without any known wording gives [`OTHER`][khuyenhoc.PartnerType.OTHER].

        Raises:
            WrongTypeError: If the name is not text.

        >>> PartnerType.classify("LĐLĐ tỉnh"), PartnerType.classify("các sở, ban, ngành, đoàn thể")
        (PartnerType.TRADE_UNION, PartnerType.UNLISTED_GROUP)
        """
        return cls(type_code(argument(name, str, "name")))


_T, _G = PartnerType, PartnerGroup
_GROUPS: dict[PartnerType, PartnerGroup] = {
    **dict.fromkeys((_T.FRONT, _T.PARTY_COMMITTEE), _G.PARTY_AND_FRONT),
    **dict.fromkeys((_T.POLICE, _T.MILITARY, _T.BORDER_GUARD), _G.ARMED_FORCES),
    **dict.fromkeys(
        (
            _T.YOUTH_UNION,
            _T.WOMEN_UNION,
            _T.FARMERS_ASSOCIATION,
            _T.VETERANS_ASSOCIATION,
            _T.TRADE_UNION,
            _T.ELDERLY_ASSOCIATION,
            _T.FORMER_TEACHERS_ASSOCIATION,
            _T.JOURNALISTS_ASSOCIATION,
        ),
        _G.MASS_ORGANISATIONS,
    ),
    _T.PRESS: _G.PRESS,
    _T.EDUCATION: _G.EDUCATION,
    _T.STATE_AGENCY: _G.STATE_OFFICES,
    **dict.fromkeys((_T.ENTERPRISE, _T.COOPERATIVE_ALLIANCE), _G.ECONOMY),
    _T.UNLISTED_GROUP: _G.UNLISTED,
    _T.OTHER: _G.OTHER,
}


@public("khuyenhoc.values")
@attrs.frozen(field_transformer=checked, repr=False)
class PartnerWording(Shown):
    """How partners of a type are called in print, beside what the library knows (cách ghi tên đơn vị).

    Attributes:
        type: The type.
        text: Words that stand in the name of such a body, such as "đội dân phòng".

    Raises:
        InvalidValueError: If there are no words.

    >>> values.PartnerWording(PartnerType.POLICE, "đội dân phòng").type.vi
    'Công an'
    """

    type: PartnerType
    text: str

    def __attrs_post_init__(self) -> None:
        if not any(map(str.isalnum, self.text)):
            raise InvalidValueError("a-wording-without-words", path=("PartnerWording.text",), seen=self.text)


def classified(name: str, wordings: tuple[PartnerWording, ...]) -> PartnerType:
    """The type of a body by its name, with some wordings more."""
    own: dict[str, tuple[str, ...]] = {}
    for wording in wordings:
        own[wording.type.value] = (*own.get(wording.type.value, ()), wording.text.casefold())
    code = type_code(argument(name, str, "name"), tuple(own.items()))
    return next((item.type for item in wordings if item.type.value == code), None) or PartnerType(code)


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class Partner(Shown):
    """A body that signs with the association (đơn vị phối hợp).

    Attributes:
        name: The name as printed.
        type: Its type; [`Partner.named`][khuyenhoc.Partner.named] finds it from the name.
        signatory: Office of the person who signed, such as "Phó Giám đốc"; no personal name is asked for.

    Raises:
        InvalidValueError: If the name is empty or is that of a Hội Khuyến học, which is never its own partner.

    >>> Partner.named("Công an tỉnh Long An").type
    PartnerType.POLICE
    """

    name: str
    type: PartnerType
    signatory: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise InvalidValueError("a-partner-without-a-name", path=("Partner.name",))
        if is_association(self.name):
            raise InvalidValueError("the-association-is-not-its-own", path=("Partner.name",), seen=self.name)

    @classmethod
    def named(cls, name: str, *, signatory: str = "") -> "Partner":
        """A partner whose type is found from its name; see [`classify`][khuyenhoc.PartnerType.classify]."""
        return cls(name, PartnerType.classify(name), signatory=signatory)

    def __str__(self) -> str:
        return self.name
