"""Tables in files: counts, and whole tables to be decided."""

from khuyenhoc.files.tables import __all__, __dir__, __getattr__  # noqa: F401 - the list stands there
