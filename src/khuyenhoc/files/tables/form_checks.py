"""What the cells of a form accept: drop-down lists, whole numbers, bounds, and colours that tell what is amiss."""

from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.files.tables.office_style import filled
from khuyenhoc.recognition.law.facts import Fact, FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.rate import number_text

__all__ = ["LISTS", "Checks"]

LISTS = Label("Danh mục", "Lists")
_MOST, _LONG, _TITLE = "10^15", 250, 32
_ANSWERS = Label("có\nkhông", "yes\nno")
_WRONG = Label("Không nhận giá trị này", "This value is not taken")
_CHOOSE = Label(
    "Chọn trong danh sách: {0}. Chưa biết thì để trống.", "Choose from the list: {0}. Leave a blank if unknown."
)
_CHOOSE_AREA = Label(
    "Chọn trong danh sách: {0}. Nơi khác thì để trống.", "Choose from the list: {0}. Leave a blank elsewhere."
)
_WHOLE = Label(
    "Ghi số nguyên, từ 0 trở lên{0}. Không ghi chữ, dấu % hay số lẻ. Chưa biết thì để trống.",
    "Write a whole number of 0 or more{0}. No words, no % and no decimals. Leave a blank if unknown.",
)
_NUMBER = Label(
    "Ghi số{0}, không ghi dấu %. Chưa biết thì để trống.",
    "Write a number{0}, without a % sign. Leave a blank if unknown.",
)
_AT_MOST = Label(", không lớn hơn “{0}”", ", not more than “{0}”")
_BETWEEN = Label(" từ 0 đến {0}", " from 0 to {0}")
_FROM_ZERO = Label(" từ 0 trở lên", " of 0 or more")
_ONLY_FOR = Label("Chỉ hỏi đối với: {0}.", "Asked only of: {0}.")
_LIES_WITHIN = Label("Không lớn hơn: {0}.", "Not more than: {0}.")
_YEAR_BEFORE = Label("Số của năm trước của: {0}.", "The figure of the year before of: {0}.")


class Checks:
    """The validations, comments and conditional colours of one sheet."""

    book: Any
    sheet: Any
    rules: RuleSet

    def __init__(self, book: Any, sheet: Any, rules: RuleSet, lang: Language) -> None:
        """For a sheet of a workbook, which gets a hidden sheet with the lists."""
        self.book, self.sheet, self.rules = book, sheet, rules
        self.lang: Language = lang
        self.facts: dict[str, Fact] = {fact.key: fact for fact in rules.facts}
        self.units: dict[Any, Any] = {entry["key"]: entry["units"] for entry in rules.form(lang)}
        self.unit_names: dict[str, str] = {unit.id: unit.text(lang) for unit in rules.units}
        self.lists: dict[tuple[str, ...], str] = {}

    def add(self, key: str, cells: str, first: dict[str, str]) -> None:
        """What some cells for a fact accept; ``first`` are the cells of the first applicant by key."""
        if key in ("area", "unit"):
            options = self.rules.areas if key == "area" else self.rules.units
            words = _CHOOSE_AREA if key == "area" else _CHOOSE
            self._validate(cells, **self._choice([option.text(self.lang) for option in options], words))
        elif key in self.facts:
            fact = self.facts[key]
            self._validate(cells, **self._accepted(fact, first))
            if fact.kind in (FactKind.COUNT, FactKind.AMOUNT):
                self._format(cells, "#,##0" if fact.kind is FactKind.COUNT else "General")
            self._colour(fact, cells, first)
        own = first[key].lstrip("$") if ":" in cells else cells
        self._when(cells, f'{own}<>""', "filled")

    def _accepted(self, fact: Fact, first: dict[str, str]) -> dict[str, Any]:
        match fact.kind:
            case FactKind.YES_NO:
                return self._choice(_ANSWERS.text(self.lang).split("\n"))
            case FactKind.RANK:
                scale = next(scale for scale in self.rules.scales if scale.id == fact.scale)
                return self._choice([step.text(self.lang) for step in scale.steps])
            case FactKind.COUNT:
                wholes = [whole for whole in fact.part_of if whole in first]
                names = " / ".join(self.facts[whole].text(self.lang) for whole in wholes)
                words = _AT_MOST.text(self.lang).format(names) if wholes else ""
                most = ",".join(f'IF({first[whole]}="",{_MOST},{first[whole]})' for whole in wholes)
                most = f"MIN({most})" if wholes else _MOST
                return self._number("whole", _WHOLE.text(self.lang).format(words), "0", most)
        least = "0" if fact.kind is FactKind.POINTS or fact.maximum is not None else f"-{_MOST}"
        most, words = _MOST, _FROM_ZERO.text(self.lang) if least == "0" else ""
        if fact.maximum is not None:
            most = number_text(fact.maximum)
            words = _BETWEEN.text(self.lang).format(most.replace(".", ",") if self.lang == "vi" else most)
        return self._number("decimal", _NUMBER.text(self.lang).format(words), least, most)

    def _number(self, kind: str, words: str, least: str, most: str) -> dict[str, Any]:
        bounds = {"operator": "between", "formula1": least, "formula2": most}
        return {"type": kind, "error": words[:_LONG], "prompt": words[:_LONG]} | bounds

    def _choice(self, names: list[str], label: Label = _CHOOSE) -> dict[str, Any]:
        words = label.text(self.lang).format("; ".join(names))
        if len(words) > _LONG:
            words = label.text(self.lang).replace(": {0}", "")
        return {"type": "list", "error": words, "prompt": words, "formula1": self._list(tuple(names))}

    def _list(self, names: tuple[str, ...]) -> str:
        if names not in self.lists:
            letter = self.sheet.cell(1, len(self.lists) + 1).column_letter
            self.lists[names] = f"'{LISTS.text(self.lang)}'!${letter}$1:${letter}${len(names)}"
        return self.lists[names]

    def add_lists(self) -> None:
        """The hidden sheet from which the drop-down lists are taken, if there are any; to be called last."""
        if not self.lists:
            return
        sheet = self.book.create_sheet(LISTS.text(self.lang))
        sheet.sheet_state = "hidden"
        for column, names in enumerate(self.lists, 1):
            for row, name in enumerate(names, 1):
                sheet.cell(row, column, name)

    def _validate(self, cells: str, **options: Any) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

        check = DataValidation(allow_blank=True, showErrorMessage=True, showInputMessage=True, **options)
        check.errorTitle, check.errorStyle = _WRONG.text(self.lang)[:_TITLE], "stop"
        check.add(cells)
        self.sheet.add_data_validation(check)

    def _format(self, cells: str, shown: str) -> None:
        found = self.sheet[cells]
        for cell in (item for row in found for item in row) if isinstance(found, tuple) else [found]:
            cell.number_format = shown

    def _colour(self, fact: Fact, cells: str, first: dict[str, str]) -> None:
        """Grey where a kind of unit is not asked for it, and a count that is larger than what it lies within."""
        if self.units[fact.key] and "unit" in first:
            names = ",".join(f'{first["unit"]}="{self.unit_names[unit]}"' for unit in self.units[fact.key])
            self._when(cells, f'AND({first["unit"]}<>"",NOT(OR({names})))', "not_asked")
        own = first[fact.key]
        for whole in (key for key in fact.part_of if key in first):
            self._when(cells, f'AND({own}<>"",{first[whole]}<>"",{own}>{first[whole]})', "wrong")

    def _when(self, cells: str, formula: str, colour: str) -> None:
        from openpyxl.formatting.rule import FormulaRule  # type: ignore[import-untyped]

        self.sheet.conditional_formatting.add(
            cells, FormulaRule(formula=[formula], fill=filled(colour), stopIfTrue=True)
        )

    def comment(self, fact: Fact, entry: dict[str, Any], cell: Any, article: str = "") -> None:
        """What is to be known about a fact, beside the cell; nothing where there is nothing."""
        names = [self.facts[key].text(self.lang) for key in fact.part_of if key in self.facts]
        units = [self.unit_names[unit] for unit in self.units[fact.key] if unit in self.unit_names]
        before = self.facts[fact.previous_of].text(self.lang) if fact.previous_of in self.facts else ""
        said = (
            (Label("{0}", "{0}"), entry.get("note") or ""),
            (_LIES_WITHIN, "; ".join(names)),
            (_YEAR_BEFORE, before),
            (_ONLY_FOR, "; ".join(units)),
            (Label("{0}", "{0}"), article),
        )
        text = "\n".join(label.text(self.lang).format(words) for label, words in said if words)
        if text:
            from openpyxl.comments import Comment  # type: ignore[import-untyped]

            cell.comment = Comment(text, "", width=360, height=40 + 22 * (text.count("\n") + 1 + len(text) // 48))
