"""A web service on the catalogue: forms, decisions, tables, reports. ``uvicorn fastapi_service:app`` runs it."""

import datetime as dt
from typing import Annotated, Any

from fastapi import Body, FastAPI, Request, UploadFile
from fastapi.responses import JSONResponse

import khuyenhoc as kh

app, Data = FastAPI(title="khuyenhoc"), dict[str, Any]


def told(error: kh.KhuyenHocError) -> list[Data]:
    return [{"type": one["code"], "loc": ["body", *one["path"]], "msg": one["text"]["vi"]} for one in error.to_list()]


@app.exception_handler(kh.KhuyenHocError)
def refuse(_: Request, error: kh.KhuyenHocError) -> JSONResponse:
    return JSONResponse({"detail": told(error)}, 404 if isinstance(error, kh.UnknownIdError) else 422)


@app.get("/rulesets")
def rulesets(level: kh.Level | None = None, model: kh.LearningModel | None = None) -> list[Data]:
    found = [one for one in kh.catalog.rulesets() if level in (None, one.level) and model in (None, one.model)]
    return [{"id": rules.id, "title": rules.title.vi, "in_force": rules.span("vi")} for rules in found]


@app.get("/rulesets/{id:path}/form")
def form(id: str) -> list[Data]:
    return kh.catalog.ruleset(id).form("vi")


@app.post("/rulesets/{id:path}/decide")
def decide(id: str, facts: Annotated[Data, Body()], area: str = "", unit: str = "") -> Data:
    return kh.catalog.ruleset(id).decide(facts, area=area, unit=unit).to_dict()


@app.post("/rulesets/{id:path}/table")
def rows(id: str, table: UploadFile) -> list[Data]:
    rules, found = kh.catalog.ruleset(id), []
    for row in kh.forms.read_facts(table.file, rules, name=table.filename or "table"):
        try:
            found.append({"applicant": row.id} | decide(id, row.facts, row.area, row.unit))
        except kh.DocumentError as error:
            found.append({"applicant": row.id, "errors": told(error)})
    return found


@app.post("/report")
def report(programme: str, table: UploadFile, on: dt.date) -> kh.Report:
    source, name = kh.catalog.programme(programme), table.filename or "table"
    return source.attainment(kh.tables.read_counts(table.file, name=name), on=on)
