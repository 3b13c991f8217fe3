# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.files.ics import to_ics as to_ics
