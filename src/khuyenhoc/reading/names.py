"""Names of bodies in prose: where each begins, and how far it goes."""

import re
from functools import cache, lru_cache

import attrs

from khuyenhoc._base.text import plain_key
from khuyenhoc.files.catalog.places import every_province
from khuyenhoc.reading.page import Page, phrases
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.place import Level

__all__ = ["Body", "bodies", "place_words", "places_known"]

# How a Hội Khuyến học is written, and the offices that act for bodies; the wordings of types are in `PartnerType`.
_ASSOCIATION = phrases(
    "Hội Khuyến học", "HKH", "Hội KH", "Trung ương Hội Khuyến học", "Study Promotion Society",
    "Study Promotion Association", "Association for Promoting Education", "Learning Promotion Association",
    "Study Encouragement Association", "Study Encouragement Society", "Association for Promotion of Learning",
    "Association for Promoting Learning", "Association for Learning Promotion", "Learning Promotion Society",
    "Association for Promotion of Education", "Association for the Promotion of Education",
    "Association for Education Promotion", "Education Promotion Association", "Education Promotion Society",
    "Association for Encouragement of Learning",
)  # fmt: skip
_OFFICES = (
    "Ủy ban", "Bộ", "Sở", "Phòng", "Ban", "Cục", "Chi cục", "Đài", "Báo", "Tạp chí", "Bộ Chỉ huy", "Ban Chỉ huy",
    "Bộ Tư lệnh", "Liên hiệp", "Liên hiệp các Hội", "Hội", "Đảng ủy", "Trung tâm", "Bệnh viện", "Ban đại diện",
    "Ban Dân tộc", "Ban Quản lý", "Ban Thường vụ", "Ban Thường trực", "Ban Chấp hành",
    "Trung tâm GDNN-GDTX", "Trung ương Hội", "Liên minh", "Hiệp hội", "Câu lạc bộ", "Quỹ", "Department",
    "Ministry",
)  # fmt: skip
# What offices deal with, the second words of which are not written with a capital.
_MATTERS = (
    "giáo dục", "đào tạo", "nội vụ", "lao động", "thương binh", "xã hội", "văn hóa", "thông tin", "thể thao",
    "du lịch", "truyền thông", "truyền thanh", "truyền hình", "phát thanh", "tài chính", "kế hoạch", "đầu tư",
    "y tế", "tư pháp", "khoa học", "công nghệ", "công thương", "nông nghiệp", "môi trường", "phát triển nông thôn",
    "tài nguyên", "dân tộc", "tôn giáo", "ngoại vụ", "xây dựng", "giao thông vận tải", "tuyên giáo", "dân vận",
    "tổ chức", "kiểm tra", "quân sự", "biên phòng", "bộ đội", "quân đội", "nhân dân", "thanh niên", "cộng sản",
    "hồ chí minh", "phụ nữ", "nông dân", "cựu chiến binh", "cựu giáo chức", "người cao tuổi", "nhà báo", "lao động",
    "văn học", "nghệ thuật", "chữ thập đỏ", "luật gia", "kỹ thuật", "viễn thông", "công nghiệp", "mặt trận",
    "tổ quốc", "mttq", "việt nam", "doanh nghiệp", "hợp tác xã", "các cơ quan", "thường xuyên", "mầm non", "bch",
    "chính sách", "cổ phần", "cp", "tnhh", "mtv", "trách nhiệm hữu hạn", "một thành viên", "thương mại", "nhỏ và vừa",
    "doanh nhân", "trẻ", "nghề nghiệp", "các khu công nghiệp", "tncs", "khối", "người mù", "luật sư",
    "sư phạm", "chính trị", "kinh tế", "cao đẳng", "đại học", "phổ thông", "trung học", "cơ sở", "tiểu học", "y dược",
    "bách khoa", "nông lâm", "sĩ quan", "tt&tt", "kh&cn", "kh&đt", "tn&mt", "nn&ptnt", "vh,tt&dl", "vhtt&dl",
    "education", "training", "labor", "labour", "invalids", "social affairs", "culture", "sports", "tourism",
    "home affairs", "information", "communications", "health", "finance", "justice",
)  # fmt: skip
_ADMINISTRATIVE = phrases(
    *(word for level in Level for word in level.words), "TP", "TX", "TT", "TW", "Q", "H", "P", "tỉnh Đoàn", "cấp tỉnh"
)
DOTTED = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "q": "quan", "h": "huyen", "p": "phuong"}
_POSTS = (
    "tổng giám đốc", "giám đốc", "chủ tịch", "chủ nhiệm", "bí thư thứ nhất", "bí thư", "trưởng ban", "trưởng phòng",
    "trưởng", "tư lệnh", "chỉ huy trưởng", "chính ủy", "thứ trưởng", "bộ trưởng", "vụ trưởng", "hiệu trưởng",
    "tổng biên tập", "chánh văn phòng", "ủy viên ban thường vụ", "ủy viên", "cán bộ", "chuyên viên", "lãnh đạo",
    "đại diện", "phó", "hội viên", "tổng thư ký", "chairman", "chairwoman", "president", "director",
    "secretary", "head", "deputy", "member", "members",
)  # fmt: skip
_POST = rf"\b(?:{'|'.join(_POSTS)})(?: (?:của|of|the|các|và|ban|thường trực|kiêm))*[ ,-]*\Z"
_FORMER = r"(?:^|[,;:(] ?|\bvà )nguyên [^,;:()]*\Z"
_AT = r"\b(?:tại|at)(?: [^ ,;]+)?\s*\Z|\b(?:ngày|năm) thành lập\s*\Z"
_MARKED = tuple(re.compile(pattern) for pattern in (_POST, _FORMER, _AT))
_NO_LONGER = _MARKED[1:]
_PLAIN = tuple(re.compile(plain_key(pattern).replace("\\z", "\\Z")) for pattern in (_POST, _AT))
_ABBREVIATED = re.compile(r" \([^()\n]{1,12}\) ")
_WORDS_BEFORE, _MOST_WORDS = 9, 14
_GLUED = ("-", "/")
_SOURCE = re.compile(r"[^()\n]{1,30}\) ?-")
_ENGLISH = ("study", "association", "learning", "education")


@attrs.frozen
class Body:
    """A body that a text names: its words, its type, and how it is named.

    Attributes:
        first: Its first word.
        after: The word after its last.
        head: The word after those that say what it is; what follows is of what place.
        name: The name as printed.
        type: The type of partner; None for a Hội Khuyến học.
        post: Whether it only says of which body somebody holds a post.
        former: Whether that post was held before, or the body is only where something takes place.
    """

    first: int
    after: int
    head: int
    name: str
    type: PartnerType | None
    post: bool
    former: bool = False


@cache
def _heads() -> dict[str, tuple[tuple[str, ...], ...]]:
    silent = (PartnerType.UNLISTED_GROUP, PartnerType.OTHER)
    words = [wording for type_ in PartnerType if type_ not in silent for wording in type_.wordings]
    subjects = set(_MATTERS) - {"mặt trận", "mttq"}
    words = [wording for wording in words if wording not in subjects and not wording.startswith("giáo dục")]
    return phrases(*words, *_OFFICES)


@cache
def _matters() -> dict[str, tuple[tuple[str, ...], ...]]:
    return phrases(*_MATTERS)


@cache
def places_known() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of the provinces, before and after the reform, as phrases."""
    return phrases(*{place.name for place in every_province()})


@lru_cache(maxsize=1 << 10)
def _type(name: str) -> PartnerType:
    return PartnerType.classify(name)


@cache
def _lone() -> frozenset[str]:
    """Offices that are no name of a body by themselves."""
    return frozenset(plain_key(word) for word in (*_OFFICES, "Trường", "Đại học", "Tập đoàn", "Công ty"))


def bodies(page: Page) -> tuple[Body, ...]:
    """The bodies that a text names, in their order."""
    found: list[Body] = []
    number = 0
    for sentence in page.sentences:
        number = max(number, sentence.first)
        while number < sentence.after:
            body = _body(page, number, sentence.after)
            if body is None:
                number += page.longest(number, places_known(), sentence.after) or 1  # "Phòng" of "Hải Phòng" is none
                continue
            if not (found and found[-1].after == number and page.gap(number) == " ("):  # "Tập đoàn ... (Viettel)"
                found.append(body)
            number = body.after
    return tuple(found)


def _body(page: Page, number: int, limit: int) -> Body | None:
    word = page.words[number]
    if word.capital and _is_no_name(page, number):
        return None
    own = page.longest(number, _ASSOCIATION, limit)
    if own and (word.capital or word.key == "hkh" or not page.marked):
        post = _is_post(page, number)
        head, after = _tail(page, number + own, limit, person=post)
        if word.key in _ENGLISH:
            head = after = number + own
        if after < limit and page.words[after].key == "cap" and page.gap(after) == " ":
            return None  # "Hội Khuyến học cấp xã" is any of them
        name = page.words_text(number, after)
        if "giao chuc" not in plain_key(name):
            return Body(number, after, head, name, None, post)
    if not (word.capital or _is_small_office(page, number, limit)):
        return None
    count = page.longest(number, _heads(), limit)
    if not count:
        return None
    post = _is_post(page, number)
    head, after = _tail(page, number + count, limit, person=post)
    name = page.words_text(number, after)
    type_ = _type(name)
    if type_ is PartnerType.OTHER or (after == head and plain_key(name) in _lone()):
        return None
    return Body(number, after, head, name, type_, post, post and _is_post(page, number, _NO_LONGER))


def _is_no_name(page: Page, number: int) -> bool:
    """Whether a word stands in a document number ("290/KH-UBND") or says from where an article is ("(Mặt trận) -")."""
    gap = page.gap(number)
    if number > 1 and gap in _GLUED:
        return "/" in page.gap(number - 1) + gap
    return gap.endswith("(") and _SOURCE.match(page.flat, page.words[number].start) is not None


def _is_small_office(page: Page, number: int, limit: int) -> bool:
    """Whether "sở" is written small before what it deals with: "sở Giáo dục và Đào tạo"."""
    return (
        page.words[number].key in ("so", "phong")
        and number + 1 < limit
        and page.words[number + 1].capital
        and bool(page.longest(number + 1, _matters(), limit))
    )


def _is_post(page: Page, number: int, patterns: tuple[re.Pattern[str], ...] | None = None) -> bool:
    """Whether somebody who holds a post there is meant, or only where something takes place."""
    start = page.words[number].start
    since = page.words[max(0, number - _WORDS_BEFORE)].start
    if not page.marked:
        return any(pattern.search(page.flat[since:start]) for pattern in patterns or _PLAIN)
    before = page.folded.letters(page.text, since, start).casefold() if since < start else ""
    return any(pattern.search(before) for pattern in patterns or _MARKED)


def _tail(page: Page, number: int, limit: int, *, person: bool) -> tuple[int, int]:
    """Where the words end that say what a body is, and where its name ends; the name of a person is none of its."""
    number = _said(page, number, min(limit, number + _MOST_WORDS))
    return number, place_words(page, number, limit, person=person)


def _said(page: Page, number: int, limit: int) -> int:
    """The first word that says no more of what a body is or deals with."""
    while number < limit:
        gap = page.gap(number)
        at = number
        joined = page.words[number].key in ("va", "and", "of", "cac") and gap == " "
        if joined:
            at = number + 1
        elif not _is_inside(gap):
            listed = gap == ", " and _goes_on(page, number, limit)
            if not listed:
                return number
        if at >= limit:
            return number
        if joined and (whole := page.longest(number, _matters(), limit)):
            number += whole  # "các cơ quan" of "Đảng ủy Khối các cơ quan"
            continue
        apart = joined or "-" in gap  # "Hội Khuyến học - Hội Cựu giáo chức" are two
        count = page.longest(at, _matters(), limit) or (0 if apart else page.longest(at, _heads(), limit))
        if not count or (joined and page.longest(at, _heads(), limit) > count):
            return number
        number = at + count
    return number


def _goes_on(page: Page, number: int, limit: int) -> bool:
    """Whether a comma stands inside a name: "Văn hóa, Thể thao và Du lịch"."""
    count = page.longest(number, _matters(), limit)
    if not count or not page.words[number].capital or page.longest(number, _heads(), limit) > count:
        return False
    after = number + count
    return after < limit and page.words[after].key in ("va", "and") and bool(page.longest(after + 1, _matters(), limit))


def _is_inside(gap: str) -> bool:
    return gap in (" ", "\n", "-", " -", "- ", " - ", "&", " & ") or gap in {" \n", "\n "}


def place_words(page: Page, number: int, limit: int, *, person: bool = False) -> int:
    """The word after the level and the place that follow here, if any do."""
    if number < limit and _ABBREVIATED.fullmatch(page.gap(number)):
        pass  # "Hội Khuyến học (KH) tỉnh": the abbreviation is a word of its own
    elif number + 1 < limit and page.gap(number) == " (" and page.gap(number + 1).startswith(")"):
        number += 1
        if page.gap(number) != ") ":
            return number
    elif number < limit and not _is_inside(page.gap(number)):
        return number
    after = number
    count = page.longest(after, _ADMINISTRATIVE, limit)
    if count and _is_level(page, after, count):
        after += count
    if after > number and page.gap(after).startswith("."):  # "TP. Vinh", "Q.1"
        return _named(page, after, limit, person=person) if page.words[after - 1].key in DOTTED else after
    country = page.longest(after, _COUNTRY, limit) if after < limit and _is_inside(page.gap(after)) else 0
    if country:
        after += country
        again = page.longest(after, _ADMINISTRATIVE, limit) if after < limit and page.gap(after) == " " else 0
        return after + again if again and _is_level(page, after, again) else after
    return _named(page, after, limit, person=person)


_COUNTRY = phrases("Việt Nam", "Vietnam")
_MOST_CAPITALS = 3


def _is_level(page: Page, number: int, count: int) -> bool:
    """A level is written small, or as its abbreviation, or before a name: "các xã" are none."""
    word = page.words[number]
    if len(word.key) == 1:
        return page.flat[word.end : word.end + 1] == "."
    return page.letters(number) not in ("ban", "bản") or count > 1


def _named(page: Page, number: int, limit: int, *, person: bool) -> int:
    """The word after the name of a place: that of a known province, else at most three words with a capital."""
    if number >= limit or page.gap(number) not in (" ", "\n", ".", ". ") or not page.words[number].capital:
        return number
    known = page.longest(number, places_known(), limit)
    if known:
        return number + known
    if person or page.longest(number, _heads(), limit) or page.longest(number, _ASSOCIATION, limit):
        return number
    after = number
    while (
        after < limit
        and after - number < _MOST_CAPITALS
        and page.words[after].capital
        and (after == number or page.gap(after) in (" ", "\n"))
        and not page.longest(after, _heads(), limit)
    ):
        after += 1
    return after
