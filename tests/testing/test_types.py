"""``st.from_type`` knows every public type: what it draws is one, is as good as what people make, and shrinks."""

import datetime as dt
import inspect
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, find, given, settings, strategies as st

import khuyenhoc as kh
from khuyenhoc import codec, testing
from names import PUBLIC

ROOT = Path(__file__).resolve().parents[2]
TYPES = {name: kind for name, kind in PUBLIC.items() if inspect.isclass(kind)}
SOME = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def is_known(kind: Any) -> bool:
    """Whether the codec takes a type for one of its own."""
    try:
        codec.from_data({}, kind)
    except kh.WrongTypeError as error:
        return error.code != "not-a-type-of-this-library"
    except kh.KhuyenHocError:
        pass
    return True


@pytest.mark.parametrize("name", TYPES)
@SOME
@given(data=st.data())
def test_every_public_type_is_drawn(name: str, data: st.DataObject) -> None:
    """An instance, made by its own class; what the codec knows goes through it and comes back."""
    kind = TYPES[name]
    value = data.draw(st.from_type(kind))
    assert isinstance(value, kind)
    if attrs.has(kind) and is_known(kind):
        assert codec.from_json(codec.to_json(value), type(value)) == value


def test_nothing_public_is_left_out() -> None:
    """As many classes as there are, errors and enumerations among them."""
    assert len(TYPES) > 180
    assert {"Decision", "RuleSet", "Page", "DocumentError", "TargetSource", "SearchHit", "Status"} <= {*TYPES}


@pytest.mark.parametrize("union", [kh.Target, kh.recognition.Test], ids=["Target", "Test"])
@SOME
@given(data=st.data())
def test_unions_are_drawn(union: Any, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(union)), union)


@attrs.frozen
class Office:
    """A class of a user, which hypothesis builds from annotations."""

    place: kh.Place
    agreements: tuple[kh.Agreement, ...]


@SOME
@given(st.from_type(Office))
def test_types_are_drawn_inside_a_class_of_the_user(office: Office) -> None:
    assert isinstance(office.place, kh.Place)
    assert all(isinstance(one, kh.Agreement) for one in office.agreements)


def test_places_and_partners_are_as_people_write_them() -> None:
    """A province of today, a commune of the catalogue, a body of a province under its type."""
    day = dt.date(2026, 1, 1)
    names = {place.name for place in kh.catalog.provinces(on=day)}
    assert find(st.from_type(kh.Place), lambda place: place.name in names)
    commune = find(st.from_type(kh.Place), lambda place: place.level is kh.Level.COMMUNE and bool(place.parent))
    assert commune in {one.place for one in kh.catalog.communes()}
    police = find(st.from_type(kh.Partner), lambda partner: partner.name.startswith("Công an tỉnh "))
    assert police.type is kh.PartnerType.POLICE


def test_a_failure_shrinks_to_the_least_that_fails() -> None:
    """The least total that is too large, a period of one day, a form with one fact that is not as it should be."""
    large = find(st.from_type(kh.Observation), lambda seen: (seen.total or 0) >= 1000)
    assert large.total == 1000
    assert (large.registered, large.recognised, large.printed, large.source) == (None, None, None, "")
    period = find(st.from_type(kh.Period), lambda period: period.first.year >= 2024)
    assert period.first == period.last == dt.date(2024, 1, 1)
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    failed = find(testing.complete_forms(rules), lambda form: rules.decide(form.facts).grade is None)
    best = testing.perfect(rules, failed.facts["citizens"])
    assert len([key for key, value in failed.facts.items() if best[key] != value]) <= 1


PROBE = """
import json, sys
import khuyenhoc
without = "hypothesis" in sys.modules
from hypothesis import strategies as st
rooms = [name for name in sys.modules if name.startswith("khuyenhoc.")]
from khuyenhoc.values.period import Period
drawn = type(st.from_type(Period).example()).__name__
error = type(st.from_type(khuyenhoc.InvalidValueError).example()).__name__
print(json.dumps([without, sorted(rooms), drawn, error]))
"""


def probe(folder: Path, code: str, **more: str) -> str:
    """What a program prints where the package is installed with its entry points."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    made = folder / "khuyenhoc_here-1.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: khuyenhoc-here\nVersion: 1\n", encoding="utf-8")
    lines = [f"{name} = {target}" for name, target in points["hypothesis"].items()]
    (made / "entry_points.txt").write_text("\n".join(["[hypothesis]", *lines, ""]), encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, **more},
        cwd=folder,
    )
    return done.stdout


def test_hypothesis_finds_the_strategies_by_itself(tmp_path: Path) -> None:
    """By its entry point, without loading what is not drawn; importing the package never loads hypothesis."""
    without, rooms, drawn, error = json.loads(probe(tmp_path, PROBE))
    assert not without
    assert {room.split(".")[1] for room in rooms} <= {"_base", "errors", "sentences", "testing"}
    assert [room for room in rooms if ".testing." in room] == ["khuyenhoc.testing.entry"]
    assert (drawn, error) == ("Period", "InvalidValueError")


def test_where_plugins_are_switched_off_one_registers(tmp_path: Path) -> None:
    code = (
        "from hypothesis import strategies as st; import khuyenhoc as kh\n"
        "try: st.from_type(kh.Money).example(); print('known')\n"
        "except Exception as error: print('unknown')\n"
        "kh.testing.register(); print(type(st.from_type(kh.Period).example()).__name__)\n"
    )
    assert probe(tmp_path, code, HYPOTHESIS_NO_PLUGINS="1").split() == ["unknown", "Period"]


def test_without_hypothesis_it_is_said_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import khuyenhoc as kh\n"
        "try: kh.testing.complete_forms\n"
        "except kh.MissingExtraError as error: print(error)\n"
    )
    assert probe(tmp_path, code).strip() == ("strategies need hypothesis; write pip install 'khuyenhoc[testing]'")
