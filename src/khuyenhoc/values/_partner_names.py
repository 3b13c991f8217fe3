"""The wordings under which partner types appear in print, and how the head of a name is found among them.

A wording counts where it stands as whole words. The one that begins first is the head of the name and decides; of those
that begin together, the longest. Marked with a leading ``^`` it counts at the beginning only, after a post such as
"Chủ tịch". Marked with a leading ``~`` it is the word for an office, which decides where nothing that follows in the
same member of a list says whose office it is ("Bộ Chỉ huy", "Sở", "Hội"). Marked with a trailing ``?`` it may also be
the subject with which an office deals ("Cục Thuế doanh nghiệp lớn"). A list that opens with an unlisted group ("các sở,
ngành, Liên đoàn Lao động") stays one, whatever it names later. In English the head stands last, before "of".
"""

import functools
import re
from collections.abc import Callable

import attrs

from khuyenhoc._base.text import has_marks, plain_key, tidy, tone_key

__all__ = ["ENGLISH", "WORDINGS", "is_association", "type_code", "wordings"]

WORDINGS: dict[str, tuple[str, ...]] = {
    "unlisted_group": (
        "^các sở", "^các ban", "^các ngành", "^các các", "^các cơ quan", "^các tổ chức", "^các đơn vị",
        "^các đoàn thể", "^các hội", "^các cấp", "^các bộ", "^các phòng", "^các lực lượng", "sở, ban, ngành",
        "sở, ngành", "ban, ngành", "^lực lượng vũ trang", "^llvt", "cơ quan, ban, ngành", "đoàn thể",
        "tổ chức chính trị-xã hội", "tổ chức xã hội",
    ),
    "border_guard": ("bộ đội biên phòng", "biên phòng", "bđbp", "đồn bp", "đồn biên phòng", "bch bp", "bchbp"),
    "military": (
        "bộ chỉ huy quân sự", "bộ chqs", "bchqs", "bch qs", "chqs", "quân sự", "ban chỉ huy quân sự", "quân khu",
        "quân đoàn", "binh đoàn", "sư đoàn", "lữ đoàn", "hải quân", "bộ quốc phòng", "quân đội", "quân đội nhân dân",
        "cảnh sát biển", "đoàn kinh tế-quốc phòng", "~bộ chỉ huy", "~bộ tư lệnh", "~trung đoàn", "~tiểu đoàn",
        "~hải đoàn", "~hải đội",
    ),
    "police": (
        "công an", "bộ công an", "ca tỉnh", "ca huyện", "ca thành phố", "ca tp", "ca xã", "ca phường", "cảnh sát",
        "csgt", "cảnh vệ",
    ),
    "youth_union": (
        "đoàn thanh niên", "đoàn tn", "đoàn tncs", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "quận đoàn", "thị đoàn",
        "xã đoàn", "chi đoàn", "trung ương đoàn", "tw đoàn", "đoàn khối", "đoàn cơ sở", "đoàn trường", "đoàn xã",
        "đoàn phường", "^các cấp bộ đoàn", "cấp bộ đoàn", "hội liên hiệp thanh niên", "hội lhtn",
    ),
    "women_union": (
        "hội liên hiệp phụ nữ", "liên hiệp hội phụ nữ", "hội lhpn", "lhpn", "hội phụ nữ", "hội pn", "phụ nữ?",
    ),
    "farmers_association": ("hội nông dân", "hội nd", "nông dân?"),
    "veterans_association": ("hội cựu chiến binh", "cựu chiến binh?", "hội ccb", "ccb?"),
    "trade_union": ("tổng liên đoàn lao động", "liên đoàn lao động", "lđlđ", "công đoàn"),
    "elderly_association": (
        "hội người cao tuổi", "người cao tuổi?", "cao tuổi?", "hội nct", "nct?", "ban đại diện hội người cao tuổi",
        "ban đại diện người cao tuổi", "ban đại diện cao tuổi",
    ),
    "former_teachers_association": (
        "hội cựu giáo chức", "hội cgc", "cựu giáo chức?", "hội khuyến học-cựu giáo chức",
    ),
    "journalists_association": ("hội nhà báo",),
    "front": (
        "ủy ban mặt trận tổ quốc", "mặt trận tổ quốc", "ủy ban mttq", "ubmttq", "ubmt tq", "ub mttq", "ubmt", "mttq",
        "mặt trận",
    ),
    "press": (
        "^báo", "^đài", "đài phát thanh", "đài pt-th", "đài ptth", "đài truyền thanh", "đài truyền hình",
        "đài tiếng nói việt nam", "thông tấn xã", "^tạp chí",
    ),
    "education": (
        "sở giáo dục", "phòng giáo dục", "bộ giáo dục", "ngành giáo dục", "giáo dục và đào tạo", "giáo dục&đào tạo",
        "giáo dục-đào tạo", "giáo dục?", "gd&đt", "gd-đt", "gdđt", "gd đt", "sở gd&đt", "sở gd-đt", "sở gdđt",
        "sở gd đt", "sở gd", "phòng gd&đt", "phòng gd-đt", "phòng gdđt", "phòng gd đt", "phòng gd", "bộ gd&đt",
        "bộ gd-đt", "bộ gdđt", "gdnn-gdtx", "gdtx", "^trường", "trường đại học", "trường cao đẳng", "đại học",
        "học viện",
    ),
    "cooperative_alliance": (
        "liên minh htx", "liên minh hợp tác xã", "liên minh các hợp tác xã", "hợp tác xã?", "htx?",
    ),
    "enterprise": (
        "viettel", "viễn thông quân đội", "công nghiệp-viễn thông quân đội", "vnpt", "bưu chính viễn thông",
        "bưu điện", "tập đoàn", "tổng công ty", "công ty", "cty", "xí nghiệp", "nhà máy", "ngân hàng",
        "hiệp hội doanh nghiệp", "hội doanh nghiệp", "hội doanh nhân", "doanh nghiệp?",
    ),
    "party_committee": (
        "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "đảng ủy", "thị ủy", "ban tuyên giáo", "ban dân vận",
        "ban tuyên giáo và dân vận", "ban tổ chức tỉnh ủy", "~ban thường vụ",
    ),
    "state_agency": (
        "~sở", "~phòng", "~cục", "~chi cục", "~bộ", "ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd",
        "phòng nội vụ", "sở nội vụ", "ban dân tộc", "ban quản lý", "lđ-tb&xh", "lđtb&xh",
        "lao động-thương binh và xã hội", "văn hóa-thông tin",
        "văn hóa, thể thao và du lịch", "bảo hiểm xã hội", "kho bạc", "tòa án", "viện kiểm sát",
        "đoàn đại biểu quốc hội",
    ),
    "other": ("~hội", "~chi hội", "~hội đồng", "~câu lạc bộ", "~clb", "~quỹ", "~bệnh viện"),
}  # fmt: skip

ENGLISH: dict[str, tuple[str, ...]] = {
    "border_guard": ("border guard", "border guard command"),
    "military": ("military command", "military", "army", "coast guard", "coast guard command", "national defence"),
    "police": ("police", "public security"),
    "youth_union": ("youth union",),
    "women_union": ("women's union", "women union", "women's association"),
    "farmers_association": (
        "farmers' association", "farmers' union", "farmer's association", "farmers association", "farmers union",
    ),
    "veterans_association": ("veterans' association", "veterans"),
    "trade_union": (
        "labor union", "labour union", "trade union", "confederation of labour", "confederation of labor",
        "federation of labour", "federation of labor", "labour confederation", "labor confederation",
        "labour federation", "labor federation",
    ),
    "elderly_association": ("association of the elderly", "elderly association", "elderly"),
    "former_teachers_association": ("former teachers' association", "former teachers"),
    "journalists_association": ("journalists' association", "journalists association"),
    "front": ("fatherland front",),
    "press": ("newspaper", "radio", "television", "broadcasting"),
    "education": (
        "education and training", "department of education", "ministry of education", "university", "school",
    ),
    "cooperative_alliance": ("co-operative alliance", "cooperative alliance", "cooperative"),
    "enterprise": ("enterprise", "company", "corporation", "bank"),
    "party_committee": ("party committee",),
    "state_agency": ("~department", "department of labor", "department of culture", "~ministry", "people's committee"),
}  # fmt: skip

# Before these the beginning of a name is not yet that of the body.
_POSTS = (
    "phó", "chủ tịch", "giám đốc", "tổng giám đốc", "bí thư", "trưởng", "tổng biên tập", "thường trực", "văn phòng",
    "ban chấp hành", "bch", "ban giám đốc", "lãnh đạo", "ban lãnh đạo", "đại diện", "đồng chí", "trung ương",
)  # fmt: skip
_MASS = frozenset(WORDINGS) - {"police", "military", "border_guard", "education", "enterprise", "cooperative_alliance"}
_MAX_LENGTH = 500
_LOOSE_MARKS = re.compile(r"\s*([-&])\s*")
_LIST = re.compile(r"[,;]| (?:và|va|and) ")
_OF = re.compile(r"[,;(]| (?:of|and|in) ")
_FORMER_POST = re.compile(
    r"(?:^|,)\s*(?:nguyên|nguyen)\s+(?:phó\s+|pho\s+)?"
    r"(?:giám đốc|giam doc|chủ tịch|chu tich|bí thư|bi thu|trưởng|truong)[^,]*(?:,|$)"
)
_Fold = Callable[[str], str]
_Own = tuple[tuple[str, tuple[str, ...]], ...]


def _key(text: str, fold: _Fold) -> str:
    return _LOOSE_MARKS.sub(r"\1", fold(text.replace("’", "'").replace("‘", "'")))


@attrs.frozen
class _Wording:
    """One wording: as a pattern, what it stands for, whether it is an office or a subject, and stands first only."""

    text: str
    pattern: re.Pattern[str]
    code: str
    office: bool
    subject: bool
    first: bool


@attrs.frozen
class _Found:
    """A wording where it stands in a name."""

    start: int
    end: int
    wording: _Wording

    @property
    def order(self) -> tuple[int, int]:
        """Those in front first; of those that begin together, the longest."""
        return self.start, -self.end


@functools.cache
def _wordings(fold: _Fold, own: _Own, *, english: bool) -> tuple[_Wording, ...]:
    made = []
    for code, wordings in (*(ENGLISH if english else WORDINGS).items(), *(() if english else own)):
        for wording in wordings:
            first = wording[0] in "^~" and not english
            text = _key(wording.strip("^~?"), fold)
            pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
            made.append(_Wording(text, pattern, code, wording[0] == "~", wording[-1] == "?", first))
    return tuple(made)


@functools.cache
def _posts(fold: _Fold) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{'|'.join(re.escape(_key(post, fold)) for post in _POSTS)}) )*")


def _found(key: str, fold: _Fold, own: _Own, *, english: bool) -> list[_Found]:
    posts = _posts(fold).match(key)
    beginning = posts.end() if posts else 0
    found = []
    for wording in _wordings(fold, own, english=english):
        if wording.text not in key:
            continue
        match = wording.pattern.match(key, beginning) if wording.first else wording.pattern.search(key)
        if match:
            found.append(_Found(*match.span(), wording))
    return sorted(found, key=lambda one: one.order)


def wordings(code: str) -> tuple[str, ...]:
    """The wordings of a type as they stand in print, without what says how each one counts."""
    return tuple(text.strip("^~?") for text in (*WORDINGS.get(code, ()), *ENGLISH.get(code, ())))


def _present(name: str) -> str:
    """The name without the posts that a signatory held before."""
    text = tidy(name).casefold()
    return _FORMER_POST.sub(",", text).strip(" ,") or text


def type_code(name: str, own: _Own = ()) -> str:
    """The code of the partner type that a name stands for; "other" if no wording, known or of one's own, is in it."""
    name = tidy(name)[:_MAX_LENGTH]
    fold: _Fold = tone_key if has_marks(name) else plain_key
    key = _key(_present(name), fold)
    found = _found(key, fold, own, english=False)
    if not found or (found[0].wording.first and fold is plain_key):
        # "Dai Loc Women's Union": what looks like "Đài" without marks is a name.
        english = _found(key, fold, own, english=True)
        if english:
            return _english_head(key, english)
    return _head(key, found) if found else "other"


def _head(key: str, found: list[_Found]) -> str:
    head = found[0]
    if head.wording.code == "unlisted_group" and head.wording.first:
        # "các Sở GD&ĐT" are named, although they begin as "các sở" do.
        named = [one for one in found if one.start < head.end < one.end and not one.wording.office]
        return named[0].wording.code if named else head.wording.code
    if not head.wording.office:
        return head.wording.code
    end = _LIST.search(key, head.end)
    limit = end.start() if end else len(key)
    whose = (one for one in found if head.start < one.start < limit and _tells_whose(head.wording, one.wording))
    return next(whose, head).wording.code


def _tells_whose(office: _Wording, later: _Wording) -> bool:
    """Whether a wording after the word for an office says whose it is."""
    if later.office:
        return False
    if office.code == "other":
        return later.subject and later.code in _MASS
    return not (later.subject and office.code == "state_agency")


def _english_head(key: str, found: list[_Found]) -> str:
    """The last body before "of", as in "Military Bank of Vietnam"; that after it if an office stands before."""
    end = _OF.search(key)
    limit = end.start() if end else len(key)
    bodies = [one for one in found if not one.wording.office]
    before = [one for one in bodies if one.start < limit]
    if before:
        return max(before, key=lambda one: (one.start, one.end)).wording.code
    return (bodies or found)[0].wording.code


def is_association(name: str) -> bool:
    """Whether a name is that of a Hội Khuyến học that is not merged with another body."""
    key = plain_key(_present(name))
    return re.search(r"\bhoi khuyen hoc\b", key) is not None and "giao chuc" not in key
