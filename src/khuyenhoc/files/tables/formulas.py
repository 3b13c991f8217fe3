"""Formulas in the file of a sheet: whether one has no stored result, found without reading the sheet cell by cell."""

import re
from typing import IO

__all__ = ["lacks_a_result"]

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_WITH_RESULT = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>[^<]+</")
_STRANGE = re.compile(rb"\0|<!DOCTYPE|\A\xff\xfe|\A\xfe\xff")  # UTF-16, or entities: what stands there is not plain
_CHUNK, _MOST = 1 << 20, 1 << 26
_END_OF_ROW, _END_OF_ROWS = b"</row>", b"</sheetData>"


def lacks_a_result(sheet: IO[bytes]) -> bool:
    """Whether a formula may stand there without a result; in doubt it does, which costs a second reading, no answer.

    >>> import io
    >>> cells = b'<row><c><f>1+1</f><v>2</v></c><c><f t="shared" si="0"/><v>3</v></c></row></sheetData>'
    >>> lacks_a_result(io.BytesIO(cells)), lacks_a_result(io.BytesIO(cells.replace(b"<v>3</v>", b"<v/>")))
    (False, True)
    """
    rest = b""
    while chunk := sheet.read(_CHUNK):
        if _STRANGE.search(chunk):
            return True
        rest += chunk
        whole = rest.find(_END_OF_ROWS) if _END_OF_ROWS in rest else rest.rfind(_END_OF_ROW)
        if whole >= 0 and _lacking(rest[:whole]):
            return True
        if _END_OF_ROWS in rest:
            return False
        rest = rest[max(whole, 0) :]
        if len(rest) > _MOST:
            return True
    return _lacking(rest)


def _lacking(rows: bytes) -> bool:
    return len(_FORMULA.findall(rows)) != len(_WITH_RESULT.findall(rows))
