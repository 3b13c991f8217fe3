"""Partners: a type is found by the name, in every wording and spelling met in print."""

import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import Partner, PartnerType

CODES = (
    "front", "party_committee", "police", "military", "border_guard", "youth_union", "women_union",
    "farmers_association", "veterans_association", "trade_union", "elderly_association",
    "former_teachers_association", "journalists_association", "press", "education", "state_agency", "enterprise",
    "cooperative_alliance", "unlisted_group", "other",
)  # fmt: skip

WORDINGS: dict[str, tuple[str, ...]] = {
    "education": (
        "Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo tỉnh Hòa Bình", "Sở Giáo dục và Đào tạo thành phố Cần Thơ",
        "Sở Giáo dục & Đào tạo", "Sở Giáo dục - Đào tạo", "Sở GD&ĐT", "sở Giáo dục và Đào tạo", "Phòng GD-ĐT",
        "Phòng GD&ĐT huyện", "phòng Giáo dục - Đào tạo huyện", "Bộ Giáo dục và Đào tạo", "Bộ GD&ĐT", "Bộ GDĐT",
        "Department of Education and Training", "các Sở GD&ĐT",
    ),
    "military": (
        "Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh Long An", "Bộ Chỉ huy quân sự tỉnh", "Bộ CHQS tỉnh",
        "Military Command of Son La province", "Provincial Military Command",
    ),
    "police": ("Công an tỉnh", "Công an tỉnh Sóc Trăng", "Bộ Công an"),
    "border_guard": (
        "Bộ đội Biên phòng tỉnh Tiền Giang", "Bộ Chỉ huy Bộ đội Biên phòng", "Bộ Chỉ huy Bộ đội Biên phòng Sơn La",
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Bộ Tư lệnh Bộ đội Biên phòng", "BĐBP", "Border Guard Command",
    ),
    "youth_union": (
        "Tỉnh đoàn", "Tỉnh đoàn Tiền Giang", "Tỉnh Đoàn Kon Tum", "Thành đoàn", "Thành đoàn Tam Kỳ", "Trung ương Đoàn",
        "Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh thành phố Hải Phòng", "các cấp bộ Đoàn", "Youth Union",
    ),
    "women_union": (
        "Hội Liên hiệp Phụ nữ Việt Nam", "Hội Liên hiệp Phụ nữ Việt nam", "Hội Liên hiệp phụ nữ tỉnh",
        "Hội Liên hiệp Phụ nữ thành phố", "Liên hiệp Hội Phụ nữ tỉnh", "Hội LHPN", "Hội Phụ nữ tỉnh", "Women's Union",
        "Women’s Union",
    ),
    "elderly_association": (
        "Hội Người cao tuổi", "Hội Người cao tuổi tỉnh Tiền Giang", "Ban đại diện Hội Người cao tuổi tỉnh",
        "Ban Đại diện Hội Người Cao tuổi tỉnh", "Ban đại diện Người Cao tuổi tỉnh", "Ban Đại diện Cao tuổi tỉnh", "NCT",
    ),
    "trade_union": ("Liên đoàn Lao động tỉnh", "LĐLĐ", "LĐLĐ tỉnh", "Labor Union"),
    "farmers_association": ("Hội Nông dân tỉnh", "Farmers' Association", "Farmers' Union"),
    "front": (
        "Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban MTTQ Việt Nam thành phố", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Ủy ban Mặt trận Tổ quốc tỉnh", "UBMTTQ", "UBMT TQ", "Mặt trận Tổ quốc", "mặt trận",
    ),
    "press": (
        "Báo Thái Nguyên", "Đài PT - TH tỉnh", "Đài PTTH Hòa Bình", "Đài Phát thanh và Truyền hình tỉnh",
        "Đài Truyền thanh huyện", "Đài Tiếng nói Việt Nam",
    ),
    "journalists_association": ("Hội Nhà báo tỉnh",),
    "veterans_association": ("Hội Cựu chiến binh tỉnh", "Hội CCB tỉnh"),
    "former_teachers_association": ("Hội Cựu giáo chức tỉnh", "Hội Khuyến học - Cựu giáo chức huyện"),
    "state_agency": (
        "Phòng Nội vụ", "Phòng LĐ-TB&XH", "Phòng Văn hóa - thông tin",
        "Department of Labor - Invalids and Social Affairs",
        "Department of Culture, Sports and Tourism",
    ),
    "enterprise": (
        "Viettel Nghệ An", "Chi nhánh Viettel Hòa Bình", "Tập đoàn Công nghiệp - Viễn thông Quân đội Viettel",
        "Tập đoàn Viễn thông Quân đội Viettel", "Tập đoàn Bưu chính Viễn thông Việt Nam", "VNPT",
    ),
    "cooperative_alliance": ("Liên minh HTX", "Liên minh Hợp tác xã", "Liên minh Hợp tác xã tỉnh"),
    "unlisted_group": (
        "các sở, ban, ngành, đoàn thể, lực lượng vũ trang", "các các ngành liên quan", "các ngành liên quan",
        "các cơ quan, ban, ngành, mặt trận, đoàn thể", "các tổ chức chính trị - xã hội, tổ chức xã hội",
        "các tổ chức chính trị - xã hội, tổ chức xã hội (phường)",
    ),
    "other": ("Câu lạc bộ Hoa Phượng", "x", "", "   ", "Hội Chữ thập đỏ tỉnh"),
}  # fmt: skip

PRINTED = [(code, name) for code, names in WORDINGS.items() for name in names]

SHARED_CODES = {
    "mat_tran": "front", "cong_an": "police", "quan_su": "military", "bien_phong": "border_guard",
    "doan_thanh_nien": "youth_union", "phu_nu": "women_union", "nong_dan": "farmers_association",
    "cuu_chien_binh": "veterans_association", "cong_doan": "trade_union", "nguoi_cao_tuoi": "elderly_association",
    "cuu_giao_chuc": "former_teachers_association", "hoi_nha_bao": "journalists_association", "bao_chi": "press",
    "giao_duc": "education", "co_quan_nha_nuoc": "state_agency", "doanh_nghiep": "enterprise",
    "hop_tac_xa": "cooperative_alliance", "nhom_chung": "unlisted_group",
}  # fmt: skip


def without_marks(text: str) -> str:
    """Typed without any mark, as in an address line."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D")


def other_tone_placement(text: str) -> str:
    """hòa as hoà, ủy as uỷ: the tone on the second vowel where the first had it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    moved = re.sub(rf"([oOuU])([{tones}])([aAeEyY])(?!\w)", r"\1\3\2", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", moved)


def spellings(name: str) -> dict[str, str]:
    """One name in every form in which it may arrive."""
    return {
        "as printed": name,
        "NFC": unicodedata.normalize("NFC", name),
        "NFD": unicodedata.normalize("NFD", name),
        "capitals": name.upper(),
        "capitals in NFD": unicodedata.normalize("NFD", name.upper()),
        "small": name.lower(),
        "tone placement": other_tone_placement(name),
        "en dash": name.replace("-", "–"),
        "minus sign": name.replace("-", "−"),
        "close dash": re.sub(r"\s*-\s*", "-", name),
        "spaced dash": re.sub(r"\s*-\s*", " - ", name),
        "doubled spaces": name.replace(" ", "  "),
        "no-break spaces": f"\u00a0{name}\u00a0".replace(" ", "\u00a0"),
        "no marks": without_marks(name),
        "no marks in capitals": without_marks(name).upper(),
    }


def test_the_closed_list() -> None:
    """There are twenty types, with these codes, and each belongs to a group."""
    assert tuple(member.value for member in PartnerType) == CODES
    assert len(CODES) == 20
    assert {member.group for member in PartnerType} == set(kh.PartnerGroup)


def test_the_spellings_are_really_different() -> None:
    """The forms of the next test are those that they say."""
    forms = spellings("Ủy ban Hòa Bình - X")
    assert forms["tone placement"] == "Uỷ ban Hoà Bình - X"
    assert forms["no marks"] == "Uy ban Hoa Binh - X"
    assert len(set(forms.values())) >= 11


@pytest.mark.parametrize(("code", "name"), PRINTED, ids=[without_marks(name) or "empty" for _, name in PRINTED])
def test_every_wording_maps_to_its_type(code: str, name: str) -> None:
    """The wordings that must map to a type do: in any case, Unicode form, tone placement, dash and spacing."""
    found = {form: PartnerType.classify(text).value for form, text in spellings(name).items()}
    assert found == dict.fromkeys(found, code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bộ Chỉ huy Bộ đội Biên phòng", "border_guard"),
        ("Bộ Chỉ huy Quân sự", "military"),
        ("nguyên Giám đốc Đài Phát thanh và Truyền hình tỉnh, Chủ tịch Hội Nhà báo tỉnh", "journalists_association"),
        ("Chủ tịch Hội Cựu giáo chức tỉnh, nguyên Giám đốc Sở Giáo dục và Đào tạo", "former_teachers_association"),
        ("các sở, ngành, Liên đoàn Lao động", "unlisted_group"),
        ("Công đoàn ngành Giáo dục tỉnh", "trade_union"),
    ],
)
def test_rules_that_the_texts_force(name: str, code: str) -> None:
    """The head decides, former posts do not count, an unlisted group stays one."""
    assert PartnerType.classify(name).value == code


HEADS = (
    "Vùng Cảnh sát biển 4|military",
    "Bộ Tư lệnh Vùng Cảnh sát biển 1|military",
    "Cảnh sát biển Việt Nam|military",
    "Vùng 4 Hải quân|military",
    "Bộ Tư lệnh Cảnh sát cơ động|police",
    "Tiểu đoàn Cảnh sát cơ động số 2|police",
    "Hải đội 2 Biên phòng|border_guard",
    "Hải đoàn Biên phòng 18|border_guard",
    "Công ty TNHH MTV Quân đội|enterprise",
    "Ngân hàng TMCP Quân đội|enterprise",
    "Tổng Công ty 36 - Bộ Quốc phòng|enterprise",
    "Công ty Cổ phần Sách Giáo dục|enterprise",
    "Công ty Bảo hiểm Quân đội|enterprise",
    "Công ty CP Báo chí Công an|enterprise",
    "Cty TNHH Nông dân Việt|enterprise",
    "Nhà máy Z121 Bộ Quốc phòng|enterprise",
    "Đoàn Khối Doanh nghiệp|youth_union",
    "Đoàn khối các cơ quan và doanh nghiệp tỉnh|youth_union",
    "Đoàn Thanh niên Công an tỉnh|youth_union",
    "Đoàn trường Đại học Vinh|youth_union",
    "Chi đoàn Ngân hàng Nhà nước|youth_union",
    "Đảng ủy Khối Doanh nghiệp|party_committee",
    "Đảng ủy Công an tỉnh|party_committee",
    "Ban Thường vụ Tỉnh đoàn|youth_union",
    "Ban Thường vụ Tỉnh ủy|party_committee",
    "Ban Thường vụ Hội Nông dân|farmers_association",
    "Ban Chấp hành Đảng bộ|other",
    "Đồn BP|border_guard",
    "Đồn BP cửa khẩu Cầu Treo|border_guard",
    "Đồn Biên phòng Nhật Lệ|border_guard",
    "BCH BĐBP tỉnh|border_guard",
    "Bộ CH BĐBP|border_guard",
    "Bộ Chỉ huy BĐBP tỉnh|border_guard",
    "BCHQS|military",
    "BCHQS tỉnh Hà Tĩnh|military",
    "BCH Quân sự huyện|military",
    "Ban CHQS xã|military",
    "Bộ Chỉ huy|military",
    "Bộ Tư lệnh Thủ đô Hà Nội|military",
    "Đoàn Kinh tế - Quốc phòng 337|military",
    "Lữ đoàn 147|military",
    "Công đoàn Công ty Điện lực|trade_union",
    "Công đoàn Công an nhân dân|trade_union",
    "Hội Phụ nữ Công an tỉnh|women_union",
    "Hội LH Phụ nữ tỉnh|women_union",
    "Hội Cựu chiến binh Công ty Than|veterans_association",
    "Hội Cựu Công an nhân dân tỉnh|other",
    "Hội Luật gia Công an|other",
    "Chủ tịch Hội Luật gia tỉnh|other",
    "Hội Chữ thập đỏ trường học|other",
    "Hội Doanh nhân trẻ|enterprise",
    "Hiệp hội Doanh nghiệp nhỏ và vừa|enterprise",
    "Quỹ Phòng chống thiên tai|other",
    "Bệnh viện Quân đội 108|other",
    "Câu lạc bộ Hưu trí Công an|other",
    "Cục Thuế doanh nghiệp lớn|state_agency",
    "Phòng Nông nghiệp|state_agency",
    "Sở Nội vụ|state_agency",
    "Sở Y tế, Hội Nông dân|state_agency",
    "Phòng Cảnh sát giao thông|police",
    "Phòng PX03 Công an tỉnh|police",
    "Bộ Giáo dục|education",
    "Phòng Giáo dục|education",
    "Trường Cao đẳng Cảnh sát|education",
    "Trường Đại học Công đoàn|education",
    "Học viện Biên phòng|education",
    "Báo Công an nhân dân|press",
    "Báo Quân đội nhân dân|press",
    "Tạp chí Cộng sản|press",
    "Tòa án Quân sự Quân khu 4|state_agency",
    "UBND tỉnh và các đoàn thể|state_agency",
    "Công an, Quân sự, Biên phòng|police",
    "Công an tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh|police",
    "Hội Nông dân, Hội Liên hiệp Phụ nữ Việt Nam tỉnh|farmers_association",
    "Hội Nông dân và Bộ Chỉ huy Quân sự|farmers_association",
    "Tỉnh đoàn; Sở Giáo dục và Đào tạo|youth_union",
    "các sở, ngành, Liên đoàn Lao động|unlisted_group",
    "các Sở GD&ĐT|education",
    "Các ban Đảng|unlisted_group",
    "Các cấp Hội Nông dân|unlisted_group",
    "MTTQ và các đoàn thể|front",
    "Mặt trận và đoàn thể các cấp|front",
    "Military Bank|enterprise",
    "Army Newspaper|press",
    "Ministry of Public Security|police",
    "Department of Education and Training|education",
    "Vietnam Coast Guard|military",
    "Dai Loc Women's Union|women_union",
    "Farmers' Association and Women's Union|farmers_association",
    "School Youth Union|youth_union",
    "BAO HIEM XA HOI TINH|state_agency",
    "Bảo hiểm xã hội tỉnh|state_agency",
    "Văn phòng Tỉnh ủy|party_committee",
    "Liên minh HTX tỉnh|cooperative_alliance",
    "Hợp tác xã Phụ nữ|cooperative_alliance",
    "Tập đoàn Viễn thông Quân đội|enterprise",
    "Hội đồng Giáo dục quốc phòng|other",
    "Hội Bảo trợ người cao tuổi|elderly_association",
    "Trung tâm Giáo dục thường xuyên|education",
    "Sở Giáo dục và Đào tạo, Công an tỉnh|education",
    "Tổng Biên tập Báo Nghệ An|press",
)


@pytest.mark.parametrize("line", HEADS)
def test_the_head_of_the_name_decides(line: str) -> None:
    """Not the longest wording in it: what a body is named after, and what an office deals with, do not count."""
    name, code = line.split("|")
    found = {form: PartnerType.classify(text).value for form, text in spellings(name).items()}
    assert found == dict.fromkeys(found, code)


NAMED = [(code, name) for code, name in PRINTED if code not in ("unlisted_group", "other") and "," not in name]
VIETNAMESE = [pair for pair in NAMED if not re.search("nion|Command|Department|Association|^các", pair[1])]


@given(st.sampled_from(VIETNAMESE), st.sampled_from(VIETNAMESE), st.sampled_from((", ", "; ", " và ")))
def test_of_a_list_the_body_named_first_decides(one: tuple[str, str], other: tuple[str, str], between: str) -> None:
    assert PartnerType.classify(one[1] + between + other[1]).value == one[0]


@given(st.sampled_from(VIETNAMESE), st.booleans())
def test_a_head_decides_whatever_follows_it(body: tuple[str, str], capitals: bool) -> None:
    """A company, trade union, newspaper or branch of the Youth Union of any body is what it is."""
    heads = {"Công ty": "enterprise", "Công đoàn": "trade_union", "Báo": "press", "Đảng ủy": "party_committee",
             "Đoàn Thanh niên": "youth_union", "Trường": "education", "Hội Phụ nữ": "women_union"}  # fmt: skip
    for head, code in heads.items():
        name = f"{head} {body[1]}"
        assert PartnerType.classify(name.upper() if capitals else name).value == code


def test_long_names_take_no_longer_than_their_length() -> None:
    for piece in ("nguyên giám đốc ,", " ", "bch ", "các sở, ", "&amp;", "- ", "Công an ", "\u00d0"):
        began = time.perf_counter()
        PartnerType.classify(piece * (200_000 // len(piece)))
        assert time.perf_counter() - began < 5


def annotated_partners(shared: Path) -> list[dict[str, Any]]:
    """The partners marked in the annotated texts."""
    file = shared / "corpus" / "annotations.jsonl"
    if not file.is_file():
        pytest.skip("reference material is not present")
    texts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [{**partner, "text": text["id"]} for text in texts for partner in text["partners"]]


def test_annotated_partners(shared: Path) -> None:
    """All 58 partners of the annotated texts get the type that a reader gave them, in every spelling."""
    partners = annotated_partners(shared)
    assert len(partners) == 58
    wrong = [
        (partner["text"], form, text, PartnerType.classify(text).value)
        for partner in partners
        for form, text in spellings(partner["exact"]).items()
        if PartnerType.classify(text).value != SHARED_CODES[partner["type"]]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["Hội Khuyến học tỉnh Trà Vinh", "HỘI KHUYẾN HỌC", "Hoi Khuyen hoc tinh"])
def test_the_association_is_not_its_own_partner(name: str) -> None:
    """The association signs on the other side; merged with the former teachers it is a body of its own."""
    for text in spellings(name).values():
        with pytest.raises(kh.InvalidValueError, match="not its own partner"):
            Partner.named(text)
    assert Partner.named("Hội Khuyến học - Cựu giáo chức huyện").type is PartnerType.FORMER_TEACHERS_ASSOCIATION


def test_a_partner_keeps_its_name_as_printed() -> None:
    """The type may be given against the name: the reader of the document knows better."""
    partner = Partner("Ban  Chỉ đạo–X", PartnerType.STATE_AGENCY, signatory="Phó Giám đốc")
    assert partner.name == str(partner) == "Ban  Chỉ đạo–X"
    assert partner.type is PartnerType.STATE_AGENCY
    assert Partner.named("Công an tỉnh Long An") == Partner("Công an tỉnh Long An", PartnerType.POLICE)


WORDS = st.sampled_from([*(name for _, name in PRINTED), "nguyên Chủ tịch", ",", "-", "và", "&", "X", "tỉnh"])


@given(st.text(max_size=60) | st.lists(WORDS, max_size=4).map(" ".join))
def test_any_text_has_a_type(name: str) -> None:
    """A name without any known wording is OTHER; only a text that cannot be stored is refused."""
    assert PartnerType.classify(name) in PartnerType
    assert PartnerType.classify(f"  {name.strip()}\n") is PartnerType.classify(name)


@pytest.mark.parametrize("wrong", [None, 7, b"Cong an", ["Công an"], True])
def test_a_name_is_text(wrong: Any) -> None:
    """Anything but text is refused."""
    with pytest.raises(kh.WrongTypeError):
        PartnerType.classify(wrong)
    with pytest.raises(kh.WrongTypeError):
        Partner.named(wrong)
