"""Tables in files: counts, forms, and whole tables to be decided."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "files.tables.columns_file": "SheetColumns",
        "files.tables.count_rows": "COLUMNS",
        "files.tables.counts": "columns_toml count_columns parse_counts read_counts",
        "files.tables.deciding": "FileDecisions decide_file",
        "files.tables.rename": "rename_headings",
        "files.tables.spark": "decide_folder",
        "files.tables.sums": "TableNotice",
        "files.tables.titles": "TITLE_COLUMNS read_titles",
        "files.tables.wide": "CountColumn",
    },
)
