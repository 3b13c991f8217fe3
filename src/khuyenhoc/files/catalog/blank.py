"""Files to begin with: an agreement or a programme in TOML, with a comment in Vietnamese beside each key."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.text import plain_key
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.catalog.documents import parse_document
from khuyenhoc.files.codec.formats import to_toml
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.document import FORMAT, Document
from khuyenhoc.records.programme import Programme
from khuyenhoc.values.partner import PartnerType

__all__ = ["AGREEMENT", "PROGRAMME", "copied_file", "drafted_file", "new_file", "write_new"]

_HEAD = """# {what}
# Chữ và ngày đặt trong dấu nháy thẳng "…". Dòng bắt đầu bằng # là lời giải thích, máy không đọc.
# Kiểm tra: khuyenhoc show TÊN-TỆP.toml
format = "{format}"

"""
AGREEMENT: dict[str, tuple[str, str]] = {
    "title": ("Tên chương trình phối hợp", "Phối hợp khuyến học với Công an xã, 2026 - 2030"),
    "association": ("Bên Hội Khuyến học", "Hội Khuyến học xã Ví Dụ"),
    "partner": ("Đơn vị phối hợp", "Công an xã Ví Dụ"),
    "place": ("Địa bàn, kèm tỉnh", "xã Ví Dụ, tỉnh Nghệ An"),
    "level": ("Cấp: xã, tỉnh, trung ương", "xã"),
    "period": ("Giai đoạn", "giai đoạn 2026 - 2030"),
    "signed": ("Ngày ký", "25/12/2025"),
}
"""What is asked of an agreement: the words of the question, and what stands in the file where nothing is answered."""

PROGRAMME: dict[str, tuple[str, str]] = {
    "title": ("Tên kế hoạch, chương trình", "Kế hoạch khuyến học xã Ví Dụ, 2026 - 2030"),
    "number": ("Số hiệu văn bản ban hành", "12/KH-UBND"),
    "issuer": ("Cơ quan ban hành", "Ủy ban nhân dân xã Ví Dụ"),
    "issued": ("Ngày ban hành", "25/12/2025"),
    "place": ("Địa bàn, kèm tỉnh", "xã Ví Dụ, tỉnh Nghệ An"),
    "level": ("Cấp: xã, tỉnh, trung ương", "xã"),
    "period": ("Giai đoạn", "giai đoạn 2026 - 2030"),
}
"""The same of a programme or plan."""

_AGREEMENT = """[[agreements]]
id = {id}                  # mã, do mình đặt: chữ thường không dấu, số, gạch nối
title = {{ vi = {title}, en = {title} }}   # en: tên tiếng Anh; chưa dịch thì chép lại
association = {association}
partners = [
    {{ name = {partner}, type = {type} }},  # tên đúng như văn bản; loại đơn vị: khuyenhoc list partners
]
place = {place}            # ghi bằng tên; tên tỉnh được hiểu theo ngày ký
level = {level}            # thôn, tổ dân phố | xã | huyện | tỉnh | trung ương
period = {period}          # hoặc "2026 - 2028, định hướng đến năm 2030"
signed = {signed}          # ngày/tháng/năm; chưa ký thì xóa dòng này
reviews = ["sơ kết năm", "tổng kết"]       # chỉ ghi kỳ mà văn bản có quy định; không có thì xóa dòng này
content_areas = ["tuyên truyền", "xây dựng mô hình học tập"]

# Mỗi việc đã cam kết một khối; xóa khối này nếu không có, chép thêm nếu có nhiều.
[[agreements.commitments]]
what = {{ vi = "tuyên truyền về mô hình Đơn vị học tập", en = "promote the learning unit" }}
area = "tuyên truyền"
party = {partner}          # ai làm, đúng như tên ở trên; để trống là tất cả các bên
recurrence = "mỗi quý"     # hoặc "hằng năm, trước ngày 15/12", "mỗi sáu tháng"
"""
_PROGRAMME = """[[instruments]]
id = {id}                  # mã văn bản, do mình đặt: chữ thường không dấu, số, gạch nối
number = {number}
kind = "kế hoạch"          # hoặc: quyết định, chỉ thị, nghị quyết, chương trình
issuer = {issuer}
issued = {issued}          # ngày/tháng/năm
title = {title}

[[programmes]]
id = {id}
instrument = {id}          # mã của văn bản ở trên
title = {{ vi = {title}, en = {title} }}   # en: tên tiếng Anh; chưa dịch thì chép lại
place = {place}
level = {level}            # thôn, tổ dân phố | xã | huyện | tỉnh | trung ương
period = {period}

# Mỗi chỉ tiêu một khối; xóa hay chép thêm tùy văn bản.
[[programmes.targets]]
kind = "reach"             # đạt một tỷ lệ; còn có grow (tăng mỗi năm), maintain (duy trì), deliver (số lượng)
attribute = "family"       # gia đình học tập; clan: dòng họ, community: cộng đồng, unit: đơn vị, citizen: công dân
population = "families"    # trên tổng số gì: families, clans, communities, units
rate = "80%"
due = 2030                 # nghĩa là ngày 31/12/2030
citation = {{ document = {id} }}

# Mỗi việc phải làm một khối; xóa khối này nếu không có.
[[programmes.commitments]]
what = {{ vi = "báo cáo kết quả năm", en = "yearly report" }}
area = "báo cáo"
party = "Hội Khuyến học xã"
to = {issuer}
recurrence = "hằng năm, trước ngày 15/12"
"""
_WHAT = {
    "agreements": "Chương trình phối hợp",
    "programmes": "Kế hoạch, chương trình có chỉ tiêu",
}
_BESIDE = {  # what is said beside a key of a copy
    "id": "mã, do mình đặt",
    "association": "bên Hội Khuyến học",
    "signed": "ngày ký",
    "level": "thôn, tổ dân phố: hamlet | xã: commune | tỉnh: province | trung ương: central",
    "first": "ngày đầu giai đoạn",
    "last": "ngày cuối giai đoạn",
    "due": "hạn",
    "rate": "tỷ lệ: 0.8 là 80%",
    "attribute": "nội dung chỉ tiêu",
    "population": "trên tổng số gì",
    "party": "ai làm",
    "to": "gửi ai",
    "instrument": "mã của văn bản",
}
_FIELD = re.compile(
    r"\[\[agreements\.(partners|targets)\]\]|(?:\[agreements\.)?(association|place|period|previous|signed)(?:\]|\b = )"
)
_KEY = re.compile(r"^([a-z_]+) = [^\[{].*$", re.MULTILINE)
_NO_SLUG = re.compile(r"[^a-z0-9]+")


def new_file(kind: str, answers: Mapping[str, str]) -> str:
    """A file of one agreement or programme, with example values for what was not answered; it is read as it is.

    Args:
        kind: ``agreements`` or ``programmes``.
        answers: What was answered, by the keys of `AGREEMENT` or `PROGRAMME`.

    Raises:
        DocumentError: If an answer cannot be read; the message says where.
    """
    asked, text = (AGREEMENT, _AGREEMENT) if kind == "agreements" else (PROGRAMME, _PROGRAMME)
    values = {key: answers.get(key) or example for key, (_, example) in asked.items()}
    values["id"] = _slug(values["title"])
    values["type"] = PartnerType.classify(values.get("partner", "")).vi
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    made = "".join(_aligned(_HEAD.format(what=_WHAT[kind], format=FORMAT) + text.format(**quoted)))
    parse_document(made)
    return made


def _aligned(text: str) -> Iterator[str]:
    """The lines, with comments that follow a value in one column where there is room."""
    for line in text.splitlines():
        value, mark, comment = line.partition("  # ")
        yield f"{value.rstrip():<46} # {comment.strip()}\n" if mark else f"{line}\n"


def _slug(title: str) -> str:
    """An id from a title: "Kế hoạch khuyến học xã" gives ke-hoach-khuyen-hoc-xa."""
    slug = _NO_SLUG.sub("-", plain_key(title)).strip("-")
    return slug if slug[:1].isalpha() else f"ma-{slug}".strip("-")


def copied_file(record: Agreement | Programme, document: Document) -> str:
    """A file that begins as a copy of a record, under an id of its own and without what was reported of the other.

    Args:
        record: The agreement or programme.
        document: What else its file holds, for the instrument of a programme.
    """
    own: Any
    if isinstance(record, Agreement):
        cleared: dict[str, Any] = {"sources": (), "notes": (), "earlier_results": (), "passed_down": (), "requests": ()}
        own = {"agreements": (attrs.evolve(record, id=f"{record.id}-moi", **cleared),)}
        kind = "agreements"
    else:
        own = {"programmes": (attrs.evolve(record, id=f"{record.id}-moi", notes=()),)}
        own["instruments"] = tuple(item for item in document.instruments if item.id == record.instrument)
        kind = "programmes"
    text = to_toml(Document(**own)).partition("\n")[2].lstrip("\n")
    what = f"{_WHAT[kind]}, chép từ {record.id}; hãy sửa cho đúng với mình"
    return _HEAD.format(what=what, format=FORMAT) + _KEY.sub(_commented, text)


def drafted_file(record: Agreement, words: Mapping[str, str]) -> str:
    """A file of a draft, with the words of the page that each field was read from beside it.

    Args:
        record: The draft.
        words: The words by field, such as ``signed`` or ``targets[0]``.
    """
    text = to_toml(Document(agreements=(record,))).partition("\n")[2].lstrip("\n")
    counts: dict[str, int] = {}
    lines = []
    for line in text.splitlines():
        field = _FIELD.match(line)
        name = (field[1] or field[2]) if field else ""
        if field and field[1]:
            counts[name] = counts.get(name, -1) + 1
            name = f"{name}[{counts[name]}]"
        said = " ".join(words.get(name, "").split())
        lines.append(f"{line:<46} # bài viết: {said}" if said else line)
    head = _HEAD.format(what="Bản nháp đọc từ một bài viết; hãy so từng mục với bài trước khi dùng", format=FORMAT)
    return head + "\n".join(lines) + "\n"


def _commented(line: re.Match[str]) -> str:
    said = _BESIDE.get(line[1], "")
    return f"{line[0]:<46} # {said}" if said else line[0]


def write_new(text: str, path: str, *, overwrite: bool) -> None:
    """Write such a file.

    Raises:
        InvalidValueError: If its name does not end in ``.toml``, or it is there already and is not to be replaced.
    """
    where = Path(path)
    if where.suffix.casefold() != ".toml":
        raise InvalidValueError("no-name-of-a-toml-file", path=("--output",), seen=path)
    if where.exists() and not overwrite:
        raise InvalidValueError("there-is-already-such-a-file", path=("--output",), seen=path)
    where.write_text(text, encoding="utf-8")
