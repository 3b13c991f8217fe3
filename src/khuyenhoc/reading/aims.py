"""Targets apart from results, and by when each target is due."""

import re
from bisect import bisect_left
from collections import deque

import attrs

from khuyenhoc._base.terms import Label
from khuyenhoc.reading.figure import Figure, FigureBound
from khuyenhoc.reading.figures import Printed
from khuyenhoc.reading.mention import Mention, mentioned
from khuyenhoc.reading.page import Page, Sentence
from khuyenhoc.reading.subjects import population_of

__all__ = ["told_apart"]

_YEAR = r"(?:19|20)[0-9]{2}"
_DUE = re.compile(
    rf"(?:\b(?:den|vao|toi|truoc|by|until|by the end of)(?: het| cuoi| thang [0-9]{{1,2}})?(?: nam)?|(?<=% )nam|"
    rf"(?<=% \()nam|\b(?:phan dau|phuong huong|nhiem vu|muc tieu|chi tieu)(?: trong)? nam|"
    rf"\bnam(?= {_YEAR},? (?:[a-z]+ ){{0,6}}(?:phan dau|dat muc tieu|se)\b)) (?P<year>{_YEAR})"
    r"(?![0-9]| ?- ?[0-9])"
)
_COMMITTED = ("toi thieu ", "it nhat ", "khong duoi ", "khong it hon ")  # nobody says so of what was done
_AIMED = re.compile(
    r"\b(?:phan dau|muc tieu|chi tieu|phai dat|tien toi|lo trinh|huong toi|phuong huong|dat ra|de ra|muon|se|duy tri|"
    r"bao dam|dam bao|nang len|nhiem ky toi|thoi gian toi|cuoi nhiem ky|targets?|aim(?:s|ed)?|striv\w+|goals?|will)\b"
)
_REACHED = re.compile(
    r"\b(?:da|dat duoc|hien co|hien nay|hien|ket qua|nhiem ky qua|nhung nam qua|nam qua|thoi gian qua|vua qua|tinh den|"
    r"so voi (?:nam|cung ky|chi tieu|truoc|nhiem ky)|vuot|toan (?:tinh|thanh pho|huyen|xa|thanh)|trong [0-9]+ nam|"
    r"sau [0-9]+ nam|qua [0-9]+ nam|van dong duoc|achieved|reach(?:ed|es|ing)|recogni[sz]ed|up to now|"
    r"account(?:ing|ed) for|has been|have been|"
    r"so far|to date|currently)\b"
)
_NOT_AIMED = re.compile(
    r"\b(?:so voi|vuot|hoan thanh|dat)(?: va vuot)?(?: cac)? (?:muc tieu|chi tieu)(?: (?:de|dat) ra)?\b|"
    r"\bhigher than (?:its |the )?(?:target|plan)s?\b"
)
# From these on a sentence aims, whatever it looked back on before.
_TURNS = re.compile(
    r"\b(?:phan dau|phuong huong|(?:de|dat|xac dinh) (?:ra )?(?:cac )?(?:muc tieu|chi tieu)|"
    r"(?:thoi gian|nhiem ky) (?:toi|den))\b"
)
_NEXT_TERM = re.compile(r"\bden cuoi nhiem ky\b|\bnhiem ky (?:toi|moi|nay|2[0-9]{3})\b")
_LOOKING_BACK = re.compile(r"\b(?:tong ket|so ket|dai hoi)\b")
_AHEAD = Label("đứng trong câu nêu mục tiêu", "stands in a sentence of aims")
_CARRIED = Label(
    "đứng trong câu nêu mục tiêu; năm hạn lấy từ câu trước", "stands in a sentence of aims; its year is carried over"
)
_BEHIND = Label("đứng trong câu nói về kết quả", "stands in a sentence about what was reached")
_PAST_THE_END = 5
_CLAUSE = re.compile(r"[;:.]|\) ")


@attrs.define
class _State:
    """What the sentences before have said, as long as the paragraph goes on."""

    due: int | None = None
    aimed: bool | None = None


def told_apart(
    page: Page, found: tuple[Printed, ...], *, aim_year: int | None, term_end: int | None
) -> tuple[tuple[Mention[Figure], ...], tuple[Mention[Figure], ...]]:
    """The figures that are targets, and those that are results."""
    targets: list[Mention[Figure]] = []
    results: list[Mention[Figure]] = []
    state, listed, paragraph = _State(), _State(), -1
    back = page.english or _LOOKING_BACK.search(page.flat) is not None
    numbers = [one.number for one in found]
    for sentence in page.sentences:
        start, end = page.words[sentence.first].start, page.words[sentence.after - 1].end
        inside = found[bisect_left(numbers, start) : bisect_left(numbers, end)]
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            if sentence.continues:
                state = listed  # a stray line between the items of a list does not end it
            elif not _starts_with_figure(page, sentence):
                state = _State()
        aimed = _mood(page, start, end, inside)
        state.aimed = aimed if aimed is not None else state.aimed
        turn = _turn(page, start, end) if state.aimed is False else None
        dues = _dues(page, start, end, inside, state)
        of_next_term = term_end if _NEXT_TERM.search(page.flat, start, end) else None
        for one, (named, carried) in zip(inside, dues, strict=True):
            if turn is not None and turn < one.number:
                state.aimed, turn = True, None
            if _is_heading(page, sentence, one):
                continue
            committed = state.aimed is None and page.flat.startswith(_COMMITTED, one.start)
            is_target = not one.base and (committed or _is_target(one, state.aimed, back=back))
            due = of_next_term if named is None else named
            if due is None and is_target and one.compared is not FigureBound.PER_MONTH and one.unit == "%":
                due = aim_year
            mention = _mention(page, one, due if is_target else None, end, _why(is_target, carried and due is not None))
            (targets if is_target else results).append(mention)
        if inside or state.due is not None:
            listed = state
    return _once(targets), tuple(results)


def _why(is_target: bool, carried: bool) -> Label:
    return (_CARRIED if carried else _AHEAD) if is_target else _BEHIND


def _starts_with_figure(page: Page, sentence: Sentence) -> bool:
    return page.words[sentence.first].key[0].isdigit()


def _is_heading(page: Page, sentence: Sentence, one: Printed) -> bool:
    """Whether a share of nothing stands at the end of a line without a stop: a heading of what the text says."""
    if one.unit != "%" or one.of[0] < one.of[1] or one.start < one.number or sentence.first == 0:
        return False
    alone = "\n" in page.gap(sentence.first) and page.gap(sentence.after).strip(" %").startswith("\n")
    return alone and page.words[sentence.after - 1].end <= one.after_number


def _aimed_words(page: Page, start: int, end: int) -> str:
    """A sentence without what only says that an aim was reached; "đặt mục tiêu" sets one, "đạt mục tiêu" reached it."""

    def hidden(match: re.Match[str]) -> str:
        sets = match[0].startswith("dat") and page.marked and page.letters(page.at(start + match.start())) == "đặt"
        return match[0] if sets else " " * len(match[0])

    return _NOT_AIMED.sub(hidden, page.flat[start:end].replace("\n", " "))


def _turn(page: Page, start: int, end: int) -> int | None:
    match = _TURNS.search(_aimed_words(page, start, end))
    return start + match.start() if match else None


def _mood(page: Page, start: int, end: int, inside: tuple[Printed, ...]) -> bool | None:
    """Whether a sentence aims (True), looks back (False), or does not say."""
    words = page.flat[start:end].replace("\n", " ")
    ahead = _AIMED.search(_aimed_words(page, start, end))
    behind = _REACHED.search(words)
    if ahead and (not behind or ahead.start() < behind.start()):
        return True
    if behind:
        return False
    return True if _DUE.search(words) and inside else None


def _is_target(one: Printed, aimed: bool | None, *, back: bool) -> bool:
    if one.compared is FigureBound.PER_MONTH:
        return True
    if one.unit == "%":
        return aimed if aimed is not None else not back
    return aimed is True or (aimed is None and one.compared is FigureBound.RANGE)


def _dues(
    page: Page, start: int, end: int, inside: tuple[Printed, ...], state: _State
) -> list[tuple[int | None, bool]]:
    """The year of each figure, and whether it is carried over; what stands before figures holds for those after it."""
    dues: list[tuple[int | None, bool]] = []
    years = deque(_DUE.finditer(page.flat, start, end + _PAST_THE_END))
    here = False
    for one in inside:
        while years and years[0].end() <= one.number:
            match = years.popleft()
            if dues and _is_behind(page, inside[len(dues) - 1], match):
                dues[-1] = int(match["year"]), False
            else:
                state.due, here = int(match["year"]), True
        dues.append((state.due, not here))
    for match in years:
        if dues and _is_behind(page, inside[-1], match):
            dues[-1] = int(match["year"]), False
        else:
            state.due = int(match["year"])
    return dues


def _is_behind(page: Page, one: Printed, match: re.Match[str]) -> bool:
    """Whether a year belongs to the figure before it: in the same part of the sentence, and not opening another."""
    between = page.flat[one.after_number : match.start()]
    opens = page.flat[match.end() : match.end() + 2].strip().startswith(":")
    if between.endswith((" va ", " con ")):
        return False  # "50% và đến năm 2030 …": the year opens what follows
    return not opens and "," not in between and _CLAUSE.search(between) is None


def _mention(page: Page, one: Printed, due: int | None, end: int, why: Label) -> Mention[Figure]:
    first, after = one.of
    of = page.words_text(first, after)
    stop = min(end, one.end + 120)
    attribute, population = population_of(of, page.flat[one.end : max(one.end, stop)].split(";")[0])
    match = _DUE.search(page.flat, one.after_number, min(len(page.flat), one.after_number + 30))
    last = one.end
    if not of and match and not page.flat[one.after_number : match.start()].strip():
        last = max(last, match.end())
    figure = Figure(
        low=one.low, high=one.high, compared=one.compared, unit=one.unit, due=due, of=of,
        attribute=attribute, population=population, yearly=one.yearly, kept=one.kept,
    )  # fmt: skip
    return mentioned(page, figure, one.start, last, why)


def _once(targets: list[Mention[Figure]]) -> tuple[Mention[Figure], ...]:
    """Each target once: a heading says again what the text says in full."""
    said: set[tuple[object, ...]] = set()
    kept = []
    for mention in sorted(targets, key=lambda one: (one.value.due is None, -len(one.value.of), -one.start)):
        figure = mention.value
        number = figure.low, figure.high, figure.compared, figure.unit
        words = re.findall(r"\w+", figure.of.casefold())
        if not words or (*number, figure.due, tuple(words)) not in said:
            kept.append(mention)
        for count in range(1, len(words) + 1):
            said |= {(*number, due, tuple(words[:count])) for due in (figure.due, None)}
    return tuple(sorted(kept, key=lambda one: one.start))
