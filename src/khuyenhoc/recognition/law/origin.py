"""Where rules come from."""

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import InvalidValueError

_PACKAGE = __name__.partition(".")[0]

__all__ = ["Origin"]


@public("khuyenhoc.recognition")
@attrs.frozen(field_transformer=checked, repr=False)
class Origin(Shown):
    """The package, or the file of one's own, that a rule set was read from (nơi phát hành bộ tiêu chí).

    Attributes:
        name: Name of the package, such as ``khuyenhoc``; of a file or folder of one's own, its name.
        version: Version of the package; empty for files of one's own.

    Raises:
        InvalidValueError: If the name is empty.

    >>> catalog.ruleset("tt-25-2023/commune").origin.name
    'khuyenhoc'
    """

    name: str
    version: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise InvalidValueError("an-origin-without-a-name", path=("Origin.name",))

    @property
    def is_the_library(self) -> bool:
        """Whether it is this library itself."""
        return self.name == _PACKAGE

    def __str__(self) -> str:
        return f"{self.name} {self.version}".rstrip()
