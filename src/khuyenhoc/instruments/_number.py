"""Numbers of instruments (số hiệu): their forms in folded text, their parts, and how each is officially spelled.

Three forms are in use: ``281/QĐ-TTg`` (with a year, ``25/2023/TT-BGDĐT``; of the National Assembly, ``06/2022/QH15``),
the Party's ``49-KL/TW``, and that of letters, ``6782/BGDĐT-GDTX``, which names no kind of document.
"""

import re
from functools import lru_cache

import attrs

from khuyenhoc._base.folded import Folded
from khuyenhoc._base.text import plain_key
from khuyenhoc.instruments.instrument import InstrumentKind

__all__ = ["GAP", "KIND_WORDS", "MARKED", "SHORT", "YEARED", "NumberParts", "number_parts", "official"]

GAP = r"[ \n]{1,3}"

KIND_WORDS = {
    "thong bao ket luan": InstrumentKind.NOTICE,
    "quyet dinh": InstrumentKind.DECISION,
    "chi thi": InstrumentKind.DIRECTIVE,
    "ket luan": InstrumentKind.CONCLUSION,
    "nghi quyet": InstrumentKind.RESOLUTION,
    "thong tu": InstrumentKind.CIRCULAR,
    "nghi dinh": InstrumentKind.DECREE,
    "ke hoach": InstrumentKind.PLAN,
    "cong van": InstrumentKind.LETTER,
    "huong dan": InstrumentKind.GUIDANCE,
    "luat": InstrumentKind.LAW,
    "thong bao": InstrumentKind.NOTICE,
    "to trinh": InstrumentKind.SUBMISSION,
    "chuong trinh": InstrumentKind.PROGRAMME,
}

# The abbreviation with which a mark begins; after it stands the issuer.
_HEADS = {
    "QĐ": InstrumentKind.DECISION,
    "CT": InstrumentKind.DIRECTIVE,
    "KL": InstrumentKind.CONCLUSION,
    "NQ": InstrumentKind.RESOLUTION,
    "TT": InstrumentKind.CIRCULAR,
    "NĐ": InstrumentKind.DECREE,
    "KH": InstrumentKind.PLAN,
    "CV": InstrumentKind.LETTER,
    "HD": InstrumentKind.GUIDANCE,
    "TB": InstrumentKind.NOTICE,
    "TTr": InstrumentKind.SUBMISSION,
    "CTr": InstrumentKind.PROGRAMME,
    "CTPH": InstrumentKind.PROGRAMME,
}
_ISSUERS = ("TTg", "BGDĐT", "SGDĐT", "HĐND")
_HEAD_OF = {plain_key(head): kind for head, kind in _HEADS.items()}
_OFFICIAL = {plain_key(word): word for word in (*_HEADS, *_ISSUERS)}

_HEAD = "|".join(sorted(_HEAD_OF, key=len, reverse=True))
_ISSUER = r"[a-z][a-z0-9&]{0,11}"
_YEAR = r"/(?P<year>(?:19|20)[0-9]{2})"

MARKED = re.compile(
    rf"(?P<serial>[0-9]{{1,5}})(?:"
    rf"(?:{_YEAR})? ?/ ?(?P<mark>(?:{_HEAD}) ?- ?{_ISSUER}(?:-{_ISSUER}){{0,3}})|"
    r"/(?P<term_year>(?:19|20)[0-9]{2})/(?P<term>qh[0-9]{1,2})|"
    rf" ?- ?(?P<party>(?:{_HEAD}) ?/ ?{_ISSUER})"
    r")(?![a-z0-9])"
)
SHORT = re.compile(rf"(?P<serial>[0-9]{{1,5}})/(?P<mark>[a-z]{{2,10}}(?:-{_ISSUER}){{0,3}})(?![a-z0-9/])")
YEARED = re.compile(rf"(?P<serial>[0-9]{{1,5}}){_YEAR}(?![0-9a-z/%]|[.,-][0-9])")


@attrs.frozen
class NumberParts:
    """What a number consists of, for comparing.

    Attributes:
        serial: The number proper.
        year: The year that is part of the number; None if there is none.
        mark: Its abbreviations in folded letters without separators, such as ``qdttg``; empty if there are none.
        kind: The kind of document that the mark names; None if it names none.
    """

    serial: int
    year: int | None = None
    mark: str = ""
    kind: InstrumentKind | None = None


def _parts(match: re.Match[str]) -> NumberParts:
    found = match.groupdict()
    mark = found.get("mark") or found.get("party") or found.get("term") or ""
    year = found.get("year") or found.get("term_year")
    words = re.split(r"[^a-z0-9&]+", mark)
    return NumberParts(
        serial=int(found["serial"]),
        year=int(year) if year else None,
        mark=re.sub(r"[^a-z0-9]", "", mark),
        kind=_HEAD_OF.get(words[0]),
    )


@lru_cache(maxsize=4096)
def number_parts(number: str) -> NumberParts | None:
    """The parts of a whole number such as "281/QĐ-TTg", "25/2023" or "387"; None if it is no number."""
    folded = plain_key(number)
    for pattern in (MARKED, YEARED, SHORT):
        match = pattern.fullmatch(folded)
        if match:
            return _parts(match)
    return NumberParts(serial=int(folded)) if re.fullmatch(r"[0-9]{1,5}", folded) else None


def official(folded: Folded, original: str, first: int, after: int) -> str:
    """The number in a span of the folded text as officially spelled: no blanks, and the usual case of the letters."""
    words = re.split(r"([/-])", folded.text[first:after])
    place, done = first, []
    for word in words:
        bare = word.strip()
        if bare in ("", "/", "-"):
            done.append(bare)
        else:
            start = place + word.index(bare)
            done.append(
                _OFFICIAL.get(bare.replace("&", "")) or folded.letters(original, start, start + len(bare)).upper()
            )
        place += len(word)
    return "".join(done)
