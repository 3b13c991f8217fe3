"""Rule sets of a user's own, as files: kinds of test and ways of nesting that no circular in the catalogue has."""

__all__ = ["BANDED", "MIXED", "PROPORTIONAL"]

BANDED = """
format = "khuyenhoc-rules/1"
id = "our-bands"
title = { vi = "Điểm", en = "Points" }
instrument = "kh-1-2024"
method = "points"
maximum_total = 20
grades = [
    { id = "low", vi = "thấp", en = "low", totals = [{ at_least = 8, to = "11.5", cite = { article = "1" } }] },
    { id = "high", vi = "cao", en = "high", totals = [{ at_least = 12, to = 20, cite = { article = "1" } }] },
]
facts = [
    { key = "people", kind = "count", vi = "người", en = "people" },
    { key = "learners", kind = "count", part_of = "people", vi = "người học", en = "learners" },
    { key = "readers", kind = "count", part_of = "people", vi = "người đọc", en = "readers" },
    { key = "clubs", kind = "points", maximum = 10, vi = "câu lạc bộ", en = "clubs" },
]
[[criteria]]
id = "1"
vi = "một"
en = "one"
[[criteria.indicators]]
id = "1.1"
vi = "người học"
en = "learners"
maximum = 6
tests = [{ kind = "banded_points", part = "learners", whole = "people", cite = { article = "1" }, bands = [
    { at_least = "80%", points = 6 }, { at_least = "50%", points = "4.5" }, { at_least = "1/3", points = 2 } ] }]
[[criteria.indicators]]
id = "1.2"
vi = "người đọc"
en = "readers"
maximum = 6
[[criteria.indicators.tests]]
kind = "proportional_points"
part = "readers"
whole = "people"
maximum = 6
step = "0.25"
cite = { article = "1" }
[[criteria.indicators]]
id = "1.3"
vi = "câu lạc bộ"
en = "clubs"
maximum = 10
tests = [{ kind = "points", fact = "clubs", cite = { article = "2" } }]
"""

MIXED = """
format = "khuyenhoc-rules/1"
id = "our-village"
title = { vi = "Thôn học tập", en = "Learning hamlet" }
instrument = "kh-1-2024"
no_evidence_fails = { article = "9" }
grades = [{ id = "1", vi = "một", en = "one" }, { id = "2", vi = "hai", en = "two" }]
areas = [{ id = "hills", vi = "vùng cao", en = "hills" }]
scales = [{ id = "s", vi = "thang", en = "scale", steps = [
    { id = "low", vi = "thấp", en = "low" }, { id = "high", vi = "cao", en = "high" } ] }]
facts = [
    { key = "people", kind = "count", vi = "người", en = "people" },
    { key = "adults", kind = "count", part_of = "people", vi = "người lớn", en = "adults" },
    { key = "learners", kind = "count", part_of = "adults", vi = "người học", en = "learners" },
    { key = "readers", kind = "count", part_of = "adults", vi = "người đọc", en = "readers" },
    { key = "area", kind = "amount", vi = "diện tích", en = "area" },
    { key = "rank", kind = "rank", scale = "s", vi = "mức", en = "rank" },
]
[[criteria]]
id = "1"
vi = "một"
en = "one"
[[criteria.indicators]]
id = "1.1"
vi = "người học"
en = "learners"
tests = [
    { kind = "share", part = ["learners", "readers"], whole = "adults", at_least = "1/3", cite = { article = "1" } },
    { kind = "share", part = "learners", whole = "people", at_least = "30%", cite = { article = "2" }, grade = "2" },
]
[[criteria.indicators]]
id = "1.2"
vi = "diện tích, mức"
en = "area, rank"
tests = [
    { kind = "count", fact = "area", at_least = "4.5", cite = { article = "3" }, part_id = "a" },
    { kind = "rank", fact = "rank", at_least = "high", cite = { article = "4" }, part_id = "b", area = "hills" },
    { kind = "count", fact = "adults", at_least = 12, cite = { article = "4" }, part_id = "c" },
]
[[criteria.indicators]]
id = "1.3"
vi = "người lớn"
en = "adults"
tests = [
    { kind = "share", part = "adults", whole = "people", at_least = "0%", cite = { article = "5" } },
    { kind = "share", part = "adults", whole = "people", at_least = "10%", cite = { article = "5" }, grade = "2" },
]
"""

PROPORTIONAL = """
format = "khuyenhoc-rules/1"
id = "our-points"
title = { vi = "Điểm", en = "Points" }
instrument = "kh-1-2024"
method = "points"
grades = [{ id = "1", vi = "một", en = "one", totals = [{ at_least = 5, cite = { article = "1" } }] }]
facts = [
    { key = "people", kind = "count", vi = "người", en = "people" },
    { key = "learners", kind = "count", part_of = "people", vi = "người học", en = "learners" },
]
[[criteria]]
id = "1"
vi = "một"
en = "one"
[[criteria.indicators]]
id = "1.1"
vi = "người học"
en = "learners"
tests = [{ kind = "proportional_points", part = "learners", whole = "people", maximum = 10, cite = { article = "1" } }]
"""
