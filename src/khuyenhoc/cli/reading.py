"""The command `read`: an article into what it says, and a draft of its agreement."""

import datetime as dt
from typing import Any

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.options import DAY, answer, formats, language, to_file
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.catalog.blank import drafted_file
from khuyenhoc.files.prose import prose
from khuyenhoc.reading.draft import Draft
from khuyenhoc.reading.reading import read as read_text
from khuyenhoc.views.reading import reading_page

__all__ = ["read"]


@click.command(cls=HelpedCommand)
@click.argument("file", metavar="FILE")
@click.option("--published", type=DAY, default=None, help="The day of publication, for days without a year.")
@formats("text", "html", "csv", "json", "toml")
@language
@to_file
def read(file: str, published: dt.date | None, format_: str, lang: Language, **to: Any) -> None:
    """Read an article (text, Word): what it says of an agreement, each value with the words that say it.

    With --format toml, or an --output that ends so, a draft of the agreement as a file, its words beside it.
    """
    reading = read_text(prose(file), published=published)
    draft = reading.draft()
    page = reading_page(reading, draft, lang)
    answer(page, format_, lang, more={".toml": lambda: _toml(draft, reading.text, lang)}, **to)


def _toml(draft: Draft, text: str, lang: Language) -> str:
    if draft.record is None:
        needed = [asked.question.text(lang) for asked in draft.missing if asked.needed]
        raise InvalidValueError("no-draft-without", path=("draft",), asked=needed)
    words = {one.field: text[one.start : one.end] for one in draft.trace}
    return drafted_file(draft.record, words)
