"""Agreements: who agreed what with whom, and until when."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from khuyenhoc._base.door import argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled, Ranked
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import check_id
from khuyenhoc.targets.consistency import check_targets
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Area, Target
from khuyenhoc.values.partner import Partner, PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.recurrence import Recurrence

if TYPE_CHECKING:
    from khuyenhoc.targets.reform import Reform
    from khuyenhoc.targets.report import Report

__all__ = ["Agreement", "Commitment", "ContentArea", "PassedDown", "ReviewStep"]


@public("khuyenhoc")
class ContentArea(Labelled):
    """What agreements are about (nội dung phối hợp), the most frequent first."""

    MODELS = "models", "xây dựng mô hình học tập", "learning models"
    AWARENESS = "awareness", "tuyên truyền", "awareness"
    AWARDS = "awards", "khen thưởng, học bổng", "awards and scholarships"
    ORGANISATION = "organisation", "phát triển tổ chức Hội", "building up the association"
    FUND = "fund", "vận động, quỹ khuyến học", "fund-raising"
    DIGITAL = "digital", "chuyển đổi số", "digital transformation"
    LEARNING_CENTRES = "learning_centres", "trung tâm học tập cộng đồng", "community learning centres"
    REVIEWS = "reviews", "sơ kết, tổng kết", "reviews"
    EDUCATION_SUPPORT = "education_support", "hỗ trợ giáo dục", "support of education"
    TRAINING = "training", "bồi dưỡng, học nâng cao", "further training"
    SUPERVISION = "supervision", "giám sát, kiểm tra", "supervision"
    REPORTING = "reporting", "báo cáo", "reporting"
    ADVICE = "advice", "tham mưu", "advice to the authorities"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Commitment(Shown):
    """What one party, or all, have taken on (trách nhiệm, nội dung cam kết).

    Attributes:
        what: The duty, in short words.
        area: The content area it belongs to; None if unclear.
        party: Name of the party that owes it, as the agreement names it; empty where all sides do.
        to: Who receives it; empty if not stated.
        frequency: How often, in the words of the source.
        recurrence: How often and by when, where it can be dated; None if not stated.
        quantity: How many at each time; None if not stated.
        since: First day from which it is owed, where that is not the first day of its record; None otherwise.

    Raises:
        InvalidValueError: If the quantity is less than one.

    >>> duty = Commitment(what=Label("ra bản tin", "publish bulletins"), recurrence=Recurrence.parse("mỗi tháng"),
    ...                   quantity=32)
    >>> sum(duty.quantity for _ in duty.recurrence.occasions(Period.of_years(2020, 2023)))
    1536
    """

    what: Label
    area: ContentArea | None = None
    party: str = ""
    to: str = ""
    frequency: Label | None = None
    recurrence: Recurrence | None = None
    quantity: int | None = None
    since: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.quantity is not None and self.quantity < 1:
            raise InvalidValueError(
                "no quantity", path=("Commitment.quantity",), seen=self.quantity, expected="one or more"
            )


@public("khuyenhoc")
class ReviewStep(Ranked):
    """Reviews in the course of an agreement (các kỳ sơ kết, tổng kết)."""

    QUARTER = "quarter", "sơ kết quý", "quarterly review"
    HALF_YEAR = "half_year", "sơ kết sáu tháng", "half-yearly review"
    YEAR = "year", "sơ kết năm", "yearly review"
    MID_TERM = "mid_term", "sơ kết giữa kỳ", "mid-term review"
    FINAL = "final", "tổng kết", "final review"


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PassedDown(Shown):
    """How far an agreement has been passed down, as a report states it (triển khai xuống cấp dưới).

    Attributes:
        level: The level to which it was passed down.
        done: How many places of that level have signed their own.
        total: How many there are; None if not stated.
        on: The day of the count; None if not stated.
        source: Where it is reported.

    Raises:
        InvalidValueError: If more have signed than there are, or a count is negative.

    >>> records.PassedDown(level=Level.DISTRICT, done=3, total=4, on=dt.date(2024, 12, 31)).missing
    1
    """

    level: Level
    done: int
    total: int | None = None
    on: dt.date | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.done < 0 or (self.total is not None and self.done > self.total):
            raise InvalidValueError(
                "more have signed than there are" if self.done >= 0 else "a negative count",
                path=("PassedDown.done",),
                seen=(self.done, self.total),
                expected="0 up to the number of places",
            )

    @property
    def missing(self) -> int | None:
        """How many have not signed; None where their number is not stated."""
        return None if self.total is None else self.total - self.done


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Agreement(Shown):
    """A coordination programme between a Hội Khuyến học and its partners (chương trình phối hợp, ký kết liên tịch).

    Attributes:
        id: Slug, such as ``tra-vinh-2024-2030``.
        title: Title in both languages.
        association: The association side, as printed.
        alongside: Bodies that sign on the association's side, such as a Sở Giáo dục và Đào tạo.
        partners: The other side, at least one.
        place: Where it holds.
        level: Level at which it was signed.
        period: Its period; None if the source states none.
        signed: Day of signing; None if unknown.
        signatory: Office of the person who signed for the association; no personal name is asked for.
        previous: Period of the programme that it follows, where the source reviews one.
        follows: Ids of the agreements that it follows, where a document states it.
        under: Id of the agreement of a higher level that it passes down; empty if none is stated.
        passed_down: Stated counts of how far it was passed down itself.
        reviews: The reviews that its text lays down; most texts lay down none.
        content_areas: What it is about.
        commitments: Who owes what, how often.
        targets: Its own targets; most agreements have none.
        instruments: Ids of the instruments it cites.
        sources: Publications.
        notes: Readings, and what the source leaves open.

    Raises:
        InvalidValueError: If there is no partner, a party is named twice, a commitment names a stranger, the place is
            of another level, a district, or a place in one, is dated after the district level ended, or it follows
            itself.

    >>> Agreement(id="x-2024", title=Label("Chương trình X", "Programme X"), association="Hội Khuyến học tỉnh X",
    ...           partners=(Partner.named("Công an tỉnh X"),), place=Place("X"), level=Level.PROVINCE,
    ...           period=Period.of_years(2024, 2026)).period.whole_years
    3
    """

    id: str
    title: Label
    association: str
    alongside: tuple[Partner, ...] = ()
    partners: tuple[Partner, ...]
    place: Place
    level: Level
    period: Period | None = None
    signed: dt.date | None = None
    signatory: str = ""
    previous: Period | None = None
    follows: tuple[str, ...] = ()
    under: str = ""
    passed_down: tuple[PassedDown, ...] = ()
    reviews: tuple[ReviewStep, ...] = ()
    content_areas: tuple[ContentArea, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()
    instruments: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[Label, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Agreement.id")
        if not self.association:
            raise InvalidValueError(
                "no association side", path=("Agreement.association",), expected="its name as printed"
            )
        if not self.partners:
            raise InvalidValueError(
                "an agreement with nobody",
                path=("Agreement.partners",),
                expected="one partner or more",
                hint="write Partner('các ngành', PartnerType.UNLISTED_GROUP) if the source names none",
            )
        parties = self.parties
        twice = sorted({name for name in parties if parties.count(name) > 1})
        if twice:
            raise InvalidValueError("a party is named twice", path=("Agreement.partners",), seen=twice)
        for number, commitment in enumerate(self.commitments):
            if commitment.party and commitment.party not in parties:
                raise InvalidValueError(
                    "a commitment of a stranger",
                    path=("Agreement.commitments", number, "party"),
                    seen=commitment.party,
                    expected=f"one of {', '.join(parties)}",
                )
        if self.place.level is not None and self.place.level is not self.level:
            raise InvalidValueError(
                f"the place is of the {self.place.level.en} level",
                path=("Agreement.level",),
                seen=self.level.en,
            )
        for name, ids in (("follows", self.follows), ("under", (self.under,) if self.under else ())):
            for record_id in ids:
                check_id(record_id, f"Agreement.{name}")
                if record_id == self.id:
                    raise InvalidValueError(
                        "an agreement cannot name itself", path=(f"Agreement.{name}",), seen=record_id
                    )
        began = self.signed or (self.period.first if self.period else None)
        for level, name in ((self.level, "level"), *((item.level, "place") for item in self.place.lineage)):
            if began is not None and level is not None and not level.exists(on=began):
                raise InvalidValueError(
                    f"the {level.en} level ended on {level.last_day}",
                    path=(f"Agreement.{name}",),
                    seen=began,
                )

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of all sides, the association first."""
        return (self.association, *(partner.name for partner in (*self.alongside, *self.partners)))

    def findings(self, *, on: dt.date | None = None) -> tuple[Finding, ...]:
        """What is odd, but real and kept: signed after the start, no period, a previous programme that overlaps, an
        unnamed group as partner, targets that imply something; and, given a day, a place that is no more.
        """  # noqa: D205 - one sentence over two lines
        found: list[Finding] = []
        if self.period is None:
            found.append(_finding("no-period", "period", "không nêu giai đoạn", "no period is stated"))
        else:
            found.extend(attrs.evolve(item, path=f"period.{item.path}") for item in self.period.findings())
            found.extend(self._about_signing(self.period))
            found.extend(self._about_previous(self.period))
        if any(partner.type is PartnerType.UNLISTED_GROUP for partner in self.partners):
            found.append(
                _finding(
                    "unlisted-partners",
                    "partners",
                    "có bên ký chỉ nêu gộp, không rõ tên",
                    "a partner is an unnamed group",
                )
            )
        found.extend(check_targets(self.targets, since=self.period.first if self.period else None))
        if on is not None and not self.place.exists(on=argument_day(on)):
            found.append(
                _finding(
                    "place-ended",
                    "place",
                    f"địa bàn {self.place} không còn trong ranh giới cũ vào ngày {on:%d/%m/%Y}",
                    f"{self.place} does not exist in these boundaries on {on}",
                )
            )
        return tuple(found)

    def _about_signing(self, period: Period) -> list[Finding]:
        if self.signed is None or self.signed <= period.first:
            return []
        if self.signed > period.last:
            return [
                _finding(
                    "signed-after-end",
                    "signed",
                    "ký sau khi giai đoạn kết thúc",
                    "signed after the period ended",
                )
            ]
        days = (self.signed - period.first).days
        return [
            _finding(
                "signed-after-start",
                "signed",
                f"ký ngày {self.signed:%d/%m/%Y}, {days} ngày sau khi giai đoạn bắt đầu",
                f"signed on {self.signed}, {days} days after the period began",
            )
        ]

    def _about_previous(self, period: Period) -> list[Finding]:
        if self.previous is None:
            return []
        found = [attrs.evolve(item, path=f"previous.{item.path}") for item in self.previous.findings()]
        overlap, gap = self.previous.overlap(period), self.previous.gap(period)
        if overlap is not None:
            found.append(
                _finding(
                    "overlaps-previous",
                    "previous",
                    f"trùng với chương trình trước: {overlap.text()}",
                    f"overlaps the previous programme: {overlap.text('en')}",
                )
            )
        if gap is not None:
            found.append(
                _finding(
                    "gap-after-previous",
                    "previous",
                    f"khoảng trống sau chương trình trước: {gap.text()}",
                    f"a gap after the previous programme: {gap.text('en')}",
                )
            )
        return found

    def attainment(
        self,
        observations: Iterable[Observation],
        *,
        on: dt.date,
        allow_older: bool = False,
        area: Area | None = None,
        reform: "Reform | None" = None,
    ) -> "Report":
        """How the agreement's own targets stand on a day; see [`Report`][khuyenhoc.Report].

        Observations of another place are not comparable with its targets, and come back as that. Given what a reform
        changed, such as `catalog.reform()`, rows say whose base is no more, and findings what its place is part of.
        """
        from khuyenhoc.targets.report import build_report

        return build_report(
            self, observations, on=on, allow_older=allow_older, home=self.place, area=area, reform=reform
        )


def _finding(code: str, path: str, vi: str, en: str) -> Finding:
    return Finding(code=code, path=path, vi=vi, en=en)
