"""A score sheet and its conditions as a rule file: commented, with the row of the table as citation of each line."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction

from khuyenhoc._base.text import plain_key
from khuyenhoc.files.catalog.rules import FORMAT
from khuyenhoc.files.catalog.score_conditions import Conditions, Mark
from khuyenhoc.files.tables.score_sheet import Group, Line, ScoreSheet
from khuyenhoc.files.tables.score_sums import Points
from khuyenhoc.values.rate import number_text

__all__ = ["rules_text"]

_DIFFICULT = "vùng khó khăn", "difficult areas"


def rules_text(sheet: ScoreSheet, conditions: Conditions) -> str:
    """The file, as text."""
    keys = _keys(sheet)
    lines = [
        *_head(sheet, conditions),
        *("", "[[cited]]  # tên văn bản, để trích dẫn như bản in", f"id = {_quoted(conditions.instrument)}"),
        *(f"{lang} = {_quoted(conditions.document)}" for lang in ("vi", "en")),
        *(line for mark in conditions.marks for line in _grade(mark, conditions)),
        *(_area() if any(mark.difficult is not None for mark in conditions.marks) else ()),
        *(line for group in sheet.groups for item in group.lines for line in _fact(item, keys[item.id])),
        *(line for group in sheet.groups for line in _criterion(group, keys)),
    ]
    return "\n".join(lines) + "\n"


def _said(points: Fraction) -> str:
    return Points(points).text("vi")


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _label(vi: str, en: str) -> str:
    return f"{{ vi = {_quoted(vi)}, en = {_quoted(en)} }}"


def _head(sheet: ScoreSheet, of: Conditions) -> Iterator[str]:
    document = f"{of.document} ngày {of.issued:%d/%m/%Y}"
    yield f"# {of.model.vi}: bộ tiêu chí lập từ bảng điểm của {document}."
    yield "# Dòng bắt đầu bằng dấu thăng là lời giải thích. Sửa xong thì kiểm tra: khuyenhoc rules check TỆP"
    yield "# en là tên bằng tiếng Anh, hiện chép lại tiếng Việt; dịch hay để nguyên đều được."
    yield f'format = "{FORMAT}"'
    yield f"id = {_quoted(of.id)}"
    yield f"title = {_label(f'{of.model.vi} ({of.document})', f'{of.model.en.capitalize()} ({of.document})')}"
    yield f'model = "{of.model.value}"  # danh hiệu: {of.model.vi}'
    if of.level is not None:
        yield f'level = "{of.level.value}"  # {of.level.vi}'
    yield f"instrument = {_quoted(of.instrument)}  # {document}"
    yield f"issued = {of.issued.isoformat()}  # ngày ban hành; nếu biết ngày có hiệu lực thì thêm in_force_from"
    yield 'method = "points"  # tính theo tổng điểm'
    said = "bảng có ghi" if sheet.total_is_printed else "bảng không ghi, đây là tổng các dòng"
    yield f'maximum_total = "{number_text(sheet.points)}"  # tổng điểm tối đa ({said})'
    yield 'confidence = "stated"  # mức độ tin cậy: người dùng cung cấp'
    yield ""
    yield "[[notes]]"
    yield f"vi = {_quoted(f'Theo bảng điểm của {document}, do người dùng nhập.')}"
    yield f"en = {_quoted(f'From the score sheet of {of.document} of {of.issued.isoformat()}, as the user states.')}"


def _grade(mark: Mark, of: Conditions) -> Iterator[str]:
    yield ""
    yield f"# Xếp loại: {mark.name}, từ {_said(mark.at_least)} điểm"
    yield "[[grades]]"
    yield f"id = {_quoted(mark.id)}"
    yield from _words(mark.name, of.model.en if mark.id == f"learning_{of.model.value}" else mark.name)
    yield "totals = ["
    yield f'    {{ from = "{number_text(mark.at_least)}", cite = {{}} }},'
    if mark.difficult is not None:
        yield f'    {{ from = "{number_text(mark.difficult)}", area = "difficult", cite = {{}} }},  # vùng khó khăn'
    yield "]"
    if of.floor is not None:
        yield f'each_indicator_at_least = "{number_text(of.floor)}"  # điểm thấp nhất của từng dòng được chấm'
    if of.criterion_above is not None:
        yield f'each_criterion_above = "{number_text(of.criterion_above)}"  # mỗi tiêu chí phải trên số điểm này'


def _area() -> Iterator[str]:
    vi, en = _DIFFICULT
    yield from ("", "[[areas]]", 'id = "difficult"', *_words(vi, en))


def _fact(line: Line, key: str) -> Iterator[str]:
    yield from ("", "[[facts]]", f'key = "{key}"', 'kind = "points"', f'maximum = "{number_text(line.points)}"')
    yield from _words(f"{line.id}. {line.text}", f"{line.id}. {line.text}")
    if line.notes:
        notes = "\n".join(line.notes)
        yield f"note = {_label(notes, notes)}"


def _criterion(group: Group, keys: dict[str, str]) -> Iterator[str]:
    yield ""
    yield f"# Tiêu chí {group.id}: {_said(group.points)} điểm"
    yield from ("[[criteria]]", f"id = {_quoted(group.id)}", *_words(group.text, group.text))
    yield f'maximum = "{number_text(group.points)}"'
    for line in group.lines:
        yield from ("", "[[criteria.indicators]]", f"id = {_quoted(line.id)}", *_words(line.text, line.text))
        yield f'maximum = "{number_text(line.points)}"'
        test = f'kind = "points", fact = "{keys[line.id]}", cite = {{ clause = {_quoted(line.id)} }}'
        yield f"tests = [{{ {test} }}]  # mục {line.id} của bảng"


def _words(vi: str, en: str) -> tuple[str, str]:
    return f"vi = {_quoted(vi)}", f"en = {_quoted(en)}"


def _keys(sheet: ScoreSheet) -> dict[str, str]:
    """The key of each line, in small letters without marks: diem_i_2; of đ and d in one list, dd and d."""
    found: dict[str, str] = {}
    for line in sheet.lines:
        key = "diem_" + re.sub("[^a-z0-9]+", "_", plain_key(line.id.replace("đ", "dd").replace("Đ", "dd")))
        same = sum(other == key or other.startswith(f"{key}_so_") for other in found.values())
        found[line.id] = f"{key}_so_{same + 1}" if same else key
    return found
