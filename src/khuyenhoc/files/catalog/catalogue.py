"""A catalogue: the built-in one, folders of one's own, and packages that are installed; one place to ask them all."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.door import argument_day, public
from khuyenhoc._base.shown import in_short
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.files.catalog.applying import Laws
from khuyenhoc.files.catalog.held import SHIPPED, Held, with_folder
from khuyenhoc.files.catalog.named import Named, unknown
from khuyenhoc.files.catalog.packages import Package, packages
from khuyenhoc.files.catalog.reading import Reading
from khuyenhoc.files.catalog.rules import shipped_origin
from khuyenhoc.files.catalog.search import SearchHit, search
from khuyenhoc.files.catalog.unit_changes import reform
from khuyenhoc.instruments.graph import InstrumentGraph
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.place import Level

__all__ = ["BUILTIN", "Catalog"]


@public("khuyenhoc.catalog")
@attrs.frozen(repr=False)
class Catalog(Laws, Reading):
    """What is known of law, programmes and agreements (danh mục): the built-in catalogue, and what is added to it.

    The functions of `khuyenhoc.catalog` are the methods of the built-in one, which nothing that is installed changes.
    Files are read when they are first asked for. Two catalogues are equal if they are made of the same.

    Raises:
        DocumentError: Where it is first asked, with everything that is wrong in what is added, and every id that is
            there twice, with both places.

    >>> catalog.Catalog() == catalog.Catalog.of(), [str(origin.name) for origin in catalog.Catalog().origins]
    (True, ['khuyenhoc'])
    """

    _folders: tuple[str, ...] = attrs.field(default=(), alias="folders")
    _packages: tuple[Package, ...] = attrs.field(default=(), alias="packages")

    @classmethod
    def of(cls, *folders: str | Path) -> "Catalog":
        """The built-in catalogue and the files of some folders: documents and rule sets, in TOML or JSON.

        Raises:
            DocumentError: With everything that is wrong in the files.
            WrongTypeError: If a folder is none.
        """
        if not folders:
            return BUILTIN
        made = cls(_paths(folders))
        _ = made.held  # so that errors come where the folders are named
        return made

    @classmethod
    def installed(cls, *folders: str | Path) -> "Catalog":
        """The same with what installed packages register as entry points of the group ``khuyenhoc.catalog``.

        An entry point names an import package; its TOML and JSON files are added as those of a folder are.
        """
        return cls(_paths(folders), packages())

    @property
    def held(self) -> Held:
        """What it holds, for the other rooms of the library."""
        return self._read

    @cached_property
    def _read(self) -> Held:
        found = SHIPPED
        for package in self._packages:
            found = with_folder(found, package.files(), package.origin, str(package.origin))
        for folder in self._folders:
            found = with_folder(found, Path(folder), Origin(Path(folder).resolve().name or folder), folder)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return (Catalog, (self._folders, self._packages)) if self._packages else (Catalog.of, self._folders)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """What it is made of: this library, packages with their versions, folders."""
        return (shipped_origin(), *(shelf.origin for shelf in self.held.shelves))

    @property
    def digest(self) -> str:
        """The SHA-256 of all files that it is made of: two catalogues with the same one give the same answers."""
        return self.held.digest

    def agreements(self) -> tuple[Agreement, ...]:
        """All agreements, by id.

        >>> len(catalog.agreements())
        27
        """
        return tuple(self.held.agreements)

    def agreement(self, id: str) -> Agreement:  # noqa: A002 - it is the id
        """The agreement of an id.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.agreement("tra-vinh-2024-2030").period.last
        datetime.date(2030, 12, 31)
        """
        return self.held.agreements[id]

    @cached_property
    def _portfolio(self) -> Portfolio:
        return Portfolio(self.agreements(), reviews=self.reviews(), reform=reform())

    def portfolio(self) -> Portfolio:
        """All agreements and reviews as one portfolio that knows which provinces became part of which.

        >>> [agreement.id for agreement in catalog.portfolio().in_force(on=dt.date(2019, 4, 1))][-1]
        'viettel-2014-2023'
        """
        return self._portfolio

    def instruments(self) -> tuple[Instrument, ...]:
        """All instruments, by id."""
        return tuple(self.held.instruments)

    def instrument(self, id: str) -> Instrument:  # noqa: A002 - it is the id
        """The instrument of an id.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.instrument("kl-49-2019").continues
        ('ct-11-2007',)
        """
        return self.held.instruments[id]

    @cached_property
    def _graph(self) -> InstrumentGraph:
        return InstrumentGraph(self.instruments())

    def instrument_graph(self) -> InstrumentGraph:
        """All instruments with what they replace, amend, continue, follow and rest on.

        >>> [item.id for item in catalog.instrument_graph().back("tt-22-2020", instruments.Link.REPLACES)]
        ['tt-24-2023']
        """
        return self._graph

    def programmes(self) -> tuple[Programme, ...]:
        """All programmes, by id."""
        return tuple(self.held.programmes)

    def programme(self, id: str) -> Programme:  # noqa: A002 - it is the id
        """The programme of an id.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.programme("qd-387-2022").period.calendar_years[-1]
        2030
        """
        return self.held.programmes[id]

    def national_programmes(self, *, on: dt.date) -> tuple[Programme, ...]:
        """The programmes of the whole country whose period covers a day, by id (chương trình quốc gia đang thực hiện).

        >>> [programme.id for programme in catalog.national_programmes(on=dt.date(2024, 6, 30))]
        ['qd-1373-2021', 'qd-387-2022', 'qd-677-2022']
        """
        on = argument_day(on)
        return tuple(
            record
            for record in self.programmes()
            if record.level is Level.CENTRAL and record.place is None and record.period and on in record.period
        )

    def reviews(self) -> tuple[Review, ...]:
        """All reviews, by id."""
        return tuple(self.held.reviews)

    def review(self, id: str) -> Review:  # noqa: A002 - it is the id
        """The review of an id.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.review("binh-thuan-kl-49-2024").of
        'kl-49-2019'
        """
        return self.held.reviews[id]

    def funds(self) -> tuple[FundStatement, ...]:
        """All statements of study-promotion funds, by id."""
        return tuple(self.held.funds)

    def fund(self, id: str) -> FundStatement:  # noqa: A002 - it is the id
        """The statement of a fund of an id.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> str(catalog.fund("thanh-hoa-2025").balance)
        '420 tỷ 936 triệu đồng'
        """
        return self.held.funds[id]

    def find(self, id: str) -> Agreement | Programme | Review | Instrument:  # noqa: A002 - it is the id
        """The agreement, programme, review or instrument of an id, looked for in this order.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.
        """
        held = self.held
        kinds: tuple[Named[Any], ...] = (held.agreements, held.programmes, held.reviews, held.instruments)
        for kind in kinds:
            found: Agreement | Programme | Review | Instrument | None = kind.get(id)
            if found is not None:
                return found
        raise unknown(id, (known for kind in kinds for known in kind.ids), "record")

    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that its targets ask for, by code."""
        return tuple(self.held.terms[Attribute])

    def attribute(self, code: str) -> Attribute:
        """The attribute of a code, with its labels.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.attribute("family").en
        'learning family'
        """
        found: Attribute = self.held.terms[Attribute][code]
        return found

    def populations(self) -> tuple[Population, ...]:
        """The populations that its targets count, by code."""
        return tuple(self.held.terms[Population])

    def population(self, code: str) -> Population:
        """The population of a code, with its labels.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.population("families").vi
        'gia đình'
        """
        found: Population = self.held.terms[Population][code]
        return found

    def partner_types(self) -> tuple[PartnerType, ...]:
        """The types of partner: the built-in ones, then those that are declared, by code."""
        return (*PartnerType, *sorted(self.held.terms[PartnerType].own.values(), key=attrgetter("code")))

    def partner_type(self, code: str) -> PartnerType:
        """The type of partner of a code.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.partner_type("police").vi
        'Công an'
        """
        found: PartnerType = self.held.terms[PartnerType][code]
        return found

    def search(self, text: str = "", *, kind: str = "") -> tuple[SearchHit, ...]:
        """What the catalogue holds under some words (tra cứu): best first; without any words, all of it.

        Numbers are met whole, words from their beginning, marks count where they are written; "QĐ" is "Quyết định".
        Where nothing is met, words may also be typed without blanks.

        Args:
            text: An id, a number ("387/QĐ-TTg", "TT 25 xã"), or words ("cong an").
            kind: One of ``agreements``, ``programmes``, ``rules``, ``instruments``, ``places``, ``partners``,
                ``reviews``, ``funds``; all kinds if empty.

        Raises:
            InvalidValueError: If there is no such kind.

        >>> [(hit.kind, hit.id) for hit in catalog.search("Quyết định 387", kind="programmes")]
        [('programmes', 'qd-387-2022')]
        >>> [hit.id for hit in catalog.search("TT 25 xã", kind="rules")]
        ['tt-25-2023/commune']
        """
        return search(self.held, text, kind)

    def __repr__(self) -> str:
        return in_short("Catalog", {"folders": self._folders, "packages": self._packages})


def _paths(folders: Iterable[Any]) -> tuple[str, ...]:
    for number, folder in enumerate(folders):
        if not isinstance(folder, str | Path):
            raise WrongTypeError("not-a-path", path=("folders", number), seen=folder)
        if "\0" in str(folder):
            raise InvalidValueError("no-path-of-a-file", path=("folders", number), seen=str(folder))
    return tuple(map(str, folders))


BUILTIN = Catalog()
"""The built-in catalogue."""
