"""Text: eth for đ, and the marks of web pages, at the one door of text."""

import datetime as dt
import string
import time
import unicodedata

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog, find_citations
from khuyenhoc._base.folded import Folded
from khuyenhoc._base.text import eth_words, has_marks, nfc, plain_key, tidy, tone_key

ETH = str.maketrans("Đđ", "\u00d0\u00f0")
AFRICAN = str.maketrans("Đđ", "\u0189\u0256")
VIETNAMESE = (
    "Đoàn", "đồng", "QĐ", "BGDĐT", "NĐ-CP", "HĐND", "SGDĐT", "LĐ-TB&XH", "LĐLĐ", "BĐBP", "ATLĐ", "ATVSLĐ", "UBTGĐ",
    "ĐẮK NÔNG", "Đắkđoa", "HỘIĐỒNG", "hỏiđáp", "KhoaĐiện", "QĐ-TTg", "gdđt", "cộng đồng", "đ",
)  # fmt: skip
ICELANDIC = (
    "Guðmundur", "Sigurðsson", "SIGURÐSSON", "hafði", "byggð", "lengð", "Garðabær", "Davíð", "Norðurþing", "sagði",
)  # fmt: skip


@pytest.mark.parametrize("word", VIETNAMESE)
def test_eth_in_a_vietnamese_word_is_d(word: str) -> None:
    """In every Unicode form it is stored, compared and searched as the đ that it looks like."""
    for false in (word.translate(ETH), word.translate(AFRICAN)):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, f"của {false}, số 1")
            right = unicodedata.normalize(form, f"của {word}, số 1")
            assert nfc(text) == nfc(right)
            assert (tidy(text), tone_key(text), plain_key(text)) == (tidy(right), tone_key(right), plain_key(right))
            assert Folded.of(text) == Folded.of(right)
            assert eth_words(text) != ()
            assert eth_words(right) == ()


@pytest.mark.parametrize("word", ICELANDIC)
def test_eth_in_a_name_of_iceland_stays(word: str) -> None:
    for form in ("NFC", "NFD"):
        assert nfc(unicodedata.normalize(form, f"ông {word}.")) == f"ông {word}."
    assert eth_words(f"ông {word}.") == ()
    assert plain_key(word).isascii() or "æ" in plain_key(word) or "þ" in plain_key(word)


def test_the_words_that_held_eth_are_named() -> None:
    """Each as it stands, in their order; what is written right is not named."""
    assert eth_words("Theo QÐ-TTg, Ðoàn Thanh niên, Đảng ủy, ông Guðmundur") == ("QÐ", "Ðoàn")
    assert eth_words("") == ()


@given(st.text() | st.lists(st.sampled_from((*VIETNAMESE, *ICELANDIC, " ", "-", "&amp;", "\u0301"))).map("".join))
def test_laws_of_eth(text: str) -> None:
    """Done once it is done; without eth only the Unicode form is put right; the words named are those that change."""
    false = text.translate(ETH)
    done = nfc(false)
    assert nfc(done) == done
    assert eth_words(done) == ()
    assert bool(eth_words(false)) == (done != unicodedata.normalize("NFC", false))
    assert len(done) == len(unicodedata.normalize("NFC", false))
    assert plain_key(false) == plain_key(text)
    right = text.replace("\u00d0", "D").replace("\u00f0", "d").replace("\u0189", "D").replace("\u0256", "d")
    assert nfc(right) == unicodedata.normalize("NFC", right)


@given(st.text() | st.lists(st.sampled_from((*VIETNAMESE, "&amp;", "&#272;", "&x;", "&", ";", " "))).map("".join))
def test_a_folded_text_knows_its_way_back(text: str) -> None:
    folded = Folded.of(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sở GD&amp;ĐT", "Sở GD&ĐT"),
        ("Sở GD&amp;amp;ĐT", "Sở GD&ĐT"),
        ("Q&#272;-TTg", "QĐ-TTg"),
        ("Q&#x110;-TTg", "QĐ-TTg"),
        ("Q&ETH;-TTg", "QĐ-TTg"),
        ("a&nbsp;b&#160;c", "a b c"),
        ("2018 &ndash; 2020", "2018 - 2020"),
        ("1 &lt; 2 &#0; &#55296; &#x110000; &; &bogus; R&D", "1 &lt; 2 &#0; &#55296; &#x110000; &; &bogus; R&D"),
    ],
)
def test_marks_of_web_pages(text: str, meant: str) -> None:
    assert tidy(text) == meant
    assert plain_key(text) == plain_key(meant)


def test_names_with_eth() -> None:
    """A partner and a province are who they are; what is stored is spelled right."""
    assert kh.PartnerType.classify("Ðoàn Thanh niên") is kh.PartnerType.YOUTH_UNION
    assert kh.PartnerType.classify("LÐLÐ tỉnh") is kh.PartnerType.TRADE_UNION
    assert kh.PartnerType.classify("Sở GD&amp;ÐT") is kh.PartnerType.EDUCATION
    assert kh.Partner.named("Tỉnh Ðoàn Ðồng Nai") == kh.Partner.named("Tỉnh Đoàn Đồng Nai")
    day = dt.date(2024, 1, 1)
    assert catalog.province("tỉnh Ðồng Nai", on=day) == catalog.province("Đồng Nai", on=day)
    assert catalog.place("tỉnh Ðắk Lắk", on=day) == catalog.province("Đắk Lắk", on=day)
    assert kh.Place("Ðồng Nai").name == "Đồng Nai"
    assert has_marks("Ðong Nai")


@pytest.mark.parametrize(
    ("text", "printed", "number"),
    [
        ("theo Quyết định 281/QÐ-TTg ngày", "Quyết định 281/QÐ-TTg", "281/QĐ-TTg"),
        ("Nghị định số 20/2014/NÐ-CP.", "Nghị định số 20/2014/NÐ-CP", "20/2014/NĐ-CP"),
        ("Thông tư 25/2023/TT-BGDÐT", "Thông tư 25/2023/TT-BGDÐT", "25/2023/TT-BGDĐT"),
        ("quyết ðịnh 281/qð-ttg", "quyết ðịnh 281/qð-ttg", "281/QĐ-TTg"),
        ("QÐ số 281, của", "QÐ số 281", "281"),
        ("Ðể thực hiện NQ số 12/NQ-HÐND", "NQ số 12/NQ-HÐND", "12/NQ-HĐND"),
        ("Quyết định 1/QÐ-XTÐ", "Quyết định 1/QÐ-XTÐ", "1/QĐ-XTĐ"),
    ],
)
def test_citations_with_eth(text: str, printed: str, number: str) -> None:
    """What is printed stays, with its place; the number is spelled right."""
    for form in (str, lambda line: unicodedata.normalize("NFD", line)):
        (found,) = find_citations(form(text))
        assert (found.printed, found.number) == (form(printed), number)
        assert form(text)[found.start : found.end] == found.printed


@pytest.mark.parametrize(
    "text", ["\u00f0" * 100_000, "a\u00f0" * 100_000, "&amp;" * 50_000, "&" * 200_000, "&" + "amp;" * 50_000,
             "a" * 200_000 + "\u00f0", string.ascii_letters * 4000, "&#1" * 70_000],
    ids=("eth", "eths", "entities", "ampersands", "one entity", "a word", "letters", "numbers")
)  # fmt: skip
def test_long_texts_take_no_longer_than_their_length(text: str) -> None:
    """Two hundred thousand characters of the worst kind take seconds at most."""
    began = time.perf_counter()
    for reader in (nfc, tidy, plain_key, eth_words, Folded.of):
        reader(text)
    assert time.perf_counter() - began < 10
