"""Of whom or of what a figure speaks: how far the words go, and which attribute and population they name."""

from functools import cache

from khuyenhoc._base.text import plain_key
from khuyenhoc.reading.page import Page, phrases
from khuyenhoc.values.learning_model import Attribute, LearningModel, Population

__all__ = ["count_unit", "population_of", "subject_end"]

# Words at which whom a share counts has been said, and what of them begins.
_STOPS = frozenset(
    (
        "đạt", "được", "có", "là", "ở", "tại", "trong", "của", "thuộc", "tham", "cùng", "dùng", "sử", "vào", "đến",
        "trên", "theo", "với", "cho", "về", "khi", "đã", "sẽ", "phải", "trở", "so", "làm", "thực", "nắm", "biết",
        "đăng", "phấn", "hoàn", "hưởng", "tăng", "giảm", "từ", "nhằm", "để", "như", "trước", "hiện", "hằng", "hàng",
        "mỗi", "ứng", "tiếp", "triển", "xây", "thành", "không", "chưa", "và/hoặc", "gồm", "còn", "do", "bị", "nên",
        "đều", "cần", "năm", "by", "in", "at", "to", "have", "has", "will", "are", "is", "with", "for", "who", "that",
        "on",
        "achieve", "meet", "recognized", "recognised", "earn", "hội_học",
    )
)  # fmt: skip
# Nouns that go on a list of people or bodies after a comma or "và".
_NOUNS = phrases(
    "cán bộ", "công chức", "viên chức", "công nhân", "nhân viên", "người lao động", "chiến sĩ", "hội viên",
    "đoàn viên", "đảng viên", "giáo viên", "giảng viên", "học sinh", "sinh viên", "học viên", "thanh niên",
    "nhà giáo", "sĩ quan", "hạ sĩ quan", "cơ quan", "trường học", "đơn vị", "doanh nghiệp", "tổ chức",
    "hội đồng hương", "cơ sở", "hợp tác xã", "lực lượng", "người dân", "nhân dân", "chức sắc", "quản lý",
    "thôn", "bản", "làng", "ấp", "xóm", "buôn", "huyện", "xã", "tỉnh", "tổ dân phố", "khu dân cư", "phường", "thị trấn",
    "đặc khu", "quận", "thị xã", "thành phố",
    "tín đồ", "lãnh đạo", "civil servants", "officials", "employees", "workers", "zones", "hamlets",
    "organisations", "organizations", "agencies", "schools", "enterprises",
)  # fmt: skip
_PEOPLE = ("người", "persons", "people")
_WORK = phrases("làm công tác", "làm nhiệm vụ", "làm việc")
_LEARNERS = phrases("học sinh", "học viên", "học tập", "học sinh sinh viên")
_SCHOOL = frozenset(["khuyen", "hieu", "tieu", "trung", "dai", "khoa", "van", "tin", "tu", "y", "mon", "hoi", "truong"])
_MOST = 16
# What is counted one by one; of these the word itself is the unit.
_UNITS = phrases(
    "hội viên", "chi hội", "hội cơ sở", "ban khuyến học", "ban KH", "suất", "suất học bổng", "học bổng", "cuốn",
    "trang", "bài", "tin", "buổi", "lớp", "lượt người", "lượt", "người", "em", "gia đình", "hộ", "dòng họ",
    "cộng đồng", "đơn vị", "xã", "cơ sở", "câu lạc bộ", "học sinh", "sinh viên", "giáo viên", "cán bộ", "tổ chức",
    "mô hình", "công trình", "trường", "phần quà", "chương trình", "phóng sự", "chuyên mục", "số báo", "công dân",
    "doanh nghiệp", "tủ sách", "đảng viên", "members", "families", "scholarships", "students",
)  # fmt: skip


def subject_end(page: Page, first: int, limit: int) -> int:
    """The word after those that say of whom or of what a share is."""
    number = first
    while number < limit and number - first < _MOST:
        gap = page.gap(number)
        word = page.words[number]
        if number == first:
            if gap.strip(" %\n") or word.key in ("va", "and"):
                return first
            if word.key == "of":
                number += 1
                continue
        elif not _goes_on(page, number, gap, limit):
            return number
        if word.key[0].isdigit():
            return number
        letters = page.letters(number) if page.marked else ""
        if _stops(letters, word.key, marked=page.marked):
            if word.key == "hoc" and _is_of_a_name(page, first, number, limit):
                number += 1
                continue
            work = page.longest(number, _WORK, limit)
            if work:
                number += work
                continue
            if number > first and _is_bare(page, first, number):
                return _complement(page, number, limit)
            return number
        number += 1
    return number


@cache
def _plain_stops() -> frozenset[str]:
    # without marks "số" and "so", "ở" and "o" are one word; the first of each is the commoner in print
    return frozenset(plain_key(word) for word in _STOPS) - {
        "nam",
        "so",
        "thanh",
        "bi",
        "do",
        "con",
        "hang",
        "ung",
        "tu",
    }


def _stops(letters: str, key: str, *, marked: bool) -> bool:
    if not marked:
        return key in _plain_stops()
    return letters in _STOPS or letters == "học"


def _goes_on(page: Page, number: int, gap: str, limit: int) -> bool:
    if gap == "/":
        return True
    if gap in (", ", ","):
        return bool(page.longest(number, _NOUNS, limit))
    if gap not in (" ", "\n", " - ", "-"):
        return False
    if page.words[number].key in ("va", "and", "cung"):
        return number + 1 < limit and bool(page.longest(number + 1, _NOUNS, limit))
    return True


def _is_bare(page: Page, first: int, number: int) -> bool:
    """Whether only "người" has been said, which says nothing of whom."""
    return page.letters(number - 1) in _PEOPLE and number - first <= 2  # noqa: PLR2004 - "những người", "số người"


def _is_of_a_name(page: Page, first: int, number: int, limit: int) -> bool:
    """Whether "học" belongs to a noun, as in "khuyến học" and "học sinh", and is not what somebody does."""
    before = page.words[number - 1].key if number > first else ""
    return before in _SCHOOL or bool(page.longest(number, _LEARNERS, limit))


def _complement(page: Page, number: int, limit: int) -> int:
    """The word after what says which people: "những người đạt danh hiệu", "người trong độ tuổi lao động"."""
    after = number + 1
    while after < limit and after - number < _MOST and page.gap(after) == " ":
        if _stops(page.letters(after) if page.marked else "", page.words[after].key, marked=page.marked):
            break
        after += 1
    return after


def count_unit(page: Page, number: int, limit: int) -> int:
    """How many words name what is counted here; 0 if nothing that is counted does."""
    return page.longest(number, _UNITS, limit) if number < limit else 0


_TITLES = {model: plain_key(model.vi) for model in LearningModel}
_HEADS = (
    ("gia dinh", "families"), ("ho gia dinh", "families"), ("dong ho", "clans"), ("cong dong", "communities"),
    ("families", "families"), ("clans", "clans"), ("communities", "communities"), ("units", "units"),
    ("don vi", "units"), ("co quan", "units"), ("to chuc", "units"), ("cong dan", "citizens"),
    ("cac to chuc", "units"), ("cac co quan", "units"), ("cac don vi", "units"), ("citizens", "citizens"),
    ("nguoi lon", "adults"), ("nguoi lao dong", "workers"),
)  # fmt: skip


def population_of(words: str, after: str) -> tuple[Attribute | None, Population | None]:
    """The attribute and the population that words name: "80% gia đình … đạt Gia đình học tập"; None where none does.

    >>> population_of("gia đình", "đạt danh hiệu gia đình học tập")
    (Attribute('family'), Population('families'))
    """
    key = plain_key(words).removeprefix("so ").removeprefix("cac ").removeprefix("tong so ")
    code = next((code for head, code in _HEADS if key.startswith(plain_key(head))), None)
    following = plain_key(after)
    titles = sorted((following.find(name), model) for model, name in _TITLES.items() if name in following)
    model = titles[0][1] if titles else None
    return Attribute(model.value) if model else None, Population(code) if code else None
