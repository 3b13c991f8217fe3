"""Numbers and days as papers print them: the whole number or none, and the day whatever stands before it."""

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from khuyenhoc import catalog, find_citations
from khuyenhoc.instruments import PrintedCitation

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
    again = PrintedCitation(printed=number, start=0, end=len(number), number=number)
    for word in ("Quyết định số ", "Công văn số "):
        assert all(found.number == again.number for found in find_citations(f"{word}{number}{end}"))
