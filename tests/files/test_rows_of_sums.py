"""Rows of sums in tables of counts: left out, said so, and held against the sum of the others."""

import datetime as dt
import pickle
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc.cli.main import cli

HEAD = "địa bàn;ngày;mô hình;tổng thể;đăng ký;công nhận;tổng số"
ROWS = ["xã A, Nghệ An;31/12/2024;Gia đình học tập;;10;4;20", "xã B, Nghệ An;31/12/2024;Gia đình học tập;;;5;30"]
ON = dt.date(2024, 12, 31)


def read(*lines: str) -> tuple[tuple[kh.Observation, ...], list[str]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        rows = kh.tables.parse_counts("\n".join([HEAD, *ROWS, *lines]))
    assert all(item.category is kh.tables.TableNotice for item in caught)
    return rows, [str(item.message) for item in caught]


@pytest.mark.parametrize("name", ["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Toàn tỉnh", "Tổng số", "tong cong", "Toàn huyện"])
def test_a_row_of_sums_is_no_place(name: str) -> None:
    rows, said = read(f"{name};31/12/2024;Gia đình học tập;;;9;50")
    assert [row.place.name for row in rows] == ["A", "B"]
    assert said == [f"line 4 ({name}) is a sum, left out"]
    whole = kh.roll_up(rows, into=kh.catalog.province("Nghệ An"))
    assert (whole.observation.recognised, whole.observation.total) == (9, 50)


@pytest.mark.parametrize(
    ("counts", "wrong"),
    [
        (";9;51", "total 51 ≠ 50"),
        (";8;50", "recognised 8 ≠ 9"),
        (";8;51", "recognised 8 ≠ 9, total 51 ≠ 50"),
        ("99;9;50", ""),
    ],
)
def test_a_sum_that_differs_is_said(counts: str, wrong: str) -> None:
    """Registered families of B are not known, so that nothing is said against their sum."""
    _, (said,) = read(f"Tổng cộng;31/12/2024;Gia đình học tập;;{counts}")
    assert said == "line 4 (Tổng cộng) is a sum, left out" + (f"; not the sum of the 2 rows: {wrong}" if wrong else "")


def test_a_sum_is_of_its_own_day_and_attribute() -> None:
    other = "xã A, Nghệ An;31/12/2023;Gia đình học tập;;;1;7"
    _, said = read(
        other, "Cộng;31/12/2023;Gia đình học tập;;;1;7", "Cộng;31/12/2024;Gia đình học tập;;;9;50", "Tổng;;;;;10;57"
    )
    assert [text.partition("; ")[2] for text in said] == ["", "", ""]


def test_without_sums_nothing_is_said() -> None:
    assert read()[1] == []


def test_a_notice_survives_a_pickle() -> None:
    with pytest.warns(kh.tables.TableNotice) as caught:
        kh.tables.parse_counts("\n".join([HEAD, *ROWS, "Cộng;;;;;9;50"]))
    message = caught[0].message
    assert isinstance(message, kh.tables.TableNotice)
    assert pickle.loads(pickle.dumps(message)).label.vi == message.label.vi == "dòng 4 (Cộng) là dòng tổng, để ngoài"


def test_the_report_says_it_beside(tmp_path: Path) -> None:
    """The sums, and communes that are not among those of the day."""
    table = tmp_path / "counts.csv"
    rows = [
        "xã Hoà Sơm, Lào Cai;31/12/2025;Gia đình học tập;;;4;20",
        "Ba Đình, Hà Nội;31/12/2025;Gia đình học tập;;;4;20",
    ]
    table.write_text("\n".join([HEAD, *rows, "Tổng cộng;31/12/2025;Gia đình học tập;;;9;40"]), encoding="utf-8")
    made = CliRunner().invoke(cli, ["report", "qd-387-2022", "-o", str(table), "--on", "2025-12-31"])
    assert made.exit_code == 0
    assert made.stderr.count("! ") == 2
    assert "recognised 9 ≠ 8" in made.stderr
    assert "không có đơn vị cấp xã tên Hoà Sơm ở Lào Cai" in made.stderr
    assert "Tổng cộng" not in made.stdout


ABOUT = "31/12/2024;Gia đình học tập;"
SUBTOTALS = [
    "Cộng huyện A",
    "Tổng khối phường",
    "Cộng (I)",
    "II. Cộng xã miền núi",
    "cong huyen A",
    "Toàn huyện Kỳ Sơn",
]


@pytest.mark.parametrize("name", SUBTOTALS)
def test_a_sum_of_a_part_is_held_against_the_rows_above(name: str) -> None:
    """Rows 4 and 5 of C and D; the sums of parts are no places, and the sum of all is of the places alone."""
    more = [f"xã C, Nghệ An;{ABOUT};;1;2", f"xã D, Nghệ An;{ABOUT};;2;4"]
    rows, said = read(f"{name};{ABOUT};;9;50", *more, f"Cộng khối xã;{ABOUT};;3;7", f"Tổng cộng;{ABOUT};;12;56")
    assert [row.place.name for row in rows] == ["A", "B", "C", "D"]
    assert said == [
        f"line 4 ({name}) is a sum, left out",
        "line 7 (Cộng khối xã) is a sum, left out; not the sum of the 2 rows above: total 7 ≠ 6",
        "line 8 (Tổng cộng) is a sum, left out",
    ]


def test_bare_sums_after_each_block_are_of_their_block() -> None:
    _, said = read(
        f"Cộng;{ABOUT};;9;50", f"xã C, Nghệ An;{ABOUT};;1;2", f"Cộng;{ABOUT};;1;3", f"Tổng cộng;{ABOUT};;10;53"
    )
    assert [text.partition("; ")[2] for text in said] == [
        "",
        "not the sum of the 1 rows above: total 3 ≠ 2",
        "not the sum of the 3 rows: total 53 ≠ 52",
    ]


def test_sums_may_stand_above_their_rows() -> None:
    """As in tables of statistics: the province, then each group before its places."""
    table = [
        f"Toàn tỉnh;{ABOUT};;10;52",
        f"Cộng khối phường;{ABOUT};;9;50",
        f"phường A, Nghệ An;{ABOUT};;9;50",
        f"Cộng khối xã;{ABOUT};;1;3",
        f"xã C, Nghệ An;{ABOUT};;1;2",
    ]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kh.tables.parse_counts("\n".join([HEAD, *table]))
    assert [str(item.message).partition("; ")[2] for item in caught] == [
        "",
        "",
        "not the sum of the 1 rows below: total 3 ≠ 2",
    ]


def test_which_rows_two_sums_in_a_row_are_about_is_not_known() -> None:
    _, said = read(f"Cộng khối xã;{ABOUT};;5;30", f"Cộng khối phường;{ABOUT};;4;20", f"Tổng cộng;{ABOUT};;9;50")
    assert [text.partition("; ")[2] for text in said] == ["", "", ""]


@pytest.mark.parametrize(
    "name", ["Cộng Hòa", "Cộng Hoà", "CONG HOA", "Tổng Cọt", "Toàn Thắng", "X. Toàn Thắng", "Cộng Lạc"]
)
def test_a_place_that_begins_like_a_sum_is_a_place(name: str) -> None:
    rows, said = read(f"{name}, Nghệ An;31/12/2024;Gia đình học tập;;;1;2")
    assert (len(rows), said) == (3, [])
