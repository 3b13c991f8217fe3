"""What fails cites where the rule by which it fails stands, not the condition that nobody could judge."""

import pytest

from khuyenhoc import Outcome, catalog

ARTICLE_4 = {"average": "c", "fair": "b", "good": "a"}


def test_a_criterion_at_0_points_fails_by_the_clause_on_grades() -> None:
    rules = catalog.ruleset("tt-44-2014")
    points = {fact.key: 6 for fact in rules.facts}
    for place, indicator in enumerate(rules.indicators):
        decision = rules.decide(points | {rules.facts[place].key: 0})
        result = decision.indicators[place]
        assert result.indicator is indicator
        for grade, point in ARTICLE_4.items():
            (part,) = result.at(grade).parts
            assert result.at(grade).outcome is Outcome.NOT_MET
            assert (part.cite.article, part.cite.clause, part.cite.point) == ("4", "3", point)
        assert {step.cite.clause for step in decision.next_grade() if step.cite} == {"3"}
        assert "điểm c khoản 3 Điều 4 Thông tư 44/2014/TT-BGDĐT" in " ".join(decision.explain().split())
    for result in rules.decide(points).indicators:
        assert {part.cite.article for at in result.grades for part in at.parts} == {"3"}


@pytest.mark.parametrize(("rules_id", "article"), [("tt-24-2023/district", "9"), ("tt-24-2023/province", "15")])
def test_a_closed_file_without_evidence_fails_by_the_clause_on_evidence(rules_id: str, article: str) -> None:
    rules = catalog.ruleset(rules_id)

    def cites(facts: dict[str, object], *, final: bool) -> dict[str, str]:
        decision = rules.decide(facts, unit="state_agency", final=final)
        return {
            item.indicator.id: item.at("1").parts[0].cite.text("vi").removesuffix(" tt-24-2023")
            for item in decision.indicators
            if item.indicator.id in ("1.1", "2.1")
        }

    clause = f"khoản 3 Điều {article}"
    nothing: dict[str, object] = {}
    judged: dict[str, object] = {"learning_plan": False, "members": 10, "members_disciplined": 8}
    text = {"1.1": "điểm a khoản 1 Điều 6", "2.1": "điểm a khoản 2 Điều 6"}
    assert cites(nothing, final=True) == {"1.1": clause, "2.1": clause}
    assert cites(nothing, final=False) == text
    assert cites(judged, final=True) == text
    assert cites({"members": 10}, final=True) == {"1.1": clause, "2.1": clause}
    assert cites(judged | {"members_disciplined": None}, final=True) == text | {"2.1": clause}
