"""What follows an agreement: stated where a document states it, and otherwise only proposed, with the reason."""

import datetime as dt
from collections.abc import Iterable
from operator import attrgetter

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc._base.text import tone_key
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.portfolio.coverage import types_of
from khuyenhoc.records.portfolio.status import effective, same_place
from khuyenhoc.targets.reform import Reform
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place

__all__ = ["Candidates", "Succession", "SuccessionBasis", "find_successors", "heir_of"]

_ONE = dt.timedelta(days=1)


@public("khuyenhoc.portfolio")
class SuccessionBasis(Labelled):
    """On what a succession rests (căn cứ để coi là kế tiếp)."""

    STATED = "stated", "văn bản nêu", "a document states it"
    STATED_PERIOD = "stated_period", "văn bản mới tổng kết giai đoạn này", "the new text reviews this period"
    PROPOSED = "proposed", "gợi ý, chưa có văn bản nêu", "proposed; no document states it"


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Succession(Shown):
    """One agreement that follows another (chương trình kế tiếp).

    Attributes:
        predecessor: Id of the earlier agreement.
        successor: Id of the later one.
        basis: Whether a document states it.
        reason: Why it is taken for a successor.
        gap: Uncovered days between the two; None if there are none, or a period is not stated.
        overlap: Days in both; None likewise.
    """

    predecessor: str
    successor: str
    basis: SuccessionBasis
    reason: Label
    gap: Period | None = None
    overlap: Period | None = None


def heir_of(place: Place, reform: Reform) -> Place | None:
    """The place that a place is part of since the reform; None if none is known."""
    return next((item.successor for item in reform.successions if same_place(item.place, place)), None)


@attrs.frozen
class Candidates:
    """Agreements by what they state to follow and by place, so that thousands need not be compared in pairs."""

    naming: dict[str, list[Agreement]]
    by_place: dict[str, list[Agreement]]
    reform: Reform

    @classmethod
    def among(cls, agreements: Iterable[Agreement], reform: Reform) -> "Candidates":
        """The candidates among some agreements."""
        naming: dict[str, list[Agreement]] = {}
        by_place: dict[str, list[Agreement]] = {}
        for agreement in agreements:
            by_place.setdefault(agreement.place.key, []).append(agreement)
            for earlier in agreement.follows:
                naming.setdefault(earlier, []).append(agreement)
        return cls(naming, by_place, reform)

    def of(self, agreement: Agreement) -> list[Agreement]:
        """Those that name it, and those of its place or of the one that it became part of."""
        heir = heir_of(agreement.place, self.reform)
        keys = dict.fromkeys((agreement.place.key, heir.key if heir else agreement.place.key))
        near = [other for key in keys for other in self.by_place.get(key, ())]
        found = {other.id: other for other in (*self.naming.get(agreement.id, ()), *near)}
        return [other for other in found.values() if other.id != agreement.id]


def find_successors(agreement: Agreement, candidates: Candidates) -> tuple[Succession, ...]:
    """The successors of an agreement, those that a document states first."""
    answers = (_succession(agreement, other, candidates.reform) for other in candidates.of(agreement))
    found = [answer for answer in answers if answer is not None]
    order = list(SuccessionBasis)
    return tuple(sorted(found, key=lambda item: (order.index(item.basis), item.successor)))


def _succession(old: Agreement, new: Agreement, reform: Reform) -> Succession | None:
    if old.id in new.follows:
        return _made(old, new, SuccessionBasis.STATED, Label("văn bản nêu chương trình này", "a document names it"))
    reviewed = old.period is not None and new.previous is not None and _same_days(old.period, new.previous)
    if old.level is not new.level or not (reviewed or _follows_in_time(old, new)):
        return None
    partners = _partner_reason(old, new)
    where = None if partners is None else _place_reason(old, new, reform)
    if partners is None or where is None or not (reviewed or where.same_side):
        return None
    reason = Label(f"{where.text.vi}; {partners.vi}", f"{where.text.en}; {partners.en}")
    return _made(old, new, SuccessionBasis.STATED_PERIOD if reviewed else SuccessionBasis.PROPOSED, reason)


def _same_days(one: Period, other: Period) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _follows_in_time(old: Agreement, new: Agreement) -> bool:
    """Whether the new one begins later, adjoins or overlaps the old period, and goes on after the old one's days."""
    if old.period is None or new.period is None:
        return False
    days = effective(old) or old.period
    return old.period.first < new.period.first <= old.period.last + _ONE and new.period.last > days.last


@attrs.frozen
class _Where:
    """How two places belong together, and whether the same side signs, as far as that can be told."""

    text: Label
    same_side: bool


def _place_reason(old: Agreement, new: Agreement, reform: Reform) -> _Where | None:
    if same_place(old.place, new.place):
        if tone_key(old.association) == tone_key(new.association):
            return _Where(Label("cùng địa bàn, cùng phía", "the same place and side"), True)
        return _Where(Label("cùng địa bàn", "the same place"), False)
    heir = heir_of(old.place, reform)
    if heir is not None and same_place(heir, new.place):
        name, after = old.place.name, heir.name
        return _Where(Label(f"{name} nay thuộc {after} mới", f"{name} is now part of the new {after}"), True)
    return None


def _partner_reason(old: Agreement, new: Agreement) -> Label | None:
    shared = types_of(old) & types_of(new) - {PartnerType.OTHER, PartnerType.UNLISTED_GROUP}
    if shared:
        named = sorted(shared, key=attrgetter("order"))
        return Label(
            f"cùng loại đơn vị: {', '.join(item.vi for item in named)}",
            f"shared partner types: {', '.join(item.en for item in named)}",
        )
    if PartnerType.UNLISTED_GROUP in types_of(old) | types_of(new):
        return Label("một bên chỉ nêu nhóm chung, không rõ tên", "one of them names its partners only as a group")
    return None


def _made(old: Agreement, new: Agreement, basis: SuccessionBasis, reason: Label) -> Succession:
    """With the days between the two that nothing covers, and those that both do; an ended place covers none."""
    gap = overlap = None
    days = effective(old) or old.period
    if days is not None and new.period is not None:
        gap, overlap = days.gap(new.period), days.overlap(new.period)
    return Succession(predecessor=old.id, successor=new.id, basis=basis, reason=reason, gap=gap, overlap=overlap)
