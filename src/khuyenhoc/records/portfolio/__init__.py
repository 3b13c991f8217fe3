"""Many agreements over time: which are in force, expiring or lapsed, where the gaps are, and what is due.

The class is [`Portfolio`][khuyenhoc.Portfolio]; each of its questions has a room of its own here.
"""

__all__: list[str] = []
