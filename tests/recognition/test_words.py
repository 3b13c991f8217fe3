"""Decisions in words: an officer's words, no code of ours, no line and no number broken."""

import re
from typing import Any

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import Citation, Decision, Instrument, InstrumentKind, RuleSet, catalog
from khuyenhoc.recognition.law.kinds import StandardTest
from khuyenhoc.testing.facts import applicants, rulesets, some_facts
from khuyenhoc.values.rate import number_text

COMMUNE = catalog.ruleset("tt-25-2023/commune")
EXAMPLE = kh.forms.read_facts("docs/examples/commune-2024.toml", COMMUNE)[0].facts
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def said(decision: Decision, lang: Any = "vi") -> str:
    """The explanation as one line."""
    return " ".join(decision.explain(lang).split())


def codes(rules: RuleSet) -> set[str]:
    """The names of ours that no sentence holds; those that are plain words of the law as well are left out."""
    found = {rules.id, rules.instrument, *(fact.key for fact in rules.facts)}
    found |= {item.id for item in (*rules.criteria, *rules.grades, *rules.areas, *rules.units, *rules.interpretations)}
    found |= {reading.id for item in rules.interpretations for reading in item.readings}
    return {code for code in found if re.search(r"[_/]|[a-z]-[a-z0-9]", code)}


def numbers_of(data: Any) -> set[str]:
    """The numbers that plain data holds, without any grouping."""
    if isinstance(data, dict):
        return {number for value in data.values() for number in numbers_of(value)}
    if isinstance(data, list):
        return {number for value in data for number in numbers_of(value)}
    return set(re.findall(r"\d+(?:\.\d+)?", str(data)))


@given(st.data())
def test_an_explanation_is_read_by_an_officer(data: st.DataObject) -> None:
    """Whatever the facts: 80 columns, no code, citations as officials write them, and no number from nowhere."""
    rules = data.draw(rulesets())
    decision = rules.decide(data.draw(some_facts(rules)), **data.draw(applicants(rules)))
    everything = kh.codec.to_data(rules)
    law = numbers_of(everything) | numbers_of([item.text("vi") for item in rules.cited])
    for lang in ("vi", "en"):
        text = decision.explain(lang)  # type: ignore[arg-type]
        assert max(map(len, text.splitlines())) <= 80, max(text.splitlines(), key=len)
        assert not re.search(
            r"[✓✗→≥≤_?]\s|\w_\w|\b(True|False|None)\b|\?/", text.replace("? ", " ").replace("?\n", "\n")
        )
        words = set(re.findall(r"[\w/-]+", text))
        assert not words & codes(rules)
        names = [item.text(lang) for item in rules.cited]  # type: ignore[arg-type]
        for cite in re.findall(r"\[([^\]]*)\]", " ".join(text.split())):
            for one in cite.split("; "):
                name = next(name for name in names if one.endswith(name))
                place = one.removesuffix(name)
                start = (
                    r"((điểm|khoản|mục|Điều) \S+ )*"
                    if lang == "vi"
                    else r"((point|clause|section|Article) [^ ,]+(, | of ))*"
                )
                assert re.fullmatch(start, place), one
        known = law | numbers_of(decision.to_dict())
        known |= {str(step.short_by) for step in decision.next_grade()}
        totals = [total.at_least for grade in rules.grades for total in grade.totals]
        known |= {number_text(total - decision.lowest) for total in totals if decision.lowest is not None}
        for number in NUMBER.findall(text):
            if f"{number}%" in text:
                continue  # rates are worked out of the counts beside them
            mark = "." if lang == "vi" else ","
            plain = number.replace(mark, "").replace(",", ".")
            assert plain in known or number in known or set(numbers_of(number)) <= known, number


def test_first_the_result_then_what_is_in_the_way_then_the_indicators() -> None:
    lines = COMMUNE.decide(EXAMPLE).explain().splitlines()
    assert lines[0] == "Cộng đồng học tập cấp xã: chưa đạt mức độ 1, theo Thông tư 25/2023/TT-BGDĐT."
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads[1] == "Còn vướng để đạt mức độ 1:"
    assert [head[:2] for head in heads[2:7]] == ["1.", "2.", "3.", "4.", "5."]
    assert heads[7] == "Câu hỏi văn bản chưa trả lời:"
    assert " ".join(" ".join(lines[3:6]).split()) == (
        "- Công dân đạt danh hiệu Công dân học tập: cần ít nhất 60%; có 7.421/12.480 người (59,46%); "
        "còn thiếu 67 người (chỉ tiêu 5.1) [điểm a khoản 5 Điều 6 Thông tư 25/2023/TT-BGDĐT]"
    )


@pytest.mark.parametrize(
    ("name", "facts", "vi", "en"),
    [
        (
            "tt-25-2023/commune",
            {"learning_centre_it": False},
            "Chưa có thiết bị công nghệ thông tin phù hợp (chỉ tiêu 3.1)",
            "No suitable IT equipment (indicator 3.1)",
        ),
        (
            "tt-25-2023/commune",
            {"learning_centre_bookcase": True},
            "đạt. Trung tâm học tập cộng đồng có tủ sách dùng chung [điểm a khoản 3 Điều 6 Thông tư",
            "met. The learning centre has a shared bookcase [point a, clause 3, Article 6 of Circular",
        ),
        (
            "tt-25-2023/commune",
            {"universal_primary": "1"},
            "cần mức độ 2 trở lên; hiện: mức độ 1; còn thiếu 1 mức (chỉ tiêu 4.2)",
            "needs level 2 or higher; now: level 1; short by 1 (indicator 4.2)",
        ),
        (
            "tt-25-2023/district",
            {"employment_rate": "97.2", "employment_rate_previous": "97.1"},
            "năm nay 97,2%; năm trước 97,1%",
            "this year 97.2%; the year before 97.1%",
        ),
        (
            "tt-25-2023/district",
            {"income_per_head": 61_500_000, "income_per_head_previous": 61_500_000},
            "năm nay 61.500.000 đồng; năm trước 61.500.000 đồng",
            "this year 61,500,000 đồng; the year before 61,500,000 đồng",
        ),
        (
            "tt-25-2023/province",
            {"museum_programmes": 1},
            "cần ít nhất 4 chương trình; có 1 chương trình; còn thiếu 3 chương trình",
            "needs at least 4 programmes; has 1; short by 3 programmes",
        ),
        (
            "tt-25-2023/commune",
            {"citizens": 2_400_000, "learning_citizens": 1_234_567},
            "có 1.234.567/2.400.000 người (51,44%); còn thiếu 205.433 người",
            "has 1,234,567/2,400,000 people (51.44%); short by 205,433 people",
        ),
    ],
)
def test_a_condition_says_what_is_meant(name: str, facts: dict[str, Any], vi: str, en: str) -> None:
    decision = catalog.ruleset(name).decide(facts)
    assert vi in said(decision)
    assert en in said(decision, "en")


def test_what_is_not_certain_says_what_is_possible() -> None:
    facts = dict(EXAMPLE, learning_citizens=7805) | {"literacy": None}
    assert said(COMMUNE.decide(facts)).startswith(
        "Cộng đồng học tập cấp xã: chưa chắc đạt mức nào; cao nhất có thể đạt mức độ 1, theo"
    )
    assert said(COMMUNE.decide(facts), "en").startswith(
        "Learning community, commune: no grade is certain; at best level 1 is possible, under"
    )


def test_a_decisive_question_says_what_else_would_come_out() -> None:
    rules = catalog.ruleset("tt-24-2023/district")
    facts = {fact.key: True for fact in rules.facts if fact.kind.value == "yes_no"}
    facts |= {fact.key: 100 for fact in rules.facts if fact.kind.value == "count"}
    facts |= {"collective_title": "none", "digital_level": "good"}
    decision = rules.decide(facts, unit="socio_political_organisation")
    assert decision.grade is None
    assert "Nếu hiểu “không” thì đạt mức độ 2." in said(decision)
    assert "If read as “no”: level 2 reached." in said(decision, "en")


DISABLED = {"disabled_able_to_learn": 10, "disabled_in_education": 6}  # 60 % of them, as Circular 07/2016 asks


def test_decree_20_gives_its_four_levels_and_no_verdict() -> None:
    rules = catalog.ruleset("nd-20-2014/commune")
    facts = {"people_15_60": 100, "people_15_60_literate_2": 95, "people_15_35": 50, "people_15_35_literate_1": 50}
    facts |= {"people_15_35_literate_2": 48, "children_5": 20, "children_5_in_class": 20}
    facts |= DISABLED
    lines = rules.decide(facts).explain().splitlines()
    assert lines[:6] == [
        "Phổ cập giáo dục, xóa mù chữ cấp xã, theo Nghị định 20/2014/NĐ-CP:",
        "  - Phổ cập giáo dục mầm non cho trẻ em 5 tuổi: chưa đủ số liệu để kết luận",
        "  - Phổ cập giáo dục tiểu học: chưa chắc đạt mức nào; cao nhất có thể đạt",
        "    mức độ 3",
        "  - Xóa mù chữ: đạt mức độ 2",
        "  - Phổ cập giáo dục trung học cơ sở: chưa chắc đạt mức nào; cao nhất có thể đạt",
    ]
    assert "đủ điều kiện công nhận" not in " ".join(lines)


def test_a_standard_that_waits_for_another_says_so() -> None:
    rules = catalog.ruleset("nd-20-2014/commune")
    waiting = [test for item in rules.indicators for test in item.tests if isinstance(test, StandardTest)]
    assert waiting[0].in_words(rules, "vi") == "cần đạt phổ cập giáo dục tiểu học mức độ 1"
    facts = {"children_6": 100, "children_6_in_grade_1": 100, "children_to_14": 100, "children_11": 100}
    facts |= {"children_to_14_completed_primary": 100, "children_11_completed_primary": 100, **DISABLED}
    assert "Cần đạt phổ cập giáo dục tiểu học mức độ 1; đã đạt [điểm a khoản 2 Điều 14" in said(rules.decide(facts))


OWN = """
format = "khuyenhoc-rules/1"
id = "ours-2026"
extends = "tt-25-2023/commune"
overrides = [
    { indicator = "5.1", grade = "1", set = { at_least = "70%" }, cite = { instrument = "qd-12-2026", article = "3" } },
]
"""
NAMED = '\n[[cited]]\nid = "qd-12-2026"\nvi = "Quyết định 12/2026/QĐ-UBND"\nen = "Decision 12/2026/QĐ-UBND"\n'
MINE = Instrument(id="qd-12-2026", number="12/2026/QĐ-UBND", kind=InstrumentKind.DECISION, issuer="UBND tỉnh")


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        (catalog.parse_rules(OWN), "qd-12-2026"),
        (catalog.parse_rules(OWN + NAMED), "Quyết định 12/2026/QĐ-UBND"),
        (catalog.parse_rules(OWN, instruments=[MINE]), "Quyết định 12/2026/QĐ-UBND"),
    ],
)
def test_instruments_of_ones_own_are_named_where_they_are_known(rules: RuleSet, name: str) -> None:
    """In the explanation, in the data and in the next steps; the id stays as data, and where no name is known."""
    decision = rules.decide(EXAMPLE)
    assert f"[Điều 3 {name}]" in said(decision)
    (step,) = decision.next_grade()
    assert step.cite is not None
    assert rules.cite(step.cite) == f"Điều 3 {name}"
    data = next(item for item in decision.to_dict()["indicators"] if item["id"] == "5.1")["grades"]["1"]
    assert (data["cite"], data["citation"]) == (f"Điều 3 {name}", {"instrument": "qd-12-2026", "article": "3"})
    assert "[điểm a khoản 5 Điều 7 Thông tư 25/2023/TT-BGDĐT]" in said(decision)


@pytest.mark.parametrize(
    ("place", "vi", "en"),
    [
        ({}, "Quyết định 12/2026/QĐ-UBND", "Decision 12/2026/QĐ-UBND"),
        ({"article": "2"}, "Điều 2 Quyết định 12/2026/QĐ-UBND", "Article 2 of Decision 12/2026/QĐ-UBND"),
        ({"clause": "4"}, "khoản 4 Quyết định 12/2026/QĐ-UBND", "clause 4 of Decision 12/2026/QĐ-UBND"),
        (
            {"article": "1", "clause": "I.2", "point": "đ"},
            "điểm đ khoản 2 mục I Điều 1 Quyết định 12/2026/QĐ-UBND",
            "point đ, clause 2, section I, Article 1 of Decision 12/2026/QĐ-UBND",
        ),
    ],
)
def test_a_citation_is_written_from_the_inside_out(place: dict[str, str], vi: str, en: str) -> None:
    cite = Citation(instrument="qd-12-2026", **place)
    assert cite.text("vi", {MINE.id: MINE}) == vi
    assert cite.text("en", {MINE.id: MINE}) == en
    assert cite.text("vi") == vi.replace("Quyết định 12/2026/QĐ-UBND", "qd-12-2026")
