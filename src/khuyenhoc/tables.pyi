# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.files.tables.counts import COLUMNS as COLUMNS, parse_counts as parse_counts, read_counts as read_counts
from khuyenhoc.files.tables.deciding import FileDecisions as FileDecisions, decide_file as decide_file
from khuyenhoc.files.tables.spark import decide_folder as decide_folder
from khuyenhoc.files.tables.sums import TableNotice as TableNotice
from khuyenhoc.files.tables.titles import TITLE_COLUMNS as TITLE_COLUMNS, read_titles as read_titles
