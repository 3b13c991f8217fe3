"""The fixed words of reports, in both languages."""

import datetime as dt
from collections.abc import Mapping

from khuyenhoc._base.plain import day_text, grouped
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.targets.attainment import Status
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["MARKS", "date", "instrument_name", "number", "period_name", "place_name", "raised", "word"]

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
    "a_year": Label("mỗi năm", "a year"),
    "absent": Label("Địa phương không đặt", "Absent locally"),
    "after": Label("Sau", "After"),
    "against": Label("Đối chiếu với", "Against"),
    "agreement": Label("Chương trình phối hợp", "Agreement"),
    "agreements": Label("Chương trình phối hợp", "Agreements"),
    "alignments": Label("Đối chiếu chỉ tiêu với chương trình quốc gia", "Targets beside the national ones"),
    "alongside": Label("Cùng phía với Hội", "On the association's side"),
    "applicant": Label("Hồ sơ", "Applicant"),
    "as_of": Label("tính đến ngày", "as of"),
    "asked": Label("Yêu cầu", "Required"),
    "association": Label("Hội Khuyến học", "Association"),
    "at_most": Label("cao nhất", "at most"),
    "awards": Label("Số suất trao", "Awards given"),
    "base": Label("Tính trên", "On the base"),
    "before": Label("Trước", "Before"),
    "calendar": Label("Thời hạn, thẩm quyền", "Calendar and authorities"),
    "changes": Label("Khác biệt giữa hai bộ tiêu chí", "Differences between two rule sets"),
    "checked": Label("Xem lần cuối", "Last look"),
    "citation": Label("Trích dẫn", "Citation"),
    "commitments": Label("Cam kết", "Commitments"),
    "conclusions": Label("Kết luận", "Conclusions"),
    "confidence": Label("độ tin cậy của mức", "confidence of the rate"),
    "confidence_of": Label("Độ tin cậy", "Confidence"),
    "content": Label("Nội dung phối hợp", "Content"),
    "criterion": Label("Tiêu chí", "Criterion"),
    "cut": Label(
        "Tỷ lệ được cắt, không làm tròn; kết quả tính trên số nguyên.",
        "Percentages are cut, not rounded; results are decided on whole numbers.",
    ),
    "days": Label("ngày", "days"),
    "due": Label("Hạn", "Due"),
    "earlier_results": Label("Kết quả trước đó", "Earlier results"),
    "extras": Label("Khóa riêng", "Keys of one's own"),
    "figures": Label("Số chỉ tiêu", "Figures"),
    "findings": Label("Điều cần lưu ý", "Findings"),
    "follows": Label("Kế tiếp", "Follows"),
    "fund": Label("Quỹ khuyến học", "Study-promotion fund"),
    "gap": Label("Khoảng trống", "Gaps"),
    "gaps": Label("Tiêu chí chưa xác lập được", "Criteria not established"),
    "grade": Label("Mức", "Grade"),
    "heir": Label("Nay thuộc", "Now part of"),
    "held": Label("Ngày tổ chức", "Held"),
    "id": Label("Mã", "ID"),
    "in_force": Label("Hiệu lực", "In force"),
    "in_the_way": Label("Chưa đạt, chưa rõ", "In the way"),
    "indicator": Label("Chỉ tiêu", "Indicator"),
    "indicators": Label("Tiêu chí/chỉ tiêu", "Criteria/indicators"),
    "instruments": Label("Văn bản được dẫn", "Instruments cited"),
    "issued": Label("Ngày ban hành", "Issued"),
    "issuer": Label("Cơ quan ban hành", "Issuer"),
    "kind": Label("Loại", "Kind"),
    "lacking": Label("Còn thiếu", "Short by"),
    "last": Label("Ngày cuối", "Last day"),
    "left": Label("Còn", "Left"),
    "level": Label("Cấp", "Level"),
    "local": Label("Địa phương", "Local"),
    "local_only": Label("Chỉ địa phương có", "Local only"),
    "method": Label("Cách tổng hợp", "Method"),
    "months": Label("tháng", "months"),
    "more": Label("thiếu", "short"),
    "national": Label("Quốc gia", "National"),
    "no_applicants": Label("Không có hồ sơ nào để xét.", "No applicants."),
    "no_changes": Label("Không có khác biệt.", "No differences."),
    "no_data": Label("Chưa có số liệu", "No data"),
    "no_findings": Label("Không có điều gì cần lưu ý.", "Nothing to report."),
    "no_targets": Label(
        "Không có chỉ tiêu riêng; hãy báo cáo theo chương trình quốc gia, ví dụ qd-387-2022.",
        "It has no targets of its own; report against a national programme, such as qd-387-2022.",
    ),
    "none": Label("không nêu", "not stated"),
    "notes": Label("Ghi chú", "Notes"),
    "observed": Label("Thực hiện", "Observed"),
    "of": Label("Đánh giá việc thực hiện", "Review of"),
    "opening": Label("Số dư đầu kỳ", "Balance before the period"),
    "over": Label("dư", "over"),
    "overlap": Label("Chồng lấn", "Overlaps"),
    "part": Label("Số đạt", "Count"),
    "partners": Label("Đơn vị phối hợp", "Partners"),
    "passed_down": Label("Cấp dưới", "Passed down"),
    "per_head": Label("Bình quân", "Per head"),
    "period": Label("Giai đoạn", "Period"),
    "phase": Label("Ngày xét", "On the day"),
    "place": Label("Địa bàn", "Place"),
    "place_in_file": Label("Vị trí trong tệp", "Place in the file"),
    "printed": Label("Bình quân theo báo cáo", "Per inhabitant as printed"),
    "purposes": Label("Mục đích", "Purposes"),
    "projected": Label("Dự báo\nđến hạn", "Projected\nwhen due"),
    "projected_how": Label(
        "Dự báo đến hạn: nhịp mỗi năm từ số liệu gốc đến số liệu mới nhất, kéo dài đến hạn; không phải kết quả.",
        "Projected: the yearly pace from the baseline to the latest count, up to the due day; it is no result.",
    ),
    "questions": Label("Câu hỏi văn bản chưa trả lời", "Questions that the text leaves open"),
    "raise": Label("Được nâng mức sau", "May be raised after"),
    "reached": Label("Đã đến với", "Reached"),
    "reading": Label("một cách hiểu", "a reading"),
    "record": Label("Chương trình", "Record"),
    "registered": Label("đăng ký", "registered"),
    "reported": Label("Theo báo cáo", "Reported"),
    "requests": Label("Kiến nghị, đề nghị", "Requests"),
    "required": Label("Mức", "Rate"),
    "result": Label("Kết quả", "Result"),
    "results": Label("Kết quả", "Results"),
    "reviews": Label("Kỳ sơ kết", "Reviews"),
    "rulesets": Label("Các bộ tiêu chí", "Rule sets"),
    "scope": Label("Phạm vi", "Scope"),
    "seen": Label("Số liệu ngày", "Figures of"),
    "short": Label("Thiếu/dư", "Short/over"),
    "signed": Label("Ngày ký", "Signed"),
    "signed_own": Label("Đã ký riêng", "Signed their own"),
    "since": Label("từ", "since"),
    "sources": Label("Nguồn", "Sources"),
    "span": Label("Thời gian đánh giá", "Span"),
    "target": Label("Chỉ tiêu", "Target"),
    "targets": Label("Chỉ tiêu", "Targets"),
    "tasks": Label("Nhiệm vụ", "Tasks"),
    "there": Label("Hiện có", "There is"),
    "title": Label("Tên gọi", "Title"),
    "totals": Label("Tổng điểm", "Totals"),
    "type": Label("Loại đơn vị", "Partner type"),
    "types": Label("loại", "types"),
    "under": Label("Triển khai từ", "Passes down"),
    "unknown": Label("chưa xác lập", "not established"),
    "up_to": Label("đến", "up to"),
    "validity": Label("Thời hạn danh hiệu", "Validity"),
    "what": Label("Việc", "Duty"),
    "who": Label("Ai → gửi ai", "Who → to whom"),
    "whom": Label("Đối tượng", "Whom it counts"),
    "whole": Label("Tổng số", "Of"),
    "working_days": Label("ngày làm việc", "working days"),
}


def word(name: str, lang: Language) -> str:
    """A fixed word."""
    return _WORDS[name].text(lang)


def date(day: dt.date | None, lang: Language) -> str:
    """A day as people write it; "not established" for None."""
    if day is None:
        return word("unknown", lang)
    return day_text(day, lang)


def period_name(period: Period | None, lang: Language) -> str:
    """The years or days of a period alone; "not stated" for None."""
    if period is None:
        return word("none", lang)
    return period.text(lang).removeprefix("giai đoạn ").removeprefix("period ")


def instrument_name(record_id: str, instruments: Mapping[str, Instrument], lang: Language) -> str:
    """An instrument by kind, number and day, or its id where it is not among those handed in."""
    instrument = instruments.get(record_id)
    if instrument is None:
        return record_id
    issued = f" ({date(instrument.issued, lang)})" if instrument.issued else ""
    return f"{instrument.text(lang)}{issued}"


def place_name(place: Place, lang: Language) -> str:
    """A place with what it belongs to below the country, and its days where it has any."""
    names = [item.full_name for item in place.lineage if item.level is not Level.CENTRAL] or [place.name]
    if place.until is not None:
        names[0] += f" ({word('up_to', lang)} {date(place.until, lang)})"
    elif place.since is not None:
        names[0] += f" ({word('since', lang)} {date(place.since, lang)})"
    return ", ".join(names)


def number(count: int, lang: Language) -> str:
    """A count with its thousands grouped: 253.853, 253,853."""
    return grouped(count, lang)


def raised(*numbers: int) -> str:
    """Numbers of footnotes, as they stand above the line: ¹ ²."""
    return " ".join(map(str, numbers)).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
