"""A register of titles as tables: what ends, what is to be recognised again, what may be raised, and all of it."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.law.procedure import Role
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection, SelectionStatus
from khuyenhoc.records.portfolio.portfolio import ahead
from khuyenhoc.records.titles import Register, TitleStanding
from khuyenhoc.views.portfolio import NONE, time_text
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet
from khuyenhoc.views.words import date, word

__all__ = ["Law", "titles_page"]

Law = Callable[[RuleSet, dt.date], Selection | None]
_WHOM = Label("Đơn vị", "Holder")
_TITLE = Label("Danh hiệu, mức", "Title and grade")
_YEAR = Label("Năm đánh giá", "Year assessed")
_DECISION = Label("Quyết định", "Decision")
_STATUS = Label("Tình trạng", "Standing")
_LAST = Label("Hết thời hạn", "Last day")
_OTHERWISE = Label("Theo cách hiểu khác", "Under other readings")
_FROM = Label("Từ ngày", "From")
_BY = Label("Ai công nhận", "Who decides")
_AGAIN_BY = Label("Theo bộ tiêu chí", "By which criteria")
_AGAIN = Label("Phải xét, công nhận lại trong năm {year}", "To be recognised again in {year}")
_RAISE = Label("Được đề nghị nâng mức, đến {day}", "May be raised, up to {day}")
_ENDING = Label("Hết thời hạn trong {time}", "Ending within {time}")
_ALL = Label("Sổ danh hiệu", "The register")
_HIGHEST = Label(
    "Chỉ nêu danh hiệu còn mức cao hơn; ngày tính từ ngày quyết định.",
    "Only titles with a higher grade above them; counted from the day of the decision.",
)
_FOLLOWS = Label(
    "Danh hiệu đã hết thời hạn, hoặc hết trong năm; danh hiệu xét hằng năm: từ 01/01 năm sau năm đánh giá.",
    "Titles that have ended or end this year; those assessed every year: from 1 January after the year assessed.",
)


def titles_page(register: Register, lang: Language, *, on: dt.date, within: str, law: Law) -> Page:
    """The register on a day; ``law`` says which rule set would apply to a title on another one."""
    sheets = (
        _ending(register, lang, on, within),
        _again(register, lang, on, law),
        _raised(register, lang, on, within),
        _all(register, lang, on),
    )
    title = Label(f"Sổ theo dõi {len(register)} danh hiệu", f"A register of {len(register)} titles").text(lang)
    about = Label(f"tính đến ngày {date(on, 'vi')}", f"as of {date(on, 'en')}").text(lang)
    return Page(title=title, about=about, sheets=sheets)


def _sheet(
    key: str,
    title: str,
    heads: Sequence[Label],
    items: Sequence[TitleStanding],
    cells: Callable[[TitleStanding], tuple[Cell | str, ...]],
    lang: Language,
    notes: Iterable[str] = (),
    more: Callable[[TitleStanding], dict[str, Any]] = lambda item: {},
) -> Sheet:
    """Titles, a line each: whom, what, and what is said of it."""
    columns = [Column(head.text(lang)) for head in (_WHOM, _TITLE, *heads)]
    return Sheet(
        key=key,
        title=f"{title} ({len(items)})",
        columns=tuple(columns),
        rows=tuple((item.held.holder, item.held.text(lang), *cells(item)) for item in items),
        empty=NONE.text(lang),
        notes=tuple(notes) if items else (),
        data=tuple(_data(item, lang) | more(item) for item in items),
    )


def _data(item: TitleStanding, lang: Language) -> dict[str, Any]:
    held = item.held
    readings = {reading.id: _iso(day) for reading, day in zip(item.readings, item.last_days, strict=True)}
    return {
        "holder": held.holder,
        "title": held.text(lang),
        "ruleset": held.rules.id if held.rules else None,
        "grade": held.grade or None,
        "year": held.year,
        "number": held.number or None,
        "decided": _iso(held.decided),
        "status": item.status.value,
        "last": _iso(item.last),
        **{f"last_{name}": day for name, day in readings.items()},
        "raise_from": _iso(item.raise_from),
        "again_from": _iso(item.again_from),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _ending(register: Register, lang: Language, on: dt.date, within: str) -> Sheet:
    found = register.expiring(on=on, within=within)
    title = _ENDING.text(lang).format(time=time_text(within, lang))
    return _sheet(
        "expiring", title, (_LAST, _OTHERWISE), found, lambda item: _ends(item, lang), lang, _questions(found, lang)
    )


def _ends(item: TitleStanding, lang: Language) -> tuple[str, str]:
    """The last day under the reading used, and under the others."""
    other = [
        f"{date(day, lang)}: {reading.text(lang)}"
        for reading, day in list(zip(item.readings, item.last_days, strict=True))[1:]
        if day != item.last
    ]
    return date(item.last, lang), "\n".join(other)


def _questions(items: Iterable[TitleStanding], lang: Language) -> tuple[str, ...]:
    """The open questions behind the last days, each with the reading used."""
    found: dict[str, None] = {}
    for item in items:
        rules = item.held.rules
        question = rules.question("validity-anchor") if rules else None
        if question is not None:
            found.setdefault(question.answered().text(lang))
    return tuple(found)


def _again(register: Register, lang: Language, on: dt.date, law: Law) -> Sheet:
    found = register.again(on=on)

    def cells(item: TitleStanding) -> tuple[str, ...]:
        return date(item.again_from, lang), *_by(item, on, law, lang)

    title = _AGAIN.text(lang).format(year=on.year)
    notes = (_FOLLOWS.text(lang), *_questions(found, lang))

    def more(item: TitleStanding) -> dict[str, Any]:
        criteria, who = _by(item, on, law, lang)
        return {"criteria": criteria, "decides": who}

    return _sheet("again", title, (_FROM, _AGAIN_BY, _BY), found, cells, lang, notes, more)


def _by(item: TitleStanding, on: dt.date, law: Law, lang: Language) -> tuple[str, str]:
    """By which criteria, and by whom, as far as it is established."""
    rules, unknown = item.held.rules, word("unknown", lang)
    day = max(on, item.again_from or on)
    found = law(rules, day) if rules else None
    if found is None:
        return unknown, unknown
    if found.ruleset is None or found.status is SelectionStatus.LEVEL_ENDED:
        return found.status.text(lang), unknown
    procedure = found.ruleset.procedure
    who = procedure.authority(Role.DECIDES, on=day) if procedure else None
    return found.ruleset.title.text(lang), who.text(lang) if who else unknown


def _raised(register: Register, lang: Language, on: dt.date, within: str) -> Sheet:
    found = register.may_be_raised(on=on, within=within)
    last = ahead(on, within).last
    title = _RAISE.text(lang).format(day=date(last, lang))
    return _sheet(
        "raise", title, (_FROM,), found, lambda item: (date(item.raise_from, lang),), lang, (_HIGHEST.text(lang),)
    )


def _all(register: Register, lang: Language, on: dt.date) -> Sheet:
    def cells(item: TitleStanding) -> tuple[Cell | str, ...]:
        held = item.held
        decision = Cell(held.number or date(held.decided, lang), small=date(held.decided, lang) if held.number else "")
        last = date(item.last, lang) if item.last else ""
        return str(held.year), decision, Cell(item.status.text(lang), small=last), *held.carried

    heads = (_YEAR, _DECISION, _STATUS, *(Label(name, name) for name in register.columns))

    def more(item: TitleStanding) -> dict[str, Any]:
        own = _data(item, lang)
        names = [f"{name} *" if name in own else name for name in register.columns]
        return dict(zip(names, item.held.carried, strict=True))

    return _sheet("titles", _ALL.text(lang), heads, register.standings(on=on), cells, lang, (), more)
