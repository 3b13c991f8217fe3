"""Classes that are not subclassed outside the library: a subclass would be lost on its way through a file."""

from typing import Any

from khuyenhoc.errors import WrongTypeError

__all__ = ["Closed"]

_PACKAGE = __name__.partition(".")[0]


class Closed:
    """Refuses a subclass when it is made, unless it is of the library itself."""

    __slots__ = ()

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if cls.__module__.partition(".")[0] != _PACKAGE:
            raise WrongTypeError("a-record-is-not-subclassed", seen=cls.__name__, kind=cls.__mro__[1].__name__)
