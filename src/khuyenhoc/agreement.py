"""Agreements: who agreed what with whom, and until when."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from khuyenhoc._door import argument_day, checked
from khuyenhoc.consistency import check_targets
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instrument import check_id
from khuyenhoc.observation import Observation
from khuyenhoc.partner import Partner, PartnerType
from khuyenhoc.period import Period
from khuyenhoc.place import Level, Place
from khuyenhoc.target import Area, Target
from khuyenhoc.terms import Finding, Label, Labelled

if TYPE_CHECKING:
    from khuyenhoc.reform import Reform
    from khuyenhoc.report import Report

__all__ = ["Agreement", "Commitment", "ContentArea"]


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


@attrs.frozen(kw_only=True, field_transformer=checked)
class Commitment:
    """What one party, or all, have taken on (trách nhiệm, nội dung cam kết).

    Attributes:
        what: The duty, in short words.
        area: The content area it belongs to; None if unclear.
        party: Name of the party that owes it, as the agreement names it; empty where all sides do.
        frequency: How often, where it is stated.

    >>> Commitment(what=Label("ra 32 bản tin", "publish 32 bulletins"),
    ...            frequency=Label("mỗi tháng", "each month")).frequency.en
    'each month'
    """

    what: Label
    area: ContentArea | None = None
    party: str = ""
    frequency: Label | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Agreement:
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
        previous: Period of the programme that it follows, where the source reviews one.
        content_areas: What it is about.
        commitments: Who owes what, how often.
        targets: Its own targets; most agreements have none.
        instruments: Ids of the instruments it cites.
        sources: Publications.
        notes: Readings, and what the source leaves open.

    Raises:
        InvalidValueError: If there is no partner, a party is named twice, a commitment names a stranger, the place is
            of another level, or a district agreement is dated after the district level ended.

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
    previous: Period | None = None
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
        began = self.signed or (self.period.first if self.period else None)
        if began is not None and not self.level.exists(on=began):
            raise InvalidValueError(
                f"the {self.level.en} level ended on {self.level.last_day}",
                path=("Agreement.level",),
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
        from khuyenhoc.report import build_report

        return build_report(
            self, observations, on=on, allow_older=allow_older, home=self.place, area=area, reform=reform
        )


def _finding(code: str, path: str, vi: str, en: str) -> Finding:
    return Finding(code=code, path=path, vi=vi, en=en)
