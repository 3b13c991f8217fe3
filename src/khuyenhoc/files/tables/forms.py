"""Filled-in forms: reading facts from TOML, JSON and CSV, and writing empty ones."""

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Language
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files._input import decoded, json_data, read_file
from khuyenhoc.files.tables.cells import cell_value
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["Applicant", "empty_form", "read_facts"]

_OWN_COLUMNS = ("applicant", "area", "unit")
_SEPARATOR_LINE = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)
_MAX_ERRORS = 200


@public("khuyenhoc.files.tables.forms")
@attrs.frozen(kw_only=True, repr=False)
class Applicant(Shown):
    """One filled-in form (hồ sơ).

    Attributes:
        id: Id of the applicant as the file gives it, or the number of its row; no name is needed.
        facts: The facts by key.
        area: Id of the area; empty if not given.
        unit: Id of the kind of unit; empty if not given.
        where: Its place in the file, for messages.
    """

    id: str
    facts: dict[str, Any]
    area: str = ""
    unit: str = ""
    where: str = ""


@public("khuyenhoc.files.tables.forms")
def read_facts(path: str | Path, rules: RuleSet) -> list[Applicant]:
    """Read one form from TOML, one or a list of them from JSON, or one a row from CSV.

    In TOML and JSON the keys are those of the form; a blank text is unknown. In CSV the columns are those of the form,
    and, if there are any, applicant, area and unit; cells may say có/không, yes/no, x, and group counts by dots.

    Raises:
        DocumentError: With the file and everything that is wrong with it, for CSV each with line and column.
    """
    text, where = decoded(read_file(path, mebibytes=256), str(path)), Path(path)
    readers: dict[str, Callable[[str, RuleSet], list[Applicant]]] = {".toml": _toml, ".json": _json, ".csv": _csv}
    reader = readers.get(where.suffix.casefold())
    if reader is None:
        raise DocumentError(f"{where}: not a form", hint="write a .toml, .json or .csv file; see khuyenhoc form")
    try:
        return reader(text, rules)
    except DocumentError as error:
        raise DocumentError(f"{where}: {error.message}", errors=error.errors) from None


def _toml(text: str, rules: RuleSet) -> list[Applicant]:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise DocumentError(f"not TOML: {error}") from None
    return [_from_table(data, "1", "")]


def _json(text: str, rules: RuleSet) -> list[Applicant]:
    data = json_data(text, parse_float=Decimal)
    tables = data if isinstance(data, list) else [data]
    if not all(isinstance(table, dict) for table in tables):
        raise DocumentError("not a form: a table of facts, or a list of such tables, is expected")
    return [_from_table(table, str(number), f"[{number - 1}]") for number, table in enumerate(tables, 1)]


def _from_table(data: dict[str, Any], number: str, where: str) -> Applicant:
    facts = {key: None if value == "" else value for key, value in data.items() if key not in _OWN_COLUMNS}
    own = {key: str(data.get(key) or "") for key in _OWN_COLUMNS}
    return Applicant(id=own["applicant"] or number, facts=facts, area=own["area"], unit=own["unit"], where=where)


def _csv(text: str, rules: RuleSet) -> list[Applicant]:
    text = _SEPARATOR_LINE.sub("", text, count=1)
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    errors: list[KhuyenHocError] = []
    facts = {fact.key: fact for fact in rules.facts}
    found: list[Applicant] = []
    try:
        header = [tidy(cell) for cell in next(rows, [])]
        while header and not header[-1]:
            header.pop()
        errors += _header_errors(header, facts)
        if not errors:
            for cells in rows:
                if any(cell.strip() for cell in cells) and len(errors) < _MAX_ERRORS:
                    found.append(_row(header, cells, rows.line_num, rules, facts, errors))
    except csv.Error as error:
        errors.append(InvalidValueError(f"not CSV: {error}", path=(f"line {rows.line_num}",)))
    if errors:
        raise DocumentError.of(errors, "this table")
    return found


def _header_errors(header: list[str], facts: dict[str, Fact]) -> Iterator[KhuyenHocError]:
    known = [*_OWN_COLUMNS, *facts]
    for number, name in enumerate(header, 1):
        where = f"line 1, column {number}"
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else "see khuyenhoc form ID --format csv"
            yield InvalidValueError("an unknown column", path=(where,), seen=name, hint=hint)
        elif header.index(name) != number - 1:
            yield InvalidValueError("a column stands twice", path=(where,), seen=name)
    if not header:
        yield InvalidValueError("an empty table", path=("line 1",), hint="see khuyenhoc form ID --format csv")


def _row(
    header: list[str],
    cells: list[str],
    line: int,
    rules: RuleSet,
    facts: dict[str, Fact],
    errors: list[KhuyenHocError],
) -> Applicant:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        errors.append(InvalidValueError(f"{len(cells)} cells under {len(header)} columns", path=(f"line {line}",)))
    own = dict.fromkeys(_OWN_COLUMNS, "")
    values: dict[str, Any] = {}
    for number, (name, cell) in enumerate(zip(header, cells, strict=False), 1):
        text = tidy(cell)
        if name in own:
            own[name] = text
        elif text:
            try:
                values[name] = cell_value(text, facts[name], rules.scales)
            except KhuyenHocError as error:
                where = f"line {line}, column {number} ({name})"
                errors.append(InvalidValueError(error.message, path=(where,), seen=text, expected=error.expected))
    return Applicant(
        id=own["applicant"] or str(line - 1), facts=values, area=own["area"], unit=own["unit"], where=f"line {line}"
    )


@public("khuyenhoc.files.tables.forms")
def empty_form(rules: RuleSet, form: str, lang: Language = "vi") -> str:
    """An empty form to fill in: ``toml`` with a comment for each fact, or the header of a ``csv``.

    Raises:
        InvalidValueError: For another kind of form.

    >>> empty_form(catalog.ruleset("cdht-324-2023"), "csv").split(",")[0]
    'applicant'
    """
    if form == "csv":
        own = [name for name, used in zip(_OWN_COLUMNS, (True, rules.areas, rules.units), strict=True) if used]
        return ",".join([*own, *(fact.key for fact in rules.facts)]) + "\n"
    if form != "toml":
        raise InvalidValueError("no such form", path=("form",), seen=form, expected="toml or csv")
    lines = [f"# {rules.title.vi if lang == 'vi' else rules.title.en} ({rules.id})"]
    lines += ['# Để trống ("") nghĩa là chưa biết.' if lang == "vi" else '# A blank ("") means unknown.']
    for name, options in (("area", rules.areas), ("unit", rules.units)):
        if options:
            lines += ["", f"# {', '.join(option.id for option in options)}", f'{name} = ""']
    for entry in rules.form(lang):
        about = [str(entry["label"]), *([entry["unit"]] if entry["unit"] else [])]
        lines += ["", f"# {', '.join(entry['indicators'])}: {' - '.join(about)} ({_hint(entry, lang)})"]
        lines.append(f'{entry["key"]} = ""')
    return "\n".join(lines) + "\n"


def _hint(entry: dict[str, Any], lang: Language) -> str:
    match entry["kind"]:
        case "yes_no":
            return "true hoặc false" if lang == "vi" else "true or false"
        case "count":
            most = entry["bounds"].get("at_most")
            return f"0 - {most}" if most else ("số nguyên" if lang == "vi" else "a whole number")
        case "rank":
            return ", ".join(f'"{option["id"]}"' for option in entry["options"])
        case "points":
            return f"0 - {entry['bounds'].get('max', '…')}"
    return "số" if lang == "vi" else "a number"
