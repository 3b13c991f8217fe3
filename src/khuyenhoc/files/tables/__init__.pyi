# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.files.tables.columns_file import SheetColumns as SheetColumns
from khuyenhoc.files.tables.count_rows import COLUMNS as COLUMNS
from khuyenhoc.files.tables.counts import columns_toml as columns_toml, count_columns as count_columns
from khuyenhoc.files.tables.counts import parse_counts as parse_counts, read_counts as read_counts
from khuyenhoc.files.tables.deciding import FileDecisions as FileDecisions, decide_file as decide_file
from khuyenhoc.files.tables.rename import rename_headings as rename_headings
from khuyenhoc.files.tables.spark import decide_folder as decide_folder
from khuyenhoc.files.tables.sums import TableNotice as TableNotice
from khuyenhoc.files.tables.titles import TITLE_COLUMNS as TITLE_COLUMNS, read_titles as read_titles
from khuyenhoc.files.tables.wide import CountColumn as CountColumn
