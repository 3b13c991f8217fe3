"""The remarks that go with an alignment, in both languages."""

import datetime as dt

from khuyenhoc._base.terms import Label
from khuyenhoc.values.period import Period

__all__: list[str] = []  # imported as a module: `notes.absent()`


def absent() -> Label:
    """No local target is of this attribute."""
    return Label("địa phương không có chỉ tiêu về nội dung này", "no local target is of this attribute")


def local_only() -> Label:
    """No national target is of this attribute."""
    return Label("chương trình quốc gia không có chỉ tiêu về nội dung này", "no national target is of this attribute")


def no_programme() -> Label:
    """There is nothing to hold the targets against."""
    return Label("không có chương trình quốc gia nào để đối chiếu", "there is no national programme to compare with")


def no_targets(record: str) -> Label:
    """A record sets no targets."""
    return Label(f"{record} không có chỉ tiêu riêng", f"{record} has no targets of its own")


def out_of_period(record: str, period: Period, on: dt.date) -> Label:
    """A record does not cover the day."""
    return Label(
        f"ngày {on:%d/%m/%Y} ở ngoài {period.text()} của {record}",
        f"{on} lies outside the {period.text('en')} of {record}",
    )
