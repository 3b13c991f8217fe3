"""The answers of a portfolio as tables."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.records.agreement import Agreement, ReviewStep
from khuyenhoc.records.portfolio.coverage import types_of
from khuyenhoc.records.portfolio.duties import DutyKind, Obligation
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.portfolio.status import AgreementStatus, last_day_of_place
from khuyenhoc.records.portfolio.timeline import Timeline, build_timeline
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place
from khuyenhoc.views.sheets import Cell, Column, Sheet, named
from khuyenhoc.views.words import date, period_name, place_name, word

__all__ = [
    "NONE",
    "agreement_data",
    "due_sheet",
    "duty_data",
    "gap_sheet",
    "heads_of",
    "list_sheet",
    "listed_ids",
    "near_each_other",
    "state_sheets",
    "time_of",
    "time_text",
    "titles_of",
]

_HELD = Label("đã tổ chức", "held")
NONE = Label("Không có.", "None.")
_RECORDS = ("agreement", "record")  # columns of records


def heads_of(lang: Language, *names: str) -> tuple[Column, ...]:
    """Columns by the names of their heads; ids are never broken, and a record stands under its title on paper."""
    return tuple(_head(name, lang) for name in names)


def _head(name: str, lang: Language) -> Column:
    if name in _RECORDS:
        return Column(word(name, lang), whole=True, brief=word("id", lang), beside=(word("id", lang),))
    return Column(word(name, lang), whole=name == "due")


def titles_of(records: Iterable[Any], lang: Language) -> dict[str, str]:
    """What records are called, by their ids."""
    return {item.id: item.title.text(lang) for item in records}


def listed_ids(ids: Iterable[str], titles: Mapping[str, str]) -> Cell:
    """Several records in one cell, a line each; on a narrow screen by their ids alone."""
    found = tuple(ids)
    return Cell("\n".join(f"{titles[id_]} ({id_})" if id_ in titles else id_ for id_ in found), brief=", ".join(found))


_UNITS = {
    "d": Label("ngày", "days"),
    "w": Label("tuần", "weeks"),
    "m": Label("tháng", "months"),
    "y": Label("năm", "years"),
}


def time_text(within: str, lang: Language) -> str:
    """A time ahead in words: "12 tháng"."""
    text = within.strip().casefold()
    return f"{text[:-1].strip()} {_UNITS[text[-1]].text(lang)}"


def _partners(agreement: Agreement, lang: Language) -> str:
    return ", ".join(kind.text(lang) for kind in _types(agreement))


def _types(agreement: Agreement) -> list[PartnerType]:
    return sorted(types_of(agreement), key=attrgetter("order"))


def agreement_data(agreement: Agreement) -> dict[str, object]:
    """An agreement in short, as plain data."""
    period = agreement.period
    return {
        "id": agreement.id,
        "title": agreement.title.vi,
        "place": agreement.place.name,
        "level": agreement.level.value,
        "partner_types": [kind.value for kind in _types(agreement)],
        "first": period.first.isoformat() if period else None,
        "last": period.last.isoformat() if period else None,
        "horizon": period.horizon.isoformat() if period and period.horizon else None,
    }


_Line = tuple[Agreement, tuple[Cell | str, ...], dict[str, object]]
_IN_FORCE = Label("Đang trong giai đoạn", "In force")
_INHERITED = Label("Còn trong giai đoạn, địa bàn cũ không còn", "Within their period, but their place is no more")
_NO_HEIR = Label("Chưa có nguồn nêu ai kế thừa các chương trình này.", "No source says who inherits these agreements.")
_GONE = Label("* địa bàn cũ không còn, hoặc chưa rõ còn hay không", "* its place is no more, or may be no more")
_LAPSED = Label("Đã hết giai đoạn, chưa thấy chương trình kế tiếp", "Ended, no successor found")
_NO_SUCCESSOR = Label(
    "Không nguồn nào nêu việc chấm dứt; chỉ là chưa thấy văn bản kế tiếp trong danh mục.",
    "No source states a termination; no successor is in this portfolio.",
)
_UNDATED = Label("Không nêu giai đoạn", "No period stated")


def list_sheet(key: str, title: Label, agreements: Iterable[Agreement], lang: Language) -> Sheet:
    """Agreements, a line each."""
    lines: list[_Line] = [(item, (period_name(item.period, lang), _partners(item, lang)), {}) for item in agreements]
    return _sheet(key, title, lang, ("period", "partners"), lines)


def _sheet(
    key: str,
    title: Label,
    lang: Language,
    heads: Sequence[str],
    lines: Sequence[_Line],
    note: Label | None = None,
    order: Callable[[_Line], Any] = lambda line: 0,
) -> Sheet:
    """Agreements with what is said of each, in words and as data; the note stands where there are any."""
    return Sheet(
        key=key,
        title=f"{title.text(lang)} ({len(lines)})",
        columns=heads_of(lang, "agreement", *heads),
        rows=tuple((named(item.id, item.title.text(lang)), *cells) for item, cells, _ in sorted(lines, key=order)),
        empty=NONE.text(lang),
        notes=(note.text(lang),) if note and lines else (),
        data=tuple(agreement_data(item) | more for item, _, more in lines),
    )


def state_sheets(portfolio: Portfolio, lang: Language, *, on: dt.date, within: str) -> list[Sheet]:
    """In force, inherited, expiring, lapsed and undated."""
    inherited: list[_Line] = [
        (
            item.agreement,
            (period_name(item.agreement.period, lang), _new(item.heir, lang) if item.heir else word("unknown", lang)),
            {"heir": item.heir.name if item.heir else None, "reason": item.reason.text(lang)},
        )
        for item in portfolio.inherited(on=on)
    ]
    lapsed: list[_Line] = [
        (
            item.agreement,
            (Cell(date(item.last, lang), value=item.last), _partners(item.agreement, lang)),
            {"days": item.days, "status": item.status.value},
        )
        for item in portfolio.lapsed(on=on)
    ]
    return [
        list_sheet("in_force", _IN_FORCE, portfolio.in_force(on=on), lang),
        _sheet("inherited", _INHERITED, lang, ("period", "heir"), inherited, _NO_HEIR),
        _expiring(portfolio, lang, on, within),
        _sheet("lapsed", _LAPSED, lang, ("last", "partners"), lapsed, _NO_SUCCESSOR, _ended),
        list_sheet("undated", _UNDATED, portfolio.undated(), lang),
    ]


def _ended(line: _Line) -> tuple[dt.date, str]:
    return line[0].period.last if line[0].period else dt.date.min, line[0].id


def _new(place: Place, lang: Language) -> str:
    """A merged place, told apart from the one of the same name before it."""
    return Label(f"{place.name} mới", f"the new {place.name}").text(lang)


def _expiring(portfolio: Portfolio, lang: Language, on: dt.date, within: str) -> Sheet:
    lines: list[_Line] = [
        (
            item.agreement,
            (
                Cell(date(item.last, lang), value=item.last),
                Cell(f"{item.days_left} {word('days', lang)}{_gone(item.status)}", value=item.days_left),
            ),
            {"days_left": item.days_left, "status": item.status.value},
        )
        for item in portfolio.expiring(on=on, within=within)
    ]
    title = Label(f"Hết giai đoạn trong {time_text(within, 'vi')}", f"Ending within {time_text(within, 'en')}")
    some = any(more["status"] != AgreementStatus.IN_FORCE.value for _, _, more in lines)
    return _sheet("expiring", title, lang, ("last", "left"), lines, _GONE if some else None)


def _gone(status: AgreementStatus) -> str:
    return "" if status is AgreementStatus.IN_FORCE else " *"


def gap_sheet(portfolio: Portfolio, lang: Language, *, on: dt.date | None) -> Sheet:
    """Gaps and overlaps, place by place: days that nothing covers, and days that two of a shared type cover.

    Given a day, the time of each place runs at least up to it, or to the last day of the place.
    """
    rows: list[tuple[Cell | str, ...]] = []
    data: list[dict[str, object]] = []
    titles = titles_of(portfolio, lang)
    for here in near_each_other(portfolio):
        place = here[0].place
        gaps, doubled = time_of(here, on).gaps, _overlaps(here)
        if gaps or doubled:
            brief = [f"{period.text(lang)}: {', '.join(ids)}" for period, ids in doubled]
            overlaps = [f"{period.text(lang)}:\n{listed_ids(ids, titles).text}" for period, ids in doubled]
            overlap = Cell("\n".join(overlaps), brief="\n".join(brief))
            rows.append((place_name(place, lang), "\n".join(gap.text(lang) for gap in gaps), overlap))
        data += [_days(place, "gap", gap, ()) for gap in gaps]
        data += [_days(place, "overlap", period, ids) for period, ids in doubled]
    note = Label(
        "Khoảng trống: ngày không chương trình nào trên địa bàn phủ, kể từ chương trình đầu tiên"
        + (" đến ngày xét." if on else " đến chương trình cuối cùng.")
        + " Chồng lấn: cùng địa bàn, cùng loại đơn vị.",
        "A gap: days that no agreement of the place covers, from its first one"
        + (" up to the day asked about." if on else " to its last one.")
        + " An overlap: the same place and partner type.",
    )
    return Sheet(
        key="gaps",
        title=Label("Khoảng trống và chồng lấn", "Gaps and overlaps").text(lang),
        columns=heads_of(lang, "place", "gap", "overlap"),
        rows=tuple(rows),
        empty=NONE.text(lang),
        notes=(note.text(lang),),
        data=tuple(data),
    )


def near_each_other(portfolio: Portfolio) -> list[list[Agreement]]:
    """The agreements place by place, each within its boundaries, in the order of their keys."""
    near: dict[tuple[str, dt.date, dt.date], list[Agreement]] = {}
    for item in portfolio:
        bounds = (item.place.since or dt.date.min, item.place.until or dt.date.max)
        near.setdefault((item.place.key, *bounds), []).append(item)
    return [here for _, here in sorted(near.items(), key=lambda group: group[0])]


def time_of(here: Sequence[Agreement], on: dt.date | None) -> Timeline:
    """The time of one place; given a day, at least up to it, or to the last day of the place."""
    line = build_timeline(here)
    if on is None or line.period is None:
        return line
    ends = [day for day in map(last_day_of_place, here) if day is not None]
    last = max(line.period.last, min([on, *ends]))
    return build_timeline(here, last=last)


def _overlaps(here: Sequence[Agreement]) -> list[tuple[Period, tuple[str, ...]]]:
    """Days that two agreements with a partner type in common cover, and which two; each once."""
    kinds = {kind for item in here for kind in types_of(item)}
    found = {
        (segment.period, segment.agreements)
        for kind in kinds
        for segment in build_timeline(item for item in here if kind in types_of(item)).overlaps
    }
    return sorted(found)


def _days(place: Place, kind: str, period: Period, ids: tuple[str, ...]) -> dict[str, object]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return {"place": place.name, "kind": kind, **days, "ids": list(ids)}


def due_sheet(
    duties: Sequence[Obligation],
    lang: Language,
    *,
    titles: Mapping[str, str],
    cycle: Sequence[ReviewStep] = (),
    left_out: Sequence[str] = (),
) -> Sheet:
    """Dated duties, in order, under the titles of what lays them down.

    Reviews that no text lays down carry an asterisk, doubts a number.
    """
    doubts = list(dict.fromkeys(note.text(lang) for duty in duties for note in duty.notes))
    notes = [f"({number}) {text}" for number, text in enumerate(doubts, 1)]
    if cycle and any(not duty.stated for duty in duties):
        asked = Label("* văn bản không quy định; tính theo kỳ được hỏi", "* not laid down; asked for in the question")
        notes.append(asked.text(lang))
    if left_out:
        names = "; ".join(listed_ids(left_out, titles).text.split("\n"))
        gone = Label(
            f"Không tính sau khi địa bàn cũ không còn: {names}", f"Nothing is due after the end of the place: {names}"
        )
        notes.append(gone.text(lang))
    return Sheet(
        key="due",
        title=f"{Label('Việc đến hạn', 'Due').text(lang)} ({len(duties)})",
        columns=heads_of(lang, "due", "what", "record", "who"),
        rows=tuple(
            (
                Cell(date(duty.due, lang), value=duty.due),
                _what(duty, doubts, lang),
                named(duty.source, titles.get(duty.source, "")),
                _who(duty),
            )
            for duty in duties
        ),
        empty=NONE.text(lang),
        notes=tuple(notes),
        data=tuple(duty_data(duty, lang) for duty in duties),
    )


def _who(duty: Obligation) -> str:
    return f"{duty.party} → {duty.to}" if duty.to else duty.party


def _what(duty: Obligation, doubts: Sequence[str], lang: Language) -> str:
    text = duty.text(lang)
    if duty.kind is DutyKind.REVIEW and duty.held:
        text += f" ({_HELD.text(lang)}: {duty.held})"
    marks = "".join(f" ({doubts.index(note.text(lang)) + 1})" for note in duty.notes)
    return text + marks + ("" if duty.stated else " *")


def duty_data(duty: Obligation, lang: Language) -> dict[str, object]:
    """A duty as plain data."""
    return {
        "due": duty.due.isoformat(),
        "source": duty.source,
        "kind": duty.kind.value,
        "what": duty.what.text(lang),
        "party": duty.party,
        "to": duty.to,
        "quantity": duty.quantity,
        "times": duty.times,
        "first": duty.span.first.isoformat() if duty.span else None,
        "last": duty.span.last.isoformat() if duty.span else None,
        "stated": duty.stated,
        "held": duty.held,
        "citation": duty.cite.text("en") if duty.cite else None,
        "notes": [note.text(lang) for note in duty.notes],
    }
