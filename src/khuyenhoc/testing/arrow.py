"""Arrow tables, which every engine takes: what the tests of whole tables are made with."""

from khuyenhoc.errors import MissingExtraError

try:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
except ModuleNotFoundError as _missing:
    if _missing.name not in ("numpy", "pyarrow"):
        raise
    raise MissingExtraError("tests-of-tables-need-pyarrow", package=_missing.name) from None

__all__ = ["np", "pa"]
