"""Numbers and days as papers print them: the whole number or none, and the day whatever stands before it."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import assume, given, settings, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog, check_citations, find_citations
from khuyenhoc.instruments import CitationStatus, PrintedCitation

GRAPH = catalog.instrument_graph()

WHOLE = [
    # a blank within the mark
    ("Công văn số 1092/UBND -VX ngày", "Công văn số 1092/UBND -VX", "1092/UBND-VX"),
    ("Công văn 1092/UBND- VX, về", "Công văn 1092/UBND- VX", "1092/UBND-VX"),
    ("CÔNG VĂN 1092/UBND - VX NGÀY", "CÔNG VĂN 1092/UBND - VX", "1092/UBND-VX"),
    ("Công văn 1092/UBND - VX của", "Công văn 1092/UBND - VX", "1092/UBND-VX"),
    ("Công văn 1092 / UBND-VX", "Công văn 1092 / UBND-VX", "1092/UBND-VX"),
    ("Công văn 6782/BGDĐT -GDTrH", "Công văn 6782/BGDĐT -GDTrH", "6782/BGDĐT-GDTrH"),
    ("Kế hoạch 49/KH-UBND -VX", "Kế hoạch 49/KH-UBND -VX", "49/KH-UBND-VX"),
    ("Thông tư 15/2020/TT-BGD ĐT ngày", "Thông tư 15/2020/TT-BGD ĐT", "15/2020/TT-BGDĐT"),
    ("Thông tư số 15/2020/TT- BGD ĐT;", "Thông tư số 15/2020/TT- BGD ĐT", "15/2020/TT-BGDĐT"),
    ("15/ 2020/TT-BGDĐT", "15/ 2020/TT-BGDĐT", "15/2020/TT-BGDĐT"),
    ("Thông tư 15/2020 /TT-BGDĐT", "Thông tư 15/2020 /TT-BGDĐT", "15/2020/TT-BGDĐT"),
    ("Công văn 1092/SGD ĐT-GDTX", "Công văn 1092/SGD ĐT-GDTX", "1092/SGDĐT-GDTX"),
    ("Nghị quyết 06/2022/QH 15", "Nghị quyết 06/2022/QH 15", "06/2022/QH15"),
    # a line that ends within the mark
    ("Quyết định 281/QĐ-\nTTg ngày", "Quyết định 281/QĐ-\nTTg", "281/QĐ-TTg"),
    ("Thông tư 22/2020/\nTT-BGDĐT", "Thông tư 22/2020/\nTT-BGDĐT", "22/2020/TT-BGDĐT"),
    # a wrong separator
    ("Quyết định 387/QĐ.TTg của", "Quyết định 387/QĐ.TTg", "387/QĐ-TTg"),
    ("theo 387/QĐ.TTg", "387/QĐ.TTg", "387/QĐ-TTg"),
    ("Quyết định 387/QĐ_TTg của", "Quyết định 387/QĐ_TTg", "387/QĐ-TTg"),
    ("Quyết định 387/QĐ/TTg của", "Quyết định 387/QĐ/TTg", "387/QĐ-TTg"),
    ("Quyết định số 387-QĐ/TTg", "Quyết định số 387-QĐ/TTg", "387/QĐ-TTg"),
    ("Quyết định số 387\\QĐ-TTg", "Quyết định số 387\\QĐ-TTg", "387/QĐ-TTg"),
    ("Thông tư 25/2023-TT/BGDĐT", "Thông tư 25/2023-TT/BGDĐT", "25/2023/TT-BGDĐT"),
    ("Kết luận 49-KL-TW, ", "Kết luận 49-KL-TW", "49-KL/TW"),
    ("Kết luận 49/KL/TW", "Kết luận 49/KL/TW", "49-KL/TW"),
    ("Công văn 1092/SGDĐT.GDTX", "Công văn 1092/SGDĐT.GDTX", "1092/SGDĐT-GDTX"),
    # a separator lost
    ("Quyết định 387/QĐTTg của", "Quyết định 387/QĐTTg", "387/QĐ-TTg"),
    ("theo 387/QĐTTg", "387/QĐTTg", "387/QĐ-TTg"),
    ("Quyết định 387/QĐ TTg", "Quyết định 387/QĐ TTg", "387/QĐ-TTg"),
    ("Quyết định 387QĐ-TTg", "Quyết định 387QĐ-TTg", "387/QĐ-TTg"),
    ("Nghị định 20/2014 NĐ-CP", "Nghị định 20/2014 NĐ-CP", "20/2014/NĐ-CP"),
    ("Thông tư 25/2023/TTBGDĐT", "Thông tư 25/2023/TTBGDĐT", "25/2023/TT-BGDĐT"),
    ("Kết luận số 49 KL/TW", "Kết luận số 49 KL/TW", "49-KL/TW"),
    ("Kế hoạch 160KH/TU", "Kế hoạch 160KH/TU", "160-KH/TU"),
    # the marks of a web page
    ("Thông tư 22/2020/TT-BGD&amp;ĐT.", "Thông tư 22/2020/TT-BGD&amp;ĐT", "22/2020/TT-BGDĐT"),
    ("Công văn 1092/SGD&amp;ĐT-GDTX", "Công văn 1092/SGD&amp;ĐT-GDTX", "1092/SGDĐT-GDTX"),
    ("Quyết định 281/Q&#272;&ndash;TTg", "Quyết định 281/Q&#272;&ndash;TTg", "281/QĐ-TTg"),
    ("Thông tư 22/2020/TT-BGD & ĐT", "Thông tư 22/2020/TT-BGD & ĐT", "22/2020/TT-BGDĐT"),
    # without the kind, as they were until 1998
    ("Quyết định 122/TTg", "Quyết định 122/TTg", "122/TTg"),
    ("Quyết định số 240-TTg", "Quyết định số 240-TTg", "240-TTg"),
    ("Nghị định 43/CP", "Nghị định 43/CP", "43/CP"),
    ("Nghị định 43-CP.", "Nghị định 43-CP", "43-CP"),
    ("Kế hoạch 12/HKH", "Kế hoạch 12/HKH", "12/HKH"),
    # the centre of the Party
    ("Kết luận 49-KL/TƯ của", "Kết luận 49-KL/TƯ", "49-KL/TW"),
    ("Kết luận 49-KL/T.Ư của", "Kết luận 49-KL/T.Ư", "49-KL/TW"),
    # more issuers, other houses
    ("Thông tư liên tịch 01/2015/TTLT-BGDĐT-BNV", "Thông tư liên tịch 01/2015/TTLT-BGDĐT-BNV",
     "01/2015/TTLT-BGDĐT-BNV"),
    ("Nghị quyết 1211/2016/UBTVQH13", "Nghị quyết 1211/2016/UBTVQH13", "1211/2016/UBTVQH13"),
    # where the number ends and the sentence goes on
    ("Quyết định 281/QĐ-TTg.Trong đó", "Quyết định 281/QĐ-TTg", "281/QĐ-TTg"),
    ("Quyết định 281/QĐ-TTg - Bước ngoặt", "Quyết định 281/QĐ-TTg", "281/QĐ-TTg"),
    ("Quyết định 281/QĐ-TTg -UBND tỉnh", "Quyết định 281/QĐ-TTg", "281/QĐ-TTg"),
    ("Quyết định 281/QĐ-TTg-một bước", "Quyết định 281/QĐ-TTg", "281/QĐ-TTg"),
    ("Quyết định 281/QĐ-TTg - II. Nội dung", "Quyết định 281/QĐ-TTg", "281/QĐ-TTg"),
    ("Công văn 1092/UBND - TP Hồ Chí Minh", "Công văn 1092/UBND", "1092/UBND"),
    ("Kế hoạch 49/KH - trong đó", "Kế hoạch 49/KH", "49/KH"),
    ("Kế hoạch 12/KH.Ngày", "Kế hoạch 12/KH", "12/KH"),
    ("QUYET DINH 387/QD NGAY", "QUYET DINH 387/QD", "387/QĐ"),
    ("Kết luận số 49 - Hội Khuyến học", "Kết luận số 49", "49"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "number"), WHOLE, ids=[text for text, _, _ in WHOLE])
def test_the_whole_number(text: str, printed: str, number: str) -> None:
    """As printed, to the letter; and as it is officially spelled."""
    for form in ("NFC", "NFD"):
        line = unicodedata.normalize(form, f"Theo {text}")
        (found,) = find_citations(line)
        assert (found.printed, found.number) == (unicodedata.normalize(form, printed), number)
        assert line[found.start : found.end] == found.printed


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 30a/2008/NQ-CP", "Nghị quyết số 30 a/ 2008/NQ-CP", "Quyết định 281/QĐ-TTg/ABC",
        "Quyết định 387/QĐ-Thủ tướng", "Quyết định 387/QĐ-T.X", "Quyết định 12345678/QĐ-TTg",
        "Quyết định 1.092/QĐ-UBND", "CÔNG VĂN 1092/UBND - AN NINH", "Công văn số 1092 UBND-VX",
        "Công văn 1092/UBND VX ngày", "Quyết định số 387 TTg", "Quyết định số 387／QĐ-TTg",
        "Quyết định 387/QĐ XYZ", "Thông tư 25/2023/XYZ", "Kế hoạch 5/xã", "hướng dẫn 20/huyện", "Chương trình 2/TP",
        "văn bản 1092/UBND-VX", "Quyết định số 387/", "Quyết định 281/QĐ-TTg/2014",
    ],
)  # fmt: skip
def test_no_number_where_it_is_not_clear(text: str) -> None:
    assert find_citations(text) == ()


SLASHES = ("/", " /", "/ ", " / ", "\\", "/\n")
DASHES = ("-", " -", "- ", " - ", "–", ".", "_", " ", "", "/", "-\n", "&ndash;")
HEADS = ("QĐ", "TT", "NĐ", "KH", "KL", "NQ", "CV", "TTr", "CTr")
ISSUERS = {
    "TTg": ("TTg", "T.Tg", "TTG"),
    "BGDĐT": ("BGDĐT", "BGD ĐT", "BGD&ĐT", "BGD&amp;ĐT", "BGD-ĐT", "BGD & ĐT", "BGDÐT"),
    "UBND": ("UBND", "UB ND"),
    "TW": ("TW", "TƯ", "T.Ư"),
    "XYZ": ("XYZ",),
}
ENDS = ("", ".", ", ", " ngày 1/1/2020", " của Bộ", "; ", ")\n", " và Kế hoạch", "/", "-", ".X", "&", "\nI. Mục tiêu")


@given(
    st.sampled_from(("Quyết định ", "Thông tư số ", "Kết luận số: ", "", "số ", "văn bản ")),
    st.integers(1, 99_999),
    st.sampled_from(("", "2014", "2023")),
    st.tuples(st.sampled_from(SLASHES), st.sampled_from(("", " ", *SLASHES, *DASHES)), st.sampled_from(DASHES)),
    st.sampled_from(HEADS),
    st.sampled_from([(name, printed) for name, many in ISSUERS.items() for printed in many]),
    st.sampled_from(("", "VX", "GDTX")),
    st.sampled_from([sep for sep in DASHES if sep]),
    st.sampled_from(ENDS),
)
@settings(max_examples=400)
def test_the_whole_number_or_none(
    word: str, serial: int, year: str, seps: tuple[str, str, str], head: str, issuer: tuple[str, str], unit: str,
    dash: str, end: str,
) -> None:  # fmt: skip
    """However the separators are lost or wrong, what is read is the number meant, all of it, or nothing."""
    printed = (
        f"{serial}{seps[0] + year if year else ''}{seps[1]}{head}{seps[2]}{issuer[1]}{dash + unit if unit else ''}"
    )
    meant = "".join(filter(str.isalnum, f"{serial}{year}{head}{issuer[0]}{unit}"))
    for found in find_citations(f"Theo {word}{printed}{end}"):
        assert "".join(filter(str.isalnum, found.number)) == meant, found


@given(st.sampled_from(ENDS), st.sampled_from([number for _, _, number in WHOLE]))
def test_what_is_read_is_read_again(end: str, number: str) -> None:
    """An official spelling is a number, and its own official spelling."""
    assume(end != ".X" or "-" in number)  # after a mark that names nobody, a dot may stand for its hyphen: "49/KH.X"
    again = PrintedCitation(printed=number, start=0, end=len(number), number=number)
    for word in ("Quyết định số ", "Công văn số "):
        assert all(found.number == again.number for found in find_citations(f"{word}{number}{end}"))


# ---- the day

DATED = [record for record in GRAPH if record.issued and record.number[:1].isdigit() and not record.also_dated]
PHRASES = (
    " ngày {}", ", ngày {}", " được phê duyệt ngày {}", " được Thủ tướng Chính phủ phê duyệt ngày {}",
    ", được Thủ tướng Chính phủ phê duyệt ngày {}", " được ban hành ngày {}", " đã được ban hành vào ngày {}",
    " ban hành ngày {}", " do Bộ Giáo dục và Đào tạo ban hành ngày {}", " ký ngày {}", " ký ban hành ngày {}",
    " (ngày {})", " (ban hành ngày {})", " (ngày {} của Trung ương)", " (ngày ký: {})", " vừa được thông qua ngày {}",
    " dated {}", " (dated {})", ", signed on {}", " of the Government dated {}",
)  # fmt: skip
DAYS = (
    "{0.day}/{0.month}/{0.year}", "{0:%d/%m/%Y}", "{0:%d.%m.%Y}", "{0.day}-{0.month}-{0.year}",
    "{0.day} tháng {0.month} năm {0.year}", "{0.day} tháng {0.month}/{0.year}", "{0.day} tháng {0.month} {0.year}",
    "{0.day}/{0.month} năm {0.year}", "{0.day} tháng {month} năm {0.year}", "{0:%B} {0.day}, {0.year}",
    "{0.day} {0:%B} {0.year}", "{0:%b} {0.day}, {0.year}", "{0.day}th of {0:%B}, {0.year}",
)  # fmt: skip
IN_WORDS = ("Giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")


@given(
    st.sampled_from(DATED), st.sampled_from(PHRASES), st.sampled_from(DAYS), st.integers(-40, 40),
    st.sampled_from(("NFC", "NFD")),
)  # fmt: skip
@settings(max_examples=300)
def test_the_day_is_read_whatever_stands_before_it(
    record: kh.Instrument, phrase: str, form: str, off: int, unicode: str
) -> None:
    """The day of the instrument speaks for it; every other day makes a conflict, and none is passed over."""
    assert record.issued is not None
    day = record.issued + dt.timedelta(days=off)
    text = record.text() + phrase.format(form.format(day, month=IN_WORDS[day.month - 1])) + " về"
    (check,) = check_citations(unicodedata.normalize(unicode, text), instruments=(record,))
    assert check.citation.dates == (day,)
    told = {reason.code for proposal in check.proposals for reason in proposal.reasons}
    assert told >= {"same-day" if off == 0 else "other-day"}
    if off == 0:
        assert check.status is CitationStatus.CONFIRMED
    else:
        assert check.status in (CitationStatus.CONFLICTING, CitationStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "status", "days"),
    [
        ("Quyết định 281/QĐ-TTg được Thủ tướng phê duyệt ngày 21/2/2014", "conflicting", ["2014-02-21"]),
        ("Quyết định 281/QĐ-TTg được ban hành ngày 21/2/2014", "conflicting", ["2014-02-21"]),
        ("Quyết định 281 được ban hành ngày 20/2/2014", "confirmed", ["2014-02-20"]),
        ("Quyết định 387/QĐ-TTg ngày 24 tháng 3/2022", "conflicting", ["2022-03-24"]),
        ("Decision 387/QD-TTg dated March 24, 2022", "conflicting", ["2022-03-24"]),
        ("Decision 387/QD-TTg, signed by the Prime Minister on 25 March 2022", "confirmed", ["2022-03-25"]),
        ("Quyết định 387/QĐ-TTg ngày 24/3 của Thủ tướng", "conflicting", []),
        ("Quyết định 387/QĐ-TTg ngày 25 tháng 3", "confirmed", []),
        ("Quyết định 387 ngày 25/3", "likely", []),
        ("Quyết định 387/QĐ-TTg ngày 25 tháng 13/2022", "conflicting", []),
        ("Quyết định 387/QĐ-TTg ngày 25/3/2022 và ngày 1 tháng 4/2022", "conflicting", ["2022-03-25", "2022-04-01"]),
        # days of something else
        ("Quyết định 387/QĐ-TTg ngày 10-12/3/2022", "confirmed", []),
        ("Quyết định 387/QĐ-TTg có hiệu lực từ ngày 1/5/2022", "confirmed", []),
        ("Quyết định 387/QĐ-TTg được sửa đổi ngày 1/5/2023", "confirmed", []),
        ("Quyết định 387/QĐ-TTg được cụ thể hóa bằng kế hoạch ban hành ngày 5/5/2022", "confirmed", []),
        ("Quyết định 387/QĐ-TTg được triển khai, ký kết ngày 5/5/2022", "confirmed", []),
    ],
)
def test_printed_days(text: str, status: str, days: list[str]) -> None:
    (check,) = check_citations(text, instruments=GRAPH)
    assert (check.status.value, [day.isoformat() for day in check.citation.dates]) == (status, days)


# ---- time

HOSTILE = {
    "units": "Công văn 1092/UBND" + " -VX" * 50_000,
    "tight units": "Công văn 1092/UBND" + "-VX" * 50_000,
    "numbers": "Quyết định 387/QĐ TTg " * 9_000,
    "broken": "Quyết định 387/QĐ-T." * 10_000,
    "issuers": "Quyết định 387/QĐ-" + "B G D Đ T " * 20_000,
    "letters": "1/" + "a" * 200_000,
    "ampersands": "387/QĐ-" + "a&" * 100_000,
    "escapes": "387/QĐ-" + "a&amp;" * 30_000,
    "eth": "387/Q\u00d0-\u00d0" * 20_000,
    "bodies": "Quyết định 387/QĐ-TTg được " + "bộ " * 60_000 + "phê duyệt ngày 1/1/2014",
    "approvals": "Quyết định 387/QĐ-TTg được bộ bộ bộ bộ bộ bộ bộ bộ bộ bộ bộ bộ ra " * 2_800,
    "months": "Quyết định 387/QĐ-TTg ngày 1 tháng 1" + ", 1 tháng 1/2014" * 12_000,
    "days": "Quyết định 387/QĐ-TTg ngày 1/1/2014" + " và ngày 1/1" * 15_000,
    "english": "387/QD-TTg of " + "the " * 50_000 + "dated March 1, 2022",
    "slashes": "1/1 " * 50_000,
    "years": "1/2014/2014" * 18_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    """Two hundred thousand characters of the worst kind are read; what is found in them is unknown, none made up."""
    assert {check.status for check in check_citations(text, instruments=())} <= {CitationStatus.UNKNOWN}
