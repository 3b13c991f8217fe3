"""Numbers of instruments (số hiệu): their forms in folded text, their parts.

Three forms are in use: ``281/QĐ-TTg`` (with a year, ``25/2023/TT-BGDĐT``; of the National Assembly, ``06/2022/QH15``),
the Party's ``49-KL/TW``, and that of letters, ``6782/BGDĐT-GDTX``, which names no kind of document. `_printed_number`
reads them where they are printed.
"""

import re
from functools import lru_cache

import attrs

from khuyenhoc._base.text import nfc, plain_key
from khuyenhoc.instruments.instrument import InstrumentKind

__all__ = ["GAP", "HEADS", "KIND_WORDS", "YEAR", "NumberParts", "number_parts"]

GAP = r"[ \n]{1,3}"

KIND_WORDS = {
    "thong bao ket luan": InstrumentKind.NOTICE,
    "quyet dinh": InstrumentKind.DECISION,
    "chi thi": InstrumentKind.DIRECTIVE,
    "ket luan": InstrumentKind.CONCLUSION,
    "nghi quyet": InstrumentKind.RESOLUTION,
    "thong tu lien tich": InstrumentKind.CIRCULAR,
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
HEADS = {
    "QĐ": InstrumentKind.DECISION,
    "CT": InstrumentKind.DIRECTIVE,
    "KL": InstrumentKind.CONCLUSION,
    "NQ": InstrumentKind.RESOLUTION,
    "TT": InstrumentKind.CIRCULAR,
    "TTLT": InstrumentKind.CIRCULAR,
    "NĐ": InstrumentKind.DECREE,
    "KH": InstrumentKind.PLAN,
    "CV": InstrumentKind.LETTER,
    "HD": InstrumentKind.GUIDANCE,
    "TB": InstrumentKind.NOTICE,
    "TTr": InstrumentKind.SUBMISSION,
    "CTr": InstrumentKind.PROGRAMME,
    "CTPH": InstrumentKind.PROGRAMME,
}
_HEAD_OF = {plain_key(head): kind for head, kind in HEADS.items()}
_HEAD = "|".join(sorted(_HEAD_OF, key=len, reverse=True))
_ISSUER = r"[a-z][a-z0-9&]{0,11}"
YEAR = r"(?:19|20)[0-9]{2}"
_UNITS = rf"(?:-{_ISSUER}){{0,9}}"
_FORMS = (
    re.compile(rf"(?P<serial>[0-9]{{1,5}})(?:/(?P<year>{YEAR}))? ?/ ?(?P<mark>(?:{_HEAD}) ?- ?{_ISSUER}{_UNITS})"),
    re.compile(rf"(?P<serial>[0-9]{{1,5}})/(?P<year>{YEAR})/(?P<mark>(?:ubtv)?qh[0-9]{{1,2}})"),
    re.compile(rf"(?P<serial>[0-9]{{1,5}}) ?- ?(?P<mark>(?:{_HEAD}) ?/ ?{_ISSUER}{_UNITS})"),
    re.compile(rf"(?P<serial>[0-9]{{1,5}})/(?P<year>{YEAR})"),
    re.compile(rf"(?P<serial>[0-9]{{1,5}})[/-](?P<mark>[a-z][a-z0-9&]{{1,11}}{_UNITS})"),
    re.compile(r"(?P<serial>[0-9]{1,5})"),
)


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


@lru_cache(maxsize=4096)
def number_parts(number: str) -> NumberParts | None:
    """The parts of a whole number such as "281/QĐ-TTg", "25/2023" or "387"; None if it is no number."""
    folded = plain_key(_CENTRE.sub("TW", nfc(number)))
    for form in _FORMS:
        if match := form.fullmatch(folded):
            found = match.groupdict()
            mark, year = found.get("mark") or "", found.get("year")
            return NumberParts(
                serial=int(found["serial"]),
                year=int(year) if year else None,
                mark=re.sub(r"[^a-z0-9]", "", mark),
                kind=_HEAD_OF.get(re.split(r"[^a-z0-9&]", mark)[0]),
            )
    return None


# The Party's centre is TW; newspapers print TƯ, or T.Ư.
_CENTRE = re.compile(r"t\.?ư\b", re.IGNORECASE)
