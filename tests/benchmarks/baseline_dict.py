"""The whole decision on a commune as a dict, in plain Python, as one would write it for this one sheet.

It says what `Decision.to_dict` says in Vietnamese, of communes that counted their citizens; what is the same for every
commune stands ready. Numbers and texts are copies, made for measuring only.
"""

from typing import Any

from baseline_python import lines_commune
from sheet import COMMUNE, DONE, RANKS, SHARES

__all__ = ["dict_commune"]

Facts = dict[str, Any]
Cite = tuple[str, dict[str, str]]
WORDS = ("not_met", "unknown", "met")
RATES = {rate: f"0.{str(rate).rstrip('0')}" for _, _, low, high in SHARES for rate in (low, high)}
KEYS = [*(key for _, keys in DONE for key in keys), *(key for _, key, *_ in RANKS)]
QUESTIONS = (
    (
        "lower-grades",
        "Xét mức độ 2 có đòi hỏi các điều kiện riêng của mức độ 1 cũng phải đạt không?",
        "required",
        "có: phải đạt cả điều kiện của mức độ 1",
    ),
    (
        "inapplicable",
        "Tỷ lệ mà mẫu số bằng 0 thì xét thế nào?",
        "undetermined",
        "chưa xác định: để ngỏ chỉ tiêu đó",
    ),
    ("citizens-base", "“Công dân trong xã” gồm những ai?", "open", "chưa xác lập: dùng số được nhập"),
    (
        "difficult-area",
        "Xã nào là “xã thuộc vùng khó khăn”? (khác vùng đặc biệt khó khăn của Nghị định 20/2014)",
        "open",
        "chưa xác lập: theo khai báo khi xét",
    ),
)


def _cite(number: str, article: str) -> Cite:
    clause, at = number.split(".")
    point = "abcd"[int(at) - 1]
    data = {"instrument": "tt-25-2023", "article": article, "clause": clause}
    if article == "7" and clause < "4":  # of these the second article takes over the whole clause
        return f"khoản {clause} Điều 7 Thông tư 25/2023/TT-BGDĐT", data
    return f"điểm {point} khoản {clause} Điều {article} Thông tư 25/2023/TT-BGDĐT", data | {"point": point}


NUMBERS = (*(number for number, _ in DONE), *(number for number, *_ in RANKS), "5.1", "5.2")
CITES = {number: (_cite(number, "6"), _cite(number, "7")) for number in NUMBERS}


def _one(state: int, required: Any, observed: Any, short: int | None, cite: Cite) -> dict[str, Any]:
    return {
        "verdict": WORDS[state],
        "required": required,
        "observed": observed,
        "short_by": short,
        "cite": cite[0],
        "citation": cite[1].copy(),
    }


def _joined(state: int, parts: list[dict[str, Any]], cite: Cite) -> dict[str, Any]:
    shorts = [part["short_by"] for part in parts if part["short_by"] is not None] if state != 1 else []
    return {
        "verdict": WORDS[state],
        "required": [part["required"] for part in parts],
        "observed": [part["observed"] for part in parts],
        "short_by": max(shorts, default=None),
        "cite": cite[0],
        "citation": [cite[1].copy() for _ in parts],
        "parts": parts,
    }


def _done(seen: tuple[Any, ...], asked: tuple[Any, ...], cite: Cite) -> dict[str, Any]:
    if len(seen) == 1:
        return _one(asked[1], "done", seen[0], None, cite)
    parts = [_one(1 if one is None else 2 if one else 0, "done", one, None, cite) for one in seen]
    return _joined(asked[1], parts, cite)


def _share(seen: tuple[Any, Any], asked: tuple[Any, ...], cite: Cite) -> dict[str, Any]:
    rate, state, short = asked
    return _one(state, RATES[rate], {"part": seen[0], "whole": seen[1]}, short, cite)


def _grade(number: str, seen: Any, asked: Any, cite: Cite) -> tuple[int, dict[str, Any]]:
    if number < "4":
        return asked[1], _done(seen, asked, cite)
    if number < "5":
        return asked[1], _one(asked[1], asked[0], seen, asked[2], cite)
    if number == "5.1":
        return asked[1], _share(seen, asked, cite)
    state = min(asked[0][1], asked[1][1])
    return state, _joined(state, [_share(*one, cite) for one in zip(seen, asked, strict=True)], cite)


def _missing(facts: Facts, lines: list[Any], levels: tuple[int, int]) -> list[str]:
    """What is not known, that which can still decide first."""
    if None not in facts.values():
        return []
    first, last = [], []
    for key in KEYS:
        if facts[key] is None:
            (first if 1 in levels else last).append(key)
    shares = (lines[-2][2:], [asked[0] for asked in lines[-1][2:]], [asked[1] for asked in lines[-1][2:]])
    for (_, key, _, _), asked in zip(SHARES, shares, strict=True):
        if facts[key] is None:
            decides = any(one[1] == level == 1 for one, level in zip(asked, levels, strict=True))
            (first if decides else last).append(key)
    return first + last


def dict_commune(facts: Facts) -> dict[str, Any]:
    """Everything that the library says of a commune."""
    said = lines_commune(facts)
    lines, worst, best, grade = said["lines"], said["worst"], said["best"], said["grade"]
    levels = 2 if worst else 1 if best else 0, 2 if worst == "2" else 1 if best == "2" else 0
    indicators, criteria, alone = [], {number: [2, 2] for number in "12345"}, 2
    for number, seen, low, high in lines:
        one, other = CITES[number]
        (state, first), (higher, second) = _grade(number, seen, low, one), _grade(number, seen, high, other)
        indicators.append({"id": number, "grades": {"1": first, "2": second}})
        least = criteria[number[0]]
        least[0], least[1], alone = min(least[0], state), min(least[1], higher), min(alone, higher)
    freed_worst = "2" if alone == 2 else "1" if worst else None
    freed_best = "2" if alone else "1" if best else None
    freed = freed_worst if freed_worst == freed_best else None
    answers: tuple[tuple[bool | None, dict[str, str | None]], ...] = (
        ((freed_worst, freed_best) != (worst, best), {"not_required": freed}),
        (False, {"left_out": grade, "not_met": grade}),
        (None, {}),
        (None, {}),
    )
    return {
        "ruleset": COMMUNE,
        "verdict": said["verdict"],
        "grade": grade,
        "best": best,
        "worst": worst,
        "total": None,
        "lowest": None,
        "highest": None,
        "area": None,
        "unit": None,
        "final": False,
        "criteria": [
            {"id": number, "grades": {"1": WORDS[low], "2": WORDS[high]}} for number, (low, high) in criteria.items()
        ],
        "indicators": indicators,
        "missing": _missing(facts, lines, levels),
        "interpretations": [
            {
                "id": name,
                "question": question,
                "used": used,
                "reading": reading,
                "decisive": decisive,
                "otherwise": otherwise,
            }
            for (name, question, used, reading), (decisive, otherwise) in zip(QUESTIONS, answers, strict=True)
        ],
    }
