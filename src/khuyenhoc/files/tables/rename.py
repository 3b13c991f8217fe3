"""Data frames with Vietnamese headings, under the names that the rules over whole tables ask for."""

from typing import TYPE_CHECKING, Any, cast

from khuyenhoc._base.door import argument, public
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.tables.headings import OWN_NAMES, fact_names
from khuyenhoc.files.tables.vocabulary import Vocabulary, heading_words
from khuyenhoc.frames.engine import names_of, opened
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrameT

__all__ = ["VIETNAMESE", "rename_headings"]

VIETNAMESE = {
    "địa bàn": "place",
    "địa phương": "place",
    "ngày": "on",
    "nội dung": "attribute",
    "mô hình": "attribute",
    "tổng thể": "population",
    "đăng ký": "registered",
    "số đăng ký": "registered",
    "công nhận": "recognised",
    "số công nhận": "recognised",
    "tổng số": "total",
    "nguồn": "source",
    "tỷ lệ in": "printed",
    "mẫu số in": "printed_base",
}
"""The columns of a table of counts, a row for each observation, as they are called in Vietnamese."""


@public("khuyenhoc.tables")
def rename_headings(frame: "IntoFrameT", rules: RuleSet | None = None) -> "IntoFrameT":
    """The table with its columns under the names that [`frames.decide`][khuyenhoc.frames.decide] asks for.

    A heading is a key of a fact, or its label in Vietnamese or English, in any case and tone placement; also those of
    the area and the kind of unit are renamed. Any other stays as it is. Nothing is read or computed.

    Args:
        frame: A table of any engine that `frames` takes, lazy or not.
        rules: The rule set; without one, the names are those that [`frames.attain`][khuyenhoc.frames.attain] asks for.

    Raises:
        InvalidValueError: If two columns would have one name.
        MissingExtraError: If narwhals is not installed.
        WrongTypeError: For what is no table.

    >>> import polars as pl
    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> table = pl.DataFrame({"Xã": ["Một"], "Công dân trong xã": [9305], "LOẠI ĐỊA BÀN": [None]})
    >>> tables.rename_headings(table, rules).columns, tables.rename_headings(pl.DataFrame({"Địa bàn": ["A"]})).columns
    (['Xã', 'citizens', 'area'], ['place'])
    """
    table = opened(frame)
    known: Vocabulary[Any]
    if rules is None:
        also = dict.fromkeys(heading_words()["others"]["on"], "on")
        known = Vocabulary([*((name, name) for name in VIETNAMESE.values()), *also.items(), *VIETNAMESE.items()])
    else:
        facts = fact_names(argument(rules, RuleSet, "rules"))
        known = Vocabulary([*OWN_NAMES, *((name, fact.key) for name, fact in facts)])
    present = names_of(table)
    renamed = {name: known.find(name) or name for name in present}
    held = list(renamed.values())
    for name in held:
        if held.count(name) > 1:
            both = tuple(old for old, new in renamed.items() if new == name)
            raise InvalidValueError("columns-of-one-meaning", path=("frame",), seen=Sentence("names", names=both))
    changed = {old: new for old, new in renamed.items() if old != new}
    return cast("IntoFrameT", (table.rename(changed) if changed else table).to_native())
