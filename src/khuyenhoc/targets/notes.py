"""The remarks that go with an attainment: why a figure was or was not used, in both languages."""

import datetime as dt

from khuyenhoc._base.terms import Label
from khuyenhoc.targets._pace import Pace
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.targets.target import Area, Grow, Target
from khuyenhoc.values.learning_model import Population
from khuyenhoc.values.share import Base

__all__: list[str] = []  # imported as a module: `notes.NO_COUNT`

NO_NUMBER_SET = Label(
    "chỉ tiêu không đặt con số nào để so với số liệu", "the target sets no number to hold the figure against"
)
SEVERAL_POPULATIONS = Label(
    "chỉ tiêu không nêu tổng thể mà số liệu tính trên nhiều tổng thể",
    "the target names no population, and the figures count several",
)
ONE_OBSERVATION = Label("mới có một lần số liệu nên chưa tính được tiến độ", "one observation tells no pace")
GROWTH_BEYOND_ALL = Label("mức tăng này vượt quá 100%", "at this step the share would exceed 100%")
NO_COUNT = Label("chưa có số lượng đã thực hiện (cột recognised)", "no delivered count (column recognised)")
CONFLICTING = Label(
    "các nguồn ghi mức khác nhau; mỗi mức là một dòng", "the sources disagree on this rate; each has its own row"
)


def opposite(base: Base) -> Base:
    """The base that is not meant."""
    return Base.REGISTERED if base is Base.TOTAL else Base.TOTAL


def no_observation(target: Target) -> Label:
    """Nothing was observed of the attribute."""
    return Label(f"không có số liệu về “{target.attribute.vi}”", f"no observation of “{target.attribute.en}”")


def ignored_later(count: int) -> Label:
    """Observations after the day of the question."""
    return Label(
        f"bỏ qua {count} số liệu sau ngày xét", f"{count} observation(s) after the day of the question not used"
    )


def other_population(wanted: Population, seen: Observation) -> Label:
    """The figure is a share of another population."""
    if seen.population is None:
        return Label(
            f"số liệu không ghi tính trên ai; chỉ tiêu tính trên {wanted.vi}",
            f"the figure does not say whom it counts; the target counts {wanted.en}",
        )
    return Label(
        f"số liệu tính trên {seen.population.vi}; chỉ tiêu tính trên {wanted.vi}",
        f"the figure counts {seen.population.en}; the target counts {wanted.en}",
    )


def other_place(target_place: str, seen: str) -> Label:
    """The figure is of another place than the target is for."""
    return Label(
        f"chỉ tiêu đặt cho {target_place}; số liệu của {seen}",
        f"the target is set for {target_place}; the figure is of {seen}",
    )


def other_boundaries(place: str) -> Label:
    """The place kept its name and changed its territory."""
    return Label(
        f"{place} trước và sau sắp xếp đơn vị hành chính là hai địa bàn khác nhau",
        f"{place} before and after its boundaries changed are two territories",
    )


def other_base(seen: Observation, base: Base) -> Label:
    """The figure is a share on another base, or on one that is not stated."""
    if seen.printed is not None and seen.printed.base is None and seen.share(Base.REGISTERED) is None:
        return Label(
            f"tỷ lệ {seen.printed} không ghi mẫu số; chỉ tiêu tính trên {base.vi}",
            f"the printed {seen.printed} does not state its base; the target is on the {base.en} base",
        )
    other = opposite(base)
    return Label(
        f"tỷ lệ tính trên {other.vi}, chỉ tiêu tính trên {base.vi}; cần biết {base.vi} để quy đổi",
        f"the share is on the {other.en} base, the target on the {base.en} base; "
        f"the {base.en} count is needed to convert it",
    )


def half_a_share(seen: Observation, base: Base) -> Label:
    """A count is missing."""
    missing = [
        label
        for label, count in (
            (Label("số được công nhận", "the number recognised"), seen.recognised),
            (Label(base.vi, f"the {base.en} count"), seen.whole(base)),
        )
        if count is None
    ] or [Label("số công nhận không vượt số đăng ký", "a recognised count within the registered one")]
    return Label(
        f"thiếu {' và '.join(label.vi for label in missing)} ngày {seen.on:%d/%m/%Y}",
        f"missing on {seen.on}: {' and '.join(label.en for label in missing)}",
    )


def empty_population(seen: Observation) -> Label:
    """There is nobody of whom a share could be taken."""
    whom = seen.population or seen.attribute
    return Label(f"không có {whom.vi} nào nên không có tỷ lệ", f"there are no {whom.en}: no share exists")


def older_used(on: dt.date, due: dt.date) -> Label:
    """An observation from before the due year, by permission."""
    return Label(
        f"dùng số liệu ngày {on:%d/%m/%Y} cho chỉ tiêu hạn {due.year} theo yêu cầu",
        f"the figure of {on} is used for a target due in {due.year}, as allowed",
    )


def due_year_missing(on: dt.date, due: dt.date) -> Label:
    """The target is due and the due year has no observation."""
    return Label(
        f"chỉ tiêu đã đến hạn nhưng không có số liệu năm {due.year} (số liệu gần nhất: {on:%d/%m/%Y})",
        f"the target is due, but there is no figure of {due.year} (nearest: {on})",
    )


def unusable_later(seen: Observation) -> Label:
    """A later observation has no share on the base of the target."""
    return Label(
        f"số liệu ngày {seen.on:%d/%m/%Y} không có tỷ lệ trên cùng mẫu số nên dùng số liệu trước đó",
        f"the figure of {seen.on} has no share on the same base, so an earlier one is used",
    )


def about_bases(seen: Observation, base: Base) -> list[Label]:
    """The same counts on the other base, so that nobody mixes the two; and the conversion, where there was one."""
    found = []
    if seen.printed is not None and seen.printed.base is not base:
        stated = seen.printed.base
        vi = f"trên {stated.vi}" if stated else "không ghi mẫu số"
        en = f"on the {stated.en} base" if stated else "without a base"
        found.append(
            Label(
                f"đã quy đổi: báo cáo in {seen.printed} {vi}; ở đây tính trên {base.vi}",
                f"converted: printed as {seen.printed} {en}; here counted on the {base.en} base",
            )
        )
    other = opposite(base)
    share = seen.share(other)
    if share is not None and share.whole != seen.whole(base):
        found.append(
            Label(
                f"trên {other.vi} là {share.text()}, không dùng để so với chỉ tiêu",
                f"on the {other.en} base it is {share.text('en')}, which is not held against the target",
            )
        )
    return found


def kept_so_far(due: dt.date) -> Label:
    """A rate that is to be kept is kept so far."""
    return Label(f"đến nay vẫn duy trì; hạn đến {due.year}", f"kept so far; it has to be kept to {due.year}")


def dipped(on: dt.date) -> Label:
    """A rate that was to be kept was not, on an earlier day."""
    return Label(f"ngày {on:%d/%m/%Y} không duy trì được", f"it was not kept on {on}")


def growth_counted(pace: Pace, target: Grow) -> Label:
    """Between which days the growth was counted."""
    return Label(
        f"tính từ {pace.start:%d/%m/%Y} ({pace.start_rate.text()}) đến {pace.end:%d/%m/%Y}; "
        f"yêu cầu mức thấp {target.yearly.low.text()} mỗi năm",
        f"counted from {pace.start} ({pace.start_rate.text('en')}) to {pace.end}; "
        f"the lower step of {target.yearly.low.text('en')} a year is asked for",
    )


def printed_only(printed: PrintedShare) -> Label:
    """Only the printed share is known."""
    return Label(
        f"chỉ có tỷ lệ in {printed}, sai số một đơn vị ở chữ số cuối; không tính được số lượng còn thiếu",
        f"only the printed {printed} is known, to one unit of its last digit; no number can be worked out",
    )


def printed_too_close(printed: PrintedShare) -> Label:
    """The printed share cannot tell on which side of the target it is."""
    return Label(
        f"tỷ lệ in {printed} quá sát chỉ tiêu để kết luận", f"the printed {printed} is too close to the target to tell"
    )


def area_of_target(area: Area) -> Label:
    """The target is for some areas only."""
    return Label(f"chỉ áp dụng cho {area.vi}", f"for {area.en}s only")


def sum_of(count: int) -> Label:
    """The figure is a sum."""
    return Label(f"tổng của {count} địa bàn", f"the sum of {count} places")
