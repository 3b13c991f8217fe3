"""The service of ``docs/examples/fastapi_service.py``: by FastAPI's own client, and once over a real connection."""

import datetime as dt
import json
import sys
import threading
import time
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import codec

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
COMMUNE = "/rulesets/tt-25-2023/commune"
REPORT = {"programme": "qd-387-2022", "on": "2023-12-31"}

for package in ("fastapi", "httpx", "python_multipart", "uvicorn"):
    pytest.importorskip(package, reason=f"{package} is not installed (group examples)")


@pytest.fixture(scope="module")
def app() -> Any:
    sys.path.insert(0, str(EXAMPLES))
    import fastapi_service

    sys.path.remove(str(EXAMPLES))
    return fastapi_service.app


@pytest.fixture(scope="module")
def client(app: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of httpx, by some versions of starlette
        warnings.filterwarnings("ignore", message="Using `httpx`")
        from fastapi.testclient import TestClient
    return TestClient(app)


def upload(name: str, content: bytes | None = None) -> dict[str, Any]:
    return {"table": (name, (EXAMPLES / name).read_bytes() if content is None else content)}


def places(answer: Any) -> list[tuple[list[Any], str]]:
    assert answer.status_code == 422
    return [(error["loc"], error["type"]) for error in answer.json()["detail"]]


@pytest.mark.parametrize("name", ["fastapi_service.py", "pydantic_models.py"])
def test_an_example_is_short_and_stands_on_its_page(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    page = EXAMPLES.parent / "how-to" / "fastapi.md"
    assert f"```python\n{text}```" in page.read_text(encoding="utf-8")


def test_the_rule_sets_are_listed_and_chosen_by_level_and_model(client: Any) -> None:
    every = client.get("/rulesets").json()
    assert [one["id"] for one in every] == [rules.id for rules in kh.catalog.rulesets()]
    chosen = client.get("/rulesets", params={"model": "citizen"}).json()
    assert {one["id"] for one in chosen} >= {"cdht-324-2023"}
    assert {kh.catalog.ruleset(one["id"]).model for one in chosen} == {kh.LearningModel.CITIZEN}
    assert client.get("/rulesets", params={"level": "cấp xã"}).json() == [
        one for one in every if kh.catalog.ruleset(one["id"]).level is kh.Level.COMMUNE
    ]
    assert places(client.get("/rulesets", params={"level": "xom"})) == [(["query", "level"], "not-a-code-of-list")]


def test_a_form_has_a_field_for_each_fact(client: Any) -> None:
    fields = client.get(f"{COMMUNE}/form").json()
    assert [field["key"] for field in fields] == [fact.key for fact in kh.catalog.ruleset("tt-25-2023/commune").facts]


def test_facts_are_decided(client: Any) -> None:
    facts = {f"{name}_points": 8 for name in ("information", "own_study_plan")}
    assert client.post("/rulesets/cdht-324-2023/decide", json=facts).json()["lowest"] == "16"
    assert client.post(f"{COMMUNE}/decide", json={"awareness_work": False}).json()["verdict"] == "not_recognised"


def test_what_is_wrong_is_told_with_its_place(client: Any) -> None:
    answer = client.post(f"{COMMUNE}/decide", json={"citizens": "x", "learnin_citizens": 1})
    assert places(answer) == [
        (["body", "citizens"], "not-a-whole-number"),
        (["body", "learnin_citizens"], "no-such-fact"),
    ]
    assert "có phải là 'learning_citizens'?" in answer.json()["detail"][1]["msg"]
    area = client.post(f"{COMMUNE}/decide", params={"area": "sea"}, json={})
    assert places(area) == [(["body", "area"], "no-such-kind-of")]
    assert client.post(f"{COMMUNE}/decide", json=[1]).status_code == 422


def test_an_id_that_is_none_is_not_found(client: Any) -> None:
    for answer in (
        client.get("/rulesets/tt-25-2023/comune/form"),
        client.post("/rulesets/tt-25-2023/comune/decide", json={}),
        client.post("/report", params=REPORT | {"programme": "qd-387"}, files=upload("communes.csv")),
    ):
        assert answer.status_code == 404
    assert "tt-25-2023/commune" in client.get("/rulesets/tt-25-2023/comune/form").json()["detail"][0]["msg"]


@pytest.mark.filterwarnings("ignore::khuyenhoc.tables.TableNotice")
@pytest.mark.parametrize(("name", "wrong"), [("communes.csv", 1), ("bang-xa.xlsx", 0)])
def test_a_table_comes_back_decided_row_by_row(client: Any, name: str, wrong: int) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra excel)")
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    rows = client.post(f"{COMMUNE}/table", files=upload(name)).json()
    applicants = kh.forms.read_facts(EXAMPLES / name, rules)
    assert [row["applicant"] for row in rows] == [applicant.id for applicant in applicants]
    for row, applicant in zip(rows, applicants, strict=True):
        if "errors" in row:
            with pytest.raises(kh.DocumentError) as caught:
                rules.decide(applicant.facts)
            assert [error["loc"] for error in row["errors"]] == [["body", *one.path] for one in caught.value.errors]
        else:
            assert row["verdict"] == rules.decide(applicant.facts, area=applicant.area).verdict.value
    assert sum("errors" in row for row in rows) == wrong


def test_a_table_that_cannot_be_read_is_refused(client: Any) -> None:
    refused = client.post(f"{COMMUNE}/table", files=upload("x.csv", b"citizens,citizens\n1,2\n"))
    assert {(loc[1], code) for loc, code in places(refused)} == {("line 1, column 2", "a-column-stands-twice")}
    lines = "place,on,attribute,population,registered,recognised,total\nHuế,31/13/2023,family,,,1,2\n"
    refused = client.post("/report", params=REPORT, files=upload("x.csv", lines.encode()))
    assert places(refused) == [(["body", "line 2, column 2 (on)"], "not-a-day")]


def test_a_report_is_the_codecs(client: Any) -> None:
    answer = client.post("/report", params=REPORT, files=upload("binh-thuan-2023.csv"))
    counts = kh.tables.read_counts(EXAMPLES / "binh-thuan-2023.csv")
    report = kh.catalog.programme("qd-387-2022").attainment(counts, on=dt.date(2023, 12, 31))
    assert answer.json() == codec.to_data(report)


def test_the_services_own_description_refers_to_the_codecs_schemas(client: Any) -> None:
    told = client.get("/openapi.json").json()
    schemas, codecs = told["components"]["schemas"], codec.json_schema()["$defs"]
    answer = told["paths"]["/report"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/Report"}
    for name in ("Report", "Attainment", "Place", "Level"):
        assert schemas[name] == json.loads(json.dumps(codecs[name]).replace("#/$defs/", "#/components/schemas/"))


@pytest.fixture
def address(app: Any) -> Iterator[str]:
    """A real server on this machine, for as long as the test runs."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(30)
    assert not thread.is_alive()


def test_a_real_server_answers(address: str) -> None:
    asked = urllib.request.Request(
        f"{address}{COMMUNE}/decide", json.dumps({"citizens": 100}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        told = json.loads(answer.read())
    assert told == kh.catalog.ruleset("tt-25-2023/commune").decide({"citizens": 100}).to_dict()
