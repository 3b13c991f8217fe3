"""Filled-in forms: read from files, and empty ones to fill in."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {"files.tables.form_workbook": "write_form", "files.tables.forms": "Applicant empty_form parse_facts read_facts"},
)
