"""How an answer shows itself to a person: as a table in a notebook, as a page, as rows for a dataframe."""

from typing import Any

from khuyenhoc._base.by_name import loaded
from khuyenhoc._base.closed import Closed
from khuyenhoc._base.terms import Language, check_language

__all__ = ["Displayed"]


class Displayed(Closed):
    """Gives an answer its table in a notebook, its page and its rows, which lie above it and are asked for by name."""

    __slots__ = ()

    def to_rows(self, lang: Language = "vi") -> list[dict[str, Any]]:
        """The answer as rows of plain values, as dataframes and JSON take them (các dòng của bảng).

        Every row has the same keys; exact figures are texts such as ``0.675`` or ``1/3``, counts are whole numbers.

        Args:
            lang: Language of the few words in them.
        """
        rows: list[dict[str, Any]] = loaded("views.rows", "rows_of")(self, check_language(lang))
        return rows

    def to_html(self, lang: Language = "vi") -> str:
        """The whole answer as one HTML page, without scripts, charts included where the extra ``plot`` is installed."""
        return str(loaded("views.notebook", "whole_page")(self, check_language(lang)))

    def _repr_html_(self) -> str:
        return str(loaded("views.notebook", "short_part")(self, "vi"))
