"""A user's mistakes, each of which a type checker has to see in the line where it stands. It is checked, not run."""

import datetime as dt

import polars as pl

import khuyenhoc as kh

ON = dt.date(2024, 12, 31)
RULES = kh.catalog.ruleset("tt-25-2023/commune")

kh.NoSuchName  # wrong: no such name at the face
kh.catalog.no_such()  # wrong: no such name in the catalogue
kh.recognition.NoSuchTest  # wrong: no such name in a wing
kh.catalog.NoSuchName  # wrong: the same
kh.charts.NoSuchName  # wrong: the same
kh.codec.NoSuchName  # wrong: the same
kh.forms.NoSuchName  # wrong: the same
kh.frames.NoSuchName  # wrong: the same
kh.funds.NoSuchName  # wrong: the same
kh.ics.NoSuchName  # wrong: the same
kh.instruments.NoSuchName  # wrong: the same
kh.merging.NoSuchName  # wrong: the same
kh.portfolio.NoSuchName  # wrong: the same
kh.records.NoSuchName  # wrong: the same
kh.tables.NoSuchName  # wrong: the same
kh.targets.NoSuchName  # wrong: the same
kh.values.NoSuchName  # wrong: the same
kh.views.NoSuchName  # wrong: the same
kh.agreement("tra-vinh-2024-2030")  # wrong: it lies in the catalogue
from khuyenhoc import Agrement  # wrong: misspelt
from khuyenhoc.funds import PerHeads  # wrong: no such name

kh.Share("3", 4)  # wrong: text is no count
kh.Period.of_years("2024", 2030)  # wrong: text is no year
kh.Period.parse("giai đoạn 2024-2030").phase(ON)  # wrong: the day is on=, by keyword
kh.catalog.portfolio().in_force(ON)  # wrong: the same
kh.catalog.portfolio().due(ON)  # wrong: the same
kh.catalog.province("Hà Nội", on="2024-12-31")  # wrong: text is no day
kh.catalog.ruleset_for("community", on=ON)  # wrong: a code is no learning model
kh.Label("Của ta", "Our own").text("fr")  # wrong: no such language
RULES.decide(["citizens"])  # wrong: facts are a mapping
RULES.decide({}, areas="difficult")  # wrong: the argument is area
RULES.decide({}).grade.upper()  # wrong: there may be no grade
RULES.decide({}).verdict = kh.Verdict.RECOGNISED  # wrong: results do not change
kh.Report().rows  # wrong: fields are missing
kh.frames.decide(pl.DataFrame(), RULES).verdict  # wrong: it is a table
kh.frames.decide({"citizens": 3}, RULES)  # wrong: a mapping is no table
kh.frames.decide(pl.DataFrame(), "tt-25-2023/commune")  # wrong: an id is no rule set
kh.Target(due=ON)  # wrong: one of the four kinds is made, not what they share
kh.Status.ATTAINED.vi = "X"  # wrong: labels do not change
kh.Level.COMMUNE.en = "X"  # wrong: the same
kh.Label("Của ta", "Our own").vi = "X"  # wrong: the same
kh.Verdict.RECOGNISED.value.vi  # wrong: a code is text
kh.tables.read_counts(5)  # wrong: a number is no file
kh.forms.read_facts(["a.csv"], RULES)  # wrong: a list is no file
kh.Money(5) * 1.5  # wrong: money is multiplied by whole numbers
kh.Rate("1/2") + 0.5  # wrong: a float is no rate
