"""The fixed words of reports, in both languages."""

import datetime as dt

from khuyenhoc._base.plain import day_text, grouped
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.targets.attainment import Status
from khuyenhoc.values.place import Level, Place

__all__ = ["MARKS", "date", "number", "place_name", "word"]

MARKS = {
    Status.ATTAINED: "✓",
    Status.ON_TRACK: "↗",
    Status.BEHIND: "↘",
    Status.MISSED: "✗",
    Status.OPEN: "○",
    Status.NOT_COMPARABLE: "≠",
    Status.NO_DATA: "–",
}

_WORDS = {
    "absent": Label("Địa phương không đặt", "Absent locally"),
    "after": Label("Sau", "After"),
    "agreements": Label("Chương trình phối hợp", "Agreements"),
    "alignments": Label("Đối chiếu chỉ tiêu với chương trình quốc gia", "Targets beside the national ones"),
    "alongside": Label("Cùng phía với Hội", "On the association's side"),
    "as_of": Label("tính đến ngày", "as of"),
    "applicant": Label("Hồ sơ", "Applicant"),
    "association": Label("Hội Khuyến học", "Association"),
    "before": Label("Trước", "Before"),
    "calendar": Label("Thời hạn, thẩm quyền", "Calendar and authorities"),
    "citation": Label("Trích dẫn", "Citation"),
    "commitments": Label("Cam kết", "Commitments"),
    "confidence_of": Label("Độ tin cậy", "Confidence"),
    "conclusions": Label("Kết luận", "Conclusions"),
    "confidence": Label("độ tin cậy của mức", "confidence of the rate"),
    "content": Label("Nội dung phối hợp", "Content"),
    "cut": Label(
        "Tỷ lệ được cắt, không làm tròn; kết quả tính trên số nguyên.",
        "Percentages are cut, not rounded; results are decided on whole numbers.",
    ),
    "due": Label("Hạn", "Due"),
    "findings": Label("Điều cần lưu ý", "Findings"),
    "follows": Label("Kế tiếp", "Follows"),
    "gaps": Label("Tiêu chí chưa xác lập được", "Criteria not established"),
    "grade": Label("Mức", "Grade"),
    "held": Label("Ngày tổ chức", "Held"),
    "in_force": Label("Hiệu lực", "In force"),
    "in_the_way": Label("Chưa đạt, chưa rõ", "In the way"),
    "indicators": Label("Tiêu chí/chỉ tiêu", "Criteria/indicators"),
    "instruments": Label("Văn bản được dẫn", "Instruments cited"),
    "issued": Label("Ngày ban hành", "Issued"),
    "issuer": Label("Cơ quan ban hành", "Issuer"),
    "level": Label("Cấp", "Level"),
    "local": Label("Địa phương", "Local"),
    "local_only": Label("Chỉ địa phương có", "Local only"),
    "method": Label("Cách tổng hợp", "Method"),
    "months": Label("tháng", "months"),
    "more": Label("thiếu", "short"),
    "national": Label("Quốc gia", "National"),
    "no_changes": Label("Không có khác biệt.", "No differences."),
    "no_findings": Label("Không có điều gì cần lưu ý.", "Nothing to report."),
    "no_data": Label("Chưa có số liệu", "No data"),
    "no_targets": Label(
        "Không có chỉ tiêu riêng; hãy báo cáo theo chương trình quốc gia, ví dụ qd-387-2022.",
        "It has no targets of its own; report against a national programme, such as qd-387-2022.",
    ),
    "none": Label("không nêu", "not stated"),
    "notes": Label("Ghi chú", "Notes"),
    "observed": Label("Thực hiện", "Observed"),
    "of": Label("Đánh giá việc thực hiện", "Review of"),
    "over": Label("dư", "over"),
    "partners": Label("Đơn vị phối hợp", "Partners"),
    "period": Label("Giai đoạn", "Period"),
    "phase": Label("Ngày xét", "On the day"),
    "passed_down": Label("Cấp dưới", "Passed down"),
    "place_in_file": Label("Vị trí trong tệp", "Place in the file"),
    "questions": Label("Câu hỏi văn bản chưa trả lời", "Questions that the text leaves open"),
    "raise": Label("Được nâng mức sau", "May be raised after"),
    "place": Label("Địa bàn", "Place"),
    "required": Label("Mức", "Rate"),
    "reviews": Label("Kỳ sơ kết", "Reviews"),
    "result": Label("Kết quả", "Result"),
    "seen": Label("Số liệu ngày", "Figures of"),
    "short": Label("Thiếu/dư", "Short/over"),
    "signed": Label("Ngày ký", "Signed"),
    "sources": Label("Nguồn", "Sources"),
    "span": Label("Thời gian đánh giá", "Span"),
    "target": Label("Chỉ tiêu", "Target"),
    "targets": Label("Chỉ tiêu", "Targets"),
    "tasks": Label("Nhiệm vụ", "Tasks"),
    "title": Label("Tên gọi", "Title"),
    "totals": Label("Tổng điểm", "Totals"),
    "under": Label("Triển khai từ", "Passes down"),
    "validity": Label("Thời hạn danh hiệu", "Validity"),
    "working_days": Label("ngày làm việc", "working days"),
    "unknown": Label("chưa xác lập", "not established"),
}


def word(name: str, lang: Language) -> str:
    """A fixed word."""
    return _WORDS[name].text(lang)


def date(day: dt.date | None, lang: Language) -> str:
    """A day as people write it; "not established" for None."""
    if day is None:
        return word("unknown", lang)
    return day_text(day, lang)


def place_name(place: Place, lang: Language) -> str:
    """A place with what it belongs to below the country, and its days where it has any."""
    names = [item.name for item in place.lineage if item.level is not Level.CENTRAL] or [place.name]
    if place.until is not None:
        names[0] += f" ({'đến' if lang == 'vi' else 'up to'} {date(place.until, lang)})"
    elif place.since is not None:
        names[0] += f" ({'từ' if lang == 'vi' else 'since'} {date(place.since, lang)})"
    return ", ".join(names)


def number(count: int, lang: Language) -> str:
    """A count with its thousands grouped: 253.853, 253,853."""
    return grouped(count, lang)
