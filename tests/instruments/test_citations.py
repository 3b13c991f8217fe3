"""Printed citations: found with their place, checked against the instruments, never rewritten."""

import datetime as dt
import json
import random
import re
import string
import subprocess
import sys
import time
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog, check_citations, find_citations
from khuyenhoc.instruments import CitationStatus, InForce

GRAPH = catalog.instrument_graph()
DAY = dt.date(2024, 6, 13)
MARKED = (
    "281/QĐ-TTg", "25/2023/TT-BGDĐT", "06/2022/QH15", "49-KL/TW", "11-CT/TW", "160-KH/TU", "49/KH-UBND", "12/TTr-SGDĐT",
    "112/2005/QĐ-TTg", "20/2014/NĐ-CP", "448/QĐ-KHVN", "01/CTPH-HKH-CA", "1315/QĐ-TTg", "912-TB/TU", "08-HD/BTGTW",
)  # fmt: skip
WORDS = ("Quyết định", "Chỉ thị", "Kết luận", "Nghị quyết", "Thông tư", "Nghị định", "Kế hoạch", "Công văn", "Luật")
PIECES = st.sampled_from(
    (*MARKED, *WORDS, " số ", " ", ", ", " và ", ".", "\n", " ngày ", "20/2/2014", "(ngày 1.12.2015)", "31/2/2014",
     "67", " năm 2022", "387", "70%", " của Ban Bí thư", "2021 - 2030", "5 đơn vị", "–", "\u00a0", "\u00ad", "12.480",
     "Điều 1 ", "khoản 2 ")
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Texts made of what citations are made of, in any Unicode form and case, among other characters."""
    pieces = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)
    forms = st.sampled_from((str, str.upper, str.lower, _decomposed, _without_marks))
    return st.tuples(pieces, forms).map(lambda pair: pair[1](pair[0]))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _without_marks(text: str) -> str:
    bare = "".join(char for char in _decomposed(text) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D")


def numbers(text: str) -> list[str]:
    return [found.number for found in find_citations(text)]


def only(text: str, **arguments: Any) -> kh.instruments.CitationCheck:
    (check,) = check_citations(text, instruments=arguments.pop("instruments", GRAPH), **arguments)
    return check


# ---- laws


@given(texts())
def test_spans_lie_in_the_text(text: str) -> None:
    """What is printed is what stands there, to the letter; spans are in order and do not overlap."""
    found = find_citations(text)
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.printed
        assert item.provision in unicodedata.normalize("NFC", text[: item.start])
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(texts())
def test_a_list_is_mutual(text: str) -> None:
    """Each member of a list names all the others, under one kind of document."""
    for item in find_citations(text):
        others = [other for other in find_citations(text) if item.number in other.listed_with]
        assert {other.number for other in others} >= set(item.listed_with)


@given(texts())
def test_unicode_forms_are_read_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    one, other = find_citations(composed), find_citations(_decomposed(text))
    assert [(item.number, item.kind, item.dates) for item in one] == [
        (item.number, item.kind, item.dates) for item in other
    ]


@given(texts(), st.randoms(use_true_random=False))
def test_checks_do_not_depend_on_the_order_of_the_instruments(text: str, chance: random.Random) -> None:
    shuffled = list(GRAPH)
    chance.shuffle(shuffled)
    assert check_citations(text, instruments=shuffled, on=DAY) == check_citations(text, instruments=GRAPH, on=DAY)


@given(texts())
def test_a_check_proposes_and_never_rewrites(text: str) -> None:
    """What is printed stays; a proposal is another number than the printed one, and that of the instrument meant."""
    checks = check_citations(text, instruments=GRAPH, on=DAY)
    assert tuple(check.citation for check in checks) == find_citations(text)
    for check in checks:
        if check.proposed:
            assert check.proposed == catalog.instrument(check.instrument).number
            assert check.proposed != check.citation.number
        if check.status is CitationStatus.AMBIGUOUS:
            assert len(check.proposals) > 1
        meant = check.status not in (CitationStatus.AMBIGUOUS, CitationStatus.UNKNOWN)
        assert bool(check.instrument) is meant is (check.force is not None)
        assert all(proposal.reasons for proposal in check.proposals)
        assert hash(check) == hash(attrs.evolve(check))
        assert check.text("vi").startswith(f"“{check.citation.printed}”: {check.status.vi}")


@given(
    st.sampled_from(MARKED), st.sampled_from(("Theo ", "", "(", "\n")), st.sampled_from(("", ".", ",", ") ", " và "))
)
def test_a_full_number_is_found_anywhere(number: str, before: str, after: str) -> None:
    for form in (str, str.upper, _decomposed, _without_marks):
        assert numbers(before + form(number) + after) == [number]


@pytest.mark.parametrize("record", catalog.instruments(), ids=lambda record: record.id)
def test_every_instrument_is_known_by_its_own_label_and_day(record: kh.Instrument) -> None:
    """Cited in full with its day, an instrument is confirmed and nothing is proposed."""
    if not re.match(r"[0-9]", record.number):
        assert numbers(record.text()) == []  # a pilot plan that has no number
        return
    day = f" ngày {record.issued:%d/%m/%Y}" if record.issued else f" của {record.issuer}"
    check = only(record.text() + day)
    assert (check.instrument, check.status, check.proposed) == (record.id, CitationStatus.CONFIRMED, "")


@given(st.sampled_from([record for record in catalog.instruments() if record.issued and record.number[:1].isdigit()]))
def test_another_day_is_a_conflict_with_both_days(record: kh.Instrument) -> None:
    assert record.issued is not None
    other = record.issued + dt.timedelta(days=1)
    check = only(f"{record.text()} ngày {other:%d/%m/%Y}")
    if record.number.endswith("-UBND"):
        assert check.status is CitationStatus.UNKNOWN  # another province has a document of this number
    else:
        assert (check.status, check.instrument) == (CitationStatus.CONFLICTING, record.id)
    (reason,) = [reason for reason in check.proposals[0].reasons if reason.code == "other-day"]
    assert str(other) in reason.en
    assert str(record.issued) in reason.en


# ---- forms as printed


@pytest.mark.parametrize(
    ("text", "printed", "number", "kind", "days"),
    [
        ("theo Quyết định số 281/QĐ-TTg ngày 20.2.2014 (đến 2020)", "Quyết định số 281/QĐ-TTg ngày 20.2.2014",
         "281/QĐ-TTg", "decision", ["2014-02-20"]),
        ("Công văn số 2675-CV/BTGTU ngày 05 tháng 09 năm 2019,", "Công văn số 2675-CV/BTGTU ngày 05 tháng 09 năm 2019",
         "2675-CV/BTGTU", "letter", ["2019-09-05"]),
        ("Quyết định số 281 (ngày 20/02/2014) về", "Quyết định số 281 (ngày 20/02/2014)", "281", "decision",
         ["2014-02-20"]),
        ("Kết luận 49 của Ban Bí thư", "Kết luận 49", "49", "conclusion", []),
        ("Thông báo Kết luận số 912-TB/TU", "Thông báo Kết luận số 912-TB/TU", "912-TB/TU", "notice", []),
        ("QUYET DINH SO 281/QD-TTG NGAY 20-2-2014", "QUYET DINH SO 281/QD-TTG NGAY 20-2-2014", "281/QĐ-TTg", "decision",
         ["2014-02-20"]),
        ("448/QĐ-KHVN ngày 10/11/2015 và 1/12/2015", "448/QĐ-KHVN ngày 10/11/2015 và 1/12/2015", "448/QĐ-KHVN",
         "decision", ["2015-11-10", "2015-12-01"]),
        ("kế hoạch số 160 – KH/TU", "kế hoạch số 160 – KH/TU", "160-KH/TU", "plan", []),
        ("Thông tư 22/2020/TT-BGD&ĐT", "Thông tư 22/2020/TT-BGD&ĐT", "22/2020/TT-BGDĐT", "circular", []),
        ("Công văn 6782/BGDĐT-GDTX", "Công văn 6782/BGDĐT-GDTX", "6782/BGDĐT-GDTX", "letter", []),
        ("Thông tư 25/2023 của Bộ", "Thông tư 25/2023", "25/2023", "circular", []),
        ("Quyết định 387/QĐ-TTg ngày 26/3/22, và", "Quyết định 387/QĐ-TTg ngày 26/3/22", "387/QĐ-TTg", "decision", []),
        ("Quyết định 387 (25/3/22)", "Quyết định 387 (25/3/22)", "387", "decision", []),
        ("Quyết định 387 ngày 25/3/2022 và 26.3.22.", "Quyết định 387 ngày 25/3/2022 và 26.3.22", "387", "decision",
         ["2022-03-25"]),
        ("theo QĐ số 281 của Thủ tướng", "QĐ số 281", "281", "decision", []),
        ("NQ SO: 29 ngày 4/11/2013", "NQ SO: 29 ngày 4/11/2013", "29", "resolution", ["2013-11-04"]),
        ("NĐ số 20/2014", "NĐ số 20/2014", "20/2014", "decree", []),
        ("Kết luận 49-KL/TW của Ban Bí thư ngày 10/5/2019", "Kết luận 49-KL/TW của Ban Bí thư ngày 10/5/2019",
         "49-KL/TW", "conclusion", ["2019-05-10"]),
    ],
)  # fmt: skip
def test_forms(text: str, printed: str, number: str, kind: str, days: list[str]) -> None:
    (found,) = find_citations(text)
    assert found.kind is not None
    assert (found.printed, found.number, found.kind.value) == (printed, number, kind)
    assert [day.isoformat() for day in found.dates] == days


def test_what_is_invisible_is_passed_over() -> None:
    """Soft hyphens and blanks of no width neither hide a number nor enter it; they stay in what is printed."""
    (found,) = find_citations("Quyết định 281/QĐ-T\u00adTg\u200b và")
    assert (found.printed, found.number) == ("Quyết định 281/QĐ-T\u00adTg", "281/QĐ-TTg")
    assert numbers("2675-CV/B\u200bTGTU") == ["2675-CV/BTGTU"]


def test_a_point_of_a_decision() -> None:
    (found,) = find_citations("Theo Tiết b Tiểu mục 2 Mục I Điều 1 Quyết định 677/QĐ-TTg năm 2022: quán triệt")
    assert (found.printed, found.year) == ("Quyết định 677/QĐ-TTg năm 2022", 2022)
    assert found.provision == "Tiết b Tiểu mục 2 Mục I Điều 1"


def test_one_word_governs_several_numbers() -> None:
    text = "triển khai các Quyết định 387, 677, 1373 và 1315 của Thủ tướng Chính phủ"
    found = find_citations(text)
    assert [item.printed for item in found] == ["Quyết định 387", "677", "1373", "1315"]
    assert {item.kind for item in found} == {kh.InstrumentKind.DECISION}
    assert found[1].listed_with == ("387", "1373", "1315")
    meant = [check.instrument for check in check_citations(text, instruments=GRAPH)]
    assert meant == ["qd-387-2022", "qd-677-2022", "qd-1373-2021", "qd-1315-2023"]


@pytest.mark.parametrize(
    "text",
    [
        "Giai đoạn 2021 - 2030, đến năm 2025: 70% gia đình, 16,5% dòng họ, 3 - 3,5% mỗi năm",
        "trao 12.480 suất, 222 tỷ đồng, 420 tỷ 936 triệu đồng, 13,050 tỷ đồng; 4/4 xã; 60 tuổi trở lên",
        "Sáng 21/02, ngày 9.10, ngày 12/10/2023, 10:30 28-6-2022, trước ngày 15/12, quý IV/2019",
        "Hội nghị quyết định 20 suất học bổng; ban kế hoạch 5 năm (2021-2025); kế hoạch 2024; Kế hoạch 2024, 2025",
        "Đề án 2012-2020; năm học 2023-2024; nhiệm kỳ 2022-2027; Chương trình 135; hướng dẫn 20 xã; thông báo 3 hội",
        "Quyết định 12.480 suất; Quyết định 70% số hộ; Quyết định 5 đơn vị; Luật 2019; Kế hoạch 30 ngày",
        "Quyết định: 50, Kế hoạch: 12, trong đó 3; các Quyết định: 50; ND số 3, 4; kl số 5; CT số 2; TT số 1, 2",
        "https://example.org/2019/10/ky-ket-22171.htm GD-ĐT LĐ-TB&XH TDTT 24/7",
    ],
)
def test_numbers_that_cite_nothing(text: str) -> None:
    """Years, shares, counts, money, ages and days are no citations."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định 387, 70% gia đình", ["387"]),
        ("Quyết định 387, 5 đơn vị", ["387"]),
        ("Quyết định 387 và 5 đơn vị", ["387"]),
        ("Quyết định 387, 2022", ["387"]),
        ("Quyết định 387, 25/3/2022", ["387"]),
        ("Quyết định 387, 13.050 hộ", ["387"]),
        ("Quyết định 387, 67.", ["387", "67"]),
        ("các Quyết định: 387, 677", ["387", "677"]),
        ("Các Quyết định số: 387 và 677; 5 đơn vị", ["387", "677"]),
        ("các Quyết định: 387, 5 đơn vị", []),
        ("QĐ số 281, 387", ["281", "387"]),
    ],
)
def test_where_a_list_ends(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


# ---- documented defects


def test_every_annotated_instrument_is_found(shared: Path) -> None:
    """Each instrument annotated in the corpus, at its place, with the normalised number and the day that is printed."""
    count = 0
    for line in (shared / "corpus" / "annotations.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = (shared / "corpus" / "texts" / f"{entry['id']}.txt").read_text(encoding="utf-8")
        checks = check_citations(text, instruments=GRAPH)
        assert [check.citation.printed for check in checks] == [item["exact"] for item in entry["instruments"]]
        for check, item in zip(checks, entry["instruments"], strict=True):
            count += 1
            assert (check.proposed or check.citation.number) == item["number"]
            printed_day = item["date"] if "ngày" in item["exact"] else None
            assert [day.isoformat() for day in check.citation.dates] == ([printed_day] if printed_day else [])
    assert count == 9


def test_the_article_of_binh_thuan(shared: Path) -> None:
    """The decisions "387, 67" are 387 and 677; the conclusion is named four times, the plan of the province once."""
    text = (shared / "seeds" / "binh-thuan-2024.txt").read_text(encoding="utf-8")
    checks = check_citations(text, instruments=GRAPH, on=DAY)
    assert [(check.citation.printed, check.status.value, check.instrument) for check in checks] == [
        ("Kết luận 49-KL/TW", "confirmed", "kl-49-2019"),
        ("Quyết định 387", "likely", "qd-387-2022"),
        ("67", "likely", "qd-677-2022"),
        ("Kết luận 49-KL/TW", "confirmed", "kl-49-2019"),
        ("Kế hoạch số 160-KH/TU", "likely", "kh-160-ttbt"),
        ("Kết luận 49-KL/TW", "confirmed", "kl-49-2019"),
        ("Kết luận 49-KL/TW", "confirmed", "kl-49-2019"),
    ]
    assert {check.instrument for check in checks} == set(catalog.review("binh-thuan-kl-49-2024").instruments)


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        ("tt-25-2023-bgddt", {"tt-25-2023", "nd-20-2014", "qd-324-khvn-2023"}),
        ("tt-24-2023-bgddt", {"tt-24-2023", "luat-06-2022", "qd-324-khvn-2023", "qd-4725-bgddt-2022"}),
    ],
)
def test_the_circulars_cite_what_the_catalogue_holds(shared: Path, name: str, cited: set[str]) -> None:
    """In the words of the law itself every number is full, so that all that is known is confirmed."""
    checks = check_citations((shared / "law" / f"{name}.txt").read_text(encoding="utf-8"), instruments=GRAPH)
    known = [check for check in checks if check.instrument]
    assert {check.status for check in known} == {CitationStatus.CONFIRMED}
    assert cited <= {check.instrument for check in known}
    assert not any(check.proposed for check in known)


@pytest.mark.parametrize("name", ["hai-phong-2019", "long-an-2024", "quang-tri-2022", "tra-vinh-2024"])
def test_articles_that_cite_nothing(shared: Path, name: str) -> None:
    assert find_citations((shared / "seeds" / f"{name}.txt").read_text(encoding="utf-8")) == ()


@pytest.mark.parametrize(
    ("text", "status", "instrument", "proposed", "reason"),
    [
        ("Quyết định 67", "unknown", "", "", "one-digit"),
        ("các Quyết định 387, 67", "likely", "qd-677-2022", "677/QĐ-TTg", "listed-with"),
        ("Quyết định số 67 (ngày 3/6/2022)", "likely", "qd-677-2022", "677/QĐ-TTg", "same-day"),
        ("các Quyết định 387, 67 ngày 1/1/2000", "unknown", "", "", "other-day"),
        ("Quyết định số 281 (ngày 20/02/2014)", "confirmed", "qd-281-2014", "281/QĐ-TTg", "without-mark"),
        ("Quyết định 281", "likely", "qd-281-2014", "281/QĐ-TTg", "without-mark"),
        ("Quyết định 378/QĐ-TTg ngày 25/3/2022", "likely", "qd-387-2022", "387/QĐ-TTg", "digits-swapped"),
        ("Quyết định 378/QĐ-TTg", "unknown", "", "", "digits-swapped"),
        ("Quyết định 281/QĐ-TTg ngày 21/2/2014", "conflicting", "qd-281-2014", "", "other-day"),
        ("Quyết định 387/QĐ-TTg ngày 26/3/22", "conflicting", "qd-387-2022", "", "other-day"),
        ("Quyết định 387/QĐ-TTg ngày 25/3/22", "confirmed", "qd-387-2022", "", "same-short-day"),
        ("Quyết định 387 ngày 25/3/22", "likely", "qd-387-2022", "387/QĐ-TTg", "same-short-day"),
        ("Quyết định 387 ngày 25 tháng 3 năm 21", "conflicting", "qd-387-2022", "387/QĐ-TTg", "other-day"),
        ("Quyết định 378/QĐ-TTg ngày 25/3/22", "unknown", "", "", "same-short-day"),
        ("Kế hoạch 291/KH-UBND ngày 5/12/22", "likely", "kh-291-hn", "", "day-unchecked"),
        ("các Quyết định: 387, 677", "likely", "qd-677-2022", "677/QĐ-TTg", "without-mark"),
        ("QĐ số 281 ngày 20/02/2014", "confirmed", "qd-281-2014", "281/QĐ-TTg", "without-mark"),
        ("Quyết định 677/QĐ-TTg năm 2022", "confirmed", "qd-677-2022", "", "same-year"),
        ("Quyết định 677/QĐ-TTg năm 2021", "conflicting", "qd-677-2022", "", "other-year"),
        ("Quyết định số 448/QĐ-HKH", "confirmed", "qd-448-khvn-2015", "448/QĐ-KHVN", "also-numbered"),
        ("Quyết định 448/QĐ-KHVN ngày 10/11/2015", "confirmed", "qd-448-khvn-2015", "", "several-days"),
        ("Quyết định 448/QĐ-KHVN ngày 1/12/2015", "confirmed", "qd-448-khvn-2015", "", "same-day"),
        ("Quyết định 448/QĐ-KHVN ngày 2/12/2015", "conflicting", "qd-448-khvn-2015", "", "other-day"),
        ("Kết luận 49 của Ban Bí thư", "likely", "kl-49-2019", "49-KL/TW", "same-issuer"),
        ("Kết luận 49-KL/TW của Bộ Chính trị", "conflicting", "kl-49-2019", "", "other-issuer"),
        ("Kết luận 11-CT/TW", "conflicting", "ct-11-2007", "", "other-kind"),
        ("Thông tư 25/2022/TT-BGDĐT", "unknown", "", "", "other-year-in-number"),
        ("Quyết định 281/QĐ-BGDĐT", "unknown", "", "", "other-mark"),
        ("Quyết định 281/QĐ-BGDĐT ngày 20/2/2014", "likely", "qd-281-2014", "281/QĐ-TTg", "other-mark"),
        ("Thông tư 24/TT-BGDĐT", "likely", "tt-24-2023", "24/2023/TT-BGDĐT", "without-year"),
        ("Quyết định 281/2014/QĐ-TTg", "likely", "qd-281-2014", "281/QĐ-TTg", "with-year"),
        ("Kế hoạch 49/KH-UBND", "likely", "kh-49-brvt", "", "local-number"),
        ("Kế hoạch 49/KH-UBND của UBND tỉnh", "likely", "kh-49-brvt", "", "issuer-fits"),
        ("Kế hoạch 49/KH-UBND của UBND tỉnh Bà Rịa - Vũng Tàu", "confirmed", "kh-49-brvt", "", "same-issuer"),
        ("Kế hoạch 49/KH-UBND của UBND tỉnh Phú Yên", "unknown", "", "", "other-issuer"),
        ("Kế hoạch 102/KH-UBND ngày 09/5/2022", "confirmed", "kh-102-dl", "", "same-day"),
        ("Kế hoạch 291/KH-UBND ngày 5/12/2022", "likely", "kh-291-hn", "", "day-unchecked"),
    ],
)  # fmt: skip
def test_what_a_citation_means(text: str, status: str, instrument: str, proposed: str, reason: str) -> None:
    check = check_citations(text, instruments=GRAPH)[-1]
    assert (check.status.value, check.instrument, check.proposed) == (status, instrument, proposed)
    assert reason in {found.code for found in check.proposals[0].reasons}


def test_a_number_that_two_bear_is_ambiguous() -> None:
    """Two plans of one number: named both, by id, until an issuer tells."""
    made = [
        kh.Instrument(id=name, number="49/KH-UBND", kind=kh.InstrumentKind.PLAN, issuer=f"UBND tỉnh {place}")
        for name, place in (("kh-49-b", "Phú Yên"), ("kh-49-a", "Cao Bằng"))
    ]
    check = only("Kế hoạch 49/KH-UBND", instruments=made)
    assert check.status is CitationStatus.AMBIGUOUS
    assert [proposal.instrument for proposal in check.proposals] == ["kh-49-a", "kh-49-b"]
    assert (check.instrument, check.proposed, check.force) == ("", "", None)
    assert only("Kế hoạch 49/KH-UBND của UBND tỉnh Phú Yên", instruments=made).instrument == "kh-49-b"


def test_a_slip_that_two_could_have_made_is_ambiguous() -> None:
    """67 beside 387 may be 677 or 167 of the Prime Minister; a decision 567 of another issuer has no support."""
    prime = {"kind": kh.InstrumentKind.DECISION, "issuer": "Thủ tướng Chính phủ"}
    made = [kh.Instrument(id=f"qd-{n}", number=f"{n}/QĐ-TTg", **prime) for n in (387, 677, 167)]
    made.append(kh.Instrument(id="qd-567", number="567/QĐ-BNV", kind=kh.InstrumentKind.DECISION, issuer="Bộ Nội vụ"))
    check = check_citations("các Quyết định 387, 67", instruments=made)[1]
    assert check.status is CitationStatus.AMBIGUOUS
    assert [proposal.instrument for proposal in check.proposals] == ["qd-167", "qd-677"]


def test_a_number_whose_neighbour_two_bear() -> None:
    """The neighbour 387 may be of the Prime Minister or of a ministry: each supports a number of its own mark."""
    decision = kh.InstrumentKind.DECISION
    made = [
        kh.Instrument(id=f"qd-{number}-{issuer.lower()}", number=f"{number}/QĐ-{issuer}", kind=decision, issuer=issuer)
        for number, issuer in ((387, "TTg"), (387, "BNV"), (677, "TTg"))
    ]
    for known in (made, made[::-1]):
        first, second = check_citations("các Quyết định 387, 67", instruments=known)
        assert first.status is CitationStatus.AMBIGUOUS
        assert (second.status, second.instrument) == (CitationStatus.LIKELY, "qd-677-ttg")


def test_a_day_that_the_calendar_does_not_have() -> None:
    check = only("Quyết định 281/QĐ-TTg ngày 31/2/2014")
    assert (check.status, check.citation.dates) == (CitationStatus.CONFLICTING, ())
    assert [found.code for found in check.findings] == ["no-such-day"]
    assert [found.code for found in only("Quyết định 281/QĐ-TTg ngày 31/2/14").findings] == ["no-such-day"]
    assert only("Quyết định 281/QĐ-TTg ngày 29/2/00").findings == ()  # of 2000, if not of 1900


def test_force_and_what_replaced_it() -> None:
    check = only("Thông tư 22/2020/TT-BGDĐT", on=DAY)
    assert check.force is not None
    assert (check.force.status, check.replaced_by) == (InForce.NO, ("tt-24-2023",))
    earlier = only("Thông tư 22/2020/TT-BGDĐT", on=dt.date(2024, 1, 25))
    assert earlier.force is not None
    assert (earlier.force.status, earlier.replaced_by) == (InForce.YES, ("tt-24-2023",))
    assert only("Thông tư 22/2020/TT-BGDĐT").force is None


def test_with_no_instruments_all_is_unknown() -> None:
    check = only("Quyết định 281/QĐ-TTg", instruments=())
    assert (check.status, check.proposals) == (CitationStatus.UNKNOWN, ())


def test_checking_loads_no_edge() -> None:
    """Reading and checking citations loads neither catalogue nor codec nor any edge."""
    use = (
        "import sys, khuyenhoc as kh; kh.check_citations('Quyết định 281/QĐ-TTg', instruments=()); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", use], capture_output=True, check=True, encoding="utf-8")
    rooms = {name.split(".")[1] for name in done.stdout.split() if name.startswith("khuyenhoc.")}
    assert rooms == {"_base", "errors", "instruments", "sentences"}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: find_citations(None),  # type: ignore[arg-type]
        lambda: find_citations(b"281"),  # type: ignore[arg-type]
        lambda: check_citations(5, instruments=GRAPH),  # type: ignore[arg-type]
        lambda: check_citations("281", instruments="qd-281-2014"),  # type: ignore[arg-type]
        lambda: check_citations("281", instruments=GRAPH, on=dt.datetime(2024, 1, 1)),  # noqa: DTZ001
        lambda: kh.instruments.PrintedCitation(printed="281", start=0, end=4, number="281"),
        lambda: kh.instruments.PrintedCitation(printed="281", start=0, end=3, number="two"),
    ],
)
def test_what_is_refused(ask: Any) -> None:
    with pytest.raises((kh.WrongTypeError, kh.InvalidValueError)):
        ask()


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định 11, " * 4000,
        "Quyết định " + "387, " * 20_000,
        "Quyết định 281/QĐ-TTg ngày 1/1/2014" + ", 1/1/2014" * 10_000,
        " \n" * 60_000 + "Quyết định 11" + " " * 60_000,
        "Điều 1 khoản 1 " * 8000 + "Quyết định 11",
        string.digits * 12_000,
    ],
    ids=("many", "one list", "days", "blanks", "provisions", "digits"),
)
def test_long_texts_are_read_in_time(text: str) -> None:
    """A hundred thousand characters of the worst kind take seconds at most; no pattern runs away."""
    began = time.perf_counter()
    find_citations(text)
    assert time.perf_counter() - began < 20
