"""Single records of every kind as tables, and agreements as a list."""

import datetime as dt
from collections.abc import Iterable, Mapping

from khuyenhoc._base.extras import Extras
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement, PassedDown
from khuyenhoc.records.commitment import Commitment, Request, Result
from khuyenhoc.records.funds import FundFigure, HeadBase, Reached
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.targets.target import Target
from khuyenhoc.values.place import Level, Place
from khuyenhoc.views.portfolio import listed_ids
from khuyenhoc.views.rules import ruleset_page
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, facts, listed, named
from khuyenhoc.views.targets import about
from khuyenhoc.views.words import date, instrument_name, number, period_name, word

__all__ = ["Record", "agreements_page", "named_by", "record_page"]

Record = Agreement | Programme | Review | Instrument | FundStatement | RuleSet
_Instruments = Mapping[str, Instrument]
_STANDS = {
    True: Label("còn hiệu lực", "in force"),
    False: Label("không có hiệu lực", "not in force"),
    None: Label("chưa xác lập", "not established"),
}


def agreements_page(records: Iterable[Agreement], lang: Language, *, on: dt.date | None) -> Page:
    """One line an agreement: id, period, partners, and, given a day, the phase."""
    heads = [word("period", lang), word("partners", lang), *([date(on, lang)] if on is not None else [])]
    first = Column(word("agreement", lang), whole=True, brief="ID", beside=(word("id", lang),))
    rows: list[tuple[Cell | str, ...]] = [
        (
            named(item.id, item.title.text(lang)),
            period_name(item.period, lang),
            ", ".join(dict.fromkeys(partner.type.text(lang) for partner in item.partners)),
            *([_phase(item, lang, on)] if on is not None else []),
        )
        for item in records
    ]
    return Page(title=word("agreements", lang), sheets=(Sheet(columns=(first, *map(Column, heads)), rows=tuple(rows)),))


def _phase(record: Agreement, lang: Language, on: dt.date) -> str:
    return record.period.phase(on=on).text(lang) if record.period is not None else word("none", lang)


def record_page(
    record: Record,
    instruments: _Instruments,
    lang: Language,
    *,
    on: dt.date | None = None,
    titles: Mapping[str, str] | None = None,
) -> Page:
    """Everything that a record says, in sections; given a day, also how it stands on it.

    ``titles`` are what other agreements are called, by their ids.
    """
    match record:
        case RuleSet():
            return ruleset_page(record, instruments, lang)
        case Agreement():
            sheets = _agreement(record, instruments, lang, on, titles or {})
        case Programme():
            sheets = _programme(record, instruments, lang)
        case Review():
            sheets = _review(record, instruments, lang)
        case Instrument():
            sheets = _instrument(record, instruments, lang, on)
        case FundStatement():
            sheets = _fund(record, lang, on)
    if isinstance(record, Instrument):
        title = record.text(lang)
    else:
        title = record.title.text(lang) if record.title is not None else f"{word('fund', lang)}: {record.place.name}"
    return Page(
        title=title, about=record.id, sheets=(*sheets, *listed(word("extras", lang), _own(record.extras), lang))
    )


def _own(extras: Extras) -> list[str]:
    """The keys of one's own, a line each."""
    return [f"{key}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}" for key, value in extras]


def _facts(rows: Iterable[tuple[str, str]], lang: Language) -> Sheet:
    return facts((word(name, lang), value) for name, value in rows)


def _lists(record: object, names: Iterable[str], lang: Language) -> list[Sheet]:
    """The lists of a record that are not empty, each under the word of its own name."""
    return [sheet for name in names for sheet in listed(word(name, lang), getattr(record, name), lang)]


def _cited(ids: Iterable[str], instruments: _Instruments, lang: Language) -> str:
    return ", ".join(instrument_name(item, instruments, lang) for item in ids)


def _where(place: Place, level: Level, lang: Language) -> str:
    return f"{place.name} ({level.text(lang)})"


def named_by(record: Record) -> tuple[str, ...]:
    """The ids of the agreements that a record names."""
    if not isinstance(record, Agreement):
        return ()
    return (*record.follows, *((record.under,) if record.under else ()))


def _agreement(
    record: Agreement, instruments: _Instruments, lang: Language, on: dt.date | None, titles: Mapping[str, str]
) -> list[Sheet]:
    period = record.period
    partners = [f"{_signed_by(item.name, item.signatory)} ({item.type.text(lang)})" for item in record.partners]
    rows = [
        (word(name, lang), value)
        for name, value in (
            ("association", _signed_by(record.association, record.signatory)),
            ("alongside", ", ".join(partner.name for partner in record.alongside)),
            ("partners", "\n".join(partners)),
            ("place", _where(record.place, record.level, lang)),
            ("period", word("none", lang) if period is None else period.text(lang)),
            ("signed", date(record.signed, lang)),
            ("follows", listed_ids(record.follows, titles).text),
            ("under", listed_ids([record.under] if record.under else [], titles).text),
            ("passed_down", "\n".join(_passed_down(item, lang) for item in record.passed_down)),
            ("reviews", ", ".join(step.text(lang) for step in record.reviews)),
            ("scope", record.scope.text(lang) if record.scope else ""),
            ("content", ", ".join(area.text(lang) for area in record.content_areas)),
            ("instruments", _cited(record.instruments, instruments, lang)),
        )
    ]
    if on is not None and period is not None:
        rows.append((f"{word('phase', lang)} {date(on, lang)}", _phase(record, lang, on)))
    return [
        facts(rows),
        *listed(word("earlier_results", lang), [_result(item, lang) for item in record.earlier_results], lang),
        *_lists(record, ("purposes",), lang),
        *listed(word("commitments", lang), [_duty(item, lang) for item in record.commitments], lang),
        *listed(word("requests", lang), [_asked(item, lang) for item in record.requests], lang),
        *_targets(record.targets, lang),
        *listed(word("findings", lang), record.findings(on=on), lang),
        *_lists(record, ("notes", "sources"), lang),
    ]


def _signed_by(name: str, office: str) -> str:
    return f"{name}: {office}" if office else name


def _passed_down(item: PassedDown, lang: Language) -> str:
    count = str(item.done) if item.total is None else f"{item.done}/{item.total}"
    day = f" ({date(item.on, lang)})" if item.on else ""
    return f"{item.level.text(lang)}: {count}{day}"


def _duty(item: Commitment, lang: Language) -> str:
    text = item.what.text(lang)
    if item.quantity is not None:
        text += f" ({item.quantity})"
    text += _between(item.party, item.to)
    often = item.recurrence or item.frequency
    return f"{text}, {often.text(lang)}" if often else text


def _between(one: str, other: str = "") -> str:
    return f" ({' → '.join(filter(None, (one, other)))})" if one or other else ""


def _asked(item: Request, lang: Language) -> str:
    return item.what.text(lang) + _between(item.asked_by, item.party)


def _result(item: Result, lang: Language) -> str:
    """What was achieved, by whom; and what was counted or printed for it, on which day."""
    text, seen = item.what.text(lang) + _between(item.party), item.observation
    if seen is None:
        return text
    whole = f"/{number(seen.total, lang)}" if seen.total is not None else ""
    counted = f"{number(seen.recognised, lang)}{whole}" if seen.recognised is not None else ""
    printed = str(seen.printed or "") if lang == "vi" else str(seen.printed or "").replace(",", ".")
    figures = filter(None, (counted, printed))
    return f"{text}: {seen.attribute.text(lang)} {', '.join(figures)} ({seen.place.name}, {date(seen.on, lang)})"


def _targets(targets: tuple[Target, ...], lang: Language) -> list[Sheet]:
    rows = [
        (Cell(item.attribute.text(lang), about(item, lang)), item.text(lang), item.confidence.text(lang))
        for item in targets
    ]
    look = (Column(ratio=2), Column(ratio=2), Column(ratio=1, dim=True))
    return [Sheet(title=word("targets", lang), columns=look, rows=tuple(rows))] if rows else []


def _programme(record: Programme, instruments: _Instruments, lang: Language) -> list[Sheet]:
    rows = (
        ("instruments", instrument_name(record.instrument, instruments, lang)),
        ("period", word("none", lang) if record.period is None else record.period.text(lang)),
        ("level", record.level.text(lang)),
        ("place", record.place.name if record.place else ""),
    )
    return [
        _facts(rows, lang),
        *listed(word("commitments", lang), [_duty(item, lang) for item in record.commitments], lang),
        *_targets(record.targets, lang),
        *listed(word("findings", lang), record.findings(), lang),
        *_lists(record, ("notes",), lang),
    ]


def _review(record: Review, instruments: _Instruments, lang: Language) -> list[Sheet]:
    rows = (
        ("of", instrument_name(record.of, instruments, lang)),
        ("place", _where(record.place, record.level, lang)),
        ("span", word("none", lang) if record.span is None else record.span.text(lang)),
        ("held", date(record.held, lang)),
        ("instruments", _cited(record.instruments, instruments, lang)),
    )
    return [
        _facts(rows, lang),
        *listed(word("results", lang), [_result(item, lang) for item in record.results], lang),
        *_lists(record, ("conclusions",), lang),
        *listed(word("requests", lang), [_asked(item, lang) for item in record.requests], lang),
        *listed(word("tasks", lang), [_duty(item, lang) for item in record.tasks], lang),
        *listed(word("findings", lang), record.findings(), lang),
        *_lists(record, ("notes", "sources"), lang),
    ]


def _instrument(record: Instrument, instruments: _Instruments, lang: Language, on: dt.date | None) -> list[Sheet]:
    until = f" - {date(record.in_force_until, lang)}" if record.in_force_until else ""
    rows = [
        (word("title", lang), record.title),
        (word("issuer", lang), record.issuer),
        (word("issued", lang), date(record.issued, lang)),
        (word("in_force", lang), f"{date(record.in_force_from, lang)}{until}"),
    ]
    if on is not None:
        rows.append((f"{word('phase', lang)} {date(on, lang)}", _STANDS[record.in_force(on=on)].text(lang)))
    related = [
        f"{name}: {instrument_name(item, instruments, lang)}"
        for name in ("replaces", "amends", "continues", "follows", "based_on")
        for item in getattr(record, name)
    ]
    return [
        facts(rows),
        *listed(word("instruments", lang), related, lang),
        *_lists(record, ("notes", "sources"), lang),
    ]


def _fund(record: FundStatement, lang: Language, on: dt.date | None) -> list[Sheet]:
    amounts = [(word("opening", lang), record.opening)]
    amounts += [(figure.text(lang), record.figure(figure)) for figure in FundFigure]
    heads = [(base.text(lang), record.heads(base), record.per_head(base)) for base in HeadBase]
    rows = [
        (word("place", lang), _where(record.place, record.level, lang)),
        (word("seen", lang), date(record.on, lang)),
        (word("period", lang), record.period.text(lang) if record.period else ""),
        (word("scope", lang), record.scope.text(lang) if record.scope else ""),
        *((name, amount.text(lang) if amount is not None else "") for name, amount in amounts),
        (word("awards", lang), number(record.awards, lang) if record.awards is not None else ""),
        *((name, number(count, lang) if count is not None else "") for name, count, _ in heads),
        (word("per_head", lang), "\n".join(each.text(lang) for _, _, each in heads if each is not None)),
        (word("printed", lang), record.printed_per_head.text(lang) if record.printed_per_head else ""),
        (word("reached", lang), "\n".join(_reached(item, lang) for item in record.reached)),
        (word("confidence_of", lang), record.confidence.text(lang)),
    ]
    return [
        facts((f"{name[:1].upper()}{name[1:]}", value) for name, value in rows),
        *listed(word("findings", lang), record.findings(on=on), lang),
        *_lists(record, ("notes", "sources"), lang),
    ]


def _reached(item: Reached, lang: Language) -> str:
    whole = f"/{number(item.total, lang)}" if item.total is not None else ""
    return f"{item.of.text(lang)}: {number(item.count, lang)}{whole}"
