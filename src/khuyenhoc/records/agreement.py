"""Agreements: who agreed what with whom, and until when."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.extras import Extras, as_extras, typed
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Ranked
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import check_id
from khuyenhoc.records.commitment import Commitment, ContentArea, Request, Result, undated
from khuyenhoc.targets.consistency import check_targets
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.reform import Reform
from khuyenhoc.targets.report import Report, build_report
from khuyenhoc.targets.source import place_findings
from khuyenhoc.targets.target import Area, Target
from khuyenhoc.targets.totals import RollUp
from khuyenhoc.values.partner import Partner, PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["Agreement", "PassedDown", "ReviewStep"]


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
                "more-signed-than-there-are" if self.done >= 0 else "a-negative-count",
                path=("PassedDown.done",),
                seen=(self.done, self.total),
                expected="zero-to-the-places",
            )

    @property
    def missing(self) -> int | None:
        """How many have not signed; None where their number is not stated."""
        return None if self.total is None else self.total - self.done


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Agreement(Displayed, Shown):
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
        earlier_results: What its report names as achieved before it, in the previous programme if it states one.
        follows: Ids of the agreements that it follows, where a document states it.
        under: Id of the agreement of a higher level that it passes down; empty if none is stated.
        passed_down: Stated counts of how far it was passed down itself.
        reviews: The reviews that its text lays down; most texts lay down none.
        scope: Among whom, or in what, it is carried out; None if its text does not limit it.
        purposes: What it is for.
        content_areas: What it is about.
        commitments: Who owes what, how often.
        requests: What was asked at its signing, by whom and of whom; nobody has taken it on by that.
        targets: Its own targets; most agreements have none.
        instruments: Ids of the instruments it cites.
        sources: Publications.
        notes: Readings, and what the source leaves open.
        extras: Keys of your own, each beginning with ``x_``, and what stands under them.

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
    alongside: tuple[Partner, ...] = attrs.field(default=(), converter=tuple[Partner, ...])
    partners: tuple[Partner, ...] = attrs.field(converter=tuple[Partner, ...])
    place: Place
    level: Level
    period: Period | None = None
    signed: dt.date | None = None
    signatory: str = ""
    previous: Period | None = None
    earlier_results: tuple[Result, ...] = attrs.field(default=(), converter=tuple[Result, ...])
    follows: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    under: str = ""
    passed_down: tuple[PassedDown, ...] = attrs.field(default=(), converter=tuple[PassedDown, ...])
    reviews: tuple[ReviewStep, ...] = attrs.field(default=(), converter=tuple[ReviewStep, ...])
    scope: Label | None = None
    purposes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    content_areas: tuple[ContentArea, ...] = attrs.field(default=(), converter=tuple[ContentArea, ...])
    commitments: tuple[Commitment, ...] = attrs.field(default=(), converter=tuple[Commitment, ...])
    requests: tuple[Request, ...] = attrs.field(default=(), converter=tuple[Request, ...])
    targets: tuple[Target, ...] = attrs.field(default=(), converter=tuple[Target, ...])
    instruments: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    extras: Extras = attrs.field(default=(), converter=as_extras, eq=typed)

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Agreement.id")
        if not self.association:
            raise InvalidValueError("no-association-side", path=("Agreement.association",))
        if not self.partners:
            raise InvalidValueError("an-agreement-with-nobody", path=("Agreement.partners",))
        parties = self.parties
        twice = sorted({name for name in parties if parties.count(name) > 1})
        if twice:
            raise InvalidValueError("a-party-is-named-twice", path=("Agreement.partners",), seen=twice)
        for number, commitment in enumerate(self.commitments):
            if commitment.party and commitment.party not in parties:
                raise InvalidValueError(
                    "a-commitment-of-a-stranger",
                    path=("Agreement.commitments", number, "party"),
                    seen=commitment.party,
                    known=parties,
                )
        if self.place.level is not None and self.place.level is not self.level:
            raise InvalidValueError(
                "place-of-another-level", path=("Agreement.level",), seen=self.level.en, level=self.place.level
            )
        for name, ids in (("follows", self.follows), ("under", (self.under,) if self.under else ())):
            for record_id in ids:
                check_id(record_id, f"Agreement.{name}")
                if record_id == self.id:
                    raise InvalidValueError(
                        "an-agreement-cannot-name-itself", path=(f"Agreement.{name}",), seen=record_id
                    )
        began = self.signed or (self.period.first if self.period else None)
        for level, name in ((self.level, "level"), *((item.level, "place") for item in self.place.lineage)):
            if began is not None and level is not None and not level.exists(on=began):
                raise InvalidValueError(
                    "level-ended", path=(f"Agreement.{name}",), seen=began, level=level, last_day=level.last_day
                )

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of all sides, the association first."""
        return (self.association, *(partner.name for partner in (*self.alongside, *self.partners)))

    def findings(self, *, on: dt.date | None = None) -> tuple[Finding, ...]:
        """What is odd, but real and kept: signed after the start, no period, a previous programme that overlaps, an
        unnamed group as partner, a frequency that dates nothing, targets that imply something; and, given a day, a
        place that is no more.
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
        found.extend(undated(self.commitments))
        found.extend(check_targets(self.targets, since=self.period.first if self.period else None))
        return (*found, *place_findings(self.place, on=on))

    def _about_signing(self, period: Period) -> list[Finding]:
        if self.signed is None or self.signed <= period.first:
            return []
        if self.signed > period.last:
            return [
                _finding("signed-after-end", "signed", "ký sau khi giai đoạn kết thúc", "signed after the period ended")
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
        observations: Iterable[Observation | RollUp],
        *,
        on: dt.date,
        allow_older: bool = False,
        area: Area | None = None,
        reform: Reform | None = None,
    ) -> Report:
        """How the agreement's own targets stand on a day; see [`Report`][khuyenhoc.Report].

        Observations of another place are not comparable with its targets, and come back as that. Given what a reform
        changed, such as `catalog.reform()`, rows say whose base is no more, and findings what its place is part of.
        """
        return build_report(self, observations, on=on, allow_older=allow_older, area=area, reform=reform)


def _finding(code: str, path: str, vi: str, en: str) -> Finding:
    return Finding(code=code, path=path, vi=vi, en=en)
