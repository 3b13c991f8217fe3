"""What is wrong with a command line, in the language of its answers."""

import re
from typing import Any

import click

from khuyenhoc._base.near import perhaps
from khuyenhoc._base.terms import Label
from khuyenhoc.cli.helped import metavar
from khuyenhoc.sentences import Language, Sentence

__all__ = ["Misused", "usage_text"]

_QUOTED = re.compile(r"'(.*?)'", re.DOTALL)


class Misused(click.UsageError):
    """Options that do not go together, by the code of what is to be said."""

    def __init__(self, code: str) -> None:
        """The message is the English one; the command says it in the language of its answers."""
        super().__init__(Sentence(code).text("en"))
        self.code = code


def usage_text(error: click.ClickException, lang: Language) -> str:
    """The usage, where to find more, and what is wrong."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return f"khuyenhoc: {_wrong(error).text(lang)}"
    lines = [Sentence("usage-help", command=context.command_path), _wrong(error)]
    return "\n".join([context.get_usage(), *(line.text(lang) for line in lines)])


def _wrong(error: click.ClickException) -> Sentence:
    match error:
        case click.NoSuchOption():
            likely = perhaps(sorted(error.possibilities or ()))
            hint = Sentence("then-hint", words=likely) if likely else ""
            return Sentence("usage-no-such-option", option=error.option_name, likely=hint)
        case click.MissingParameter(param=click.Parameter() as param):
            return Sentence("usage-missing", what=_name(param))
        case click.BadParameter(param=click.Parameter() as param) if isinstance(param.type, click.Choice):
            return Sentence("usage-no-choice", seen=_seen(error), what=_name(param), choices=tuple(param.type.choices))
        case click.BadParameter(param=click.Parameter() as param) if param.type.name == "YYYY-MM-DD":
            return Sentence("usage-no-day", seen=_seen(error), what=_name(param))
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType() as kind) as param):
            low, high = getattr(kind, "min", None), getattr(kind, "max", None)
            between = Sentence("usage-between", low=low, high=high) if None not in (low, high) else ""
            return Sentence("usage-no-number", what=_name(param), between=between)
        case click.BadParameter(param=click.Parameter() as param):
            return Sentence("usage-bad-value", what=_name(param), reason=error.message)
        case click.BadOptionUsage():
            return Sentence("usage-option-needs-a-value", option=error.option_name)
    if error.message.startswith("No such command"):
        return Sentence("usage-no-such-command", seen=_seen(error))
    if error.message.startswith("Got unexpected extra argument"):
        return Sentence("usage-too-much", rest=error.message.partition("(")[2].removesuffix(")"))
    code = error.code if isinstance(error, Misused) else error.message
    return Sentence("usage-wrong", reason=Sentence(code))


def _name(param: click.Parameter) -> str | Label:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return metavar(param.make_metavar(click.Context(_ANY)))


def _seen(error: Any) -> str:
    found = _QUOTED.search(error.message)
    return found[1] if found else ""


_ANY = click.Command("khuyenhoc")
