# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.files.tables.form_workbook import write_form as write_form
from khuyenhoc.files.tables.forms import Applicant as Applicant, empty_form as empty_form, parse_facts as parse_facts
from khuyenhoc.files.tables.forms import read_facts as read_facts
