"""The built-in law, programmes, agreements and places; read from the package's own files on first use.

Every figure carries its citation and how well it is established. Nothing is read when the library is imported.
"""

import datetime as dt
from functools import cache
from operator import attrgetter
from typing import Any

from khuyenhoc._base.door import argument, argument_day, public
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.files.catalog.documents import INSTRUMENTS, records
from khuyenhoc.files.catalog.named import Named, unknown
from khuyenhoc.files.catalog.names import terms
from khuyenhoc.files.catalog.rules import RULES, gaps_data, rules_of
from khuyenhoc.files.catalog.unit_changes import reform
from khuyenhoc.instruments.graph import InstrumentGraph
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Gap, Selection, SelectionStatus, choose, doubts, joined
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.document import Document
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.sentences import Listed, Sentence
from khuyenhoc.values.learning_model import Attribute, LearningModel, Population
from khuyenhoc.values.place import Level

__all__ = [
    "agreement",
    "agreements",
    "applies",
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
    "population",
    "populations",
    "portfolio",
    "portfolio_of",
    "programme",
    "programmes",
    "review",
    "reviews",
    "ruleset",
    "ruleset_for",
    "rulesets",
    "select",
]


def _terms(word: str, kind: type) -> Named[Any]:
    return Named(word, lambda: ("terms",), lambda _: terms()[kind].values(), lambda *_: True, attrgetter("code"))


_AGREEMENTS: Named[Agreement] = records("agreement", "agreements", "agreements")
_PROGRAMMES: Named[Programme] = records("programme", "programmes", "programmes")
_REVIEWS: Named[Review] = records("review", "reviews", "reviews")
_FUNDS: Named[FundStatement] = records("statement of a fund", "funds", "funds")
_ATTRIBUTES: Named[Attribute] = _terms("attribute", Attribute)
_POPULATIONS: Named[Population] = _terms("population", Population)


@public("khuyenhoc.catalog")
def agreements() -> tuple[Agreement, ...]:
    """All agreements, by id.

    >>> len(catalog.agreements())
    27
    """
    return tuple(_AGREEMENTS)


@public("khuyenhoc.catalog")
def agreement(id: str) -> Agreement:  # noqa: A002 - it is the id
    """The agreement of an id.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.agreement("tra-vinh-2024-2030").period.last
    datetime.date(2030, 12, 31)
    """
    return _AGREEMENTS[id]


@public("khuyenhoc.catalog")
@cache
def portfolio() -> Portfolio:
    """All agreements and reviews as one portfolio that knows which provinces became part of which.

    >>> [agreement.id for agreement in catalog.portfolio().in_force(on=dt.date(2019, 4, 1))][-1]
    'viettel-2014-2023'
    """
    return Portfolio(tuple(_AGREEMENTS), reviews=tuple(_REVIEWS), reform=reform())


@public("khuyenhoc.catalog")
def portfolio_of(document: Document) -> Portfolio:
    """The agreements and reviews of a document as a portfolio that knows which provinces became part of which.

    Raises:
        WrongTypeError: If it is no document.
    """
    document = argument(document, Document, "document")
    return Portfolio(document.agreements, reviews=document.reviews, reform=reform())


@public("khuyenhoc.catalog")
def instruments() -> tuple[Instrument, ...]:
    """All instruments, by id."""
    return tuple(INSTRUMENTS)


@public("khuyenhoc.catalog")
def instrument(id: str) -> Instrument:  # noqa: A002 - it is the id
    """The instrument of an id.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.instrument("kl-49-2019").continues
    ('ct-11-2007',)
    """
    return INSTRUMENTS[id]


@public("khuyenhoc.catalog")
@cache
def instrument_graph() -> InstrumentGraph:
    """All instruments with what they replace, amend, continue, follow and rest on.

    >>> [item.id for item in catalog.instrument_graph().back("tt-22-2020", instruments.Link.REPLACES)]
    ['tt-24-2023']
    """
    return InstrumentGraph(instruments())


@public("khuyenhoc.catalog")
def programmes() -> tuple[Programme, ...]:
    """All programmes, by id."""
    return tuple(_PROGRAMMES)


@public("khuyenhoc.catalog")
def programme(id: str) -> Programme:  # noqa: A002 - it is the id
    """The programme of an id.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.programme("qd-387-2022").period.calendar_years[-1]
    2030
    """
    return _PROGRAMMES[id]


@public("khuyenhoc.catalog")
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


@public("khuyenhoc.catalog")
def reviews() -> tuple[Review, ...]:
    """All reviews, by id."""
    return tuple(_REVIEWS)


@public("khuyenhoc.catalog")
def review(id: str) -> Review:  # noqa: A002 - it is the id
    """The review of an id.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.review("binh-thuan-kl-49-2024").of
    'kl-49-2019'
    """
    return _REVIEWS[id]


@public("khuyenhoc.catalog")
def funds() -> tuple[FundStatement, ...]:
    """All statements of study-promotion funds, by id."""
    return tuple(_FUNDS)


@public("khuyenhoc.catalog")
def fund(id: str) -> FundStatement:  # noqa: A002 - it is the id
    """The statement of a fund of an id.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> str(catalog.fund("thanh-hoa-2025").balance)
    '420 tỷ 936 triệu đồng'
    """
    return _FUNDS[id]


@public("khuyenhoc.catalog")
def find(id: str) -> Agreement | Programme | Review | Instrument:  # noqa: A002 - it is the id
    """The agreement, programme, review or instrument of an id, looked for in this order.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.
    """
    kinds: tuple[Named[Any], ...] = (_AGREEMENTS, _PROGRAMMES, _REVIEWS, INSTRUMENTS)
    for kind in kinds:
        found: Agreement | Programme | Review | Instrument | None = kind.get(id)
        if found is not None:
            return found
    raise unknown(id, (known for kind in kinds for known in kind.ids), "record")


@public("khuyenhoc.catalog")
def rulesets() -> tuple[RuleSet, ...]:
    """All rule sets of recognition, by id."""
    return tuple(RULES)


@public("khuyenhoc.catalog")
def ruleset(id: str) -> RuleSet:  # noqa: A002 - it is the id
    """The rule set of an id.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.ruleset("tt-22-2020").grades[-1].vi
    'tốt'
    """
    return RULES[id]


@public("khuyenhoc.catalog")
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
        since=row.get("since"),
        what=Label(row["vi"], row["en"]),
        sources=tuple(row.get("sources", ())),
    )


@public("khuyenhoc.catalog")
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
    return choose(rules_of(model, level), gaps(), model, level, on)


@public("khuyenhoc.catalog")
def ruleset_for(model: LearningModel, *, level: Level | None = None, on: dt.date) -> RuleSet:
    """The rule set that applies to a title on a day, or may; [`select`][khuyenhoc.catalog.select] says which.

    Raises:
        UnknownNameError: If there is none; the message says what is known.

    >>> catalog.ruleset_for(LearningModel.COMMUNITY, level=Level.COMMUNE, on=dt.date(2024, 12, 31)).id
    'tt-25-2023/commune'
    """
    found = select(model, level=level, on=on)
    if found.ruleset is None:
        known = Listed(found.known)
        raise UnknownNameError("no-rule-set-applies", seen=f"{model.value} on {on}", status=found.status, known=known)
    return found.ruleset


@public("khuyenhoc.catalog")
def applies(rules: RuleSet, *, on: dt.date) -> Selection | None:
    """What is to be known about applying a rule set on a day; None if it is in force and nothing is open (áp dụng).

    A rule set of one's own is held against the circulars only for what they say about its title and level.

    Raises:
        InvalidValueError: If the set is not in force on the day, or another built-in one applies.

    >>> catalog.applies(catalog.ruleset("tt-25-2023/commune"), on=dt.date(2025, 12, 31)).status
    SelectionStatus.AUTHORITY_OPEN
    """
    rules, on = argument(rules, RuleSet, "rules"), argument_day(on)
    if rules.in_force(on=on) is False:
        raise InvalidValueError(
            "not-in-force-on-this-day",
            path=("on",),
            seen=on,
            expected=Sentence("in-force-span", span=Label(rules.span("vi"), rules.span("en"))),
            hint=_in_force_then(rules, on),
            rules=rules.id,
        )
    found = doubts(rules, on=on)
    if rules.model is not None:
        level = rules.level or next(iter(rules.levels), None)
        found = _with_circulars(rules, found, select(rules.model, level=level, on=on))
    return None if found.status is SelectionStatus.IN_FORCE else found


def _in_force_then(rules: RuleSet, on: dt.date) -> Sentence | str:
    """The built-in sets of the same title (of none: the same instrument) and level that were in force on a day."""
    levels = set(rules.levels or [rules.level])
    names = tuple(
        one.id
        for one in RULES
        if one.model is rules.model
        and (one.model is not None or one.instrument == rules.instrument)
        and levels.intersection(one.levels or [one.level])
        and one.in_force(on=on)
    )
    return Sentence("in-force-then", names=names) if names else ""


def _with_circulars(rules: RuleSet, own: Selection, found: Selection) -> Selection:
    """What is open about a set, with what the built-in ones say of its title."""
    if rules.id not in RULES:
        return joined(found, [own])
    if found.ruleset is not None and found.ruleset.id != rules.id:
        raise InvalidValueError(
            "another-rule-set-applies", path=("on",), seen=own.on, rules=rules.id, ruleset=found.ruleset.id
        )
    return found


@public("khuyenhoc.catalog")
def attributes() -> tuple[Attribute, ...]:
    """The attributes that the built-in targets ask for, by code."""
    return tuple(_ATTRIBUTES)


@public("khuyenhoc.catalog")
def attribute(code: str) -> Attribute:
    """The attribute of a code, with its labels.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.attribute("family").en
    'learning family'
    """
    return _ATTRIBUTES[code]


@public("khuyenhoc.catalog")
def populations() -> tuple[Population, ...]:
    """The populations that the built-in targets count, by code."""
    return tuple(_POPULATIONS)


@public("khuyenhoc.catalog")
def population(code: str) -> Population:
    """The population of a code, with its labels.

    Raises:
        UnknownIdError: If there is none; the message names the nearest.

    >>> catalog.population("families").vi
    'gia đình'
    """
    return _POPULATIONS[code]
