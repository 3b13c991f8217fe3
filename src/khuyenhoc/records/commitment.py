"""Commitments, results and requests: who owes what and how often, what was achieved, who asks what of whom."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.targets.observation import Observation
from khuyenhoc.values.recurrence import Recurrence

__all__ = ["Commitment", "ContentArea", "Request", "Result", "undated"]


@public("khuyenhoc")
class ContentArea(Labelled):
    """What agreements are about (nội dung phối hợp), the most frequent first."""

    MODELS = "models", "xây dựng mô hình học tập", "learning models"
    AWARENESS = "awareness", "tuyên truyền", "awareness"
    AWARDS = "awards", "khen thưởng, học bổng", "awards and scholarships"
    ORGANISATION = "organisation", "phát triển tổ chức Hội", "building up the association"
    FUND = "fund", "vận động, quỹ khuyến học", "fund-raising"
    DIGITAL = "digital", "chuyển đổi số", "digital transformation"
    LEARNING_CENTRES = "learning_centres", "trung tâm học tập cộng đồng", "community learning centres"
    REVIEWS = "reviews", "sơ kết, tổng kết", "reviews"
    EDUCATION_SUPPORT = "education_support", "hỗ trợ giáo dục", "support of education"
    TRAINING = "training", "bồi dưỡng, học nâng cao", "further training"
    SUPERVISION = "supervision", "giám sát, kiểm tra", "supervision"
    REPORTING = "reporting", "báo cáo", "reporting"
    ADVICE = "advice", "tham mưu", "advice to the authorities"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Commitment(Shown):
    """What one party, or all, have taken on, or were given to do (trách nhiệm, nội dung cam kết, nhiệm vụ).

    Attributes:
        what: The duty, in short words.
        area: The content area it belongs to; None if unclear.
        party: Name of the party that owes it, as the agreement names it; empty where all sides do.
        to: Who receives it; empty if not stated.
        frequency: How often, in the words of the source; where they are a recurrence, it is dated by them.
        recurrence: How often and by when, where it can be dated; None if not stated.
        quantity: How many at each time; None if not stated.
        since: First day from which it is owed, where that is not the first day of its record; None otherwise.

    Raises:
        InvalidValueError: If the quantity is less than one.

    >>> duty = Commitment(what=Label("ra bản tin", "publish bulletins"), recurrence=Recurrence.parse("mỗi tháng"),
    ...                   quantity=32)
    >>> sum(duty.quantity for _ in duty.recurrence.occasions(Period.of_years(2020, 2023)))
    1536
    """

    what: Label
    area: ContentArea | None = None
    party: str = ""
    to: str = ""
    frequency: Label | None = None
    recurrence: Recurrence | None = None
    quantity: int | None = None
    since: dt.date | None = None

    @property
    def returns(self) -> Recurrence | None:
        """How often and by when it is owed: the recurrence, or the frequency where its words are one; None if neither.

        >>> Commitment(what=Label("họp", "meet"), frequency=Label("mỗi quý", "each quarter")).returns
        Recurrence(every=Frequency.QUARTER)
        """
        if self.recurrence is not None or self.frequency is None:
            return self.recurrence
        with suppress(InvalidValueError):
            return Recurrence.parse(self.frequency.vi)
        return None

    def __attrs_post_init__(self) -> None:
        if self.quantity is not None and self.quantity < 1:
            raise InvalidValueError("no-quantity", path=("Commitment.quantity",), seen=self.quantity)


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Result(Shown):
    """What a report names as achieved (kết quả): in short words, with the figure behind it where it prints one.

    Attributes:
        what: What was achieved.
        area: The content area it belongs to; None if unclear.
        party: Who achieved it, as printed; empty if not stated.
        observation: The counts or the share that the report prints for it; None if it prints none.
        source: Where it is reported, if not where the record itself is.

    >>> records.Result(what=Label("mở lớp ở cơ sở", "courses held locally"), party="Hội Khuyến học tỉnh X").observation
    """

    what: Label
    area: ContentArea | None = None
    party: str = ""
    observation: Observation | None = None
    source: str = ""


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Request(Shown):
    """What is asked of a party that has not taken it on (kiến nghị, đề nghị).

    Attributes:
        what: What is asked.
        area: The content area it belongs to; None if unclear.
        asked_by: The office or body that asks, as printed; no personal name is asked for.
        party: Who is asked to do it, as printed; empty if all are, or it is not stated.

    >>> records.Request(what=Label("mở rộng quỹ", "widen the fund"), asked_by="Sở X", party="Hội Khuyến học X").party
    'Hội Khuyến học X'
    """

    what: Label
    area: ContentArea | None = None
    asked_by: str
    party: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.asked_by:
            raise InvalidValueError("nobody-asks-for-it", path=("Request.asked_by",))


def undated(commitments: Iterable[Commitment], name: str = "commitments") -> Iterator[Finding]:
    """The commitments whose frequency, in the words of the source, gives no days: they are on no list of duties."""
    for number, item in enumerate(commitments):
        if item.frequency is not None and item.returns is None:
            yield Finding(
                code="undated-frequency",
                path=f"{name}[{number}].frequency",
                vi=f"“{item.frequency.vi}” không cho biết ngày nào: “{item.what.vi}” không vào danh sách việc đến hạn",
                en=f"“{item.frequency.en}” gives no day: “{item.what.en}” is on no list of what is due",
            )
