"""Files to begin with, and the slips of a hand in files of one's own."""

import datetime as dt
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import khuyenhoc as kh
from khuyenhoc.cli.main import cli
from khuyenhoc.files.catalog.blank import AGREEMENT, PROGRAMME, new_file


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, words, input=typed, env={"COLUMNS": "80"})


def test_a_new_agreement_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "phoi-hop.toml"
    assert run("agreement", "new", "--output", str(file)).exit_code == 0
    (made,) = kh.catalog.read_document(file).agreements
    assert (made.level, made.signed) == (kh.Level.COMMUNE, dt.date(2025, 12, 25))
    assert made.partners[0].type is kh.PartnerType.POLICE
    assert made.reviews == (kh.ReviewStep.YEAR, kh.ReviewStep.FINAL)
    duties = kh.portfolio.obligations_of(made, kh.Period.of_years(2026, 2026))
    assert [duty.due.isoformat() for duty in duties] == [
        *("2026-03-31", "2026-06-30", "2026-09-30"),
        *("2026-12-31", "2026-12-31"),  # the fourth quarter, and the yearly review
    ]
    assert run("show", str(file)).exit_code == 0


def test_a_new_programme_is_reported_on_as_it_is(tmp_path: Path) -> None:
    file, counts = tmp_path / "ke-hoach.toml", tmp_path / "so-lieu.csv"
    assert run("programme", "new", "--output", str(file)).exit_code == 0
    counts.write_text(
        "place,on,attribute,population,registered,recognised,total\n"
        '"xã Ví Dụ, tỉnh Nghệ An",31/12/2026,family,,,800,1000\n',
        encoding="utf-8",
    )
    shown = run("report", str(file), "-o", str(counts), "--on", "2026-12-31").stdout
    assert "800/1.000" in shown
    assert "Kế hoạch 12/KH-UBND" in run("show", str(file)).stdout


@pytest.mark.parametrize("kind", ["agreements", "programmes"])
def test_answers_stand_in_the_file_whatever_they_hold(kind: str) -> None:
    asked = AGREEMENT if kind == "agreements" else PROGRAMME
    title = 'Kế hoạch "Học tập suốt đời" \\ 2027'
    made = new_file(kind, {"title": title, "level": "tỉnh", "place": "tỉnh Nghệ An", "period": "2027 - 2030"})
    (record,) = getattr(kh.catalog.parse_document(made), kind)
    assert (record.title.vi, record.level) == (title, kh.Level.PROVINCE)
    assert record.id == "ke-hoach-hoc-tap-suot-doi-2027"
    assert all(example in made for key, (_, example) in asked.items() if key in ("association", "number"))
    with pytest.raises(kh.DocumentError) as caught:
        new_file(kind, {"level": "xóm"})
    assert f"{kind}[0].level" in caught.value.text("vi")


def test_somebody_at_a_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    import click

    asked: list[str] = []

    def prompt(question: str, *, default: str, **_: object) -> str:
        asked.append(question)
        return "Công an xã Mẫu" if question == "Đơn vị phối hợp" else default

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(click, "prompt", prompt)
    with CliRunner().isolation():
        monkeypatch.setattr(sys, "stdin", Terminal())
        from khuyenhoc.cli.new_files import _asked

        answers = _asked(AGREEMENT)
    assert asked == [question for question, _ in AGREEMENT.values()]
    (record,) = kh.catalog.parse_document(new_file("agreements", answers)).agreements
    assert record.partners[0].name == record.commitments[0].party == "Công an xã Mẫu"


@pytest.mark.parametrize(
    ("words", "id_"),
    [(("agreement", "tra-vinh-2024-2030"), "tra-vinh-2024-2030"), (("programme", "387"), "qd-387-2022")],
)
def test_a_copy_has_an_id_of_its_own_and_keeps_what_was_agreed(words: tuple[str, str], id_: str) -> None:
    made = kh.catalog.parse_document(run(words[0], "new", "--from", words[1]).stdout)
    (record,) = made.agreements or made.programmes
    original = kh.catalog.find(id_)
    assert record.id == f"{id_}-moi"
    assert isinstance(original, kh.Agreement | kh.Programme)
    assert (record.targets, record.commitments, record.period) == (
        original.targets,
        original.commitments,
        original.period,
    )
    assert record.notes == ()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("mine", encoding="utf-8")
    for name in (str(file), str(tmp_path / "a.txt")):
        assert run("agreement", "new", "--output", name).exit_code != 0
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("agreement", "new", "--output", str(file), "--overwrite").exit_code == 0
    assert "mine" not in file.read_text(encoding="utf-8")


BLANK = new_file("agreements", {})


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ('level = "xã"', 'level = "commune"'),
        ('level = "xã"', 'level = "Xã"'),
        ('level = "xã"', 'level = "cấp xã"'),
        ('level = "xã"', 'level = "cap xa"'),
        ('type = "Công an"', 'type = "cong an"'),
        ('signed = "25/12/2025"', "signed = 2025-12-25"),
        ("\n", "\r\n"),
    ],
)
def test_what_can_mean_one_thing_is_read(right: str, slip: str) -> None:
    assert right in BLANK
    content = BLANK.replace(right, slip)
    assert kh.catalog.parse_document(content) == kh.catalog.parse_document(BLANK)
    assert kh.catalog.parse_document(b"\xef\xbb\xbf" + content.encode()) == kh.catalog.parse_document(BLANK)


@pytest.mark.parametrize(
    ("right", "slip", "says"),
    [
        ('"xã" ', "“xã” ", "không phải dấu nháy của tệp TOML: “xã”; hãy dùng dấu nháy thẳng"),
        ('"mỗi quý"', "«mỗi quý»", "«mỗi quý»; hãy dùng dấu nháy thẳng"),
        ('"25/12/2025"', "25/12/2025", 'ngày thiếu dấu nháy: 25/12/2025; hãy ghi "25/12/2025"'),
        ('level = "xã"  ', "level = xã", 'chữ thiếu dấu nháy: xã; hãy ghi "xã"'),
        ('format = "khuyenhoc/1"', "", 'viết format = "khuyenhoc/1" ở đầu tệp'),
        ('"xã" ', '"xóm" ', "level"),
    ],
)
def test_a_slip_is_told_with_what_to_write(right: str, slip: str, says: str) -> None:
    assert right in BLANK
    with pytest.raises(kh.DocumentError) as caught:
        kh.catalog.parse_document(BLANK.replace(right, slip, 1))
    assert says in caught.value.text("vi")


def test_quotation_marks_inside_a_text_are_no_slip() -> None:
    made = BLANK.replace("promote the learning unit", "the “learning unit”")
    assert "“learning unit”" in kh.catalog.parse_document(made).agreements[0].commitments[0].what.en
