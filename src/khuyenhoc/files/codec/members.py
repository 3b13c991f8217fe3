"""Members of lists as files write them: a code or a label; types of partner of one's own as tables."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from khuyenhoc._base.near import did_you_mean
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import has_marks, plain_key, tone_key
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files.codec.titles import TITLES
from khuyenhoc.sentences import Sentence
from khuyenhoc.values.partner import PartnerGroup, PartnerType

__all__ = ["member_of", "no_key_of", "partner_type", "write_partner_type"]

_LEVEL_WORD = tone_key("cấp")


def member_of(value: Any, kind: type[enum.Enum], more: Iterable[enum.Enum] = ()) -> Any:
    """A member by its code or label; ``more`` are of the class, and of an open list."""
    members = (*kind, *more)
    for member in members:
        if value is member or (isinstance(value, str) and value == member.value):
            return member
    if isinstance(value, str) and (found := _labels(members).get(_label_key(value))) is not None:
        return found
    codes = [str(member.value) for member in members]
    hint = did_you_mean(value, codes) if isinstance(value, str) else ""
    called = Label(f"“{TITLES.get(kind.__name__, kind.__name__)}”", kind.__name__)
    raise InvalidValueError("not-a-code-of-list", seen=value, expected="one-of", hint=hint, kind=called, known=codes)


@lru_cache(maxsize=256)
def _labels(members: tuple[enum.Enum, ...]) -> dict[str, enum.Enum | None]:
    """The members by their labels, with and without marks; None where two would answer to one."""
    found: dict[str, enum.Enum | None] = {}
    for member in members:
        for label in {getattr(member, "vi", ""), getattr(member, "en", "")}:
            for key in {tone_key(label), plain_key(label)} - {""}:
                found[key] = member if found.get(key, member) is member else None
    return found


def _label_key(text: str) -> str:
    """A label as it is compared: any case and spelling of tones, "cấp xã" as "xã"."""
    key = tone_key(text) if has_marks(text) else plain_key(text)
    return key.removeprefix(f"{_LEVEL_WORD if has_marks(text) else plain_key(_LEVEL_WORD)} ")


def partner_type(value: Any, kind: Any) -> Any:
    """A type of partner by its code or label, or one of one's own as a table."""
    if not isinstance(value, Mapping):
        return member_of(value, kind)
    known = ("code", "vi", "en", "group")
    errors = [no_key_of(key, known) for key in sorted(set(map(str, value)).difference(known))]
    errors += [InvalidValueError("missing", path=(key,), expected="a-value") for key in known[:3] if key not in value]
    if errors:
        raise DocumentError.of(errors, Sentence("this-kind", kind=kind.__name__))
    own = dict(value)
    try:
        if "group" in own:
            own["group"] = member_of(own["group"], PartnerGroup)
    except KhuyenHocError as error:
        raise error.at("group") from None
    return PartnerType.own(**own)


def write_partner_type(kind: PartnerType) -> Any:
    """A type of partner as its code, or as a table if it is one of one's own."""
    if kind.is_known:
        return kind.value
    return {"code": kind.value, "vi": kind.vi, "en": kind.en, "group": kind.group.value}


def no_key_of(key: str, known: Sequence[str], path: tuple[str | int, ...] = ()) -> KhuyenHocError:
    """The error for a key that a table does not know, with the nearest."""
    hint = did_you_mean(key, known)
    return InvalidValueError("an-unknown-key", path=(*path, key), expected="one-of", hint=hint, known=known)
