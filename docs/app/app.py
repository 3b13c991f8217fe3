"""Đứng sau trang “Xét ngay trên trình duyệt”: the state of the page comes in as JSON, and parts of the page go out.

An answer is JSON, too: texts by the ids of the elements that they belong to. Everything that is shown is escaped, here
or by the views of the library.
"""

import datetime as dt
import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

import khuyenhoc as kh
from khuyenhoc.recognition.deciding.wording import Wording, upper
from khuyenhoc.recognition.law.procedure import year_of
from khuyenhoc.views.decisions import decision_page
from khuyenhoc.views.dossier import dossier_page
from khuyenhoc.views.page import html_part
from khuyenhoc.views.rules import decisions_page
from khuyenhoc.views.sheets import Page, listed

_YES_NO = [{"id": "có", "label": "có"}, {"id": "không", "label": "không"}]
_NEEDED = {"docx": "docx", "xlsx": "openpyxl"}  # what writes a kind of file, where it is not the library itself
_ROWS = 200  # of an empty table
_HEADING = 3
_NOTHING = dict.fromkeys(("said", "decision", "dossier-view", "counted", "table-view"), "")
_table: list[Page] = []  # the table that was decided last


class _State:
    """What is chosen and typed."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.own = {name: said.get(name) or "" for name in ("area", "unit")}
        self.setting = {"final": bool(said.get("final")), "readings": said["readings"]}

    @property
    def on(self) -> dt.date:
        return dt.date.fromisoformat(self.said["on"])

    @property
    def rules(self) -> kh.RuleSet:
        return kh.catalog.ruleset(self.said["rules"])

    def decision(self) -> kh.Decision:
        """As a filled-in form in a file is read and decided."""
        file = Path("phieu.json")
        file.write_text(json.dumps(self.said["facts"] | self.own), encoding="utf-8")
        (one,) = kh.forms.read_facts(file, self.rules)
        return self.rules.decide(one.facts, area=one.area, unit=one.unit, **self.setting)

    def dossier(self) -> Page:
        year = self.said["year"].strip()
        return dossier_page(
            self.decision(),
            "vi",
            applicant=self.said["applicant"].strip(),
            year=_year(year) if year else None,
            on=self.on,
            selection=kh.catalog.applies(self.rules, on=self.on),
        )


def _year(text: str) -> int:
    try:
        return year_of(int(text) if re.fullmatch("[0-9]{1,9}", text) else text, "year")
    except kh.KhuyenHocError as error:
        raise error.moved(("year",)) from None


def _answers(make: Callable[..., dict[str, str]]) -> Callable[..., str]:
    """From the state as text to an answer as text; on a day that has no such set there is nothing but why."""

    @wraps(make)
    def made(state: str, *more: str) -> str:
        said = json.loads(state)
        why = _why_not(said)
        answer = _NOTHING | {"error-on": why} if why else make(_State(said), *more)
        return json.dumps(answer, ensure_ascii=False)

    return made


def offered(state: str) -> str:
    """The rule sets that are in force on the day, or may be; where there are none, those of before stay."""
    said = json.loads(state)
    options = [{"id": rules.id, "label": _name(rules)} for rules in _on_the_day(said["on"])[0]]
    used = said["rules"] or "tt-25-2023/commune"
    return json.dumps({"rules": _options(options, used)} if options else {}, ensure_ascii=False)


def _on_the_day(text: str) -> tuple[list[kh.RuleSet], str]:
    """The rule sets of a day, or why there are none: also while a year is being typed."""
    try:
        on = dt.date.fromisoformat(text)
        found = [rules for rules in kh.catalog.rulesets() if rules.in_force(on=on) is not False]
    except kh.KhuyenHocError as error:
        return [], upper(error.moved(()).text("vi"))
    except ValueError:
        return [], "Cần một ngày."
    return found, "" if found else "Không có bộ tiêu chí nào áp dụng vào ngày này."


def _why_not(said: dict[str, Any]) -> str:
    """Why nothing is decided by the set on the day; empty if it is."""
    found, why = _on_the_day(said["on"])
    if any(rules.id == said["rules"] for rules in found):
        return ""
    return why or "Bộ tiêu chí này không áp dụng vào ngày này."


def _name(rules: kh.RuleSet) -> str:
    return " – ".join(filter(None, (rules.title.vi, Wording(rules, "vi").document())))


@_answers
def chosen(state: _State) -> dict[str, str]:
    """What can be set besides the facts, what is open about the set on the day, and its form, with what is typed."""
    rules = state.rules
    parts = [
        _select(name, label, options, state.own[name])
        for name, label, options in (("area", "Địa bàn", rules.areas), ("unit", "Loại đơn vị", rules.units))
        if options
    ]
    if rules.no_evidence_fails:
        text = "Hồ sơ đã đóng: không có minh chứng thì coi là không đạt"
        parts.append(
            f'<p class="check"><input type="checkbox" id="final" name="final"><label for="final">{text}</label></p>'
        )
    readings = "".join(map(_reading, (item for item in rules.interpretations if item.about == "decision")))
    if readings:
        parts.append(f"<details><summary>Cách hiểu những điều văn bản chưa nói rõ</summary>{readings}</details>")
    return {"settings": f'<div class="row">{"".join(parts)}</div>{_doubts(rules, state.on)}', **_asked(state)}


@_answers
def asked(state: _State) -> dict[str, str]:
    """The form again, where another kind of unit is asked for other facts; what is typed stays."""
    return _asked(state)


def _asked(state: _State) -> dict[str, str]:
    unit = state.own["unit"] if any(item.id == state.own["unit"] for item in state.rules.units) else ""
    return {"form": _form(state.rules, unit, state.said["facts"])}


@_answers
def decide(state: _State) -> dict[str, str]:
    """The result, what is in the way of it, and each indicator; or what is wrong, at its control."""
    try:
        made = state.decision()
    except kh.KhuyenHocError as error:
        wrong = _told(error)
        return {"said": f"Có {len(wrong)} ô ghi chưa đúng; sửa lại để có kết quả.", "decision": _list(error)} | wrong
    way, page = made.obstacles("vi"), decision_page(made, "vi")
    sheets = (page.sheets[0], *listed(way.head, way.texts, "vi"), *page.sheets[1:])
    shown = attrs.evolve(page, title="", sheets=sheets)
    return {"said": upper(made.result("vi")) + ".", "decision": html_part(shown, "vi", _HEADING)}


@_answers
def dossier(state: _State) -> dict[str, str]:
    """The dossier, to read and to print."""
    try:
        return {"dossier-view": html_part(state.dossier(), "vi", _HEADING)}
    except kh.KhuyenHocError as error:
        return {"dossier-view": _list(error)} | _told(error)


@_answers
def table(state: _State, name: str) -> dict[str, str]:
    """Every row of a file decided; a row that cannot be is named with what is wrong."""
    _table.clear()
    decided: list[tuple[str, kh.Decision]] = []
    errors: list[kh.KhuyenHocError] = []
    with warnings.catch_warnings(record=True) as notices:
        warnings.simplefilter("always", kh.tables.TableNotice)
        try:
            rows = kh.forms.read_facts(name, state.rules)
        except kh.KhuyenHocError as error:
            return {"counted": "Chưa đọc được tệp.", "table-view": _list(error)}
    for row in rows:
        kinds = {kind: getattr(row, kind) or given for kind, given in state.own.items()}
        try:
            decided.append((row.id, state.rules.decide(row.facts, **kinds, **state.setting)))
        except kh.KhuyenHocError as error:
            errors += [one.at(f"{row.id}: ") for one in _each(error)]
    page = decisions_page(decided, state.rules, "vi")
    said = [notice.message.text("vi") for notice in notices if isinstance(notice.message, kh.tables.TableNotice)]
    refused = listed("Chưa xét được", [error.text("vi") for error in errors], "vi")
    page = attrs.evolve(page, sheets=(*refused, *page.sheets, *listed("Cần biết", said, "vi")))
    _table.append(page)
    counted = f"Đã xét {len(decided)} trên {len(rows)} hồ sơ của tệp {name}."
    return {"counted": counted, "table-view": html_part(page, "vi", _HEADING)}


def endings(what: str) -> str:
    """The kinds of file that can be written here."""
    kinds = ("docx", "xlsx", "html") if what == "dossier" else ("xlsx", "csv", "html")
    return " ".join(kind for kind in kinds if kind not in _NEEDED or find_spec(_NEEDED[kind]) is not None)


def file(state: str, what: str, ending: str) -> str:
    """Write what there is into a file, and say its name; empty if there is nothing."""
    now = _State(json.loads(state))
    if _why_not(now.said):
        return ""
    names = {"dossier": "ho-so", "table": "ket-qua", "blank": "bang-trong"}
    path = Path(f"{names[what]}.{ending}")
    try:
        if what == "blank":
            return kh.forms.write_form(now.rules, path, rows=_ROWS, overwrite=True).name
        page = now.dossier() if what == "dossier" else _table[-1]
    except (kh.KhuyenHocError, IndexError):
        return ""
    return kh.views.write(page, path, overwrite=True).name


def _form(rules: kh.RuleSet, unit: str, said: dict[str, dict[str, str]]) -> str:
    """A group of controls for each criterion, with what it asks for first."""
    own = f" {Wording(rules, 'vi').document()}"
    labels = {fact.key: fact.vi for fact in rules.facts}
    entries = [entry for entry in rules.form("vi") if not unit or not entry["units"] or unit in entry["units"]]
    groups: dict[str, list[str]] = {criterion.id: [] for criterion in rules.criteria}
    of = {indicator.id: criterion.id for criterion in rules.criteria for indicator in criterion.indicators}
    for entry in entries:
        first = next((of[name] for name in entry["indicators"]), rules.criteria[-1].id)
        groups[first].append(_field(entry, labels, own, said.get(entry["key"], {})))
    words = Wording(rules, "vi")
    return "".join(
        f"<fieldset><legend>{escape(words.criterion(criterion))}</legend>{''.join(groups[criterion.id])}</fieldset>"
        for criterion in rules.criteria
        if groups[criterion.id]
    )


def _field(entry: dict[str, Any], labels: dict[str, str], own: str, said: dict[str, str]) -> str:
    """A control with its label, its remarks and articles, a place for what is wrong, and one for the evidence."""
    key, label = escape(entry["key"]), escape(upper(entry["label"]))
    about = f'id="{key}" data-key="{key}" aria-describedby="note-{key} error-{key}"'
    options = _YES_NO if entry["kind"] == "yes_no" else entry.get("options")
    typed = escape(said.get("value", ""))
    if options:
        control = (
            f"<select {about}>{_options([{'id': '', 'label': 'chưa biết'}, *options], said.get('value', ''))}</select>"
        )
    else:
        mode = "numeric" if entry["kind"] == "count" else "decimal"
        control = f'<input {about} inputmode="{mode}" value="{typed}">'
    unit = f" ({escape(entry['unit'])})" if entry["unit"] else ""
    numbers = f"<b>{escape(', '.join(entry['indicators']))}</b> " if entry["indicators"] else ""
    notes = " · ".join(filter(None, (entry.get("note"), *_bounds(entry["bounds"], labels), _cited(entry["cite"], own))))
    evidence = escape(said.get("evidence", ""))
    return (
        f'<div class="field"><label for="{key}">{numbers}{label}{unit}</label>{control}'
        f'<p class="error" id="error-{key}"></p><p class="note" id="note-{key}">{escape(notes)}</p>'
        f'<p class="evidence"><label for="evidence-{key}">Minh chứng<span class="unseen">: {label}</span></label>'
        f'<input id="evidence-{key}" data-evidence="{key}" value="{evidence}"></p></div>'
    )


def _bounds(bounds: dict[str, Any], labels: dict[str, str]) -> Iterator[str]:
    wholes = bounds.get("at_most", [])
    for key in [wholes] if isinstance(wholes, str) else wholes:
        yield f"không quá số {labels[key]}"
    if "max" in bounds:
        yield f"từ {bounds['min']} đến {bounds['max']}"


def _cited(cites: Iterable[str], own: str) -> str:
    """The articles, without the circular, which stands above."""
    return "; ".join(dict.fromkeys(cite.removesuffix(own) for cite in cites))


def _options(options: Iterable[dict[str, str]], used: str) -> str:
    marked = ((option, " selected" if option["id"] == used else "") for option in options)
    return "".join(
        f'<option value="{escape(option["id"])}"{mark}>{escape(option["label"])}</option>' for option, mark in marked
    )


def _select(name: str, label: str, options: Iterable[kh.recognition.Option], used: str) -> str:
    found = [{"id": "", "label": "–"}, *({"id": item.id, "label": item.vi} for item in options)]
    return (
        f'<div class="field"><label for="{name}">{label}</label>'
        f'<select id="{name}" name="{name}">{_options(found, used)}</select></div>'
    )


def _reading(item: kh.recognition.Interpretation) -> str:
    id_ = f"reading-{escape(item.id)}"
    options = _options([{"id": one.id, "label": one.vi} for one in item.readings], item.used)
    return (
        f'<div class="field"><label for="{id_}">{escape(item.question.vi)}</label>'
        f'<select id="{id_}" data-reading="{escape(item.id)}">{options}</select></div>'
    )


def _doubts(rules: kh.RuleSet, on: dt.date) -> str:
    """What is to be known about using the set on the day."""
    try:
        found = kh.catalog.applies(rules, on=on)
    except kh.KhuyenHocError as error:
        return _list(error)
    labels = (*found.known, *found.open) if found else ()
    items = "".join(f"<li>{escape(label.vi)}</li>" for label in labels)
    return f'<ul class="doubts">{items}</ul>' if items else ""


def _each(error: kh.KhuyenHocError) -> tuple[kh.KhuyenHocError, ...]:
    return tuple(error.errors) if isinstance(error, kh.DocumentError) and error.errors else (error,)


def _told(error: kh.KhuyenHocError) -> dict[str, str]:
    """What is wrong, by the control that it belongs to."""
    return {f"error-{one.path[0] if one.path else ''}": upper(one.moved(()).text("vi")) for one in _each(error)}


def _list(error: kh.KhuyenHocError) -> str:
    items = "".join(f"<li>{escape(one.text('vi'))}</li>" for one in _each(error))
    return f'<ul class="wrong">{items}</ul>'
