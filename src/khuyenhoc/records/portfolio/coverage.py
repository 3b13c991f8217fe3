"""Which partner types are signed with, at which level or in which place, and which are missing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Labelled
from khuyenhoc.errors import UnknownNameError
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.portfolio.status import AgreementStatus, is_there, same_place, status
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.place import Level, Place

__all__ = ["Coverage", "CoverageCell", "CoverageStatus", "build_coverage"]

_NO_TYPES = (PartnerType.UNLISTED_GROUP, PartnerType.OTHER)


@public("khuyenhoc.portfolio")
class CoverageStatus(Labelled):
    """Whether a partner type is signed with (tình trạng ký kết)."""

    SIGNED = "signed", "đã ký", "signed"
    UNCLEAR = "unclear", "chưa rõ", "unclear"
    MISSING = "missing", "chưa ký", "missing"


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class CoverageCell(Shown):
    """One partner type at one level or in one place (một ô của bảng).

    Attributes:
        type: The partner type.
        at: The level, or the place.
        status: Signed if an agreement in force names it. Unclear if none does, but one with an unnamed group, or one
            without a period that names it, may cover it. Missing otherwise.
        agreements: Ids of the agreements that cover it, or may.
    """

    type: PartnerType
    at: Level | Place
    status: CoverageStatus
    agreements: tuple[str, ...] = ()


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Coverage(Displayed, Shown):
    """Partner types by level or by place on one day (bảng phủ các loại đơn vị phối hợp).

    ``coverage[PartnerType.POLICE, Level.PROVINCE]`` is a cell; iterating gives all cells, type by type.

    Attributes:
        on: The day.
        cells: The cells, type by type.
    """

    on: dt.date
    cells: tuple[CoverageCell, ...] = ()

    def __iter__(self) -> Iterator[CoverageCell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, key: tuple[PartnerType, Level | Place]) -> CoverageCell:
        for cell in self.cells:
            if (cell.type, cell.at) == key:
                return cell
        raise UnknownNameError("no-such-cell", seen=key)

    @property
    def types(self) -> tuple[PartnerType, ...]:
        """The partner types of the table."""
        return tuple(dict.fromkeys(cell.type for cell in self.cells))

    @property
    def columns(self) -> tuple[Level | Place, ...]:
        """The levels or places of the table."""
        return tuple(dict.fromkeys(cell.at for cell in self.cells))

    @property
    def missing(self) -> tuple[CoverageCell, ...]:
        """The cells that no agreement covers, nor may cover."""
        return tuple(cell for cell in self.cells if cell.status is CoverageStatus.MISSING)


def build_coverage(
    agreements: Iterable[Agreement],
    *,
    on: dt.date,
    columns: Sequence[Level] | Sequence[Place],
    types: Sequence[PartnerType] = (),
) -> Coverage:
    """The table for some agreements; by default of every type that names a body."""
    agreements = tuple(agreements)
    wanted = tuple(dict.fromkeys(types)) or _named(agreements)
    heads: tuple[Level | Place, ...] = tuple(dict.fromkeys(columns))
    near: dict[Level | str, list[tuple[Agreement, AgreementStatus]]] = {}
    for agreement in agreements:
        if not is_there(agreement.place, on=on) or not agreement.level.exists(on=on):
            continue
        item = (agreement, status(agreement, on=on))
        near.setdefault(agreement.level, []).append(item)
        near.setdefault(agreement.place.key, []).append(item)
    here = {at: [item for item in near.get(_key(at), ()) if _is_at(item[0], at)] for at in heads}
    return Coverage(on=on, cells=tuple(_cell(partner_type, at, here[at]) for partner_type in wanted for at in heads))


def _named(agreements: Iterable[Agreement]) -> tuple[PartnerType, ...]:
    """The types that name a body: all that are built in, and those of one's own that somebody is of."""
    own = {item for agreement in agreements for item in types_of(agreement) if not item.is_known}
    return *(item for item in PartnerType if item not in _NO_TYPES), *sorted(own, key=attrgetter("order"))


def _key(at: Level | Place) -> Level | str:
    return at if isinstance(at, Level) else at.key


def _cell(
    partner_type: PartnerType, at: Level | Place, here: Sequence[tuple[Agreement, AgreementStatus]]
) -> CoverageCell:
    current = [item for item, found in here if found is AgreementStatus.IN_FORCE]
    undated = [item for item, found in here if found is AgreementStatus.UNDATED]
    signed = [item.id for item in current if partner_type in types_of(item)]
    maybe = [item.id for item in current if PartnerType.UNLISTED_GROUP in types_of(item)]
    maybe += [item.id for item in undated if partner_type in types_of(item)]
    found = CoverageStatus.SIGNED if signed else CoverageStatus.UNCLEAR if maybe else CoverageStatus.MISSING
    return CoverageCell(type=partner_type, at=at, status=found, agreements=tuple(sorted(signed or maybe)))


def _is_at(agreement: Agreement, at: Level | Place) -> bool:
    return agreement.level is at if isinstance(at, Level) else same_place(agreement.place, at)


def types_of(agreement: Agreement) -> frozenset[PartnerType]:
    """The types of all who sign with the association, on either side."""
    return frozenset(partner.type for partner in (*agreement.alongside, *agreement.partners))
