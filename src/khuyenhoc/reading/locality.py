"""The place that a page is about: that of the association, else of the partners, else the one that is named most."""

import re
from collections import Counter

from khuyenhoc._base.terms import Label
from khuyenhoc.files.catalog.places import COUNTRY
from khuyenhoc.reading.mention import Mention, mentioned
from khuyenhoc.reading.names import DOTTED, Body, places_known
from khuyenhoc.reading.page import Page
from khuyenhoc.values.place import Level, Place

__all__ = ["locality"]

_LEVELS = (
    (Level.PROVINCE, r"tinh"), (Level.DISTRICT, r"huyen|quan|thi xa"), (Level.COMMUNE, r"xa|phuong|thi tran|dac khu"),
)  # fmt: skip
_CENTRAL = re.compile(
    r"\btrung uong\b|\b(?:viet nam|vietnam)\Z|\b(?:viet nam|vietnam) association\b|^(?:bo (?:giao duc|gd)|tap doan)"
)
_NATIONAL = re.compile(
    r"\b(?:cac|moi|toan bo|so) tinh\b|\bca nuoc\b(?! thi dua)|\btoan quoc\b|"
    r"(?<!cua )(?<!cua pho )\bthu tuong(?: chinh phu)?(?: [a-z]+){0,4} (?:ky|phe duyet|ban hanh|co) "
    r"(?:quyet dinh|de an|chuong trinh|chi thi)\b"
)
_MOST_CAPITALS = 4
_OF_ASSOCIATION = Label("đứng trong tên Hội Khuyến học", "stands in the name of the association")
_OF_BODY = Label("đứng trong tên một bên", "stands in the name of a body")
_NAMED = Label("tên tỉnh được nêu trong bài", "a province that the text names")
_BESIDE = Label("đứng sau chữ chỉ cấp của Hội", "stands after the word for the level of the association")
_BELOW_PROVINCE = {
    "huyen": "huyen", "quan": "quan", "thi xa": "thi xa", "xa": "xa", "phuong": "phuong", "thi tran": "thi tran",
    "thanh pho": "thanh pho", "tp": "thanh pho|tp",
}  # fmt: skip
_COUNTRY = Label("cơ quan trung ương hoặc chỉ tiêu của cả nước", "a central body, or aims of the whole country")


def locality(page: Page, found: tuple[Body, ...], own: Mention[str] | None) -> Mention[Place] | None:
    """The place, with its level as far as the text or the list of provinces says it; None if none is named."""
    associations = [body for body in found if body.type is None]
    if own is not None:
        associations.sort(
            key=lambda body: page.span(page.words[body.first].start, page.words[body.after - 1].end)[0] != own.start
        )
    for group, why in ((associations, _OF_ASSOCIATION), ([body for body in found if body.type], _OF_BODY)):
        for body in group:
            if group is not associations and body.post:
                continue
            mention = _of_body(page, body, why)
            if mention is not None:
                return mention
        if group is associations and group and (mention := _central(page, group[0])):
            return mention
    return _named_beside_level(page, associations, found) or _province(page) or _whole_country(page, found)


def _named_beside_level(page: Page, associations: list[Body], found: tuple[Body, ...]) -> Mention[Place] | None:
    """The place that stands with the level of the association: "Hội Khuyến học huyện" on a page on "huyện Sao Mai"."""
    if not associations or page.words[associations[0].after - 1].capital:
        return None
    own = " ".join(word.key for word in page.words[associations[0].head : associations[0].after])
    if own not in _BELOW_PROVINCE or not page.marked:
        return None
    pattern = re.compile(rf"\b(?:{_BELOW_PROVINCE[own]}) ")
    persons = {body.after for body in found if body.post}  # "Chủ tịch UBND thành phố Nguyễn Văn A"
    ends: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], int] = {}
    for match in pattern.finditer(page.flat):
        number = after = page.at(match.end())
        while after < len(page.words) and page.words[after].capital and after - number < _MOST_CAPITALS:
            if after > number and page.gap(after) != " ":
                break
            after += 1
        if after > number and page.words[number].start == match.end() and number not in persons:
            key = tuple(word.key for word in page.words[number:after])
            ends[key] += 1
            first.setdefault(key, number)
    if not ends:
        return None
    key = max(ends, key=lambda one: (ends[one], -first[one]))
    at = first[key]
    return _made(page, at, at + len(key), own.split()[-1], own, _BESIDE)


def _central(page: Page, body: Body) -> Mention[Place] | None:
    before = 2 if page.words[body.first].key == "association" else 0  # "the Vietnam Association for ..."
    key = " ".join(word.key for word in page.words[max(0, body.first - before) : body.after])
    if not _CENTRAL.search(key):
        return None
    return mentioned(page, COUNTRY, page.words[body.first].start, page.words[body.after - 1].end, _COUNTRY)


def _of_body(page: Page, body: Body, why: Label) -> Mention[Place] | None:
    """The place at the end of a name."""
    first = body.after
    while first > body.head and page.words[first - 1].capital:
        first -= 1
    short = page.words[first].key if first < body.after else ""
    if short in DOTTED and first + 1 < body.after and (len(short) > 1 or page.gap(first + 1).startswith(".")):
        two = DOTTED[short]  # "TP. Vinh", "Q.1"
        return _made(page, first + 1, body.after, two.split()[-1], two, why)
    if first == body.after or page.words[first].key in ("viet", "vietnam", "tw", "tp"):
        return None
    word = page.words[first - 1].key if first > body.head else ""
    two = f"{page.words[first - 2].key} {word}" if first - 1 > body.head else ""
    return _made(page, first, body.after, word, two, why)


def _made(page: Page, first: int, after: int, word: str, two: str, why: Label) -> Mention[Place] | None:
    name = page.words_text(first, after)
    if name.isupper() and len(name) > 3:  # noqa: PLR2004 - a heading in capitals, no abbreviation
        name = name.title()
    known = bool(page.longest(first, places_known(), after) == after - first)
    level = next((level for level, words in _LEVELS if re.fullmatch(words, word) or re.fullmatch(words, two)), None)
    if two == "thanh pho" or word in ("tp", "pho"):
        level = Level.PROVINCE if known else Level.DISTRICT
    if level is None:
        level = Level.PROVINCE if known else _guessed(page)
    if level is None or (level is Level.PROVINCE and not known and not word):
        return None
    return mentioned(page, Place(name, level=level), page.words[first].start, page.words[after - 1].end, why)


def _guessed(page: Page) -> Level | None:
    """The level of a place that no list knows, by the word for the whole area that the text speaks of."""
    match = re.search(r"\b(?:tren dia ban|toan|cua) (tinh|thanh pho|thi xa|huyen|quan|xa|phuong|thi tran)\b", page.flat)
    if match is None:
        return None
    if match[1] == "thanh pho":
        return Level.DISTRICT
    return next(level for level, words in _LEVELS if re.fullmatch(words, match[1]))


def _province(page: Page) -> Mention[Place] | None:
    """The province that the text names most often, where it names any."""
    places: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], int] = {}
    number = 0
    while number < len(page.words):
        count = page.longest(number, places_known()) if page.words[number].capital else 0
        if count and _is_place(page, number, count):
            key = tuple(word.key for word in page.words[number : number + count])
            places[key] += 1
            first.setdefault(key, number)
        number += max(count, 1)
    if not places:
        return None
    key = max(places, key=lambda one: (places[one], -first[one]))
    at = first[key]
    name = page.words_text(at, at + len(key))
    return mentioned(
        page, Place(name, level=Level.PROVINCE), page.words[at].start, page.words[at + len(key) - 1].end, _NAMED
    )


def _is_place(page: Page, number: int, count: int) -> bool:
    """Whether the words of a province are not part of the name of a person or a street."""
    before = page.words[number - 1] if number else None
    after = page.words[number + count] if number + count < len(page.words) else None
    joined = before is not None and before.capital and page.gap(number) == " "
    alone = not joined or (before is not None and before.key in _BEFORE)
    if before is not None and before.key in _LEVEL_BEFORE and not before.capital:
        return True
    if after and after.key in _ENGLISH_AFTER:
        return True
    return alone and not (after and after.capital and page.gap(number + count) == " ")


_LEVEL_BEFORE = frozenset(["tinh", "pho"])
_LOCAL = frozenset(["tinh", "pho", "huyen", "quan", "xa", "phuong", "tran"])
_ENGLISH_AFTER = frozenset(["city", "province", "provincial", "association"])
_BEFORE = frozenset(["tai", "o", "tu", "tinh", "pho", "tp", "bao", "viettel", "dai", "doan", "web"])


def _whole_country(page: Page, found: tuple[Body, ...]) -> Mention[Place] | None:
    own = next((body for body in found if body.type is None), None)
    if own and page.words[own.after - 1].key in _LOCAL:
        return None
    for body in found:
        if not body.post and (mention := _central(page, body)):
            return mention
    match = _NATIONAL.search(page.flat)
    return mentioned(page, COUNTRY, match.start(), match.end(), _COUNTRY) if match else None
