"""Whether two records tell of one event: by place, level, side, period, day and partners, each with its reason."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import attrs

from khuyenhoc._base.door import argument, checked, public
from khuyenhoc._base.plain import day_text
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Language
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.merging.bodies import bodies, body_key
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["EventCriterion", "EventMatch", "EventReason", "EventVerdict", "Likeness", "distinct", "same_event"]


@public("khuyenhoc.merging")
class EventVerdict(Labelled):
    """Whether two records tell of one event (hai bản ghi có cùng một sự kiện ký kết hay không)."""

    SAME = "same", "cùng một sự kiện", "the same event"
    LIKELY = "likely", "có khả năng cùng một sự kiện", "likely the same event"
    ONE_CEREMONY = ("one_ceremony", "cùng một buổi ký, các đơn vị ký khác nhau", "one ceremony with different partners")
    UNCLEAR = "unclear", "chưa đủ căn cứ", "not enough is known"
    DIFFERENT = "different", "hai sự kiện khác nhau", "two events"


@public("khuyenhoc.merging")
class EventCriterion(Labelled):
    """What two records are compared by (tiêu chí đối chiếu)."""

    PLACE = "place", "địa bàn", "place"
    LEVEL = "level", "cấp", "level"
    SIDE = "side", "phía Hội Khuyến học", "association side"
    PERIOD = "period", "giai đoạn", "period"
    DAY = "day", "ngày ký", "day of signing"
    PARTNERS = "partners", "đơn vị phối hợp", "partners"
    SOURCES = "sources", "nguồn tin", "sources"
    SUCCESSION = "succession", "quan hệ kế tiếp", "succession"


@public("khuyenhoc.merging")
class Likeness(Labelled):
    """How two records stand by one criterion (kết quả đối chiếu)."""

    EQUAL = "equal", "như nhau", "equal"
    CONTAINED = "contained", "một bên nêu ít hơn", "one names fewer"
    OVERLAPPING = "overlapping", "trùng một phần", "overlapping"
    DIFFERENT = "different", "khác nhau", "different"
    UNKNOWN = "unknown", "chưa rõ", "unknown"


@public("khuyenhoc.merging")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class EventReason(Shown):
    """One criterion of a comparison (căn cứ đối chiếu).

    Attributes:
        criterion: What was compared.
        likeness: How the two stand by it.
        said: What each of them states.
    """

    criterion: EventCriterion
    likeness: Likeness
    said: Label

    def text(self, lang: Language = "vi") -> str:
        """What each of them states, in one language."""
        return self.said.text(lang)


@public("khuyenhoc.merging")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class EventMatch(Shown):
    """Two records beside each other, and whether they tell of one event (đối chiếu hai bản ghi).

    Attributes:
        records: The two, in the order of their ids, so that the order of asking does not matter.
        verdict: The answer.
        reasons: One for each criterion.
    """

    records: tuple[Agreement, ...]
    verdict: EventVerdict
    reasons: tuple[EventReason, ...]

    def __getitem__(self, criterion: EventCriterion) -> Likeness:
        """How the two stand by a criterion.

        Raises:
            WrongTypeError: If it is no criterion.
        """
        wanted = argument(criterion, EventCriterion, "criterion")
        return next(reason.likeness for reason in self.reasons if reason.criterion is wanted)


_V, _L = EventVerdict, Likeness
_S, _P, _C, _U, _D = _V.SAME, _V.LIKELY, _V.ONE_CEREMONY, _V.UNCLEAR, _V.DIFFERENT

# By day and period; the columns are the partners: equal, one names fewer, overlapping or unknown, none in common.
_COLUMN = {_L.EQUAL: 0, _L.CONTAINED: 1, _L.OVERLAPPING: 2, _L.UNKNOWN: 2, _L.DIFFERENT: 3}
_VERDICTS = {
    (_L.EQUAL, _L.EQUAL): (_S, _S, _P, _C),
    (_L.EQUAL, _L.UNKNOWN): (_P, _P, _P, _C),
    (_L.EQUAL, _L.OVERLAPPING): (_P, _P, _U, _D),
    (_L.EQUAL, _L.DIFFERENT): (_U, _U, _U, _D),
    (_L.UNKNOWN, _L.EQUAL): (_P, _P, _U, _U),
    (_L.UNKNOWN, _L.UNKNOWN): (_U, _U, _U, _U),
    (_L.UNKNOWN, _L.OVERLAPPING): (_U, _U, _U, _D),
    (_L.UNKNOWN, _L.DIFFERENT): (_D, _D, _D, _D),
    (_L.DIFFERENT, _L.EQUAL): (_P, _U, _D, _D),
    (_L.DIFFERENT, _L.UNKNOWN): (_D, _D, _D, _D),
    (_L.DIFFERENT, _L.OVERLAPPING): (_D, _D, _D, _D),
    (_L.DIFFERENT, _L.DIFFERENT): (_D, _D, _D, _D),
}
_WEAKER = {_S: _P, _P: _U}


@public("khuyenhoc.merging")
def same_event(one: Agreement, other: Agreement) -> EventMatch:
    """Whether two records tell of one event, by what they state and not by what they leave out.

    The same event: place, level, side, period and day are stated and equal, and the partners of one are among those of
    the other. What is not stated is unknown, never different, and makes the answer likely or unclear. Two records of
    one day with no partner in common are one ceremony, which may have seen several agreements signed. A record that
    follows another is another event.

    Raises:
        WrongTypeError: If one of them is no agreement.

    >>> military, police = (catalog.agreement(f"long-an-2024-2026-{name}") for name in ("military", "police"))
    >>> merging.same_event(military, police).verdict
    EventVerdict.ONE_CEREMONY
    >>> import attrs
    >>> brief = attrs.evolve(police, id="report", signed=None)
    >>> match = merging.same_event(brief, police)
    >>> match.verdict, match[merging.EventCriterion.DAY]
    (EventVerdict.LIKELY, Likeness.UNKNOWN)
    """
    one, other = argument(one, Agreement, "one"), argument(other, Agreement, "other")
    first, second = distinct((one, other)) if one != other else (one, other)
    reasons = tuple(
        EventReason(criterion=criterion, likeness=likeness, said=said)
        for criterion, (likeness, said) in (
            (EventCriterion.PLACE, _place(first, second)),
            (EventCriterion.LEVEL, _level(first, second)),
            (EventCriterion.SIDE, _side(first, second)),
            (EventCriterion.PERIOD, _period(first, second)),
            (EventCriterion.DAY, _day(first, second)),
            (EventCriterion.PARTNERS, _partners(first, second)),
            (EventCriterion.SOURCES, _sources(first, second)),
            (EventCriterion.SUCCESSION, _succession(first, second)),
        )
    )
    found = {reason.criterion: reason.likeness for reason in reasons}
    verdict = EventVerdict.SAME if first == second else _judge(found)
    return EventMatch(records=(first, second), verdict=verdict, reasons=reasons)


def distinct(records: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Each record once, in an order that does not depend on how they came."""
    unique = tuple(dict.fromkeys(records))
    times = Counter(record.id for record in unique)
    return tuple(
        sorted(unique, key=lambda record: (record.id, repr(attrs.astuple(record)) if times[record.id] > 1 else ""))
    )


def _judge(found: dict[EventCriterion, Likeness]) -> EventVerdict:
    criterion = EventCriterion
    if _L.DIFFERENT in (found[criterion.PLACE], found[criterion.LEVEL], found[criterion.SUCCESSION]):
        return _D
    day, period, partners = found[criterion.DAY], found[criterion.PERIOD], found[criterion.PARTNERS]
    verdict = _VERDICTS[day, period][_COLUMN[partners]]
    one_text = found[criterion.SOURCES] is _L.EQUAL and partners in (_L.EQUAL, _L.CONTAINED)
    if verdict is _U and one_text and day is _L.UNKNOWN:
        verdict = _P
    if found[criterion.SIDE] is _L.DIFFERENT:
        return _U if verdict in (_S, _P) else _D
    return _WEAKER.get(verdict, verdict) if found[criterion.PLACE] is _L.UNKNOWN else verdict


def _told(likeness: Likeness, *stated: Label | str | None) -> tuple[Likeness, Label]:
    """A likeness with what each of the two states, said once where it is the same."""
    one, other = (
        text if isinstance(text, Label) else Label(text or "không nêu", text or "not stated") for text in stated
    )
    if one == other:
        return likeness, Label(f"cả hai: {one.vi}", f"both: {one.en}")
    return likeness, Label(f"{one.vi}; {other.vi}", f"{one.en}; {other.en}")


def _began(record: Agreement) -> dt.date | None:
    return record.signed or (record.period.first if record.period else None)


def _place(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    return _told(_same_place(one, other), str(one.place), str(other.place))


def _same_place(one: Agreement, other: Agreement) -> Likeness:
    """Places by the names from the inside out as far as both state them, and by their boundaries in time."""
    short, long = sorted((one, other), key=lambda record: len(record.place.lineage))
    pairs: list[tuple[Place, Place]] = []
    rest = iter(long.place.lineage)
    for inner in short.place.lineage:
        outer = next((item for item in rest if item.name_key == inner.name_key and _words_meet(item, inner)), None)
        if outer is None or (not pairs and outer is not long.place):
            return _L.DIFFERENT
        pairs.append((inner, outer))
    found = {_same_bounds(inner, outer, _began(short), _began(long)) for inner, outer in pairs}
    if one.level < Level.PROVINCE and (short.place.parent is None or len(pairs) < len(long.place.lineage)):
        found.add(_L.UNKNOWN)  # communes and districts of different provinces share their names
    return next((likeness for likeness in (_L.DIFFERENT, _L.UNKNOWN) if likeness in found), _L.EQUAL)


def _words_meet(one: Place, other: Place) -> bool:
    """Whether two places are not told apart by their words, such as huyện and thị xã."""
    return not one.word or not other.word or one.word == other.word


def _same_bounds(one: Place, other: Place, day_of_one: dt.date | None, day_of_other: dt.date | None) -> Likeness:
    """One name may stand for two territories; where a record does not say which, its day does."""
    if one.code and other.code and one.code != other.code:
        return _L.DIFFERENT
    if (one.since, one.until) == (other.since, other.until):
        return _L.EQUAL
    for silent, stated, day in ((one, other, day_of_one), (other, one, day_of_other)):
        if silent.since is None and silent.until is None:
            if day is None:
                return _L.UNKNOWN
            within = (stated.since or day) <= day <= (stated.until or day)
            return _L.EQUAL if within else _L.DIFFERENT
    apart = any(a.until and b.since and a.until < b.since for a, b in ((one, other), (other, one)))
    since, until = {one.since, other.since} - {None}, {one.until, other.until} - {None}
    return _L.DIFFERENT if apart or len(since) > 1 or len(until) > 1 else _L.UNKNOWN


def _level(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    likeness = _L.EQUAL if one.level is other.level else _L.DIFFERENT
    return _told(likeness, *(Label(f"cấp {record.level.vi}", f"{record.level.en} level") for record in (one, other)))


def _side(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    equal = body_key(one.association, one) == body_key(other.association, other)
    return _told(_L.EQUAL if equal else _L.DIFFERENT, one.association, other.association)


def _period(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    periods = (one.period, other.period)
    texts = (Label(period.text(), period.text("en")) if period else None for period in periods)
    return _told(_same_period(*periods), *texts)


def _same_period(one: Period | None, other: Period | None) -> Likeness:
    if one is None or other is None:
        return _L.UNKNOWN
    if (one.first, one.last) == (other.first, other.last):
        return _L.EQUAL
    return _L.DIFFERENT if one.overlap(other) is None else _L.OVERLAPPING


def _day(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    days = (one.signed, other.signed)
    likeness = _L.UNKNOWN if None in days else _L.EQUAL if days[0] == days[1] else _L.DIFFERENT
    return _told(likeness, *(Label(day_text(day), day.isoformat()) if day else None for day in days))


def _partners(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    held = [{mention.number for mention in body} for body in bodies((one, other), ("partners",))]
    common, alone = any(len(who) > 1 for who in held), {next(iter(who)) for who in held if len(who) == 1}
    group = any(partner.type is PartnerType.UNLISTED_GROUP for partner in (*one.partners, *other.partners))
    if common and len(alone) < len((one, other)):
        likeness = _L.CONTAINED if alone else _L.EQUAL
    elif group:
        likeness = _L.UNKNOWN  # the group may hold whom the other names
    else:
        likeness = _L.OVERLAPPING if common else _L.DIFFERENT
    names = [", ".join(partner.name for partner in record.partners) for record in (one, other)]
    return _told(likeness, *names)


def _sources(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    shared = [source for source in one.sources if source in other.sources]
    if shared:
        return _L.EQUAL, Label(f"cùng nguồn: {', '.join(shared)}", f"a source in common: {', '.join(shared)}")
    if not one.sources or not other.sources:
        return _L.UNKNOWN, Label("có bản ghi không nêu nguồn", "one of them states no source")
    return _L.DIFFERENT, Label("không có nguồn chung", "no source in common")


def _succession(one: Agreement, other: Agreement) -> tuple[Likeness, Label]:
    # What is signed on one day, or for one period, does not review the other, whatever its text reviews.
    apart = _day(one, other)[0] is not _L.EQUAL and _same_period(one.period, other.period) is not _L.EQUAL
    for later, earlier in ((one, other), (other, one)):
        reviewed = apart and later.previous and _same_period(later.previous, earlier.period) is _L.EQUAL
        if earlier.id in later.follows or later.under == earlier.id or reviewed:
            return _L.DIFFERENT, Label(
                f"{later.id} nêu rằng mình tiếp theo hoặc cụ thể hóa {earlier.id}",
                f"{later.id} states that it follows or passes down {earlier.id}",
            )
    return _L.UNKNOWN, Label("không bản ghi nào nêu", "neither states any")
