"""Instruments (legal and party documents), citations into them, and how well a figure is established."""

import datetime as dt
import re
from collections.abc import Mapping

import attrs

from khuyenhoc._base.door import argument, argument_day, checked, public
from khuyenhoc._base.extras import Extras, as_extras, typed
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Language, Worded, check_language
from khuyenhoc.errors import InvalidValueError

__all__ = ["Citation", "Confidence", "Instrument", "InstrumentKind", "Link", "check_id"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9-]+)?")
_MAX_ID = 80
_OF_A_SECTION = re.compile(r"([IVX]+)\.(.+)")  # a clause numbered within a section, as "I.2"
_UNNAMED: Mapping[str, Worded] = {}


def check_id(value: str, name: str) -> None:
    """Refuse an id that is no slug.

    Raises:
        InvalidValueError: If it is not made of small letters, digits and single hyphens.
    """
    if not _ID.fullmatch(value) or len(value) > _MAX_ID:
        raise InvalidValueError("not-an-id", path=(name,), seen=value)


@public("khuyenhoc")
class Confidence(Labelled):
    """How well a figure is established (mức độ tin cậy của số liệu)."""

    VERBATIM = "verbatim", "nguyên văn điều khoản", "the clause itself"
    REPORTED = "reported", "từ hai nguồn trở lên", "two sources or more"
    SINGLE_SOURCE = "single_source", "một nguồn", "a single source"
    MIRRORED = "mirrored", "theo kế hoạch của địa phương", "taken from a local plan that repeats it"
    DERIVED = "derived", "suy ra từ số liệu đã công bố", "worked out from published figures"
    CONFLICTING = "conflicting", "các nguồn khác nhau", "sources disagree"
    STATED = "stated", "người dùng cung cấp", "stated by the user"


@public("khuyenhoc")
class InstrumentKind(Labelled):
    """Kind of document (loại văn bản)."""

    DECISION = "decision", "quyết định", "decision"
    DIRECTIVE = "directive", "chỉ thị", "directive"
    CONCLUSION = "conclusion", "kết luận", "conclusion"
    RESOLUTION = "resolution", "nghị quyết", "resolution"
    CIRCULAR = "circular", "thông tư", "circular"
    DECREE = "decree", "nghị định", "decree"
    PLAN = "plan", "kế hoạch", "plan"
    LETTER = "letter", "công văn", "official letter"
    GUIDANCE = "guidance", "hướng dẫn", "guidance"
    LAW = "law", "luật", "law"
    NOTICE = "notice", "thông báo", "notice"
    SUBMISSION = "submission", "tờ trình", "submission"
    PROGRAMME = "programme", "chương trình", "programme"


@public("khuyenhoc.instruments")
class Link(Labelled):
    """How one instrument speaks of another (quan hệ giữa các văn bản); the code is the field of the instrument."""

    REPLACES = "replaces", "thay thế", "replaces"
    AMENDS = "amends", "sửa đổi", "amends"
    CONTINUES = "continues", "tiếp tục thực hiện", "continues"
    FOLLOWS = "follows", "nối tiếp", "follows"
    BASED_ON = "based_on", "căn cứ vào", "is based on"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Instrument(Shown):
    """A document that sets targets or criteria (văn bản).

    Attributes:
        id: Slug, such as ``qd-387-2022``.
        number: The number as officially written, such as "387/QĐ-TTg".
        kind: Kind of document.
        issuer: Who issued it.
        title: Its subject, short.
        issued: Day of issue; None if not established.
        also_numbered: Other forms of the number under which it is printed (số hiệu ghi khác).
        also_dated: Days that sources print, where they do not agree with each other or with ``issued`` (ngày ghi khác).
        in_force_from: First day in force; None if not established.
        in_force_until: Last day in force; None if no end is established.
        replaces: Ids of what it replaces.
        amends: Ids of what it amends.
        continues: Ids of what it continues without replacing.
        follows: Ids of predecessors of which no repeal is established.
        based_on: Ids of the legal basis it names.
        confidence: How well its text is established.
        checked: The day on which its status was last looked at.
        sources: Addresses.
        notes: Conflicts, and what is not established.
        extras: Keys of your own, each beginning with ``x_``, and what stands under them.

    Raises:
        InvalidValueError: If the id is no slug, the number is empty, another number or day says nothing new, or it
            leaves force before it enters.

    >>> Instrument(id="qd-387-2022", number="387/QĐ-TTg", kind=InstrumentKind.DECISION,
    ...            issuer="Thủ tướng Chính phủ", issued=dt.date(2022, 3, 25)).text()
    'Quyết định 387/QĐ-TTg'
    """

    id: str
    number: str
    kind: InstrumentKind
    issuer: str
    title: str = ""
    issued: dt.date | None = None
    also_numbered: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    also_dated: tuple[dt.date, ...] = attrs.field(default=(), converter=tuple[dt.date, ...])
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    replaces: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    amends: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    continues: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    follows: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    based_on: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    confidence: Confidence = Confidence.STATED
    checked: dt.date | None = None
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    extras: Extras = attrs.field(default=(), converter=as_extras, eq=typed)

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Instrument.id")
        if not self.number:
            raise InvalidValueError("no-number", path=("Instrument.number",))
        self._check_others("also_numbered", ("", self.number))
        self._check_others("also_dated", (self.issued,))
        if self.in_force_from and self.in_force_until and self.in_force_from > self.in_force_until:
            raise InvalidValueError(
                "it-leaves-force-before-it-enters", path=("Instrument.in_force_until",), seen=self.in_force_until
            )

    def _check_others(self, name: str, known: tuple[object, ...]) -> None:
        others: tuple[object, ...] = getattr(self, name)
        for place, other in enumerate(others):
            if other in known or other in others[:place]:
                raise InvalidValueError("it-says-nothing-new", path=(f"Instrument.{name}", place), seen=other)

    def in_force(self, *, on: dt.date) -> bool | None:
        """Whether it is in force on a day; None where the day of entry is not established and it might be.

        >>> Instrument(id="x-1", number="1/X", kind=InstrumentKind.PLAN, issuer="X").in_force(
        ...     on=dt.date(2024, 1, 1)) is None
        True
        """
        on = argument_day(on)
        if self.in_force_until is not None and on > self.in_force_until:
            return False
        if self.in_force_from is None:
            return False if self.issued is not None and on < self.issued else None
        return self.in_force_from <= on

    def linked(self, link: Link) -> tuple[str, ...]:
        """The ids that it names by one kind of link.

        >>> catalog.instrument("kl-49-2019").linked(instruments.Link.CONTINUES)
        ('ct-11-2007',)
        """
        ids: tuple[str, ...] = getattr(self, argument(link, Link, "link").value)
        return ids

    def text(self, lang: Language = "vi") -> str:
        """Kind and number: "Quyết định 387/QĐ-TTg", "Decision 387/QĐ-TTg"."""
        kind = self.kind.text(lang)
        return f"{kind.capitalize()} {self.number}"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Citation(Shown):
    """Where a figure stands (trích dẫn): an instrument, or another document, to the article, clause and point.

    Attributes:
        instrument: Id of the instrument; empty where a document that is no instrument is cited.
        document: Id of an agreement whose own text is cited; empty otherwise.
        article: Điều; empty if not established.
        clause: Khoản, or the section as the instrument numbers it.
        point: Điểm.

    Raises:
        InvalidValueError: If neither or both of instrument and document are given.

    >>> str(Citation(instrument="qd-677-2022", article="1", clause="I.2", point="b"))
    'điểm b khoản 2 mục I Điều 1 qd-677-2022'
    """

    instrument: str = ""
    document: str = ""
    article: str = ""
    clause: str = ""
    point: str = ""

    def __attrs_post_init__(self) -> None:
        if bool(self.instrument) == bool(self.document):
            raise InvalidValueError(
                "a-citation-names-one-document", path=("Citation.instrument",), seen=(self.instrument, self.document)
            )
        check_id(self.instrument or self.document, "Citation.instrument" if self.instrument else "Citation.document")

    def text(self, lang: Language = "vi", instruments: Mapping[str, Instrument | Worded] = _UNNAMED) -> str:
        """As officials write it; what is cited by its name where that is among the instruments, by its id otherwise.

        Args:
            lang: The language.
            instruments: Instruments, or their names in words, by id.

        >>> cited = Citation(instrument="tt-25-2023", article="6", clause="5", point="a")
        >>> cited.text("vi", {"tt-25-2023": catalog.instrument("tt-25-2023")})
        'điểm a khoản 5 Điều 6 Thông tư 25/2023/TT-BGDĐT'
        >>> cited.text("en", {"tt-25-2023": catalog.instrument("tt-25-2023")})
        'point a, clause 5, Article 6 of Circular 25/2023/TT-BGDĐT'
        """
        vi = check_language(lang) == "vi"
        words = ("điểm", "khoản", "mục", "Điều") if vi else ("point", "clause", "section", "Article")
        within = _OF_A_SECTION.fullmatch(self.clause)
        section, clause = within.groups() if within else ("", self.clause)
        parts = zip(words, (self.point, clause, section, self.article), strict=True)
        place = (" " if vi else ", ").join(f"{word} {part}" for word, part in parts if part)
        cited = self.instrument or self.document
        name = instruments[cited].text(lang) if cited in instruments else cited
        return f"{place}{' ' if vi else ' of '}{name}" if place else name

    def __str__(self) -> str:
        return self.text()
