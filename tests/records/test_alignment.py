"""Local targets beside the national ones: documented plans, and what holds for any two records."""

import datetime as dt
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import khuyenhoc as kh
from house.test_import import probe
from khuyenhoc import catalog
from khuyenhoc.targets import Relation
from khuyenhoc.testing.records import plans

DAY = dt.date(2024, 6, 30)
AFTER = dt.date(2026, 1, 1)
OPPOSITE = {Relation.ABOVE: Relation.BELOW, Relation.BELOW: Relation.ABOVE}
OPPOSITE |= {Relation.ABSENT: Relation.LOCAL_ONLY, Relation.LOCAL_ONLY: Relation.ABSENT}


def reach(attribute: str, population: str, rate: str, year: int, **more: Any) -> kh.Reach:
    return kh.Reach(
        attribute=kh.Attribute(attribute),
        population=catalog.population(population),
        rate=kh.Rate(rate),
        due=dt.date(year, 12, 31),
        citation=kh.Citation(document="local-plan"),
        **more,
    )


def plan(*targets: kh.Target, id_: str = "local-plan", **more: Any) -> kh.Programme:
    return kh.Programme(
        id=id_,
        instrument=id_,
        title=kh.Label("Kế hoạch", "Plan"),
        level=kh.Level.PROVINCE,
        targets=targets,
        **more,
    )


def tra_vinh(*national: str) -> kh.records.Alignment:
    programmes = [catalog.programme(id_) for id_ in national]
    return kh.align(catalog.agreement("tra-vinh-2024-2030"), programmes, on=DAY)


def relations(alignment: kh.records.Alignment) -> dict[str, int]:
    return {relation.value: count for relation, count in alignment.counts if count}


# ---- documented plans


@pytest.mark.parametrize("model", ["family", "clan", "community", "unit"])
def test_tra_vinh_equals_the_2030_line_of_387(model: str) -> None:
    """80, 75, 75, 90 % in 2030 on both sides; against 2025 it asks for more, but later."""
    found = tra_vinh("qd-387-2022")
    assert found[model, 2030].relation is Relation.EQUAL
    assert [citation.text() for citation in found[model, 2030].citations][1] == "tra-vinh-2024-2030"
    early = found[model, 2025]
    assert early.relation is Relation.NOT_COMPARABLE
    assert early.local is not None
    assert early.local.due.year == 2030
    assert "ngược chiều" in early.reason.vi
    assert "opposite ways" in early.reason.en


def test_every_target_of_tra_vinh_and_387_has_a_row() -> None:
    """387 has 19 targets, 8 of them on the four models; of Trà Vinh's 9, one is of nothing that 387 asks for.

    The yearly steps and the rate to be kept stand beside a rate to be reached.
    """
    found = tra_vinh("qd-387-2022")
    assert relations(found) == {"equal": 4, "not_comparable": 4 + 3 + 1, "absent": 19 - 8, "local_only": 1}
    (alone,) = found.find(relation=Relation.LOCAL_ONLY)
    assert alone.local is not None
    assert alone.local.attribute.code == "informed_and_trained"
    steps = [row for row in found if row.local is not None and row.local.kind == "grow"]
    assert len(steps) == 3
    assert all(row.national is not None and row.national.due.year == 2030 for row in steps)
    assert all("khác loại" in row.reason.vi for row in steps)


@pytest.mark.parametrize(("programme", "size"), [("qd-677-2022", 10), ("qd-1373-2021", 26)])
def test_tra_vinh_says_nothing_on_677_and_1373(programme: str, size: int) -> None:
    """Neither counts one of the four models that Trà Vinh names."""
    assert relations(tra_vinh(programme)) == {"absent": size, "local_only": 9}


def test_several_programmes_make_one_alignment() -> None:
    """Against all three, each national target comes once and each row says its programme."""
    found = tra_vinh("qd-387-2022", "qd-677-2022", "qd-1373-2021")
    assert relations(found) == {"equal": 4, "not_comparable": 8, "absent": 11 + 10 + 26, "local_only": 1}
    assert Counter(row.programme for row in found) == {
        "qd-387-2022": 19 + 4,
        "qd-677-2022": 10,
        "qd-1373-2021": 26,
        "": 1,
    }


def test_ben_tre_changes_its_population_between_two_years() -> None:
    """Bến Tre counts adults in 2025 (60 %) and workers in 2030 (70 %); 677 counts adults in both."""
    local = plan(
        reach("citizen", "adults", "60%", 2025),
        reach("citizen", "unit_staff_all_levels", "80%", 2025),
        reach("digital_skills", "title_holders", "70%", 2025),
        reach("online_criteria_updating", "digitally_skilled_holders", "60%", 2025),
        reach("citizen", "workers", "70%", 2030),
        reach("citizen", "unit_staff_all_levels", "85%", 2030),
    )
    found = kh.align(local, catalog.programme("qd-677-2022"), on=DAY)
    assert found["citizen", 2025, "adults"].relation is Relation.ABOVE
    assert found["citizen", 2025, "unit_staff_all_levels"].relation is Relation.ABOVE
    assert found["citizen", 2030, "unit_staff_all_levels"].relation is Relation.ABOVE
    assert found["digital_skills", 2025].relation is Relation.EQUAL
    assert found["online_criteria_updating", 2025].relation is Relation.EQUAL
    (wobble,) = found.find("citizen", population="workers")
    assert wobble.relation is Relation.NOT_COMPARABLE
    assert wobble.national is not None
    assert wobble.national.population == kh.Population("adults")
    assert wobble.national.due.year == 2030
    assert wobble.reason.vi.startswith("khác tổng thể: người lao động")
    assert wobble.reason.en.startswith("different population: workers")


def test_tam_ky_is_five_years_early() -> None:
    """The national values of 2030, set for 2025, are stricter than both national lines."""
    rates = (("family", "families", "80%"), ("clan", "clans", "75%"), ("community", "communities", "75%"))
    local = plan(*(reach(attribute, population, rate, 2025) for attribute, population, rate in rates))
    found = kh.align(local, catalog.programme("qd-387-2022"), on=DAY)
    for attribute, _, _ in rates:
        assert found[attribute, 2025].relation is Relation.ABOVE
        assert found[attribute, 2030].relation is Relation.ABOVE


def test_da_nang_sets_both_areas_and_hung_yen_none() -> None:
    """281 tells ordinary from difficult areas: so does Đà Nẵng, with the same rates; Hưng Yên's 75 % is for all."""
    national = catalog.programme("qd-281-2014")
    pairs = ((kh.Area.ORDINARY, "70%"), (kh.Area.DIFFICULT, "60%"))
    da_nang = plan(*(reach("family", "families", rate, 2020, area=area) for area, rate in pairs))
    rows = kh.align(da_nang, national, on=dt.date(2018, 1, 1)).find("family")
    assert [row.relation for row in rows] == [Relation.EQUAL, Relation.EQUAL]
    hung_yen = plan(reach("family", "families", "75%", 2020))
    rows = kh.align(hung_yen, national, on=dt.date(2018, 1, 1)).find("family")
    assert [row.relation for row in rows] == [Relation.NOT_COMPARABLE] * 2
    assert all("khác địa bàn" in row.reason.vi for row in rows)


def test_a_year_between_two_national_ones() -> None:
    """72 % by 2026 is more than 70 % by 2025 but later, and less than 80 % by 2030 but sooner: neither compares."""
    found = kh.align(plan(reach("family", "families", "72%", 2026)), catalog.programme("qd-387-2022"), on=DAY)
    rows = found.find("family")
    assert [row.relation for row in rows] == [Relation.NOT_COMPARABLE] * 2
    assert [row.national.due.year for row in rows if row.national] == [2025, 2030]
    later = kh.align(plan(reach("family", "families", "65%", 2026)), catalog.programme("qd-387-2022"), on=DAY)
    assert later["family", 2025].relation is Relation.BELOW


def test_a_share_of_the_registered_does_not_compare() -> None:
    local = plan(reach("family", "families", "95%", 2025, base=kh.Base.REGISTERED))
    row = kh.align(local, catalog.programme("qd-387-2022"), on=DAY)["family", 2025]
    assert row.relation is Relation.NOT_COMPARABLE
    assert row.reason.vi == "khác mẫu số: số đăng ký / tổng số"


def test_a_disputed_national_rate_is_said() -> None:
    """Commune officers in 2030: 70 % or 60 % by the source; a local 65 % lies between, and both rows say so."""
    local = plan(reach("centre_and_it_training", "commune_officers", "65%", 2030))
    rows = kh.align(local, catalog.programme("qd-387-2022"), on=DAY).find("centre_and_it_training", due=2030)
    assert [row.relation for row in rows] == [Relation.BELOW, Relation.ABOVE]
    assert all(any("sources disagree" in note.en for note in row.notes) for row in rows)


def test_counts_in_other_units_do_not_compare() -> None:
    """Nobody compares classes with đồng, even under one attribute."""
    about: dict[str, Any] = {"attribute": kh.Attribute("x"), "due": dt.date(2025, 12, 31)}
    about |= {"citation": kh.Citation(document="x"), "count": 5}
    one = kh.Deliver(unit=kh.Label("lớp", "classes"), **about)
    other = kh.Deliver(unit=kh.Label("đồng", "đồng"), **about)
    assert kh.compare(one, other).relation is Relation.NOT_COMPARABLE


# ---- what goes with an alignment


def test_what_there_is_to_know_about_the_sides() -> None:
    """Out of force, without targets, without a programme, of a place that is no more."""
    old = kh.align(catalog.agreement("long-an-2024-2026-police"), catalog.programme("qd-281-2014"), on=AFTER)
    assert [item.code for item in old.findings] == ["no-targets", "out-of-period"]
    assert [item.code for item in kh.align(plan(), (), on=DAY).findings] == ["no-programme", "no-targets"]
    local = catalog.agreement("tra-vinh-2024-2030")
    national = catalog.national_programmes(on=AFTER)
    after = kh.align(local, national, on=AFTER, reform=catalog.reform())
    (found,) = after.findings
    assert found.code == "place-ended"
    assert "Vĩnh Long" in found.vi
    assert "202/2025/QH15" in found.vi
    before = kh.align(local, national, on=dt.date(2025, 6, 30), reform=catalog.reform())
    assert before.findings == ()


def test_bases_that_are_gone_are_said_in_their_rows() -> None:
    """Hà Nội wants 60 % of districts in 2030 against 50 %: stricter on paper, and of nothing from 1/7/2025."""
    local = plan(
        reach("learning_district", "districts", "40%", 2025), reach("learning_district", "districts", "60%", 2030)
    )
    for day, said in ((dt.date(2025, 6, 30), False), (dt.date(2025, 7, 1), True)):
        found = kh.align(local, catalog.programme("qd-1373-2021"), on=day, reform=catalog.reform())
        row = found["learning_district", 2030]
        assert row.relation is Relation.ABOVE
        assert any("không còn cấp huyện" in note.vi for note in row.notes) is said


def test_all_records_come_back_in_order() -> None:
    records = catalog.agreements()
    found = kh.records.align_all(records, catalog.national_programmes(on=DAY), on=DAY)
    assert [item.subject for item in found] == [record.id for record in records]
    assert all(len(item) >= 19 + 10 + 26 for item in found)


def test_national_programmes_are_those_whose_period_covers_the_day() -> None:
    """1373, 387 and 677 run from 2021 to 2030; 281 and 89 to 2020."""
    today = ["qd-1373-2021", "qd-387-2022", "qd-677-2022"]
    for day, ids in ((DAY, today), (dt.date(2030, 12, 31), today), (dt.date(2031, 1, 1), [])):
        assert [programme.id for programme in catalog.national_programmes(on=day)] == ids
    assert [item.id for item in catalog.national_programmes(on=dt.date(2020, 12, 31))] == ["qd-281-2014", "qd-89-2013"]


def test_bad_input_is_one_of_our_errors() -> None:
    programme: Any = catalog.programme("qd-387-2022")
    wrong: Any
    for wrong in (None, "qd-387-2022", programme.targets[0], 7):
        with pytest.raises(kh.WrongTypeError):
            kh.align(wrong, programme, on=DAY)
        with pytest.raises(kh.WrongTypeError):
            kh.align(programme, wrong, on=DAY)
        with pytest.raises(kh.WrongTypeError):
            kh.records.align_all(wrong if wrong != programme.targets[0] else [wrong], programme, on=DAY)
    with pytest.raises(kh.InvalidValueError, match="twice"):
        kh.align(programme, [programme, programme], on=DAY)
    moment: Any = dt.datetime(2024, 6, 30)  # noqa: DTZ001 - a moment is what is refused
    with pytest.raises(kh.WrongTypeError):
        kh.align(programme, programme, on=moment)
    found = tra_vinh("qd-387-2022")
    key: Any = "family"
    with pytest.raises(kh.WrongTypeError):
        found[key]
    with pytest.raises(kh.UnknownNameError):
        found["family", 2027]
    with pytest.raises(kh.AmbiguousNameError, match="2 rows"):
        found["citizen", 2030]
    with pytest.raises(kh.InvalidValueError):
        kh.records.AlignedTarget(relation=Relation.ABSENT, reason=kh.Label("a", "b"), local=programme.targets[0])


def test_alignment_loads_no_edge() -> None:
    """The core never imports an edge: places and changes come as arguments."""
    found = probe("khuyenhoc.align, khuyenhoc.standing, khuyenhoc.targets.sum_of_former_parts")
    files = [name.split(".")[1:] for name in found["modules"] if name.startswith("khuyenhoc.")]
    assert {"alignment", "reform", "former_parts"} <= {file[-1] for file in files}
    assert {file[0] for file in files}.isdisjoint({"files", "frames", "views", "cli"})


# ---- laws


@given(record=plans())
def test_a_record_equals_itself(record: kh.Programme) -> None:
    """align(x, x) is all equal, and has one row for each target."""
    found = kh.align(record, record, on=DAY)
    assert {row.relation for row in found} <= {Relation.EQUAL}
    assert [row.national for row in found][: len(record.targets)] == list(record.targets)


@given(one=plans(), other=plans())
def test_swapping_the_sides_turns_stricter_into_weaker(one: kh.Programme, other: kh.Programme) -> None:
    """The rows are the same pairs seen from the other side."""
    there = Counter(
        (row.local, row.national, OPPOSITE.get(row.relation, row.relation)) for row in kh.align(one, other, on=DAY)
    )
    back = Counter((row.national, row.local, row.relation) for row in kh.align(other, one, on=DAY))
    assert there == back


@settings(max_examples=50)
@given(local=plans(), first=plans(id="p-1"), second=plans(id="p-2"))
def test_no_target_is_dropped(local: kh.Programme, first: kh.Programme, second: kh.Programme) -> None:
    """Every target of both sides stands in a row, the national ones in their order.

    A side is alone only if nothing of its attribute is on the other; comparable rows are alike in all but day and rate.
    """
    found = kh.align(local, [first, second], on=DAY)
    national = [*first.targets, *second.targets]
    assert [row.national for row in found][: len(national)] == national
    assert set(local.targets) == {row.local for row in found if row.local is not None}
    assert sum(count for _, count in found.counts) == len(found)
    theirs, mine = ({target.attribute for target in side} for side in (national, local.targets))
    for row in found:
        if row.relation is Relation.ABSENT:
            assert row.targets[0].attribute not in mine
        elif row.relation is Relation.LOCAL_ONLY:
            assert row.targets[0].attribute not in theirs
        elif row.relation is not Relation.NOT_COMPARABLE:
            assert len({(target.kind, target.subject) for target in row.targets}) == 1
        assert row.reason.vi
        assert row.reason.en


@given(record=plans())
def test_alignments_are_values(record: kh.Programme) -> None:
    """Equal, hashable, and changed only into another."""
    one, other = kh.align(record, (), on=DAY), kh.align(record, (), on=DAY)
    assert one == other
    assert hash(one) == hash(other)
    assert attrs.evolve(one, on=AFTER) != one
