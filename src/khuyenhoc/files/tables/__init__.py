"""Tables in files: counts, forms, and whole tables to be decided."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.files.tables.counts import COLUMNS as COLUMNS
    from khuyenhoc.files.tables.counts import parse_counts as parse_counts
    from khuyenhoc.files.tables.counts import read_counts as read_counts
    from khuyenhoc.files.tables.deciding import FileDecisions as FileDecisions
    from khuyenhoc.files.tables.deciding import decide_file as decide_file
    from khuyenhoc.files.tables.reader import TableNotice as TableNotice
    from khuyenhoc.files.tables.spark import decide_folder as decide_folder
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "files.tables.counts": "COLUMNS parse_counts read_counts",
            "files.tables.deciding": "FileDecisions decide_file",
            "files.tables.reader": "TableNotice",
            "files.tables.spark": "decide_folder",
        },
    )
