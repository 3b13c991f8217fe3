"""Single records as text: agreements, programmes, reviews and instruments."""

import datetime as dt

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from khuyenhoc._base.terms import Finding, Label, Language
from khuyenhoc.files import catalog
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.agreement import Agreement, PassedDown
from khuyenhoc.records.commitment import Commitment
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.targets.target import Target
from khuyenhoc.views.screen import bullets, facts, instrument_name, section
from khuyenhoc.views.words import date, word

__all__ = ["Record", "print_record"]

Record = Agreement | Programme | Review | Instrument


def print_record(console: Console, record: Record, lang: Language, *, on: dt.date | None = None) -> None:
    """Everything that a record says, in sections; given a day, also how it stands on it."""
    match record:
        case Agreement():
            parts = _agreement(record, lang, on)
        case Programme():
            parts = _programme(record, lang)
        case Review():
            parts = _review(record, lang)
        case Instrument():
            parts = _instrument(record, lang, on)
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)


def _heading(title: str, record_id: str) -> Text:
    return Text.assemble((title, "bold"), (f"\n{record_id}", "dim"))


def _lists(pairs: list[tuple[str, tuple[Label | Finding | str, ...]]], lang: Language) -> list[RenderableType]:
    return [section(word(name, lang), bullets(items, lang)) for name, items in pairs if items]


def _agreement(record: Agreement, lang: Language, on: dt.date | None) -> list[RenderableType]:
    period = record.period
    rows = [
        (word("association", lang), _signed_by(record.association, record.signatory)),
        (word("alongside", lang), ", ".join(partner.name for partner in record.alongside)),
        (
            word("partners", lang),
            "\n".join(
                f"{_signed_by(partner.name, partner.signatory)} ({partner.type.text(lang)})"
                for partner in record.partners
            ),
        ),
        (word("place", lang), f"{record.place.name} ({record.level.text(lang)})"),
        (word("period", lang), word("none", lang) if period is None else period.text(lang)),
        (word("signed", lang), date(record.signed, lang)),
        (word("follows", lang), ", ".join(record.follows)),
        (word("under", lang), record.under),
        (word("passed_down", lang), "\n".join(_passed_down(item, lang) for item in record.passed_down)),
        (word("reviews", lang), ", ".join(step.text(lang) for step in record.reviews)),
        (word("content", lang), ", ".join(area.text(lang) for area in record.content_areas)),
        (word("instruments", lang), ", ".join(instrument_name(item, lang) for item in record.instruments)),
    ]
    if on is not None and period is not None:
        rows.append((f"{word('phase', lang)} {date(on, lang)}", period.phase(on=on).text(lang)))
    parts: list[RenderableType] = [_heading(record.title.text(lang), record.id), facts(rows)]
    parts += _lists([("commitments", _duties(record.commitments, lang))], lang)
    if record.targets:
        parts.append(section(word("targets", lang), _targets(record.targets, lang)))
    lists: list[tuple[str, tuple[Label | Finding | str, ...]]] = [
        ("findings", record.findings(on=on)),
        ("notes", record.notes),
        ("sources", record.sources),
    ]
    return parts + _lists(lists, lang)


def _signed_by(name: str, office: str) -> str:
    return f"{name}: {office}" if office else name


def _passed_down(item: PassedDown, lang: Language) -> str:
    count = str(item.done) if item.total is None else f"{item.done}/{item.total}"
    day = f" ({date(item.on, lang)})" if item.on else ""
    return f"{item.level.text(lang)}: {count}{day}"


def _duties(commitments: tuple[Commitment, ...], lang: Language) -> tuple[str, ...]:
    found = []
    for item in commitments:
        text = item.what.text(lang)
        if item.quantity is not None:
            text += f" ({item.quantity})"
        if item.party or item.to:
            text += f" ({' → '.join(name for name in (item.party, item.to) if name)})"
        often = item.recurrence.text(lang) if item.recurrence else item.frequency and item.frequency.text(lang)
        found.append(f"{text}, {often}" if often else text)
    return tuple(found)


def _programme(record: Programme, lang: Language) -> list[RenderableType]:
    rows = [
        (word("instruments", lang), instrument_name(record.instrument, lang)),
        (word("period", lang), word("none", lang) if record.period is None else record.period.text(lang)),
        (word("level", lang), record.level.text(lang)),
        (word("place", lang), record.place.name if record.place else ""),
    ]
    parts: list[RenderableType] = [_heading(record.title.text(lang), record.id), facts(rows)]
    parts += _lists([("commitments", _duties(record.commitments, lang))], lang)
    if record.targets:
        parts.append(section(word("targets", lang), _targets(record.targets, lang)))
    return parts + _lists([("findings", record.findings()), ("notes", record.notes)], lang)


def _targets(targets: tuple[Target, ...], lang: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=1)
    for target in targets:
        population = target.population
        name = Text(target.attribute.vi if lang == "vi" else target.attribute.en)
        about = [population.vi if lang == "vi" else population.en] if population else []
        about += [target.area.text(lang)] if target.area else []
        name.append(f"\n{'; '.join(about)}", style="dim")
        table.add_row(name, target.text(lang), Text(target.confidence.text(lang), style="dim"))
    return table


def _review(record: Review, lang: Language) -> list[RenderableType]:
    rows = [
        (word("of", lang), instrument_name(record.of, lang)),
        (word("place", lang), f"{record.place.name} ({record.level.text(lang)})"),
        (word("span", lang), word("none", lang) if record.span is None else record.span.text(lang)),
        (word("held", lang), date(record.held, lang)),
        (word("instruments", lang), ", ".join(instrument_name(item, lang) for item in record.instruments)),
    ]
    lists: list[tuple[str, tuple[Label | Finding | str, ...]]] = [
        ("conclusions", record.conclusions),
        ("tasks", record.tasks),
        ("findings", record.findings()),
        ("notes", record.notes),
        ("sources", record.sources),
    ]
    return [_heading(record.title.text(lang), record.id), facts(rows), *_lists(lists, lang)]


def _instrument(record: Instrument, lang: Language, on: dt.date | None) -> list[RenderableType]:
    until = f" - {date(record.in_force_until, lang)}" if record.in_force_until else ""
    rows = [
        (word("title", lang), record.title),
        (word("issuer", lang), record.issuer),
        (word("issued", lang), date(record.issued, lang)),
        (word("in_force", lang), f"{date(record.in_force_from, lang)}{until}"),
    ]
    if on is not None:
        answer = {True: "✓", False: "✗", None: word("unknown", lang)}[record.in_force(on=on)]
        rows.append((f"{word('phase', lang)} {date(on, lang)}", answer))
    related = tuple(
        f"{name}: {instrument_name(item, lang)}"
        for name in ("replaces", "amends", "continues", "follows", "based_on")
        for item in getattr(record, name)
    )
    known = {programme.instrument for programme in catalog.programmes()}
    parts: list[RenderableType] = [_heading(record.text(lang), record.id), facts(rows)]
    if record.id in known:
        parts.append(Text(f"khuyenhoc show {record.id}", style="dim"))
    return parts + _lists([("instruments", related), ("notes", record.notes), ("sources", record.sources)], lang)
