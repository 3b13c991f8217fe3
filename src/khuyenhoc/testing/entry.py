"""What hypothesis calls when it is imported, by its entry-point group: every public type gets its strategy.

Nothing else is loaded then: a type is registered when its file is loaded, and its strategy made when it is drawn from.
"""

import enum
import inspect
from typing import Any

from khuyenhoc._base.by_name import loaded
from khuyenhoc._base.door import each_public, public
from khuyenhoc.errors import KhuyenHocError, MissingExtraError

__all__ = ["register"]


@public("khuyenhoc.testing")
def register() -> None:
    """Make ``st.from_type`` know every public type; hypothesis itself calls it where plugins are not switched off.

    Raises:
        MissingExtraError: If hypothesis is not installed.

    >>> from hypothesis import strategies as st
    >>> testing.register()
    >>> st.from_type(Period).validate()
    """
    each_public(_tell)
    for kind in _with_subclasses(KhuyenHocError):
        _tell(kind)


def _tell(item: Any) -> None:
    if inspect.isclass(item) and not issubclass(item, enum.Enum):  # hypothesis draws members of enums by itself
        try:
            from hypothesis.strategies import register_type_strategy
        except ModuleNotFoundError:
            raise MissingExtraError("strategies-need-hypothesis") from None
        register_type_strategy(item, _strategy)


def _strategy(kind: type) -> Any:
    return loaded("testing.registry", "strategy_for")(kind)


def _with_subclasses(kind: type[KhuyenHocError]) -> list[type[KhuyenHocError]]:
    return [kind, *(other for child in kind.__subclasses__() for other in _with_subclasses(child))]
