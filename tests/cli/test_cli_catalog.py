"""The command catalog: which figures were last looked at when, and a warning once that is a year ago."""

import datetime as dt
import json
import warnings
from typing import Any

import pytest
from click.testing import CliRunner

from khuyenhoc import catalog
from khuyenhoc.cli.main import cli
from khuyenhoc.files.catalog.looks import looks, stale


def asked(*arguments: str) -> Any:
    said = CliRunner().invoke(cli, ["catalog", *arguments, "--format", "json"], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    return json.loads(said.output)


def test_every_figure_has_its_last_look() -> None:
    """Each instrument, rule set and programme once, the oldest first; targets have the day of their instrument."""
    rows = asked()
    ids = [(row["kind"], row["id"]) for row in rows]
    kinds = {"instrument": catalog.instruments(), "rule_set": catalog.rulesets(), "programme": catalog.programmes()}
    assert sorted(ids) == sorted((kind, item.id) for kind, items in kinds.items() for item in items)
    assert [row["checked"] for row in rows] == sorted(row["checked"] for row in rows)
    by_id = {(row["kind"], row["id"]): row for row in rows}
    for programme in catalog.programmes():
        row = by_id["programme", programme.id]
        assert row["figures"] == len(programme.targets) > 0
        assert row["checked"] == str(catalog.instrument(programme.instrument).checked)
    assert by_id["rule_set", "tt-25-2023/commune"]["figures"] == 15


@pytest.mark.parametrize(
    ("span", "on", "gone"),
    [
        ("12m", "2027-02-01", False),  # a year after 2026-02-01, to the day: not yet
        ("12m", "2027-02-02", True),
        ("1y", "2027-02-02", True),
        ("90d", "2026-05-02", False),
        ("90d", "2026-05-03", True),
        ("12m", "2020-01-01", False),
    ],
)
def test_a_look_is_old_after_the_span_not_on_its_last_day(span: str, on: str, gone: bool) -> None:
    """Of what was looked at on 2026-02-01; and on any day just those whose time is over."""
    rows = asked("--stale", span, "--on", on)
    assert ("qd-387-2022" in {row["id"] for row in rows}) is gone
    assert {row["checked"] for row in rows} == ({"2026-02-01"} if gone else set())


def test_no_clock_is_read_and_both_options_go_together() -> None:
    """A span without a day, a day without a span, a span that is none: refused, and what to write instead."""
    for arguments in (["--stale", "12m"], ["--on", "2027-01-01"]):
        said = CliRunner().invoke(cli, ["catalog", *arguments])
        assert said.exit_code == 2
        assert "--stale 12m --on 2026-11-28" in said.output
    for lang, none in (("vi", "Không có."), ("en", "None.")):
        said = CliRunner().invoke(cli, ["catalog", "--stale", "12m", "--on", "2020-01-01", "--lang", lang])
        assert (said.exit_code, none in said.output) == (0, True)


def test_a_look_that_never_was_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody is known to have looked at is old on every day."""
    bare = [look._replace(checked=None, id="x") for look in looks()[:1]]
    monkeypatch.setattr("khuyenhoc.files.catalog.looks.looks", lambda _: (*bare, *looks()))
    assert [look.id for look in stale(on=dt.date(2020, 1, 1), within="12m")] == ["x"]


@pytest.mark.filterwarnings("default:not looked at for a year")
def test_figures_that_nobody_looked_at_for_a_year_are_warned_of() -> None:
    """It warns and does not fail: that time passes is no fault of the code. No look is older than the catalogue."""
    today = dt.datetime.now(tz=dt.timezone(dt.timedelta(hours=7))).date()
    old = stale(on=today, within="12m")
    if old:
        warnings.warn(f"not looked at for a year: {', '.join(look.id for look in old)}", stacklevel=1)
    assert all(look.checked is not None and look.checked >= dt.date(2026, 2, 1) for look in looks())
