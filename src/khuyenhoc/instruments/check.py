"""Checking citations: which instrument a printed number means, whether it fits, and whether it is still in force.

A check proposes and never rewrites. What is printed stays beside what is proposed, with the reason.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from khuyenhoc._base.door import argument_day, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Labelled, Language, check_language
from khuyenhoc.instruments._match import Match, near, same_number
from khuyenhoc.instruments._number import number_parts
from khuyenhoc.instruments._printed_day import no_such_day
from khuyenhoc.instruments.graph import Force, InstrumentGraph
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.instruments.printed import PrintedCitation, find_citations

__all__ = ["CitationCheck", "CitationStatus", "Proposal", "check_citations"]


@public("khuyenhoc.instruments")
class CitationStatus(Labelled):
    """How well a printed citation fits an instrument (kết quả đối chiếu số hiệu văn bản)."""

    CONFIRMED = "confirmed", "khớp", "confirmed"
    LIKELY = "likely", "có thể là", "likely"
    AMBIGUOUS = "ambiguous", "chưa rõ văn bản nào", "ambiguous"
    UNKNOWN = "unknown", "không tìm thấy", "unknown"
    CONFLICTING = "conflicting", "có chi tiết không khớp", "conflicting"


@public("khuyenhoc.instruments")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Proposal(Shown):
    """An instrument that a printed citation may mean (văn bản được đề xuất).

    Attributes:
        instrument: Id of the instrument.
        number: Its number as officially written.
        reasons: What speaks for it, and what against.
    """

    instrument: str
    number: str
    reasons: tuple[Finding, ...]


@public("khuyenhoc.instruments")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class CitationCheck(Shown):
    """What is known about one printed citation (kết quả đối chiếu một dẫn chiếu).

    Attributes:
        citation: The citation as printed, with its place in the text.
        status: How well it fits.
        proposals: The instruments that it may mean, by id. One of them is meant if the status is confirmed, likely or
            conflicting; several compete if it is ambiguous; those of an unknown citation only look alike.
        findings: What is odd about the citation itself.
        force: Whether the instrument meant was in force on the day asked about; None if no day was given, or no one
            instrument is meant.
        replaced_by: Ids of the instruments that replace the one meant, whatever the day.

    >>> first, second = check_citations("các Quyết định 387, 67", instruments=catalog.instrument_graph())
    >>> second.status, second.citation.printed, second.proposed
    (CitationStatus.LIKELY, '67', '677/QĐ-TTg')
    """

    citation: PrintedCitation
    status: CitationStatus
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    force: Force | None = None
    replaced_by: tuple[str, ...] = ()

    @property
    def instrument(self) -> str:
        """Id of the one instrument meant; empty if none is, or several may be."""
        return self.proposals[0].instrument if self.status in _MEANT else ""

    @property
    def proposed(self) -> str:
        """The number to be written instead of the one printed; empty where the printed one is right or none is known.

        >>> (check,) = check_citations("Kết luận số 49-KL/TW", instruments=catalog.instruments())
        >>> check.status, check.proposed
        (CitationStatus.CONFIRMED, '')
        """
        number = self.proposals[0].number if self.status in _MEANT else self.citation.number
        return "" if number_parts(number) == number_parts(self.citation.number) else number

    def text(self, lang: Language = "vi") -> str:
        """The check in a few lines.

        >>> (check,) = check_citations("Quyết định 387", instruments=catalog.instruments(),
        ...                            on=dt.date(2022, 1, 1))
        >>> print(check.text("en"))
        “Quyết định 387”: likely
          387/QĐ-TTg: printed without the mark of 387/QĐ-TTg
          not in force on 2022-01-01: in force only from 2022-03-25
        """
        lines = [f"“{self.citation.printed}”: {self.status.text(check_language(lang))}"]
        for proposal in self.proposals:
            lines.append(f"  {proposal.number}: {'; '.join(reason.text(lang) for reason in proposal.reasons)}")
        lines += [f"  {found.text(lang)}" for found in self.findings]
        if self.force is not None:
            lines.append(f"  {self.force.text(lang)}")
        return "\n".join(lines)


_MEANT = (CitationStatus.CONFIRMED, CitationStatus.LIKELY, CitationStatus.CONFLICTING)


@public("khuyenhoc")
def check_citations(
    text: str | Iterable[PrintedCitation],
    *,
    instruments: InstrumentGraph | Iterable[Instrument],
    on: dt.date | None = None,
) -> tuple[CitationCheck, ...]:
    """Check every citation of a text against known instruments.

    A full number that one instrument bears is confirmed, unless a printed day, issuer or kind speaks against it. A
    number without its mark is likely, and confirmed if the printed day agrees. A day whose year is printed in two
    digits ("25/3/22") or left out ("ngày 25/3") may speak against an instrument, but confirms none. A plan of a
    province is likely until issuer or day agree, since every province numbers its own. A number that nobody bears is
    likely a misprint of another one if one digit differs and the day agrees, or if it is listed with a number of the
    same mark that is found; otherwise it is unknown, and what looks alike is only named.

    Args:
        text: The text, or citations already found.
        instruments: The instruments that are known, such as ``catalog.instrument_graph()``.
        on: The day for which force is asked; None to ask nothing.

    Raises:
        WrongTypeError: For another type.

    >>> (check,) = check_citations("Quyết định số 281 (ngày 20/02/2014)", instruments=catalog.instruments())
    >>> check.status, check.proposed
    (CitationStatus.CONFIRMED, '281/QĐ-TTg')
    """
    graph = instruments if isinstance(instruments, InstrumentGraph) else InstrumentGraph.of(instruments)
    day = None if on is None else argument_day(on)
    citations = find_citations(text) if isinstance(text, str) else argument_items(text, PrintedCitation, "text")
    return tuple(_check(citation, graph, day) for citation in citations)


def _check(citation: PrintedCitation, graph: InstrumentGraph, on: dt.date | None) -> CitationCheck:
    matches = same_number(citation, graph)
    if matches:
        best = max(match.rank for match in matches)
        matches = tuple(match for match in matches if match.rank == best)
        status = _status(matches)
    else:
        matches = near(citation, graph)
        sure = tuple(match for match in matches if match.supported)
        if sure:
            matches = sure
        status = CitationStatus.UNKNOWN if not sure else _one_of(sure, CitationStatus.LIKELY)
    odd = tuple(_odd(citation))
    if odd and status in _MEANT:
        status = CitationStatus.CONFLICTING
    proposals = tuple(
        Proposal(instrument=match.instrument.id, number=match.instrument.number, reasons=match.reasons)
        for match in matches
    )
    check = CitationCheck(citation=citation, status=status, proposals=proposals, findings=odd)
    if not check.instrument:
        return check
    return attrs.evolve(
        check,
        force=None if on is None else graph.in_force(check.instrument, on=on),
        replaced_by=tuple(item.id for item in graph.replaced_by(check.instrument)),
    )


def _one_of(matches: tuple[Match, ...], status: CitationStatus) -> CitationStatus:
    return status if len(matches) == 1 else CitationStatus.AMBIGUOUS


def _status(matches: tuple[Match, ...]) -> CitationStatus:
    if matches[0].against:
        return _one_of(matches, CitationStatus.CONFLICTING)
    return _one_of(matches, CitationStatus.CONFIRMED if matches[0].sure else CitationStatus.LIKELY)


def _odd(citation: PrintedCitation) -> Iterator[Finding]:
    if no_such_day(citation.printed):
        yield Finding(
            code="no-such-day",
            path="dates",
            vi="có ngày ghi kèm không có trong lịch",
            en="a day printed with it is not in the calendar",
        )
