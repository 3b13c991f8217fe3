"""The table of sentences: every error has one, in both languages, and nothing in it is dead."""

import ast
import pickle
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import errors
from khuyenhoc.sentences import Position, Sentence, sentences

SOURCE = Path(kh.__file__).parent
TREES = {
    file.relative_to(SOURCE).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
    for file in SOURCE.rglob("*.py")
    if file.name not in ("errors.py", "sentences.py")
}
ERRORS = set(errors.__all__)
HEADINGS = "place;on;attribute;population;registered;recognised;total"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A helper that raises or collects errors: the index of the argument that is the code.
HELPERS = {"_refused": 1, "add": 0, "Misused": 0, "Sentence": 0}
FALLBACKS = {"did_you_mean": 2, "perhaps": 1, "one_of": 1, "told_of": 1, "of": 1}
PLACES = {"path", "seen", "expected", "hint", "errors", "name"}
NEVER_SAID_BY_NAME = ("then-", "word-", "os-")


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def texts(node: ast.AST | None, tree: ast.AST | None) -> list[str]:
    """The constant texts that an expression may be; of a name, those that are assigned to it anywhere in the tree."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return texts(node.body, tree) + texts(node.orelse, tree)
        case ast.Name(id=name) if tree is not None:
            return [
                text
                for found in ast.walk(tree)
                if isinstance(found, ast.Assign | ast.AnnAssign) and found.value is not None
                for target, value in assigned(found)
                if isinstance(target, ast.Name) and target.id == name
                for text in texts(value, None)
            ]
    return []


def assigned(node: Any) -> list[tuple[ast.AST, ast.AST]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    pairs = []
    for target in targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs += list(zip(target.elts, node.value.elts, strict=True))
        else:
            pairs.append((target, node.value))
    return pairs


def said_in_code() -> list[tuple[str, str, set[str], bool]]:
    """Where, the code, the fields given with it, and whether it is the message itself."""
    found = []
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name, where = called(node), f"{file}:{node.lineno}"
            given = {keyword.arg or "*" for keyword in node.keywords} - (PLACES if name != "Sentence" else set())
            if name == "add" and not (
                isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "faults"
            ):
                continue
            if name in ERRORS or name in HELPERS:
                index = HELPERS.get(name, 0)
                if len(node.args) > index:
                    found += [(where, code, given, True) for code in texts(node.args[index], tree)]
                for keyword in node.keywords:
                    if keyword.arg in ("expected", "hint"):
                        found += [(where, code, given, False) for code in texts(keyword.value, tree) if code]
            elif name in FALLBACKS and len(node.args) > FALLBACKS[name]:
                found += [
                    (where, code, given | {"*"}, False) for code in texts(node.args[FALLBACKS[name]], tree) if code
                ]
    return found


SAID = said_in_code()


def names_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_the_scan_sees_the_errors_of_the_library() -> None:
    assert len(SAID) > 400
    assert ("values/share.py", "a-share-of-nothing") in {(where.partition(":")[0], code) for where, code, *_ in SAID}


def test_every_error_has_a_sentence_in_the_table() -> None:
    missing = sorted({f"{where} {code!r}" for where, code, _, _ in SAID if code not in sentences()})
    assert not missing, "\n".join(missing)


def test_every_sentence_is_in_both_languages() -> None:
    for code, entry in sentences().items():
        assert CODE.fullmatch(code), code
        assert set(entry) <= {"en", "vi", "en-one", "vi-one", "expected", "hint"}, code
        for words in (entry, entry.get("expected", entry), entry.get("hint", entry)):
            assert words["en"].strip(), code
            assert words["vi"].strip(), code
            assert names_of(words["en"]) == names_of(words["vi"]), code
        assert ("en-one" in entry) == ("vi-one" in entry), code


def test_every_field_that_a_sentence_names_is_given() -> None:
    missing = []
    for where, code, given, is_message in SAID:
        entry = sentences()[code]
        needed = names_of(entry["en"])
        if is_message:
            needed |= names_of(entry.get("expected", {}).get("en", "")) | names_of(entry.get("hint", {}).get("en", ""))
        if "*" not in given and not needed <= given:
            missing.append(f"{where} {code}: {sorted(needed - given)}")
    assert not missing, "\n".join(missing)


def test_nothing_in_the_table_is_dead() -> None:
    own = [ast.parse((SOURCE / name).read_text(encoding="utf-8")) for name in ("errors.py", "sentences.py")]
    quoted = {
        node.value
        for tree in [*TREES.values(), *own]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    dead = [code for code in sentences() if code not in quoted and not code.startswith(NEVER_SAID_BY_NAME)]
    assert not dead


def test_no_error_holds_a_sentence_of_its_own() -> None:
    """What an error says is a code, never a text made on the spot."""
    wrong = [
        f"{file}:{node.lineno}"
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in ERRORS
        for argument in [*node.args[:1], *(item.value for item in node.keywords if item.arg in ("expected", "hint"))]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]
    assert not wrong, "\n".join(wrong)


def test_words_for_kinds_of_things_are_all_there() -> None:
    from khuyenhoc.cli.lookup import _KINDS

    named = {f"word-{word.replace(' ', '-')}" for word, *_ in _KINDS.values()}
    assert named | {"word-area", "word-unit", "word-grade"} <= set(sentences())


@pytest.mark.parametrize(
    ("error", "en", "vi"),
    [
        (
            lambda: kh.Share(2, 1),
            "Share.part: the part is not within the whole; expected 0 to 1; seen 2",
            "Share.part: phần không nằm trong tổng số; cần từ 0 đến 1; đã ghi 2",
        ),
        (
            lambda: kh.catalog.province("Nghệ Anh"),
            "no province of this name; seen 'Nghệ Anh'; did you mean Nghệ An?",
            "không có tỉnh, thành phố nào tên này; đã ghi “Nghệ Anh”; có phải là Nghệ An?",
        ),
        (
            lambda: kh.catalog.province("Bình Dương", on=kh.catalog.agreement("tra-vinh-2024-2030").period.last),
            "Bình Dương no longer exists on 2030-12-31: since 2025-07-01 it is part of Hồ Chí Minh; seen 'Bình Dương'",
            "ngày 31/12/2030 không còn Bình Dương: từ ngày 01/07/2025 thuộc Hồ Chí Minh; đã ghi “Bình Dương”",
        ),
        (
            lambda: kh.tables.parse_counts(
                "place;on;attribute;population;registered;recognised;total\nxã A, Huế;2024-02-31;family;;;1;2\n",
                name="a.csv",
            ),
            "a.csv: 1 error in this table\n"
            "  line 2, column 2 (on): not a day; expected 2023-12-31 or 31/12/2023; seen '2024-02-31'",
            "a.csv: 1 lỗi trong bảng này\n"
            "  dòng 2, cột 2 (on): không phải là ngày; cần 2023-12-31 hoặc 31/12/2023; đã ghi “2024-02-31”",
        ),
    ],
)
def test_an_error_says_the_same_in_both_languages(error: Any, en: str, vi: str) -> None:
    with pytest.raises(kh.KhuyenHocError) as caught:
        error()
    assert str(caught.value) == caught.value.text("en") == en
    assert caught.value.text("vi") == vi
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.code, again.text("vi"), again.path) == (caught.value.code, vi, caught.value.path)


def test_a_sentence_of_ones_own_stands_for_itself() -> None:
    error = kh.InvalidValueError("our own words", expected="something else")
    assert error.text("vi") == "our own words; cần something else"
    assert error.code == "our own words"


def test_a_position_is_text_and_data() -> None:
    position = Position(3, 2, "total")
    assert position == "line 3, column 2 (total)"
    assert (position.line, position.column, position.name) == (3, 2, "total")
    assert position.text("vi") == "dòng 3, cột 2 (total)"
    assert pickle.loads(pickle.dumps(position)).text("vi") == position.text("vi")


def test_one_is_said_in_the_singular() -> None:
    assert Sentence("some-files", count=1).text() == "1 file"
    assert Sentence("some-files", count=2).text() == "2 files"


def test_columns_are_called_as_they_are_headed() -> None:
    """Who reads Vietnamese only gets the headings of the file, and those that are missing, in Vietnamese."""
    with pytest.raises(kh.DocumentError) as caught:
        kh.tables.parse_counts("Địa bàn;Ngày;Mô hình\nxã A, Huế;31/12/2024;family\n")
    assert "thiếu các cột tổng thể, đăng ký, công nhận, tổng số; cần địa bàn, ngày, nội dung" in caught.value.text("vi")
    assert "missing columns population, registered, recognised, total; expected place, on" in str(caught.value)
    head = "Địa bàn;Ngày;Mô hình;Tổng thể;Đăng ký;Công nhận;Tổng số"
    with pytest.raises(kh.DocumentError) as caught:
        kh.tables.parse_counts(f"{head}\nxã A, Huế;31/02/2024;family;;;1;2\n")
    assert "dòng 2, cột 2 (Ngày): không phải là ngày" in caught.value.text("vi")
