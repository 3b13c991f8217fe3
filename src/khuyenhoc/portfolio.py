"""Many agreements over time: which are in force, expiring or lapsed, where the gaps are, and what is due."""

from khuyenhoc.records.portfolio import __all__, __dir__, __getattr__  # noqa: F401 - the list stands there
