"""The command `list`: what the catalogue holds, and a search in it."""

from collections import Counter

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.options import formats, language, print_json, show_page
from khuyenhoc.files.catalog.search import KINDS, search
from khuyenhoc.views.search import hits_data, hits_page, kind_called, kinds_page

__all__ = ["list_"]


@click.command("list")
@click.argument("words", nargs=-1, metavar="[KIND] [SEARCH]")
@formats("text", "json")
@language
def list_(words: tuple[str, ...], format_: str, lang: Language) -> None:
    """List what the catalogue holds, or search in it: by number or words, with or without marks.

    KIND is agreements, programmes, rules, instruments, places, partners, reviews or funds, or its name in Vietnamese;
    without it all are searched.
    """
    kind = kind_called(words[0]) if words else ""
    text = " ".join(words[1:] if kind else words)
    hits = search(text, kind=kind)
    if format_ == "json":
        print_json(hits_data(hits, lang))
    elif words:
        show_page(hits_page(hits, lang, alone=bool(kind)), format_, lang)
    else:
        counts = Counter(hit.kind for hit in hits)
        show_page(kinds_page([(one, counts[one]) for one in KINDS], lang), format_, lang)
