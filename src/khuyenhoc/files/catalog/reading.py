"""What a catalogue reads from files of one's own: they may use its terms, and cite and extend what it holds."""

from collections.abc import Iterable
from pathlib import Path

from khuyenhoc.errors import WrongTypeError
from khuyenhoc.files._input import read_file
from khuyenhoc.files.catalog.documents import parse_document
from khuyenhoc.files.catalog.folder import joined, read_shelf
from khuyenhoc.files.catalog.held import Holder
from khuyenhoc.files.catalog.rules import MEBIBYTES, parse_rules
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.document import Document

__all__ = ["Reading"]


class Reading(Holder):
    """Readers of files that know what a catalogue holds."""

    __slots__ = ()

    def read_document(self, path: str | Path) -> Document:
        """Read a document in TOML, or JSON where the name ends in ``.json``.

        Besides the canonical forms, a file may write: a period in words, a place by its name (resolved as of the day
        signed, held, stated or begun), an amount of money in words, a year for a due day, a table ``[sources]`` of
        short keys for addresses, and ``[[attributes]]`` and ``[[populations]]`` of its own. Where a text writes Đ with
        a letter that only looks like it (Icelandic eth), it is read as Đ, and the document's ``findings`` say where.

        Args:
            path: The file.

        Raises:
            DocumentError: With the file and everything that is wrong in it.
        """
        content = read_file(path, mebibytes=8)
        return self.parse_document(content, name=str(path), is_json=Path(path).suffix.casefold() == ".json")

    def parse_document(self, content: str | bytes, *, name: str = "document", is_json: bool = False) -> Document:
        """Like [`read`][khuyenhoc.catalog.read_document], from text or bytes; ``name`` stands in the messages."""
        return parse_document(content, name=name, is_json=is_json, terms=self.held.terms)

    def read_folder(self, path: str | Path) -> Document:
        """Read a document, or every ``.toml`` and ``.json`` file of a folder and its subfolders, as one document.

        Files and folders whose names begin with a dot are passed over. Findings name the file, as errors do. Terms
        that one file declares are known in all. Rule sets beside the documents are checked and left out; a catalogue
        [`of`][khuyenhoc.catalog.Catalog.of] the folder has them.

        Args:
            path: A file or a folder.

        Raises:
            DocumentError: With every error of every file, each with its file and place; for a folder without such
                files; and for an id that stands in two files.
        """
        if not isinstance(path, str | Path):
            raise WrongTypeError("not-a-path", seen=path)
        folder, held = Path(path), self.held
        if not folder.is_dir():
            return self.read_document(path)
        origin = Origin(folder.resolve().name or "/")
        return joined(read_shelf(folder, origin, held.terms, held.rulesets, held.instruments, name=str(folder)))

    def read_rules(self, path: str | Path, *, instruments: Iterable[Instrument] = ()) -> RuleSet:
        """Read a rule set of your own: a whole one, or one that ``extends`` another and overrides single values.

        Args:
            path: A file in the format ``khuyenhoc-rules/1``: TOML, or JSON where its name ends in ``.json``.
            instruments: Instruments of your own that it cites, for their names; those of the catalogue are known.

        Raises:
            DocumentError: With the file and everything that is wrong in it.
        """
        content = read_file(path, mebibytes=MEBIBYTES)
        is_json = Path(path).suffix.casefold() == ".json"
        return self.parse_rules(content, name=str(path), is_json=is_json, instruments=instruments)

    def parse_rules(
        self,
        content: str | bytes,
        *,
        name: str = "rules",
        is_json: bool = False,
        instruments: Iterable[Instrument] = (),
    ) -> RuleSet:
        """Like [`read_rules`][khuyenhoc.catalog.read_rules], from text or bytes; ``name`` stands in the messages."""
        cited = self.held.instruments.adding(instruments)
        origin = Origin(Path(name).name or "rules")
        return parse_rules(content, origin, self.held.rulesets, cited, name=name, is_json=is_json)
