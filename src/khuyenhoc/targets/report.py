"""Reports: every target of a programme or agreement, for every place observed."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import argument_day, argument_items, checked, public, text
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label
from khuyenhoc._base.text import tone_key
from khuyenhoc.errors import AmbiguousNameError, UnknownNameError, WrongTypeError
from khuyenhoc.sentences import Listed, one_of, word
from khuyenhoc.targets import notes
from khuyenhoc.targets.attainment import Attainment, Status
from khuyenhoc.targets.judge import Question, in_order
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.reform import Reform, about_base, base_findings
from khuyenhoc.targets.source import TargetSource
from khuyenhoc.targets.target import Area, Target
from khuyenhoc.targets.totals import RollUp
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place

__all__ = ["Report", "build_report", "no_one_row", "row_key"]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Report(Displayed, Shown):
    """How the targets of one programme or agreement stand on a day (báo cáo kết quả thực hiện).

    Iterating gives the rows: place by place, the targets in the order of their document.

    Attributes:
        subject: Id of the programme or agreement.
        title: Its title.
        on: The day of the question.
        rows: One attainment for each place and target.
        findings: What is odd about the targets or the observations.
    """

    subject: str
    title: Label
    on: dt.date
    rows: tuple[Attainment, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Attainment]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places observed, in the order of the rows."""
        return tuple(dict.fromkeys(row.place for row in self.rows if row.place is not None))

    def find(
        self,
        attribute: "LearningModel | str | None" = None,
        *,
        due: int | None = None,
        population: str | None = None,
        kind: str | None = None,
        place: "Place | str | None" = None,
        status: Status | None = None,
    ) -> tuple[Attainment, ...]:
        """The rows that fit everything given; ``attribute`` is a code or a learning model, ``due`` a year."""
        code = attribute.value if isinstance(attribute, LearningModel) else attribute
        wanted = place.name_key if isinstance(place, Place) else tone_key(text(place)) if place is not None else ""
        return tuple(
            row
            for row in self.rows
            if (code is None or row.target.attribute.code == code)
            and (due is None or row.target.due.year == due)
            and (population is None or (row.target.population is not None and row.target.population.code == population))
            and (kind is None or row.target.kind == kind)
            and (place is None or (row.place is not None and row.place.name_key == wanted))
            and (status is None or row.status is status)
        )

    def __getitem__(
        self, key: tuple["LearningModel | str", int] | tuple["LearningModel | str", int, str]
    ) -> Attainment:
        """The one row of an attribute and due year, and, where that is not enough, a population code.

        Raises:
            UnknownNameError: If there is none.
            AmbiguousNameError: If there are several; the message names them.
            WrongTypeError: For a key of another shape.
        """
        attribute, due, population = row_key(key, "report")
        rows = self.find(attribute, due=due, population=population)
        if len(rows) != 1:
            names = (
                f"{row.target.kind} of {row.target.population.code if row.target.population else 'nothing'}, "
                f"{row.target.text('en')}, in {row.place}"
                for row in rows
            )
            raise no_one_row("targets", key, names, among=(row.target for row in self.rows), hint="kind=, place=")
        return rows[0]


def row_key(key: Any, name: str) -> tuple[Any, Any, Any]:
    """Attribute, year and population of a key to the rows of a report, or of another table of targets."""
    if not isinstance(key, tuple) or len(key) not in (2, 3):
        raise WrongTypeError("not-a-key-of", seen=key, called=name)
    attribute, due, *rest = key
    return attribute, due, rest[0] if rest else None


def no_one_row(
    what: str, key: Any, names: Iterable[str], *, among: Iterable[Target], hint: str
) -> AmbiguousNameError | UnknownNameError:
    """Why a key does not tell one row: there are several, which are named, or none."""
    several = tuple(names)
    if several:
        listed = Listed(several)
        return AmbiguousNameError(
            "several-for-one-key", count=len(several), what=word(what), key=str(key), listed=listed, advice=hint
        )
    known = sorted({f"{target.attribute.code} {target.due.year}" for target in among})
    return UnknownNameError("no-target", expected=one_of(known), key=str(key))


def build_report(
    source: TargetSource,
    observations: Iterable[Observation | RollUp],
    *,
    on: dt.date,
    allow_older: bool = False,
    area: Area | None = None,
    reform: Reform | None = None,
) -> Report:
    """Every target of a source, for every place observed, on a day; each row is made once, with all its remarks."""
    on = argument_day(on)
    counts, sums = _counts(observations)
    by_place: dict[Place | None, dict[str, list[Observation]]] = {}
    for item in counts:
        by_place.setdefault(item.place, {}).setdefault(item.attribute.code, []).append(item)
    since = source.period.first if source.period else None
    targets = [target for target in source.targets if area is None or target.area in (None, area)]
    questions = [Question(target=target, on=on, allow_older=allow_older, since=since) for target in targets]
    asked = [(question, about_base(question.target, reform, on=on, since=since)) for question in questions]
    codes = {target.attribute.code for target in targets}
    early = _early(source.period, on)
    rows = []
    for place, by_attribute in by_place.items() or [(None, {})]:
        barred = None if source.place is None or place is None else _why_elsewhere(place, source.place)
        series = {
            code: (in_order(items), (*_odd(items), *early)) for code, items in by_attribute.items() if code in codes
        }
        for question, changed in asked:
            items, remarks = series.get(question.target.attribute.code, ((), ()))
            after = (*remarks, *changed, *(_about_sums(sums, place, question.target) if sums else ()))
            rows.append(question.attainment(items, place, after=after, barred=barred))
    return Report(
        subject=source.id,
        title=source.title,
        on=on,
        rows=tuple(rows),
        findings=(*_findings(source, reform, on), *_later(counts, on)),
    )


def _later(counts: Iterable[Observation], on: dt.date) -> Iterator[Finding]:
    """That rows of days after the day of the question were left out, how many, and up to which day they go."""
    days = [item.on for item in counts if item.on > on]
    if days:
        last = max(days)
        yield Finding(
            code="rows-after-day",
            path="observations",
            vi=f"bỏ qua {len(days)} dòng số liệu ghi sau ngày {on:%d/%m/%Y}, muộn nhất là ngày {last:%d/%m/%Y}",
            en=f"{len(days)} {'row' if len(days) == 1 else 'rows'} dated after {on} left out, the last of {last}",
        )


def _findings(source: TargetSource, reform: Reform | None, on: dt.date) -> tuple[Finding, ...]:
    """What is odd about the source; what the reform says of a place or base that ended comes in place of it."""
    findings = source.findings(on=on)
    if reform is None:
        return findings
    gone = [item for item in base_findings(source, reform, on=on) if item.code in ("place-ended", "base-ended")]
    known = {item.code for item in gone}
    return (*(item for item in findings if item.code not in known), *gone)


def _counts(given: Any) -> tuple[tuple[Observation, ...], tuple[RollUp, ...]]:
    """All counts, those of sums among them, and the sums."""
    items = given
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        given = tuple(given)
        items = [item.observation if isinstance(item, RollUp) else item for item in given]
    counts = argument_items(items, Observation, "observations")
    return counts, tuple(item for item in given if isinstance(item, RollUp))


def _about_sums(sums: tuple[RollUp, ...], place: Place | None, target: Target) -> list[Label]:
    """Of what the figures for a target are sums: those of its population, or of another, if there are none of its."""
    mine = [
        item
        for item in sums
        if item.observation.place == place and item.observation.attribute.code == target.attribute.code
    ]
    fitting = [item for item in mine if target.population in (None, item.observation.population)]
    return [remark for item in fitting or mine for remark in (notes.sum_of(len(item.covered)), *item.notes)]


def _odd(items: Iterable[Observation]) -> Iterator[Label]:
    return (Label(found.vi, found.en) for item in items for found in item.findings())


def _early(period: Period | None, on: dt.date) -> tuple[Label, ...]:
    if period is None or on >= period.first:
        return ()
    return (Label(f"ngày {on:%d/%m/%Y} ở trước {period.text()}", f"{on} lies before the {period.text('en')}"),)


def _why_elsewhere(place: Place, home: Place) -> Label | None:
    """Why a figure of one place says nothing about a target set for another; None if it does."""
    if home in place.lineage:
        return None
    if place.key == home.key and (place.level is None or home.level is None or place.level is home.level):
        known = (place.since, place.until) != (None, None)
        return notes.other_boundaries(str(home)) if known else None
    return notes.other_place(str(home), str(place))
