"""Reading a number where it is printed: with blanks, with separators lost or wrong, with the marks of a web page.

What is read is the whole number, spelled as `_number` has it, or nothing: never its beginning alone. The forms are
found in folded text; where they are loose, the capitals of the original tell a mark from the words that follow it.
"""

import re

import attrs

from khuyenhoc._base.folded import Folded
from khuyenhoc._base.text import plain_key
from khuyenhoc.instruments._number import HEADS, YEAR, number_parts
from khuyenhoc.instruments.instrument import InstrumentKind

__all__ = ["goes_on", "read_number"]

# Issuers by whose letters a mark is known where its separators are lost, and the blanks or dots within them.
_STATE = ("TTg", "CP", "HĐBT", "UBND", "HĐND", "BGDĐT", "SGDĐT", "PGDĐT", "BNV", "BTC", "BLĐTBXH")
_PARTY = ("TW", "TU", "BTGTW", "BTGTU")
_ISSUERS = (*_STATE, *_PARTY, "KHVN", "HKHVN", "HKH", "MTTQ")
_OFFICIAL = {plain_key(word): word for word in (*HEADS, *_ISSUERS)}
_FEW = 2


def _gapped(key: str) -> str:
    """A pattern for the letters of an issuer, with what may have come between them."""
    return re.escape(key) if len(key) <= _FEW else r"(?: ?[&-] ?|[ \n.])?".join(key)


_HEAD = "|".join(sorted(map(plain_key, HEADS), key=len, reverse=True))
_KNOWN = "|".join([r"t[. ]{0,2}[wu]", *sorted(map(_gapped, map(plain_key, _ISSUERS)), key=len, reverse=True)])
_KNOWN = rf"(?:{_KNOWN})(?!&?[a-z0-9])"
_WORD = r"[a-z](?:[a-z0-9]|&(?=[a-z])){0,11}(?!&?[a-z0-9])"
_SERIAL = rf"(?P<serial>[0-9]{{1,5}})(?: ?/ ?(?P<year>{YEAR})(?![0-9]))?"
_JOINT = r"(?: ?[/\\-] ?|[/\\-]\n|[._])"
_MARK = re.compile(
    rf"{_SERIAL}(?P<first> ?[/\\-]\n? ?|[ .]?)(?P<head>{_HEAD})"
    rf"(?:(?P<loose>{_JOINT}|[ \n]?)(?P<known>{_KNOWN})|(?P<joint>{_JOINT})(?P<word>{_WORD}))"
)
_TERM = re.compile(
    rf"(?P<serial>[0-9]{{1,5}}) ?/ ?(?P<year>{YEAR}) ?/ ?(?P<term>(?:ubtv)?qh)[ -]?(?P<which>[0-9]{{1,2}})"
)
_SHORT = re.compile(
    rf"(?P<serial>[0-9]{{1,5}})(?:(?P<first> ?/ ?|-)(?P<known>{_KNOWN})|(?P<slash> ?/ ?)(?P<word>[a-z]{_WORD}))"
)
_YEARED = re.compile(
    rf"(?P<serial>[0-9]{{1,5}}) ?/ ?(?P<year>{YEAR})"
    rf"(?![0-9a-z%_&]|[.,][0-9]| ?[/\\]| ?-\n?[0-9a-z])"
)
_MORE = re.compile(rf"(?P<blank>-\n?| -|- | - |[._])(?P<word>{_WORD})")
_OPEN = re.compile(r"[a-z0-9]|[/\\_&][a-z0-9]|-[0-9]")
_INITIAL = re.compile(r"[^a-z0-9][a-z]\.[a-z]")
_NEXT = re.compile(rf"[ \n.-]{{1,3}}(?P<word>{_WORD})")
_BESIDE = re.compile(rf"[ \n](?P<word>{_WORD})")
_MOST_UNITS = 8
_LONGEST_UNIT = 6
# Words in capitals that stand after a number and are none of its units, and the short words of a line in capitals.
_NO_UNITS = frozenset(
    (*map(plain_key, _ISSUERS), "tp", "tx", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
)
_NO_ISSUERS = frozenset((
    "ngay", "cua", "ve", "va", "nam", "do", "duoc", "da", "tai", "cho", "de", "den", "tu", "o", "la", "theo", "ban",
    "cac", "kem", "so", "co", "tren",
))  # fmt: skip
_HEAD_ALONE = frozenset(map(plain_key, HEADS))


def read_number(
    folded: Folded, original: str, at: int, kind: InstrumentKind | None, *, sure: bool
) -> tuple[int, str] | None:
    """Where the number that begins here ends, and how it is officially spelled; None if it is none, or not whole.

    Args:
        folded: The text.
        original: The text as given.
        at: Where in the folded text it begins.
        kind: The kind of document that the word before it names; None if there is no such word.
        sure: Whether the word before it names one document: by a capital, or with "số".
    """
    found = _Reader(folded, original, kind, sure).read(at)
    return found if found is not None and number_parts(found[1]) is not None else None


def goes_on(folded: Folded, original: str, at: int) -> bool:
    """Whether a mark stands where a number ends that was read without: "387 QĐXYZ"."""
    match = _NEXT.match(folded.text, at)
    if match is None or match["word"] in _HEAD_ALONE or match["word"] in ("ttg", "hdbt"):
        return match is not None
    word = folded.letters(original, *match.span("word"))
    return (
        _is_plain(word)
        and sum(map(str.isupper, word)) >= _FEW
        and (_no_word(word) or _headed(match["word"]) is not None)
    )


_headed = re.compile(rf"(?:{_HEAD})[a-z]").match


@attrs.frozen
class _Reader:
    folded: Folded
    original: str
    kind: InstrumentKind | None
    sure: bool

    def read(self, at: int) -> tuple[int, str] | None:
        flat = self.folded.text
        if match := _TERM.match(flat, at):
            number = f"{match['serial']}/{match['year']}/{match['term'].upper()}{match['which']}"
            return self._whole(match.end(), number)
        if (match := _MARK.match(flat, at)) and self._is_mark(match):
            return self._continued(match.end(), self._marked(match))
        if self.kind is None:
            return None
        if (match := _SHORT.match(flat, at)) and self._is_short(match):
            name = "known" if match["known"] else "word"
            number = f"{match['serial']}{(match['first'] or '/').strip()}{self._spelled(*match.span(name))}"
            return self._continued(match.end(), number, alone=match["word"] in _HEAD_ALONE)
        match = _YEARED.match(flat, at) if self.kind in _BY_YEAR else None
        if match is None or goes_on(self.folded, self.original, match.end()):
            return None
        return match.end(), f"{match['serial']}/{match['year']}"

    # ---- what the forms ask for

    def _is_mark(self, match: re.Match[str]) -> bool:
        """Whether the separators and capitals are those of a mark; more is let pass after the word for a document."""
        first = match["first"].strip()
        if self.kind is None:
            dashed = first == "-" and not match["year"] and (match["loose"] or match["joint"] or "").strip() == "/"
            if first not in ("/", "\\") and not dashed:
                return False
        small = self._printed(*match.span("head")).islower()
        if match["word"]:
            word = self._printed(*match.span("word"))
            tight = match["joint"].strip("\n") in ("-", "/")
            return _is_plain(word) and (_capitals(word) or (tight and (small or word[0].isupper())))
        pieces = re.split(r"[\s.]+", self._printed(*match.span("known")))
        return small or all(piece[:1].isupper() for piece in pieces if piece[:1].isalpha())

    def _is_short(self, match: re.Match[str]) -> bool:
        if match["known"]:
            return match["first"] != "-" or self.sure
        word = self._printed(*match.span("word"))
        if match["slash"] != "/" and not _capitals(word):
            return False
        if match["word"] in _HEAD_ALONE or self.kind is InstrumentKind.LETTER:
            return _is_plain(word)
        return self.sure and _is_plain(word) and word.isupper()

    # ---- to the end

    def _continued(self, end: int, number: str, *, alone: bool = False) -> tuple[int, str] | None:
        """The number with the units that follow its issuer, as in "1092/UBND-VX"."""
        for _ in range(_MOST_UNITS):
            match = _MORE.match(self.folded.text, end)
            if match is None:
                break
            word = self._printed(*match.span("word"))
            if _INITIAL.match(self.folded.text, end - 2):
                return None
            if match["blank"].strip("\n") == "-":
                small = self._printed(end - 1, end).islower()
                if not _is_plain(word) or not (_capitals(word) or (small and word.islower())):
                    return None if alone else (end, number)
            else:
                if not _capitals(word) or not _is_plain(word) or len(word) > _LONGEST_UNIT:
                    break
                if match["word"] in _NO_UNITS:
                    break
                if not _no_word(word) and self._capital_after(match.end()):
                    return None  # a line in capitals: a unit, or the words of the next clause
            end, number, alone = match.end(), f"{number}-{self._spelled(*match.span('word'))}", False
        return None if self._beside(end, alone=alone) else self._whole(end, number)

    def _beside(self, at: int, *, alone: bool) -> bool:
        """Whether a word follows that may belong to the mark, as in "1092/UBND VX" and "387/QĐ XYZ"."""
        match = _BESIDE.match(self.folded.text, at)
        if match is None or match["word"] in _NO_ISSUERS or match["word"] in _NO_UNITS:
            return False
        word = self._printed(*match.span("word"))
        return word.isupper() and _is_plain(word) and (alone or _no_word(word))

    def _capital_after(self, at: int) -> bool:
        match = _BESIDE.match(self.folded.text, at)
        return match is not None and self._printed(match.start("word"), match.start("word") + 1).isupper()

    def _whole(self, end: int, number: str) -> tuple[int, str] | None:
        """The number, if nothing that belongs to it follows."""
        flat = self.folded.text
        initial = _INITIAL.match(flat, end - 2) if end > 1 else None
        return None if initial or _OPEN.match(flat, end) else (end, number)

    # ---- how it is spelled

    def _printed(self, first: int, after: int) -> str:
        return self.folded.letters(self.original, first, after)

    def _marked(self, match: re.Match[str]) -> str:
        """State numbers have a slash and then a dash, those of the Party a dash and then a slash."""
        name = "known" if match["known"] else "word"
        head, issuer = self._spelled(*match.span("head")), self._spelled(*match.span(name))
        first, second = match["first"].strip(), (match["loose"] or match["joint"] or "").strip()
        party = first == "-" or (first not in ("/", "\\") and second == "/")
        party = not match["year"] and issuer not in _STATE and (party or issuer in _PARTY)
        serial = match["serial"] + (f"/{match['year']}" if match["year"] else "")
        return f"{serial}-{head}/{issuer}" if party else f"{serial}/{head}-{issuer}"

    def _spelled(self, first: int, after: int) -> str:
        """A word of a mark: the usual case of its letters, "TƯ" as TW."""
        word = re.sub(r"[\s.]", "", self._printed(first, after))
        key = re.sub(r"[^a-z0-9]", "", plain_key(word))
        if word[-2:].casefold() == "tư":
            word, key = f"{word[:-1]}W", f"{key[:-1]}w"
        return _OFFICIAL.get(key) or (word if _capitals(word) else word.upper())


_BY_YEAR = frozenset(
    {
        InstrumentKind.DECISION,
        InstrumentKind.RESOLUTION,
        InstrumentKind.CIRCULAR,
        InstrumentKind.DECREE,
        InstrumentKind.LAW,
    }
)


def _is_plain(word: str) -> bool:
    """Whether a word has no other marks than the letters of an abbreviation have: those of Đ and Ư."""
    return word.translate(_ABBREVIATED).isascii()


def _no_word(word: str) -> bool:
    """Whether letters can be no word of the language, since none of them is a vowel."""
    return not set("aeiouy") & set(plain_key(word))


def _capitals(word: str) -> bool:
    """Whether a word is an abbreviation by its capitals: "VX", "GDTrH", "V"."""
    return sum(map(str.isupper, word)) >= min(_FEW, len(word))


_ABBREVIATED = str.maketrans("đĐưƯ", "dDuU")
