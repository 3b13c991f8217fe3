"""The command `list`: what the catalogue holds, and a search in it."""

from collections import Counter
from functools import partial
from typing import Any

import attrs
import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import known
from khuyenhoc.cli.options import answer, formats, language, to_file
from khuyenhoc.files.catalog.search import KINDS
from khuyenhoc.views.search import hits_data, hits_page, kind_called, kinds_page

__all__ = ["list_"]


@click.command("list", cls=HelpedCommand)
@click.argument("words", nargs=-1, metavar="[KIND] [SEARCH]")
@formats("text", "json")
@language
@to_file
def list_(words: tuple[str, ...], format_: str, lang: Language, **to: Any) -> None:
    """List what the catalogue holds, or search in it: by number or words, with or without marks.

    KIND is agreements, programmes, rules, instruments, places, partners, reviews or funds, or its name in Vietnamese;
    without it all are searched.
    """
    kind = kind_called(words[0]) if words else ""
    text = " ".join(words[1:] if kind else words)
    hits = known().search(text, kind=kind)
    counts = Counter(hit.kind for hit in hits)
    page = hits_page(hits, lang, alone=bool(kind)) if words else kinds_page([(one, counts[one]) for one in KINDS], lang)
    answer(attrs.evolve(page, data=partial(hits_data, hits, lang)), format_, lang, **to)
