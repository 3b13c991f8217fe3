"""The cattrs converter: how each value looks in a file, and how errors find their place.

It turns forms into forms (``"2024-01-01"`` into a day, a code into a member, a table into a record) and checks nothing
that the door of the record checks. Only where a record is refused are its fields asked one by one, for all that is
wrong with them.
"""

import datetime as dt
import enum
import typing
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache, reduce
from operator import or_
from typing import Any

import attrs

from khuyenhoc._base.by_name import loaded
from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.door import check_of, exact_int
from khuyenhoc._base.fields import by_annotation
from khuyenhoc.errors import (
    DocumentError,
    InvalidValueError,
    KhuyenHocError,
    UnknownIdError,
    UnknownNameError,
    WrongTypeError,
)
from khuyenhoc.files.codec.extras import EXTRAS, is_extensible, own_keys, with_extras, write_extras
from khuyenhoc.files.codec.members import member_of, partner_type, write_partner_type
from khuyenhoc.files.codec.refusals import flattened, is_refusal, refusals
from khuyenhoc.files.codec.unions import register_unions, table_of
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.law import kinds
from khuyenhoc.records.document import Document
from khuyenhoc.sentences import Sentence
from khuyenhoc.targets.target import TARGETS, Target
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate, RateRange, number_text
from khuyenhoc.values.recurrence import Recurrence

__all__ = ["TARGET_KINDS", "TEST_KINDS", "converter", "new_converter", "structure"]

TARGET_KINDS: dict[str, type[Target]] = {kind.kind: kind for kind in TARGETS}
TEST_KINDS: dict[str, type[kinds.Test]] = {kind.kind: kind for kind in kinds.KINDS}


@cache
def converter() -> Any:
    """The one converter; it structures strictly and keeps every error."""
    return new_converter(_term)


def new_converter(read_term: Callable[[Any, Any], Any]) -> Any:
    """Such a converter with its own reader of attributes and populations; more hooks may be registered for records."""
    import cattrs

    made = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True, omit_if_default=True)
    attrs.resolve_types(Place)
    for plain in (int, str, bool, Fraction):
        made.register_structure_hook(plain, lambda value, _: value)
    made.register_structure_hook(dt.date, _day)
    made.register_unstructure_hook(dt.date, lambda value: value.isoformat())
    made.register_unstructure_hook(Fraction, number_text)
    made.register_structure_hook_func(_is_enum, member_of)
    made.register_unstructure_hook_func(_is_enum, lambda value: value.value)
    made.register_structure_hook_factory(_is_compound, lambda kind: _compound(made, kind))
    made.register_structure_hook_factory(_is_record, lambda kind: _record(made, kind))
    made.register_unstructure_hook_factory(_is_extensible_record, lambda kind: _writer(made, kind))
    made.register_structure_hook(Rate, lambda value, _: Rate(value))
    made.register_unstructure_hook(Rate, lambda rate: rate.decimal())
    made.register_structure_hook(RateRange, _rate_range)
    made.register_unstructure_hook(RateRange, lambda value: [value.low.decimal(), value.high.decimal()])
    made.register_structure_hook(Money, lambda value, _: _money(value))
    made.register_unstructure_hook(Money, lambda value: value.dong)
    for term in (Attribute, Population):
        made.register_structure_hook(term, read_term)
        made.register_unstructure_hook(term, _write_term)
    made.register_structure_hook(PartnerType, partner_type)
    made.register_unstructure_hook(PartnerType, write_partner_type)
    _register_variants(made)
    register_unions(made)
    made.register_structure_hook(Decision, lambda value, _: _decision(value))
    made.register_unstructure_hook(Decision, lambda value: value.to_dict())
    return made


def _decision(value: Any) -> Decision:
    """A decision made again from its record, under the rule set of the catalogue; refused where the answer differs."""
    wanted = table_of(value).get("ruleset", "")
    try:
        rules = loaded("files.catalog", "ruleset")(wanted)
    except UnknownIdError as error:  # here it is a field
        hint = error.part("hint")
        raise UnknownNameError(error.code, path=("ruleset",), seen=wanted, hint=hint, **error.fields) from None
    again = Decision.from_dict(value, rules=rules)
    if again.is_same:
        return again.decision
    errors = [
        InvalidValueError("the-answer-is-another", path=(one.path,), seen=one.recorded, expected=one.now)
        for one in again.differences
    ]
    raise DocumentError.of(errors, Sentence("this-kind", kind=Decision.__name__))


def _register_variants(made: Any) -> None:
    """Periods, recurrences and money may be in words; a target says its kind and may give a year as its due day."""
    for kind in (Period, Recurrence):
        made.register_structure_hook(kind, _in_words_or(kind.parse, _record(made, kind)))
    read_range = _record(made, MoneyRange)
    write_range = _writer(made, MoneyRange)
    made.register_structure_hook(
        MoneyRange,
        lambda value, kind: read_range(value, kind) if isinstance(value, Mapping) else _money_range(value),
    )
    made.register_unstructure_hook(
        MoneyRange, lambda value: value.amount.dong if value.is_exact else write_range(value)
    )
    _register_kinds(made, Target, TARGET_KINDS, "target")
    _register_kinds(made, kinds.Test, TEST_KINDS, "test")
    made.register_unstructure_hook(Document, _writer(made, Document, always="format"))


def _in_words_or(parse: Callable[[str], Any], read: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A record that may be written in words instead of a table."""
    return lambda value, kind: parse(value) if isinstance(value, str) else read(value, kind)


def _register_kinds(made: Any, base: Any, members: Mapping[str, Any], word: str) -> None:
    """A union of classes that are told apart by the key ``kind``."""
    readers: dict[str, Callable[..., Any]] = {}
    for name, member in members.items():
        readers[name] = _record(made, member)
        made.register_unstructure_hook(member, _with_kind(name, _writer(made, member)))

    def read(value: Any, kind: Any) -> Any:
        table, own = dict(table_of(value)), getattr(kind, "kind", "")
        name = table.pop("kind", None)
        if not isinstance(name, str) or name not in readers or (own and name != own):
            expected = own or Sentence("names", names=tuple(readers))
            raise InvalidValueError("not-a-kind-of", path=("kind",), seen=name, expected=expected, word=word)
        due = table.get("due")
        if isinstance(due, int) and not isinstance(due, bool) and dt.MINYEAR <= due <= dt.MAXYEAR:
            table["due"] = dt.date(due, 12, 31)
        return readers[name](table, members[name])

    for kind in (base, *members.values()):
        made.register_structure_hook(kind, read)
    made.register_unstructure_hook(base, lambda value: made.unstructure(value, type(value)))


def _writer(made: Any, kind: Any, always: str = "") -> Callable[[Any], Any]:
    """How a record is written: without what has its default, but for one key."""
    from cattrs.gen import make_dict_unstructure_fn, override

    kept: dict[str, Any] = {always: override(omit_if_default=False)} if always else {}
    if is_extensible(kind):
        kept[EXTRAS] = override(omit=True)
    write = make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True, **kept)
    return write_extras(write) if is_extensible(kind) else write


def structure(data: Any, kind: Any, made: Any = None) -> Any:
    """Data as a value, or one [`DocumentError`][khuyenhoc.DocumentError] with everything that is wrong."""
    try:
        return (made or converter()).structure(data, kind)
    except RecursionError:
        raise DocumentError("nested-too-deep", errors=()) from None
    except Exception as error:
        raise DocumentError.of(
            flattened(error, ()), Sentence("this-kind", kind=getattr(kind, "__name__", "document"))
        ) from None


def _day(value: Any, _: Any) -> Any:
    return read_day(value) if isinstance(value, str) else value


def _rate_range(value: Any, _: Any) -> RateRange:
    if isinstance(value, list | tuple):
        if len(value) != 2:  # noqa: PLR2004 - a range has two ends
            raise InvalidValueError("not-a-range-of-rates", seen=value, expected="two-rates")
        return RateRange(Rate(value[0]), Rate(value[1]))
    return RateRange.parse(value)


def _money(value: Any) -> Money:
    return Money.parse(value) if isinstance(value, str) else Money(exact_int(value))


def _money_range(value: Any) -> MoneyRange:
    return MoneyRange.parse(value) if isinstance(value, str) else MoneyRange(_money(value))


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _is_compound(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple or type(None) in typing.get_args(kind)


def _compound(made: Any, kind: Any) -> Callable[[Any, Any], Any]:
    """How a list, or what may be missing, is read."""

    def one(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
        inner = reduce(or_, kinds)
        return lambda value: made.structure(value, inner)

    def optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda value: None if value is None else read(value)

    read = by_annotation(kind, one=one, many=_each, optional=optional, row=_in_a_row)
    return lambda value, _: read(value)


def _in_a_row(reads: tuple[Callable[[Any], Any], ...]) -> Callable[[Any], Any]:
    def structure_row(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple) or len(value) != len(reads):
            raise WrongTypeError("not-a-row-of", seen=value, count=len(reads))
        return _all_read(zip(reads, value, strict=True))

    return structure_row


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def structure_each(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise WrongTypeError("not-a-list", seen=value)
        return _all_read((read, item) for item in value)

    return structure_each


def _all_read(items: Iterable[tuple[Callable[[Any], Any], Any]]) -> tuple[Any, ...]:
    """Each item as it is read; what is wrong with any of them at once, each with its number."""
    done, errors = [], []
    for index, (read, item) in enumerate(items):
        try:
            done.append(read(item))
        except RecursionError:
            raise
        except Exception as error:
            errors += flattened(error, (index,))
    if errors:
        raise DocumentError.of(errors, "this-list")
    return tuple(done)


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and attrs.has(kind)


def _is_extensible_record(kind: Any) -> bool:
    return _is_record(kind) and is_extensible(kind)


def _record(made: Any, kind: Any) -> Callable[[Any, Any], Any]:
    """How a record is read; where it is refused, every field says what is wrong with it."""
    from cattrs.gen import make_dict_structure_fn, override

    apart: dict[str, Any] = {EXTRAS: override(omit=True)} if is_extensible(kind) else {}
    read = _at_the_door(kind, make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True, **apart))
    fields = {field.name: field for field in attrs.fields(kind) if field.init and field.name not in apart}
    order = list(fields)

    def structure_record(value: Any, cls: Any) -> Any:
        table = table_of(value)
        own = own_keys(table) if apart else {}
        if own:
            return with_extras(lambda rest: structure_record(rest, cls), table, own)
        try:
            return read(table, cls)
        except RecursionError:
            raise
        except Exception as error:
            errors = flattened(error, ())
            by_record = is_refusal(error)
            told = {found.path[:1] for found in errors if not by_record}
            left = [field for name, field in fields.items() if name in table and (name,) not in told]
            more = [found for field in left for found in refusals(field, made.structure(table[field.name], field.type))]
            errors = more + ([] if by_record and more else errors)
            errors.sort(
                key=lambda found: (
                    order.index(found.path[0]) if found.path[:1] and found.path[0] in order else len(order)
                )
            )
            raise DocumentError.of(errors, Sentence("this-kind", kind=kind.__name__)) from None

    return structure_record


def _at_the_door(kind: Any, read: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The same for a result, which the library makes without a door: its fields are checked once they are read."""
    fields = [field for field in attrs.fields(kind) if field.init and field.converter is None]
    if not fields:
        return read

    def read_and_check(table: Any, cls: Any) -> Any:
        value, found, errors = read(table, cls), {}, list[KhuyenHocError]()
        for field in fields:
            try:
                found[field.name] = check_of(field.type)(getattr(value, field.name))
            except KhuyenHocError as error:
                errors.append(error.at(field.name))
        if errors:
            raise DocumentError.of(errors, Sentence("this-kind", kind=kind.__name__))
        return attrs.evolve(value, **found)

    return read_and_check


def _term(value: Any, kind: Any) -> Any:
    if isinstance(value, str):
        return kind(value)
    table = table_of(value)
    unknown = sorted(set(map(str, table)) - {"code", "vi", "en"})
    if unknown:
        raise InvalidValueError("an-unknown-key", path=(unknown[0],), expected="one-of-code-vi-en")
    if "code" not in table:
        raise InvalidValueError("missing", path=("code",), expected="a-code")
    return kind(**table)


def _write_term(term: Any) -> Any:
    return term.code if term.is_known else {"code": term.code, "vi": term.vi, "en": term.en}


def _with_kind(name: str, write: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {"kind": name, **write(value)}
