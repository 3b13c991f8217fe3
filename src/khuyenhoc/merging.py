"""Two reports of one event: whether they are one, what they agree on, and where they conflict."""

from khuyenhoc.records.merging import __all__, __dir__, __getattr__  # noqa: F401 - the list stands there
