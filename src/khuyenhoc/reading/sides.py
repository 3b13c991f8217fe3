"""Who is on which side: the association, those who sign or work with it, and those who are only present."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable

import attrs

from khuyenhoc._base.terms import Label
from khuyenhoc.reading.mention import Mention, mentioned
from khuyenhoc.reading.names import Body
from khuyenhoc.reading.page import Page, Sentence
from khuyenhoc.values.partner import Partner, PartnerType

__all__ = ["SIGNING", "Sides", "sides"]

SIGNING = re.compile(
    r"\b(?:ky ket|ben ky|signed|sign|signing|inked|signature|(?<!ngay )ky(?! hieu\b| ban hanh\b| quyet dinh\b|"
    r" nghi (?:dinh|quyet)\b| chi thi\b| thong tu\b| cong van\b| phe duyet\b| ke hoach so\b))\b"
)
_ORDERS = re.compile(  # what a body does that is above the others, and not with them
    r" (?:da |vua |se )?(?:giao|chi dao|yeu cau|ban hanh|phe duyet|khen|tang|trao tang|cong nhan|bieu duong)\b"
)
_WORKING = re.compile(r"\b(?:phoi hop|thoa thuan|lien tich|lien ket|cung|coordinat\w*|cooperat\w*|agree\w*)\b")
_PRESENT = re.compile(
    r"\b(?:du le|tham du|du va|du hoi nghi|den du|toi du|cung du|du buoi|chung kien|su hien dien|attend\w*|"
    r"attendance|witness\w*)\b|\bco (?:ong|ba|dong chi|cac dong chi)\b"
)
_ITEM = re.compile(r"[:;,]\s*\n\s*[-+*•–]")
_BETWEEN = re.compile(r"\bgiua [^.;]*?(?= co |[.;]|\Z)")
_CEREMONY = re.compile(r" (?:le|buoi|viec) ky\b")
_WERE_PRESENT = re.compile(r"\bdu\W*\Z")
_GROUP = re.compile(
    r"(?<!lien hiep )\b(?:(?:cac|moi) )+(?:so|ban|nganh|don vi|doan the|co quan|to chuc|hoi|"
    r"phong|luc luong)(?:, | |-|/|\b)"
    r"(?:(?:cac |luc luong |co quan )?(?:so|ban|nganh|don vi|doan the|co quan|to chuc|hoi|phong|vu trang|lien quan|"
    r"chuc nang|chinh tri|xa hoi|va|cap|tinh)(?:, | - |-|/| |\b))*"
)
_TWICE = re.compile(r"\b(các) các\b", re.IGNORECASE)  # a slip of print that says nothing
_TITLES = (
    PartnerType.PRESS,
    PartnerType.EDUCATION,
    PartnerType.STATE_AGENCY,
    PartnerType.ENTERPRISE,
    PartnerType.OTHER,
)
_SIGNED = Label("đứng trong câu nói về việc ký", "stands in the sentence about the signing")
_WORKED = Label("đứng cùng Hội trong câu nói về phối hợp", "stands beside the association where they work together")
_UNNAMED = Label("các bên được nêu gộp", "the parties are named as a group")
_OWN = Label("tên Hội Khuyến học đứng trong bài", "the name of a Hội Khuyến học stands in the text")


@attrs.frozen
class Sides:
    """The association, the partners, and the bodies that are named beside them."""

    association: Mention[str] | None
    partners: tuple[Mention[Partner], ...]
    others: tuple[Mention[Partner], ...]
    sentence: Sentence | None  # the one about the signing


@attrs.frozen
class _Said:
    """A sentence with the bodies in it, and the places from which they act and are only present."""

    sentence: Sentence
    words: str
    bodies: tuple[Body, ...]
    since: int
    present: int
    heading: bool
    signs: bool


def sides(page: Page, found: tuple[Body, ...]) -> Sides:
    """Tell the parties from those who are only present or named, by the sentence in which they stand."""
    firsts = [body.first for body in found]
    said = [
        _said(page, sentence, found[bisect_left(firsts, sentence.first) : bisect_left(firsts, sentence.after)])
        for sentence in page.sentences
    ]
    for before, one in itertools.pairwise(range(len(said))):
        if said[before].signs and _is_item(page, said[one]):
            said[one] = attrs.evolve(said[one], signs=True)
    said.sort(key=lambda one: one.heading)  # a heading in capitals says less than the text
    signing = [one for one in said if one.signs]
    working = [one for one in said if not one.signs and (_WORKING.search(one.words) or _beside(page, one))]
    association = _association(page, [one for one in signing if one.bodies], said)
    partners = _partners(page, signing, _SIGNED)
    if not partners and association is not None:
        partners = (
            _group(page, signing)
            or _partners(page, [one for one in signing if any(body.type is None for body in one.bodies)], _SIGNED, True)
            or _partners(page, working, _WORKED)
            or _group(page, working)
        )
    chosen = {(mention.start, mention.end) for mention in partners}
    others = tuple(
        mention
        for body in found
        if body.type is not None
        for mention in (_mention(page, body, _WORKED),)
        if (mention.start, mention.end) not in chosen
    )
    main = next((one.sentence for one in signing if one.bodies), None)
    return Sides(association, partners, others, main)


def _said(page: Page, sentence: Sentence, inside: tuple[Body, ...]) -> _Said:
    start, end = page.words[sentence.first].start, page.words[sentence.after - 1].end
    words = page.flat[start:end]
    guests = _PRESENT.search(words)
    present = start + guests.start() if guests else end
    if not guests and _WERE_PRESENT.search(words):
        present = start + max(words.rfind(";"), 0)
    printed = page.text[slice(*page.span(start, end))]
    heading = page.marked and printed.upper() == printed
    since = start
    signs = _signs(page, start, end, heading=heading)
    if signs and not guests and (at := words.find(" giua ")) >= 0:
        after = [body for body in inside if page.words[body.first].start > start + at]
        if any(body.type is None for body in after) and (len(after) > 1 or _GROUP.search(words, at)):
            since = start + at  # who organises a signing between others is none of them
    if guests and guests[0] == "chung kien":
        between = _BETWEEN.search(words, guests.end())
        if between:  # "Chứng kiến lễ ký kết giữa A và B có C"
            since, present = start + between.start(), start + between.end()
        elif _CEREMONY.match(words, guests.end()) and all(body.type for body in inside):
            present = start  # "C chứng kiến lễ ký"
    return _Said(sentence, words, inside, since, present, heading, signs)


def _is_item(page: Page, one: _Said) -> bool:
    """Whether a line of a list is nothing but the name of a body: one more of those who sign in the line before."""
    sentence = one.sentence
    return (
        len(one.bodies) == 1
        and _ITEM.search(page.gap(sentence.first)) is not None
        and one.bodies[0].first == sentence.first
        and sentence.after - one.bodies[0].after <= 1
    )


def _signs(page: Page, start: int, end: int, *, heading: bool) -> bool:
    """Whether a sentence speaks of signing; "kỳ" and "kỷ" are other words than "ký"."""
    for match in SIGNING.finditer(page.flat, start, end):
        bare = heading or not page.marked or not match[0].startswith("ky")
        if bare or page.letters(page.at(match.start())).startswith("ký"):
            return True
    return False


def _acting(page: Page, one: _Said, officers: bool = False) -> list[Body]:
    """The bodies of a sentence that act: none of a guest or above the others; those that officers act for if asked."""
    return [
        body
        for body in one.bodies
        if not (body.former if officers else body.post)
        and one.since <= page.words[body.first].start < one.present
        and not (body.type and _ORDERS.match(page.flat, page.words[body.after - 1].end))
    ]


def _partners(page: Page, said: Iterable[_Said], why: Label, officers: bool = False) -> tuple[Mention[Partner], ...]:
    found: dict[tuple[PartnerType, str], Mention[Partner]] = {}
    for one in said:
        for body in _acting(page, one, officers):
            if body.type is not None:
                found.setdefault(_key(page, body), _mention(page, body, why))
    return tuple(found.values())


def _key(page: Page, body: Body) -> tuple[PartnerType, str]:
    """What tells bodies apart on one page: their type, and where a place has several of it what each is called."""
    of = body.type or PartnerType.OTHER
    if of not in _TITLES:
        return of, ""
    words = page.words[body.first : body.head]
    if of is PartnerType.PRESS and words[0].key == "dai":
        return of, words[0].key
    if of is PartnerType.PRESS or (len(words) == 1 and words[0].key in ("so", "phong", "ban", "bo", "cuc")):
        words = page.words[body.first : body.after]
    return of, " ".join(word.key for word in words if word.key not in ("va", "and", "of"))


def _beside(page: Page, one: _Said) -> bool:
    """Whether a body and the association are named together as doing something."""
    acting = _acting(page, one)
    return any(
        (left.type is None) != (right.type is None)
        and page.flat[page.words[left.after - 1].end : page.words[right.first].start].strip()
        in ("va", "cung", ",", "and")
        for left, right in itertools.pairwise(acting)
    )


def _association(page: Page, signing: list[_Said], said: list[_Said]) -> Mention[str] | None:
    """The name of the association that acts: where something is signed first, and rather one with its place."""
    for group in (signing, said):
        for posts in (False, True):
            named = [
                (one.heading, _vague(page, body), body.first, body)
                for one in group
                for body in one.bodies
                if body.type is None
                and (posts or not body.post)
                and one.since <= page.words[body.first].start < one.present
            ]
            if named:
                body = min(named, key=lambda found: found[:3])[3]
                return mentioned(page, body.name, page.words[body.first].start, page.words[body.after - 1].end, _OWN)
    return None


def _vague(page: Page, body: Body) -> int:
    """How little a name says of where a body is: nothing, only its level, or its place."""
    return 2 if body.after == body.head else int(not page.words[body.after - 1].capital)


def _mention(page: Page, body: Body, why: Label) -> Mention[Partner]:
    type_ = body.type or PartnerType.OTHER
    return mentioned(page, Partner(body.name, type_), page.words[body.first].start, page.words[body.after - 1].end, why)


def _group(page: Page, said: Iterable[_Said]) -> tuple[Mention[Partner], ...]:
    """The parties named as a group ("các sở, ban, ngành, đoàn thể"), where none is named by itself."""
    for one in said:
        start = page.words[one.sentence.first].start
        match = _GROUP.search(one.words)
        if match and start + match.start() < one.present:
            end = start + match.start() + len(match[0].rstrip(" ,-/"))
            first, after = page.at(start + match.start()), page.upto(end)
            name = _TWICE.sub(r"\1", page.words_text(first, after))
            if PartnerType.classify(name) is PartnerType.UNLISTED_GROUP:
                partner = Partner(name, PartnerType.UNLISTED_GROUP)
                return (mentioned(page, partner, start + match.start(), end, _UNNAMED),)
    return ()
