"""The built-in law, programmes, agreements and places; read from the package's own files on first use.

Every figure carries its citation and how well it is established. Nothing is read when the library is imported.
"""

import datetime as dt
import difflib
from collections.abc import Iterable
from typing import Any, TypeVar

from khuyenhoc._base.door import argument, argument_day, public
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import UnknownNameError
from khuyenhoc.files.catalog.documents import builtin, parse_document, read_document, terms
from khuyenhoc.files.catalog.folder import read_folder
from khuyenhoc.files.catalog.places import COUNTRY, place, province, provinces, successor, territories
from khuyenhoc.files.catalog.rules import builtin_rules, gaps_data, parse_rules, read_rules
from khuyenhoc.files.catalog.unit_changes import reform
from khuyenhoc.instruments.graph import InstrumentGraph
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Gap, Selection, choose
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.document import Document
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.programme import Programme, Review
from khuyenhoc.values.learning_model import Attribute, LearningModel, Population
from khuyenhoc.values.place import Level

__all__ = [
    "COUNTRY",
    "agreement",
    "agreements",
    "attribute",
    "attributes",
    "find",
    "fund",
    "funds",
    "gaps",
    "instrument",
    "instrument_graph",
    "instruments",
    "national_programmes",
    "parse_document",
    "parse_rules",
    "place",
    "population",
    "populations",
    "portfolio",
    "portfolio_of",
    "programme",
    "programmes",
    "province",
    "provinces",
    "read_document",
    "read_folder",
    "read_rules",
    "reform",
    "review",
    "reviews",
    "ruleset",
    "ruleset_for",
    "rulesets",
    "select",
    "successor",
    "territories",
]

Record = TypeVar("Record", Agreement, FundStatement, Instrument, Programme, Review, RuleSet)


@public("khuyenhoc.files.catalog")
def agreements() -> tuple[Agreement, ...]:
    """All agreements, by id.

    >>> len(catalog.agreements())
    27
    """
    return tuple(sorted(builtin().agreements, key=lambda record: record.id))


@public("khuyenhoc.files.catalog")
def agreement(id: str) -> Agreement:  # noqa: A002 - it is the id
    """The agreement of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.agreement("tra-vinh-2024-2030").period.last
    datetime.date(2030, 12, 31)
    """
    return _one(id, builtin().agreements, "agreement")


@public("khuyenhoc.files.catalog")
def portfolio() -> Portfolio:
    """All agreements and reviews as one portfolio that knows which provinces became part of which.

    >>> [agreement.id for agreement in catalog.portfolio().in_force(on=dt.date(2019, 4, 1))][-1]
    'viettel-2014-2023'
    """
    return portfolio_of(builtin())


@public("khuyenhoc.files.catalog")
def portfolio_of(document: Document) -> Portfolio:
    """The agreements and reviews of a document as a portfolio that knows which provinces became part of which.

    Raises:
        WrongTypeError: If it is no document.
    """
    document = argument(document, Document, "document")
    return Portfolio(document.agreements, reviews=document.reviews, reform=reform())


@public("khuyenhoc.files.catalog")
def instruments() -> tuple[Instrument, ...]:
    """All instruments, by id."""
    return tuple(sorted(builtin().instruments, key=lambda record: record.id))


@public("khuyenhoc.files.catalog")
def instrument(id: str) -> Instrument:  # noqa: A002 - it is the id
    """The instrument of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.instrument("kl-49-2019").continues
    ('ct-11-2007',)
    """
    return _one(id, builtin().instruments, "instrument")


@public("khuyenhoc.files.catalog")
def instrument_graph() -> InstrumentGraph:
    """All instruments with what they replace, amend, continue, follow and rest on.

    >>> [item.id for item in catalog.instrument_graph().back("tt-22-2020", instruments.Link.REPLACES)]
    ['tt-24-2023']
    """
    return InstrumentGraph(builtin().instruments)


@public("khuyenhoc.files.catalog")
def programmes() -> tuple[Programme, ...]:
    """All programmes, by id."""
    return tuple(sorted(builtin().programmes, key=lambda record: record.id))


@public("khuyenhoc.files.catalog")
def programme(id: str) -> Programme:  # noqa: A002 - it is the id
    """The programme of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.programme("qd-387-2022").period.calendar_years[-1]
    2030
    """
    return _one(id, builtin().programmes, "programme")


@public("khuyenhoc.files.catalog")
def national_programmes(*, on: dt.date) -> tuple[Programme, ...]:
    """The programmes of the whole country whose period covers a day, by id (chương trình quốc gia đang thực hiện).

    >>> [programme.id for programme in catalog.national_programmes(on=dt.date(2024, 6, 30))]
    ['qd-1373-2021', 'qd-387-2022', 'qd-677-2022']
    """
    on = argument_day(on)
    return tuple(
        record
        for record in programmes()
        if record.level is Level.CENTRAL and record.place is None and record.period and on in record.period
    )


@public("khuyenhoc.files.catalog")
def reviews() -> tuple[Review, ...]:
    """All reviews, by id."""
    return tuple(sorted(builtin().reviews, key=lambda record: record.id))


@public("khuyenhoc.files.catalog")
def review(id: str) -> Review:  # noqa: A002 - it is the id
    """The review of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.review("binh-thuan-kl-49-2024").of
    'kl-49-2019'
    """
    return _one(id, builtin().reviews, "review")


@public("khuyenhoc.files.catalog")
def funds() -> tuple[FundStatement, ...]:
    """All statements of study-promotion funds, by id."""
    return tuple(sorted(builtin().funds, key=lambda record: record.id))


@public("khuyenhoc.files.catalog")
def fund(id: str) -> FundStatement:  # noqa: A002 - it is the id
    """The statement of a fund of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> str(catalog.fund("thanh-hoa-2025").balance)
    '420 tỷ 936 triệu đồng'
    """
    return _one(id, builtin().funds, "statement of a fund")


@public("khuyenhoc.files.catalog")
def find(id: str) -> Agreement | Programme | Review | Instrument:  # noqa: A002 - it is the id
    """The agreement, programme, review or instrument of an id, looked for in this order.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.
    """
    everything: tuple[Agreement | Programme | Review | Instrument, ...] = (
        *agreements(),
        *programmes(),
        *reviews(),
        *instruments(),
    )
    for record in everything:
        if record.id == id:
            return record
    raise _unknown(id, (record.id for record in everything), "record")


@public("khuyenhoc.files.catalog")
def rulesets() -> tuple[RuleSet, ...]:
    """All rule sets of recognition, by id."""
    return tuple(builtin_rules().values())


@public("khuyenhoc.files.catalog")
def ruleset(id: str) -> RuleSet:  # noqa: A002 - it is the id
    """The rule set of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.ruleset("tt-22-2020").grades[-1].vi
    'tốt'
    """
    return _one(id, rulesets(), "rule set")


@public("khuyenhoc.files.catalog")
def gaps() -> tuple[Gap, ...]:
    """Criteria that exist, but are not established from any source."""
    return tuple(_gap(row) for row in gaps_data())


def _gap(row: dict[str, Any]) -> Gap:
    level = next((level for level in Level if level.value == row.get("level")), None)
    return Gap(
        model=next(model for model in LearningModel if model.value == row["model"]),
        level=level,
        instrument=row.get("instrument", ""),
        period=row.get("period", ""),
        what=Label(row["vi"], row["en"]),
        sources=tuple(row.get("sources", ())),
    )


@public("khuyenhoc.files.catalog")
def select(model: LearningModel, *, level: Level | None = None, on: dt.date) -> Selection:
    """Which rule set applies to a title on a day, or, by name, why none does.

    Args:
        model: The learning model.
        level: The level of government; None for citizens and families.
        on: The day; the last day of the year for an assessment year.

    >>> catalog.select(LearningModel.COMMUNITY, level=Level.COMMUNE, on=dt.date(2025, 12, 31)).status
    SelectionStatus.AUTHORITY_OPEN
    >>> catalog.select(LearningModel.FAMILY, on=dt.date(2024, 12, 31)).status
    SelectionStatus.NOT_ESTABLISHED
    """
    model = argument(model, LearningModel, "model")
    level = None if level is None else argument(level, Level, "level")
    on = argument_day(on)
    return choose([rules for rules in rulesets() if _issued(rules) <= on], gaps(), model, level, on)


def _issued(rules: RuleSet) -> dt.date:
    """The earliest day on which a set can apply: where its first day in force is not established, the day of issue."""
    if rules.in_force_from is not None:
        return rules.in_force_from
    return next((item.issued for item in instruments() if item.id == rules.instrument and item.issued), dt.date.min)


@public("khuyenhoc.files.catalog")
def ruleset_for(model: LearningModel, *, level: Level | None = None, on: dt.date) -> RuleSet:
    """The rule set that applies to a title on a day.

    Raises:
        UnknownNameError: If there is none; the message says what is known.

    >>> catalog.ruleset_for(LearningModel.COMMUNITY, level=Level.COMMUNE, on=dt.date(2024, 12, 31)).id
    'tt-25-2023/commune'
    """
    found = select(model, level=level, on=on)
    if found.ruleset is None:
        known = "; ".join(label.en for label in found.known)
        raise UnknownNameError(f"{found.status.en}: {known}", seen=f"{model.value} on {on}")
    return found.ruleset


@public("khuyenhoc.files.catalog")
def attributes() -> tuple[Attribute, ...]:
    """The attributes that the built-in targets ask for, by code."""
    return tuple(sorted(terms()[Attribute].values(), key=lambda term: term.code))


@public("khuyenhoc.files.catalog")
def attribute(code: str) -> Attribute:
    """The attribute of a code, with its labels.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.attribute("family").en
    'learning family'
    """
    for term in attributes():
        if term.code == code:
            return term
    raise _unknown(code, terms()[Attribute], "attribute")


@public("khuyenhoc.files.catalog")
def populations() -> tuple[Population, ...]:
    """The populations that the built-in targets count, by code."""
    return tuple(sorted(terms()[Population].values(), key=lambda term: term.code))


@public("khuyenhoc.files.catalog")
def population(code: str) -> Population:
    """The population of a code, with its labels.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.population("families").vi
    'gia đình'
    """
    for term in populations():
        if term.code == code:
            return term
    raise _unknown(code, terms()[Population], "population")


def _one(id: str, records: tuple[Record, ...], kind: str) -> Record:  # noqa: A002 - it is the id
    for record in records:
        if record.id == id:
            return record
    raise _unknown(id, (record.id for record in records), kind)


def _unknown(seen: object, known: Iterable[str], kind: str) -> UnknownNameError:
    names = sorted(set(known))
    close = difflib.get_close_matches(seen, names, 3) if isinstance(seen, str) else []
    hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(names)}"
    return UnknownNameError(f"no {kind} of this id", seen=seen, hint=hint)
