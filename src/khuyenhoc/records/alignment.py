"""A local record's targets beside the national ones: stricter, equal, weaker, not comparable, absent."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import argument_day, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import Citation, Confidence
from khuyenhoc.records.programme import Programme
from khuyenhoc.targets import notes
from khuyenhoc.targets.comparison import Comparison, Relation, compare
from khuyenhoc.targets.reform import Reform, about_base, base_findings
from khuyenhoc.targets.report import no_one_row, row_key
from khuyenhoc.targets.source import TargetSource, argument_source
from khuyenhoc.targets.target import Target
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Place

__all__ = ["AlignedTarget", "Alignment", "align", "align_all"]

_ABSENT = Label("địa phương không có chỉ tiêu về nội dung này", "no local target is of this attribute")
_LOCAL_ONLY = Label(
    "chương trình quốc gia không có chỉ tiêu về nội dung này", "no national target is of this attribute"
)
_NO_PROGRAMME = Label(
    "không có chương trình quốc gia nào để đối chiếu", "there is no national programme to compare with"
)


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class AlignedTarget(Shown):
    """One row of an alignment (một dòng đối chiếu chỉ tiêu): a national target, a local one, or both.

    Attributes:
        relation: How the local target stands to the national one, or which of the two is absent.
        reason: Why.
        programme: Id of the national programme; empty where only the local side has such a target.
        national: The national target.
        local: The local target; where the two do not compare, the nearest one of the same attribute.
        notes: Conflicting sources; bases that are no more.

    Raises:
        InvalidValueError: If neither side is there, or the relation is not one of the sides given.

    >>> row = align(catalog.agreement("tra-vinh-2024-2030"), catalog.programme("qd-387-2022"),
    ...             on=dt.date(2024, 6, 30))["clan", 2030]
    >>> row.relation, str(row.local.rate), row.national.citation.instrument
    (Relation.EQUAL, '75%', 'qd-387-2022')
    """

    relation: Relation
    reason: Label
    programme: str = ""
    national: Target | None = None
    local: Target | None = None
    notes: tuple[Label, ...] = ()

    def __attrs_post_init__(self) -> None:
        alone = {Relation.ABSENT: (True, False), Relation.LOCAL_ONLY: (False, True)}
        sides = (self.national is not None, self.local is not None)
        if sides != alone.get(self.relation, (True, True)):
            raise InvalidValueError(
                "the-sides-do-not-fit", path=("AlignedTarget.relation",), seen=self.relation, relation=self.relation
            )

    @property
    def targets(self) -> tuple[Target, ...]:
        """The one or two targets, the national one first."""
        return tuple(target for target in (self.national, self.local) if target is not None)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the one or two targets stand, the national one first."""
        return tuple(target.citation for target in self.targets)


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Alignment(Displayed, Shown):
    """The targets of a local record beside those of national programmes (đối chiếu chỉ tiêu).

    Iterating gives the rows: the national targets in the order of their programmes, each with the local target nearest
    to it; then the local targets that are nearest to none.

    Attributes:
        subject: Id of the local agreement or programme.
        title: Its title.
        place: Its place; None for the whole country.
        on: The day of the question.
        programmes: Ids of the programmes that it was held against.
        rows: The rows.
        findings: What to know about the two sides: out of force, without targets, places and bases that are no more.
    """

    subject: str
    title: Label
    on: dt.date
    place: Place | None = None
    programmes: tuple[str, ...] = ()
    rows: tuple[AlignedTarget, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[AlignedTarget]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def counts(self) -> tuple[tuple[Relation, int], ...]:
        """How many rows there are of each relation, the relations in their order."""
        seen = Counter(row.relation for row in self.rows)
        return tuple((relation, seen[relation]) for relation in Relation)

    def find(
        self,
        attribute: "LearningModel | str | None" = None,
        *,
        due: int | None = None,
        population: str | None = None,
        relation: Relation | None = None,
        programme: str | None = None,
    ) -> tuple[AlignedTarget, ...]:
        """The rows that fit everything given: the year of the national target, or of the local one where it is alone;
        a population of either side.
        """  # noqa: D205 - one sentence over two lines
        code = attribute.value if isinstance(attribute, LearningModel) else attribute
        return tuple(
            row
            for row in self.rows
            if (code is None or row.targets[0].attribute.code == code)
            and (due is None or row.targets[0].due.year == due)
            and (population is None or population in {item.population.code for item in row.targets if item.population})
            and (relation is None or row.relation is relation)
            and (programme is None or row.programme == programme)
        )

    def __getitem__(
        self, key: tuple["LearningModel | str", int] | tuple["LearningModel | str", int, str]
    ) -> AlignedTarget:
        """The row of an attribute and the year of its national target, and, where that is not enough, a population.

        Of several, the only one whose two sides compare.

        Raises:
            UnknownNameError: If there is none.
            AmbiguousNameError: If there are several; the message names them.
            WrongTypeError: For a key of another shape.
        """
        attribute, due, population = row_key(key, "alignment")
        rows = self.find(attribute, due=due, population=population)
        compared = [row for row in rows if row.relation in (Relation.ABOVE, Relation.EQUAL, Relation.BELOW)]
        chosen = compared if len(compared) == 1 else rows
        if len(chosen) != 1:
            names = (f"{row.relation.en}: {row.reason.en}" for row in chosen)
            raise no_one_row("rows", key, names, among=(row.targets[0] for row in self.rows), hint="programme=")
        return chosen[0]


@attrs.frozen(eq=False)
class _Side:
    """A target and the record that sets it."""

    record: TargetSource
    target: Target


@attrs.frozen
class _Match:
    """What stands in one row, and the comparison where both sides do."""

    theirs: _Side | None
    mine: _Side | None
    answer: Comparison | None = attrs.field(default=None, eq=False)


@public("khuyenhoc")
def align(
    local: TargetSource,
    national: Programme | Iterable[Programme],
    *,
    on: dt.date,
    reform: Reform | None = None,
) -> Alignment:
    """Hold the targets of a local agreement or plan against those of national programmes (đối chiếu chỉ tiêu).

    Every target of both sides comes back. A national target stands beside the local one nearest to it, and a local one
    beside its nearest national one: of the same attribute, then kind, population, base, area and day. Two that differ
    in kind, population, base or area are not comparable; a different day decides only where rate and day point the
    same way. Without one of the same attribute a target is absent locally, or local only.

    Args:
        local: The agreement or plan.
        national: The programme, or all those in force, such as `catalog.national_programmes(on=…)`; also the plan of
            the province, or that of another one.
        on: The day of the question.
        reform: What became of places and units, such as `catalog.reform()`, for remarks about bases that are no more.

    Raises:
        WrongTypeError: If a side is no record with targets.
        InvalidValueError: If a programme is given twice.

    >>> found = align(catalog.agreement("tra-vinh-2024-2030"), catalog.programme("qd-387-2022"),
    ...               on=dt.date(2024, 6, 30))
    >>> [(relation.value, count) for relation, count in found.counts if count]
    [('equal', 4), ('not_comparable', 8), ('absent', 11), ('local_only', 1)]
    """
    on = argument_day(on)
    local = argument_source(local, "local")
    given = (national,) if isinstance(national, Programme) else argument_items(national, Programme, "national")
    twice = sorted(id_ for id_, times in Counter(item.id for item in given).items() if times > 1)
    if twice:
        raise InvalidValueError("a-programme-comes-twice", path=("national",), seen=twice)
    theirs = [_Side(programme, target) for programme in given for target in programme.targets]
    mine = [_Side(local, target) for target in local.targets]
    rows = [_row(row, reform, on) for row in _matched(theirs, mine)]
    return Alignment(
        subject=local.id,
        title=local.title,
        place=local.place,
        on=on,
        programmes=tuple(item.id for item in given),
        rows=tuple(rows),
        findings=tuple(_findings(local, given, reform, on)),
    )


@public("khuyenhoc.records")
def align_all(
    records: Iterable[TargetSource],
    national: Programme | Iterable[Programme],
    *,
    on: dt.date,
    reform: Reform | None = None,
) -> tuple[Alignment, ...]:
    """One alignment for each record, in their order; `counts` of each makes the table of all provinces.

    >>> found = records.align_all(catalog.agreements(), catalog.national_programmes(on=dt.date(2024, 6, 30)),
    ...                   on=dt.date(2024, 6, 30))
    >>> [item.subject for item in found if item.find(relation=targets.Relation.EQUAL)]
    ['binh-duong-2023-2025', 'tra-vinh-2024-2030']
    """
    given_records = argument_items(records, object, "records")
    mine = [argument_source(record, "records", number) for number, record in enumerate(given_records)]
    given = national if isinstance(national, Programme) else argument_items(national, Programme, "national")
    return tuple(align(record, given, on=on, reform=reform) for record in mine)


def _matched(theirs: list[_Side], mine: list[_Side]) -> list[_Match]:
    """Each national target with its nearest local one, then each local target with its nearest national one."""
    near = [
        _Match(national, local, compare(local.target, national.target))
        for national in theirs
        for local in mine
        if local.target.attribute == national.target.attribute
    ]
    by_national: dict[_Side, list[_Match]] = {}
    by_local: dict[_Side, list[_Match]] = {}
    for match in near:
        if match.theirs is not None and match.mine is not None:
            by_national.setdefault(match.theirs, []).append(match)
            by_local.setdefault(match.mine, []).append(match)
    rows = [min(by_national.get(side, [_Match(side, None)]), key=_distance) for side in theirs]
    rows += [min(by_local.get(side, [_Match(None, side)]), key=_distance) for side in mine]
    return list(dict.fromkeys(rows))


def _distance(match: _Match) -> tuple[bool | int, ...]:
    """How far two targets are from each other; the same seen from either side."""
    if match.answer is None:
        return ()
    one, other = match.answer.local, match.answer.national
    comparable = {Relation.EQUAL: 0, Relation.ABOVE: 1, Relation.BELOW: 1}.get(match.answer.relation, 2)
    return (
        one.kind != other.kind,
        *(mine != theirs for mine, theirs in zip(one.subject, other.subject, strict=True)),
        one.due != other.due,
        comparable,
        abs((one.due - other.due).days),
    )


def _row(match: _Match, reform: Reform | None, on: dt.date) -> AlignedTarget:
    if match.answer is not None:
        relation, reason = match.answer.relation, match.answer.reason
    elif match.mine is None:
        relation, reason = Relation.ABSENT, _ABSENT
    else:
        relation, reason = Relation.LOCAL_ONLY, _LOCAL_ONLY
    remarks = [note for side in (match.theirs, match.mine) if side for note in _remarks(side, reform, on)]
    return AlignedTarget(
        relation=relation,
        reason=reason,
        programme=match.theirs.record.id if match.theirs else "",
        national=match.theirs.target if match.theirs else None,
        local=match.mine.target if match.mine else None,
        notes=tuple(dict.fromkeys(remarks)),
    )


def _remarks(side: _Side, reform: Reform | None, on: dt.date) -> Iterator[Label]:
    if side.target.confidence is Confidence.CONFLICTING:
        yield notes.CONFLICTING
    since = side.record.period.first if side.record.period else None
    yield from about_base(side.target, reform, on=on, since=since)


def _findings(
    local: TargetSource, national: tuple[Programme, ...], reform: Reform | None, on: dt.date
) -> Iterator[Finding]:
    if not national:
        yield _finding("no-programme", "national", _NO_PROGRAMME.vi, _NO_PROGRAMME.en)
    for record, path in ((local, "local"), *((item, "national") for item in national)):
        if record.period is not None and on not in record.period:
            vi = f"ngày {on:%d/%m/%Y} ở ngoài {record.period.text()} của {record.id}"
            yield _finding(
                "out-of-period", path, vi, f"{on} lies outside the {record.period.text('en')} of {record.id}"
            )
        if not record.targets:
            vi, en = f"{record.id} không có chỉ tiêu riêng", f"{record.id} has no targets of its own"
            yield _finding("no-targets", path, vi, en)
    if reform is not None:
        for item in base_findings(local, reform, on=on):
            if item.path == "place":
                yield item


def _finding(code: str, path: str, vi: str, en: str) -> Finding:
    return Finding(code=code, path=path, vi=vi, en=en)
