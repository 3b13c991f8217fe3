"""The wordings under which partner types appear in print, and how a name is matched with them.

A wording counts where it stands as whole words; the longest one in the name wins, and of two equally long ones the
one in front. Wordings marked with a leading ``^`` count at the beginning of the name only. A list that opens with an
unlisted group ("các sở, ngành, Liên đoàn Lao động") stays one, whatever it names later; a name that opens with "Báo" or
"Đài" is of the press, whatever it is called after.
"""

import functools
import re
from collections.abc import Callable

from khuyenhoc._base.text import has_marks, plain_key, tidy, tone_key

__all__ = ["WORDINGS", "is_association", "type_code"]

WORDINGS: dict[str, tuple[str, ...]] = {
    "unlisted_group": (
        "^các sở", "^các ban", "^các ngành", "^các các", "^các cơ quan", "^các tổ chức", "^các đơn vị",
        "^các đoàn thể", "^các hội", "^các cấp", "^các bộ", "^các phòng", "^các lực lượng", "sở, ban, ngành",
        "sở, ngành", "ban, ngành", "^lực lượng vũ trang", "cơ quan, ban, ngành", "tổ chức chính trị-xã hội",
        "tổ chức xã hội", "đoàn thể",
    ),
    "border_guard": (
        "bộ đội biên phòng", "biên phòng", "bđbp", "bộ tư lệnh bộ đội biên phòng", "border guard",
        "border guard command",
    ),
    "military": (
        "bộ chỉ huy quân sự", "bộ chqs", "chqs", "quân sự", "bộ tư lệnh", "ban chỉ huy quân sự", "quân khu",
        "bộ quốc phòng", "quân đội", "quân đội nhân dân", "military command", "military", "army",
    ),
    "police": (
        "công an", "bộ công an", "ca tỉnh", "ca huyện", "cảnh sát", "police", "public security",
    ),
    "youth_union": (
        "đoàn thanh niên", "đoàn thanh niên cộng sản hồ chí minh", "đoàn tncs", "đoàn tncs hồ chí minh",
        "tỉnh đoàn", "thành đoàn", "huyện đoàn", "quận đoàn", "xã đoàn", "trung ương đoàn", "^các cấp bộ đoàn",
        "cấp bộ đoàn", "hội liên hiệp thanh niên", "youth union",
    ),
    "women_union": (
        "hội liên hiệp phụ nữ", "hội liên hiệp phụ nữ việt nam", "liên hiệp hội phụ nữ", "hội lhpn", "lhpn",
        "hội phụ nữ", "phụ nữ", "women's union", "women union",
    ),
    "farmers_association": (
        "hội nông dân", "hội nd", "nông dân", "farmers' association", "farmers' union", "farmer's association",
        "farmers association", "farmers union",
    ),
    "veterans_association": (
        "hội cựu chiến binh", "cựu chiến binh", "hội ccb", "ccb", "veterans' association", "veterans",
    ),
    "trade_union": (
        "liên đoàn lao động", "lđlđ", "công đoàn", "công đoàn ngành giáo dục", "công đoàn giáo dục", "labor union",
        "labour union", "trade union", "confederation of labour", "federation of labor",
    ),
    "elderly_association": (
        "hội người cao tuổi", "người cao tuổi", "cao tuổi", "hội nct", "nct", "ban đại diện hội người cao tuổi",
        "ban đại diện người cao tuổi", "ban đại diện cao tuổi", "association of the elderly", "elderly association",
        "elderly",
    ),
    "former_teachers_association": (
        "hội cựu giáo chức", "hội cgc", "cựu giáo chức", "hội khuyến học-cựu giáo chức", "former teachers' association",
        "former teachers",
    ),
    "journalists_association": (
        "hội nhà báo", "hội nhà báo việt nam", "journalists' association", "journalists association",
    ),
    "front": (
        "ủy ban mặt trận tổ quốc", "ủy ban mặt trận tổ quốc việt nam", "mặt trận tổ quốc", "ủy ban mttq",
        "ủy ban mttq việt nam", "ubmttq", "ubmt tq", "mttq", "ub mttq", "mặt trận", "fatherland front",
    ),
    "press": (
        "^báo", "^đài", "đài phát thanh và truyền hình", "đài phát thanh-truyền hình", "đài pt-th", "đài ptth",
        "đài truyền thanh", "đài truyền hình", "đài tiếng nói việt nam", "đài phát thanh", "thông tấn xã",
        "^tạp chí", "newspaper", "radio", "television", "broadcasting",
    ),
    "education": (
        "sở giáo dục và đào tạo", "sở giáo dục & đào tạo", "sở giáo dục-đào tạo", "giáo dục và đào tạo",
        "giáo dục&đào tạo", "giáo dục-đào tạo", "bộ giáo dục và đào tạo", "phòng giáo dục và đào tạo",
        "ngành giáo dục", "giáo dục", "gd&đt", "gd-đt", "gdđt", "gd đt", "sở gd&đt", "sở gd-đt", "sở gdđt",
        "phòng gd&đt", "phòng gd-đt", "phòng gdđt", "bộ gd&đt", "bộ gdđt", "^trường", "trường đại học",
        "trường cao đẳng", "đại học", "học viện", "education and training", "department of education",
        "ministry of education", "university", "school",
    ),
    "cooperative_alliance": (
        "liên minh htx", "liên minh hợp tác xã", "liên minh các hợp tác xã", "hợp tác xã", "htx",
        "co-operative alliance", "cooperative alliance", "cooperative",
    ),
    "enterprise": (
        "viettel", "chi nhánh viettel", "viễn thông quân đội", "công nghiệp-viễn thông quân đội",
        "tập đoàn công nghiệp-viễn thông quân đội viettel", "vnpt", "bưu chính viễn thông",
        "tập đoàn bưu chính viễn thông", "tập đoàn", "tổng công ty", "công ty", "ngân hàng", "doanh nghiệp",
        "hiệp hội doanh nghiệp", "enterprise", "company", "corporation", "bank",
    ),
    "party_committee": (
        "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "đảng ủy", "thị ủy", "ban tuyên giáo", "ban dân vận",
        "ban tuyên giáo và dân vận", "ban tổ chức tỉnh ủy", "ban thường vụ", "party committee",
    ),
    "state_agency": (
        "^sở", "^phòng", "^cục", "^chi cục", "^bộ", "ủy ban nhân dân", "ubnd", "phòng nội vụ", "sở nội vụ",
        "lđ-tb&xh", "lđtb&xh", "lao động-thương binh và xã hội", "văn hóa-thông tin",
        "văn hóa, thể thao và du lịch", "bảo hiểm xã hội", "kho bạc", "department", "department of labor",
        "department of culture", "ministry of", "people's committee",
    ),
}  # fmt: skip

_MAX_LENGTH = 500
_LOOSE_MARKS = re.compile(r"\s*([-&])\s*")
_FORMER_POST = re.compile(
    r"(?:^|,)\s*(?:nguyên|nguyen)\s+(?:phó\s+|pho\s+)?"
    r"(?:giám đốc|giam doc|chủ tịch|chu tich|bí thư|bi thu|trưởng|truong)[^,]*(?:,|$)"
)
_Fold = Callable[[str], str]


def _key(text: str, fold: _Fold) -> str:
    return _LOOSE_MARKS.sub(r"\1", fold(text.replace("’", "'").replace("‘", "'")))


@functools.cache
def _patterns(fold: _Fold) -> tuple[tuple[re.Pattern[str], str], ...]:
    """All wordings as patterns, the longest first."""
    keyed = [
        (_key(wording.removeprefix("^"), fold), wording.startswith("^"), code)
        for code, wordings in WORDINGS.items()
        for wording in wordings
    ]
    keyed.sort(key=lambda item: -len(item[0]))
    return tuple(
        (re.compile(("^" if at_start else r"(?<!\w)") + re.escape(key) + r"(?!\w)"), code)
        for key, at_start, code in keyed
    )


def _present(name: str) -> str:
    """The name without the posts that a signatory held before."""
    text = tidy(name).casefold()
    return _FORMER_POST.sub(",", text).strip(" ,") or text


def type_code(name: str) -> str:
    """The code of the partner type that a name stands for; "other" if no known wording is in it."""
    name = name[:_MAX_LENGTH]
    fold: _Fold = tone_key if has_marks(name) else plain_key
    key = _key(_present(name), fold)
    longest: tuple[int, int, str] | None = None
    group_end = 0
    for pattern, code in _patterns(fold):
        match = pattern.search(key)
        if match is None:
            continue
        if code == "press" and pattern.pattern.startswith("^"):
            return code
        if longest is None or (match.end() - match.start() == longest[0] and match.start() < longest[1]):
            longest = (match.end() - match.start(), match.start(), code)
        if code == "unlisted_group" and match.start() == 0:
            group_end = max(group_end, match.end())
    if longest is None:
        return "other"
    return "unlisted_group" if group_end and longest[1] >= group_end else longest[2]


def is_association(name: str) -> bool:
    """Whether a name is that of a Hội Khuyến học that is not merged with another body."""
    key = plain_key(_present(name))
    return re.search(r"\bhoi khuyen hoc\b", key) is not None and "giao chuc" not in key
