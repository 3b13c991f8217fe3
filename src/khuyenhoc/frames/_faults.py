"""What is wrong with the rows that are refused."""

import attrs

__all__ = ["Fault", "faults"]


@attrs.frozen(kw_only=True)
class Fault:
    row: int


def faults() -> None: ...
