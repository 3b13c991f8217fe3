"""Filled-in forms: reading facts from TOML, JSON and CSV, and writing empty ones."""

import tomllib
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from decimal import Decimal
from typing import Any

import attrs

from khuyenhoc._base.door import argument, checked, public, text as text_of
from khuyenhoc._base.frozen import Frozen
from khuyenhoc._base.numbers import unambiguous
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Language
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.files._input import File, Readable, decoded, ending_of, given, json_data, told_of
from khuyenhoc.files.encodings import checked_encoding
from khuyenhoc.files.tables.cells import cell_value, option_id
from khuyenhoc.files.tables.excel_in import open_sheet
from khuyenhoc.files.tables.form_sheets import rows_of_sheet
from khuyenhoc.files.tables.headings import Headings, known_headings, read_headings
from khuyenhoc.files.tables.reader import Faults, Row, beyond, read_table
from khuyenhoc.files.tables.sums import NO_ANSWER, FactSums, TableNotice, is_sum, warn_of_eth, whole_of
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Position, reason

__all__ = ["Applicant", "empty_form", "parse_facts", "read_facts"]

_MEBIBYTES = 256

_OWN_COLUMNS = ("applicant", "area", "unit")


def _frozen_facts(facts: Any) -> Frozen:
    if not isinstance(facts, Mapping):
        raise WrongTypeError("not-facts", path=("facts",), seen=facts)
    try:
        return Frozen(facts)
    except RecursionError:
        raise InvalidValueError("nested-too-deep", path=("facts",), expected="facts-each-with-its-evidence") from None


def _as_it_is(where: Any) -> str:
    """A position of a table stays one, so that it is said in either language."""
    return where if isinstance(where, Position) else text_of(where)


@public("khuyenhoc.forms")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Applicant(Shown):
    """One filled-in form (hồ sơ).

    Attributes:
        id: Id of the applicant as the file gives it, or the number of its row; no name is needed.
        facts: The facts by key; they cannot be changed.
        area: Id of the area; empty if not given.
        unit: Id of the kind of unit; empty if not given.
        where: Its place in the file, for messages.
    """

    id: str
    facts: Frozen = attrs.field(converter=_frozen_facts)
    area: str = ""
    unit: str = ""
    where: str = attrs.field(default="", converter=_as_it_is)


@public("khuyenhoc.forms")
def read_facts(path: Readable, rules: RuleSet, *, name: str = "", encoding: str = "") -> list[Applicant]:
    """Read one form from TOML, one or a list of them from JSON, one a row from CSV, or either from Excel.

    In TOML and JSON the keys are those of the form; a blank text is unknown. In CSV the columns are those of the form,
    and, if there are any, applicant, area and unit. An Excel file is the workbook of
    [`write_form`][khuyenhoc.forms.write_form], filled in, or a table with a row each; of its first visible sheet the
    headings are found under titles, and a `tables.TableNotice` names the columns that no rule reads. Cells and texts
    may say có/không, yes/no, x, Đạt, Mức 2, and group counts by dots; what may mean two things is refused. A row of
    sums ("Tổng cộng", "Cộng huyện A" in place of an applicant) is left out and held against the sum of the others; a
    [`TableNotice`][khuyenhoc.tables.TableNotice] (a warning) says so, and where it does not add up.

    A letter that only looks like Đ (Icelandic eth) is read as Đ, and a `tables.TableNotice` says where. Text in
    ``windows-1258`` or ``tcvn3`` is read where ``encoding`` says so.

    Args:
        path: The file: a path, an open file, bytes, or a resource of a package.
        rules: The rule set.
        name: What it is called in messages, where it does not say that itself; by its ending it is known what it is,
            without one by its content.
        encoding: ``windows-1258`` or ``tcvn3`` for text in these.

    Raises:
        DocumentError: With the file and everything that is wrong with it, for CSV each with line and column.
    """
    encoding = checked_encoding(encoding)
    file = given(path, name=name, unnamed="form", mebibytes=_MEBIBYTES)
    if file.suffix == ".xlsx":
        return _xlsx(file, rules)
    return _of_text(file.text(encoding, mebibytes=_MEBIBYTES), file.name, file.suffix, rules)


@public("khuyenhoc.forms")
def parse_facts(content: str | bytes, rules: RuleSet, *, name: str = "form") -> list[Applicant]:
    """Like [`read_facts`][khuyenhoc.forms.read_facts], from text or bytes of TOML, JSON or CSV.

    Which of them it is its beginning says, unless ``name``, which stands in the messages, ends in one of them.

    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> (one,) = forms.parse_facts('{"applicant": "A", "citizens": 12480}', rules)
    >>> one.id, one.facts
    ('A', {'citizens': 12480})
    """
    text = decoded(content, argument(name, str, "name"))
    named = ending_of(name)
    return _of_text(text, name, named if named in (".toml", ".json", ".csv") else ending_of("", text), rules)


def _of_text(text: str, name: str, suffix: str, rules: RuleSet) -> list[Applicant]:
    readers: dict[str, Callable[[str, RuleSet], tuple[list[Applicant], FactSums, tuple[str, ...]]]] = {
        ".toml": _toml,
        ".json": _json,
        ".csv": _csv,
    }
    reader = readers.get(suffix)
    if reader is None:
        raise DocumentError("not-a-form", name=name)
    with told_of(name, "this-form"):
        applicants, sums, left = reader(text, rules)
    warn_of_eth(text, name)
    for label in (*sums.notices(), *_not_read(name, left)):
        warnings.warn(TableNotice(label), stacklevel=3)
    return applicants


def _not_read(name: str, left: Sequence[str]) -> Iterator[Label]:
    if left:
        names = ", ".join(left)
        yield Label(f"{name}: các cột không dùng để xét: {names}", f"{name}: columns that no rule reads: {names}")


def _xlsx(file: File, rules: RuleSet) -> list[Applicant]:
    file.content(mebibytes=_MEBIBYTES)  # is no larger, and of no other program
    try:
        with closing(open_sheet(file)) as sheet, told_of(file.name, "this-form"):
            rows, left, said = rows_of_sheet(sheet, rules)
    except OSError as error:
        raise DocumentError("cannot-be-read", name=file.name, reason=reason(error)) from None
    for label in (*said, *_not_read(file.name, left)):
        warnings.warn(TableNotice(label), stacklevel=3)
    return [Applicant(id=row.id, facts=row.facts, area=row.area, unit=row.unit, where=row.where) for row in rows]


def _toml(text: str, rules: RuleSet) -> tuple[list[Applicant], FactSums, tuple[str, ...]]:
    try:
        data = tomllib.loads(text, parse_float=_as_written)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise DocumentError("not-toml", error=error) from None
    return [_from_table(data, "1", "", rules)], FactSums(rules, (), Label("", "")), ()


def _json(text: str, rules: RuleSet) -> tuple[list[Applicant], FactSums, tuple[str, ...]]:
    data = json_data(text, parse_float=_as_written)
    tables = data if isinstance(data, list) else [data]
    if not all(isinstance(table, dict) for table in tables):
        raise DocumentError("not-a-form-a-table")
    found, sums = [], FactSums(rules, rules.facts, Label("mục", "item"))
    for number, table in enumerate(tables, 1):
        if isinstance(name := table.get("applicant"), str) and is_sum(name):
            sums.leave_out(name, number, [whole_of(table.get(fact.key)) for fact in sums.facts])
        else:
            found.append(_from_table(table, str(number), f"[{number - 1}]", rules))
            sums.add([whole_of(table.get(fact.key)) for fact in sums.facts])
    return found, sums, ()


def _as_written(number: str) -> Decimal | str:
    """A number with decimals; as text where its dot may be meant to group thousands."""
    return number if unambiguous(number) != number else Decimal(number)


def _from_table(data: dict[str, Any], number: str, where: str, rules: RuleSet) -> Applicant:
    known = {fact.key: fact for fact in rules.facts}
    facts = {key: _typed(value, known.get(key), rules) for key, value in data.items() if key not in _OWN_COLUMNS}
    own = {key: str(data.get(key) or "") for key in _OWN_COLUMNS}
    area, unit = _id_of(own["area"], rules.areas), _id_of(own["unit"], rules.units)
    return Applicant(id=own["applicant"] or number, facts=facts, area=area, unit=unit, where=where)


def _typed(value: Any, fact: Fact | None, rules: RuleSet) -> Any:
    """A value as a cell is read, if it is text; what cannot be read is left for the decision to refuse, by its key."""
    if isinstance(value, dict) and "value" in value:
        return value | {"value": _typed(value["value"], fact, rules)}
    if not isinstance(value, str) or not (text := tidy(value)):
        return None if isinstance(value, str) else value
    with suppress(InvalidValueError):
        return value if fact is None else cell_value(text, fact, rules.scales)
    return value


def _id_of(text: str, options: Sequence[Option]) -> str:
    with suppress(InvalidValueError):
        return option_id(text, options) if text else ""
    return text


def _csv(text: str, rules: RuleSet) -> tuple[list[Applicant], FactSums, tuple[str, ...]]:
    sums, found = FactSums(rules, rules.facts, Label("dòng", "line")), list[Headings]()

    def headings(names: list[str], faults: Faults) -> Headings:
        faults.headings = names
        found.append(read_headings(names, rules, top=faults.top, word=faults.word))
        return found[0]

    def row(row: Row, columns: Headings, faults: Faults) -> Applicant | None:
        if more := beyond(row.cells, len(columns.names)):
            counts: dict[str, Any] = {"count": len(row.cells), "count2": len(columns.names)}
            faults.add("too-many-cells", row.line, seen=more[0], **counts)
        texts = [*map(tidy, row.cells), *[""] * (len(columns.names) - len(row.cells))]
        if called := next(filter(is_sum, columns.names_in(texts)), ""):
            _sum(called, row.line, texts, columns, faults, sums)
            return None
        made = _row(row, texts, columns, faults, rules)
        sums.add([made.facts.get(fact.key) for fact in sums.facts])
        return made

    made = read_table(text, "", known_headings(rules).find, headings, row)
    return made, sums, found[0].unread


def _sum(name: str, line: int, texts: list[str], columns: Headings, faults: Faults, sums: FactSums) -> None:
    for index, fact in columns.facts.items():
        if sums.is_answer(texts[index], fact):
            wrong = {"seen": texts[index], "expected": NO_ANSWER}
            faults.add("an-answer-in-a-row-of-sums", line, index + 1, faults.heading(index + 1), **wrong)
    figures = {fact.key: whole_of(texts[index]) for index, fact in columns.facts.items()}
    sums.leave_out(name, line, [figures.get(fact.key) for fact in sums.facts])


def _row(row: Row, texts: list[str], columns: Headings, faults: Faults, rules: RuleSet) -> Applicant:
    facts: dict[str, Any] = {}
    for index, fact in columns.facts.items():
        try:
            if texts[index]:
                facts[fact.key] = cell_value(texts[index], fact, rules.scales)
        except KhuyenHocError as error:
            faults.tell(error, row.line, index + 1, faults.heading(index + 1), texts[index])
    area, unit = ("" if at is None else texts[at] for at in (columns.area, columns.unit))
    return Applicant(
        id=columns.name_of(texts) or str(row.order),
        facts=facts,
        area=_id_of(area, rules.areas),
        unit=_id_of(unit, rules.units),
        where=Position(row.line),
    )


@public("khuyenhoc.forms")
def empty_form(rules: RuleSet, format: str, lang: Language = "vi") -> str:  # noqa: A002 - the word of the codec
    """An empty form to fill in: ``toml`` with a comment for each fact, or the header of a ``csv``.

    Raises:
        InvalidValueError: For another format.

    >>> empty_form(catalog.ruleset("cdht-324-2023"), "csv").split(",")[0]
    'applicant'
    """
    if format == "csv":
        own = [name for name, used in zip(_OWN_COLUMNS, (True, rules.areas, rules.units), strict=True) if used]
        return ",".join([*own, *(fact.key for fact in rules.facts)]) + "\n"
    if format != "toml":
        raise InvalidValueError("no-such-format", path=("format",), seen=format)
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
            most = ", ".join(most) if isinstance(most, list) else most
            return f"0 - {most}" if most else ("số nguyên" if lang == "vi" else "a whole number")
        case "rank":
            return ", ".join(f'"{option["id"]}"' for option in entry["options"])
        case "points":
            return f"0 - {entry['bounds'].get('max', '…')}"
    return "số" if lang == "vi" else "a number"
