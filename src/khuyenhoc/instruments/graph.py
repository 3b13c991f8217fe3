"""Instruments as a graph: what replaces, amends, continues, follows or rests on what, and what that means on a day.

Only what an instrument says of another counts. A text that continues or follows an older one leaves its force alone;
nothing goes out of force for having grown old.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

import attrs

from khuyenhoc._base.door import argument, argument_day, argument_items, checked, public
from khuyenhoc._base.plain import day_text
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Labelled, Language
from khuyenhoc.errors import InvalidValueError, UnknownIdError
from khuyenhoc.instruments._graph_findings import graph_findings
from khuyenhoc.instruments.instrument import Instrument, Link

__all__ = ["Force", "InForce", "InstrumentGraph"]


@public("khuyenhoc.instruments")
class InForce(Labelled):
    """Whether an instrument is in force on a day (hiệu lực)."""

    YES = "yes", "còn hiệu lực", "in force"
    NO = "no", "không có hiệu lực", "not in force"
    NOT_ESTABLISHED = "not_established", "chưa xác lập được hiệu lực", "not established"


@public("khuyenhoc.instruments")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Force(Shown):
    """The answer to "is it in force on that day?", and why (tình trạng hiệu lực).

    Attributes:
        instrument: Id of the instrument asked about.
        on: The day asked about.
        status: Yes, no, or not established.
        reasons: What decided, first; then what a reader should know besides, such as an amendment or a successor.
        replaced_by: Ids of the instruments that replace it and have, or may have, entered into force by that day.

    >>> force = catalog.instrument_graph().in_force("tt-22-2020", on=dt.date(2024, 6, 1))
    >>> force.status, force.replaced_by
    (InForce.NO, ('tt-24-2023',))
    """

    instrument: str
    on: dt.date
    status: InForce
    reasons: tuple[Finding, ...]
    replaced_by: tuple[str, ...] = ()

    def text(self, lang: Language = "vi") -> str:
        """The answer in one sentence.

        >>> print(catalog.instrument_graph().in_force("tt-22-2020", on=dt.date(2024, 6, 1)).text("en"))
        not in force on 2024-06-01: its last day in force was 2024-01-25; replaced by 24/2023/TT-BGDĐT since 2024-01-26
        """
        reasons = "; ".join(reason.text(lang) for reason in self.reasons)
        status = self.status.text(lang)
        when = f"{status} ngày {day_text(self.on, padded=False)}" if lang == "vi" else f"{status} on {self.on}"
        return f"{when}: {reasons}"


def _items(values: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The instruments by id, of which none stands twice."""
    items = argument_items(values, Instrument, "InstrumentGraph.instruments")
    ordered = tuple(sorted(items, key=lambda item: item.id))
    twice = sorted({one.id for one, other in pairwise(ordered) if one.id == other.id})
    if twice:
        raise InvalidValueError("an-id-stands-twice", path=("InstrumentGraph.instruments",), seen=twice)
    return ordered


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class InstrumentGraph(Shown):
    """Instruments with what they say of each other (hệ thống văn bản); immutable, and sorted by id.

    Attributes:
        instruments: The instruments; the order in which they are given does not matter.

    Raises:
        InvalidValueError: If an id stands twice.

    >>> graph = InstrumentGraph(catalog.instruments())
    >>> [item.number for item in graph.back("ct-11-2007", instruments.Link.CONTINUES)]
    ['49-KL/TW']
    >>> graph.back("ct-11-2007", instruments.Link.REPLACES)
    ()
    """

    instruments: tuple[Instrument, ...] = attrs.field(default=(), converter=_items)

    @cached_property
    def _by_id(self) -> Mapping[str, Instrument]:
        return {item.id: item for item in self.instruments}

    @cached_property
    def _naming(self) -> Mapping[tuple[Link, str], tuple[Instrument, ...]]:
        naming: dict[tuple[Link, str], dict[str, Instrument]] = {}
        for item in self.instruments:
            for link in Link:
                for other in getattr(item, link.value):
                    naming.setdefault((link, other), {})[item.id] = item
        return {key: tuple(items.values()) for key, items in naming.items()}

    def __len__(self) -> int:
        return len(self.instruments)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.instruments)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - it is the id
        return isinstance(id, str) and id in self._by_id

    def __getitem__(self, id: str) -> Instrument:  # noqa: A002 - it is the id
        if id not in self:
            raise UnknownIdError("no-instrument-of-this-id", seen=id)
        return self._by_id[id]

    def forward(self, id: str, link: Link) -> tuple[Instrument, ...]:  # noqa: A002 - it is the id
        """What an instrument replaces, amends, continues, follows or rests on, as far as it is in the graph.

        Raises:
            UnknownIdError: If there is no instrument of this id.

        >>> [item.id for item in catalog.instrument_graph().forward("tt-24-2023", instruments.Link.REPLACES)]
        ['tt-22-2020']
        """
        named = sorted(set(self[id].linked(link)))
        return tuple(self._by_id[other] for other in named if other in self._by_id)

    def back(self, id: str, link: Link) -> tuple[Instrument, ...]:  # noqa: A002 - it is the id
        """What replaces, amends, continues, follows or rests on an instrument: the inverse of `forward`.

        Raises:
            UnknownIdError: If there is no instrument of this id.

        >>> graph = catalog.instrument_graph()
        >>> [item.number for item in graph.back("tt-44-2014", instruments.Link.REPLACES)]  # bị thay thế bởi
        ['25/2023/TT-BGDĐT']
        >>> [item.number for item in graph.back("qd-281-2014", instruments.Link.FOLLOWS)]  # được nối tiếp bởi
        ['387/QĐ-TTg']
        >>> [item.id for item in graph.back("qd-1373-2021", instruments.Link.BASED_ON)]  # là căn cứ của
        ['kh-3727-cb', 'qd-387-2022']
        """
        return self._naming.get((argument(link, Link, "link"), self[id].id), ())

    def chain(self, id: str, link: Link, *, back: bool = False) -> tuple[Instrument, ...]:  # noqa: A002 - it is the id
        """All instruments reached by one kind of link, the nearest first; with ``back``, against its direction.

        Raises:
            InvalidValueError: For amendments: what amends an amendment does not thereby amend the first text.
            UnknownIdError: If there is no instrument of this id.

        >>> graph = catalog.instrument_graph()
        >>> [item.id for item in graph.chain("qd-387-2022", instruments.Link.FOLLOWS)]
        ['qd-281-2014']
        >>> [item.id for item in graph.chain("qd-1373-2021", instruments.Link.BASED_ON)]
        ['qd-489-2020', 'kl-49-2019']
        """
        start, link = self[id], argument(link, Link, "link")
        if link is Link.AMENDS:
            raise InvalidValueError("amendments-make-no-chain", path=("link",), seen=link)
        step = self.back if back else self.forward
        reached: dict[str, Instrument] = {start.id: start}
        waiting = deque([start.id])
        while waiting:
            for item in step(waiting.popleft(), link):
                if item.id not in reached:
                    reached[item.id] = item
                    waiting.append(item.id)
        return tuple(reached.values())[1:]

    def in_force(self, id: str, *, on: dt.date) -> Force:  # noqa: A002 - it is the id
        """Whether an instrument is in force on a day: yes, no, or not established, and why.

        It is out of force after its last day, and from the first day in force of what replaces it. A replacement whose
        first day is not established leaves the question open. No later text is known of than the day on which the
        instrument was last looked at (``checked``), which the reasons name.

        Raises:
            UnknownIdError: If there is no instrument of this id.

        >>> graph = catalog.instrument_graph()
        >>> graph.in_force("tt-24-2023", on=dt.date(2024, 6, 1)).status
        InForce.YES
        >>> graph.in_force("qd-677-2022", on=dt.date(2024, 6, 1)).status
        InForce.NOT_ESTABLISHED
        """
        item, on = self[id], argument_day(on)
        replacers = {other.id: entered(other, on=on) for other in self.back(id, Link.REPLACES)}
        reasons = [*_own_days(item, on), *self._about_replacement(replacers)]
        if item.in_force(on=on) is False or True in replacers.values():
            status = InForce.NO
        elif item.in_force(on=on) is None or None in replacers.values():
            status = InForce.NOT_ESTABLISHED
        else:
            status = InForce.YES
        if status is not InForce.NO:
            reasons += self._about_the_rest(item, on)
        by = tuple(other for other, answer in replacers.items() if answer is not False)
        return Force(instrument=id, on=on, status=status, reasons=tuple(reasons), replaced_by=by)

    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the links: dangling ids, cycles, contradictions; empty where nothing is.

        The codes are ``dangling``, ``cycle``, ``link-to-later``, ``overlap-in-force`` (a replaced text whose last day
        is not before the first of what replaces it), and ``replaced-and-kept`` (replaced, and also continued or
        followed, by the same text).

        >>> catalog.instrument_graph().findings()
        ()
        """
        return graph_findings(self._by_id)

    def _about_replacement(self, replacers: Mapping[str, bool | None]) -> Iterator[Finding]:
        for other, answer in replacers.items():
            number, since = self[other].number, self[other].in_force_from
            if answer is None:
                yield Finding(
                    code="replacement-open",
                    path="replaces",
                    vi=f"{number} thay thế, nhưng ngày có hiệu lực của văn bản đó chưa xác lập được",
                    en=f"{number} replaces it, but from which day is not established",
                )
            elif answer:
                yield Finding(
                    code="replaced",
                    path="replaces",
                    vi=f"bị {number} thay thế" + (f" từ ngày {day_text(since, padded=False)}" if since else ""),
                    en=f"replaced by {number}" + (f" since {since}" if since else ""),
                )

    def _about_the_rest(self, item: Instrument, on: dt.date) -> Iterator[Finding]:
        for code, link, vi, en in _BESIDES:
            for other in self.back(item.id, link):
                if entered(other, on=on) is not False:
                    yield Finding(code=code, path=link.value, vi=vi.format(other.number), en=en.format(other.number))
        if item.in_force_until is None and item.checked is not None:
            yield Finding(
                code="no-end-known",
                path="checked",
                vi=f"chưa thấy văn bản chấm dứt, kiểm tra lần cuối ngày {day_text(item.checked, padded=False)}",
                en=f"no end is known, last looked at on {item.checked}",
            )


_BESIDES = (
    ("amended", Link.AMENDS, "được {} sửa đổi", "amended by {}"),
    ("continued", Link.CONTINUES, "được {} tiếp tục thực hiện, không thay thế", "continued, not replaced, by {}"),
    ("followed", Link.FOLLOWS, "{} nối tiếp, việc thay thế chưa xác lập được", "followed by {}, no repeal established"),
)


def entered(item: Instrument, *, on: dt.date) -> bool | None:
    """Whether an instrument has entered into force by a day, even if it has left it since; None if not established."""
    if item.in_force_from is not None:
        return item.in_force_from <= on
    if item.in_force_until is not None and item.in_force_until <= on:
        return True
    return False if item.issued is not None and on < item.issued else None


def _own_days(item: Instrument, on: dt.date) -> Iterator[Finding]:
    """What the instrument's own days say about a day."""
    if item.in_force_until is not None and on > item.in_force_until:
        yield Finding(
            code="ended",
            path="in_force_until",
            vi=f"hết hiệu lực sau ngày {day_text(item.in_force_until, padded=False)}",
            en=f"its last day in force was {item.in_force_until}",
        )
    elif item.in_force_from is not None:
        begun, since = item.in_force_from <= on, item.in_force_from
        yield Finding(
            code="in-force-since" if begun else "not-yet",
            path="in_force_from",
            vi=f"có hiệu lực từ ngày {day_text(since, padded=False)}"
            if begun
            else f"chỉ có hiệu lực từ ngày {day_text(since, padded=False)}",
            en=f"in force since {since}" if begun else f"in force only from {since}",
        )
    elif item.issued is not None and on < item.issued:
        yield Finding(
            code="not-yet-issued",
            path="issued",
            vi=f"ngày {day_text(item.issued, padded=False)} mới ban hành",
            en=f"issued only on {item.issued}",
        )
    else:
        yield Finding(
            code="start-unknown",
            path="in_force_from",
            vi="ngày có hiệu lực chưa xác lập được",
            en="its first day in force is not established",
        )
