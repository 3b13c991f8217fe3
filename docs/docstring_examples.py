"""A griffe extension for the reference: examples are shown as code, members of enumerations with their labels."""

import copy
import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^(?: *>>> .*\n?)(?:^(?! *$).*\n?)*", re.MULTILINE)
_LABELLED = {"Labelled", "Ranked"}
_BASES = ("applying.Laws", "reading.Reading", "catalogue.Catalog")


class DocstringExamples(griffe.Extension):
    """Rewrites docstrings before they are read as Markdown."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Put each run of lines that begins with ``>>>`` between fences."""
        if obj.docstring is not None and "```" not in obj.docstring.value:  # a method may be met twice
            obj.docstring.value = _EXAMPLE.sub(_fenced, obj.docstring.value)

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:
        """Show ``name = BUILTIN.name`` as the method that it is, with its arguments and its docstring."""
        home = pkg["files.catalog"]
        methods = {name: item for base in _BASES for name, item in home[base].members.items()}
        for name, item in list(home["builtin"].attributes.items()):
            if str(item.value) == f"BUILTIN.{name}":
                home["builtin"].set_member(name, _without_self(methods[name]))

    def on_class_members(self, *, cls: griffe.Class, **kwargs: Any) -> None:
        """Describe a member, written ``NAME = code, Vietnamese term, English label``, by its two labels."""
        if not _LABELLED & {str(base) for base in cls.bases}:
            return
        for member in cls.attributes.values():
            if isinstance(member.value, griffe.ExprTuple) and len(member.value.elements) == 3:  # noqa: PLR2004
                code, vi, en = (str(part).strip("'\"") for part in member.value.elements)
                member.docstring = griffe.Docstring(f"{vi}; {en}", parent=member)
                member.value = repr(code)


def _without_self(method: griffe.Function) -> griffe.Function:
    shown = copy.copy(method)
    shown.parameters = griffe.Parameters(*(item for item in method.parameters if item.name != "self"))
    return shown


def _fenced(match: re.Match[str]) -> str:
    return f"```pycon\n{match[0].rstrip()}\n```\n"
