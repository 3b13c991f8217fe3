"""What is said about places and bases that a reform changed, in both languages."""

import datetime as dt

from khuyenhoc._base.terms import Label
from khuyenhoc.targets.target import Target
from khuyenhoc.values.place import Place

__all__: list[str] = []  # imported as a module: `notes.merged()`


def exists(place: Place) -> Label:
    """The place is there."""
    if place.since is None:
        return Label("không có thay đổi nào được ghi nhận đến ngày này", "no change is recorded up to this day")
    return Label(f"trong ranh giới từ {place.since:%d/%m/%Y}", f"in its boundaries since {place.since}")


def not_yet(place: Place, former: tuple[Place, ...]) -> Label:
    """The place comes later."""
    names = ", ".join(item.name for item in former)
    vi, en = f"ranh giới này có từ {place.since:%d/%m/%Y}", f"these boundaries begin on {place.since}"
    return Label(f"{vi}, từ {names}", f"{en}, formed from {names}") if names else Label(vi, en)


def merged(successor: Place, last: dt.date, law: Label) -> Label:
    """The place became part of another."""
    since = last + dt.timedelta(days=1)
    return Label(
        f"từ {since:%d/%m/%Y} thuộc {successor.name} ({law.vi})", f"part of {successor.name} since {since} ({law.en})"
    )


def level_ended(last: dt.date, law: Label | None) -> Label:
    """The level of the place ended."""
    since = last + dt.timedelta(days=1)
    vi, en = f"từ {since:%d/%m/%Y} không còn cấp huyện", f"there is no district level since {since}"
    return Label(f"{vi} ({law.vi})", f"{en} ({law.en})") if law else Label(vi, en)


def boundaries_ended(last: dt.date) -> Label:
    """The place has a last day, and nothing more is known."""
    return Label(f"ranh giới này có đến {last:%d/%m/%Y}", f"these boundaries ended on {last}")


def no_successor(place: Place) -> Label:
    """Nobody is known to have taken over."""
    return Label(
        f"đơn vị kế tiếp của {place.name} chưa xác lập được", f"the successor of {place.name} is not established"
    )


def now_part_of(above: Place, successor: Place) -> Label:
    """What the place lay in is part of another."""
    return Label(f"{above.name} nay thuộc {successor.name}", f"{above.name} is now part of {successor.name}")


def named_by(above: Place, reason: Label) -> Label:
    """The place is named by one that is no more."""
    return Label(
        f"được ghi trong {above.name}, nơi {reason.vi}; sau ngày đó còn hay không chưa xác lập được",
        f"it is named within {above.name}, of which: {reason.en}; whether it goes on is not established",
    )


def targets_of(place: Place, reason: Label, successor: Place | None) -> Label:
    """The targets were set for a place that is no more."""
    vi = f"chỉ tiêu đặt cho {place.name}: {reason.vi}; mẫu số trong ranh giới cũ không còn"
    en = f"the targets are for {place.name}: {reason.en}; their base in the old boundaries is gone"
    if successor is None:
        return Label(f"{vi}; đơn vị kế tiếp chưa xác lập được", f"{en}; the successor is not established")
    return Label(
        f"{vi}; chưa có căn cứ cho thấy chỉ tiêu tự chuyển sang {successor.name}",
        f"{en}; nothing establishes that they pass to {successor.name} by themselves",
    )


def base(first: dt.date, reason: Label, law: Label, *, before: int | None, after: int | None, ended: bool) -> Label:
    """What happened to what a target counts."""
    vi = f"từ {first:%d/%m/%Y} {reason.vi}"
    en = f"since {first} {reason.en}"
    if before is not None and after is not None:
        vi += f"; cùng một tỷ lệ tính trên {before} và trên {after} là hai con số khác nhau"
        en += f"; the same rate of {before} and of {after} are two different numbers"
    elif ended:
        vi += ", nên chỉ tiêu không còn mẫu số (không phải bằng 0)"
        en += ", so that the target has no base (which is not zero)"
    return Label(f"{vi} ({law.vi})", f"{en} ({law.en})")


def of_target(target: Target, said: Label) -> Label:
    """The same, with the target it is about."""
    return Label(
        f"{target.attribute.vi}, {target.text()}: {said.vi}", f"{target.attribute.en}, {target.text('en')}: {said.en}"
    )
