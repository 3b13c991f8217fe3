"""What a catalogue reads: files of one's own, which may use and extend what it holds; names of bodies and places."""

import datetime as dt
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from os import PathLike, fspath
from pathlib import Path

from khuyenhoc._base.door import argument
from khuyenhoc.files._input import Readable, given
from khuyenhoc.files.catalog.documents import parse_document
from khuyenhoc.files.catalog.folder import joined, read_shelf
from khuyenhoc.files.catalog.held import Holder
from khuyenhoc.files.catalog.rules import MEBIBYTES, parse_rules
from khuyenhoc.files.catalog.written import place
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.document import Document
from khuyenhoc.values.partner import PartnerType, classified
from khuyenhoc.values.place import Place

__all__ = ["Reading"]


class Reading(Holder):
    """Readers of files and names that know what a catalogue holds."""

    __slots__ = ()

    def read_document(self, path: Readable, *, name: str = "") -> Document:
        """Read a document in TOML, or JSON where the name ends in ``.json`` or, without an ending, the content is it.

        Besides the canonical forms, a file may write: a period in words, a place by its name (resolved as of the day
        signed, held, stated or begun), an amount of money in words, a year for a due day, a table ``[sources]`` of
        short keys for addresses, and ``[[attributes]]`` and ``[[populations]]`` of its own. Where a text writes Đ with
        a letter that only looks like it (Icelandic eth), it is read as Đ, and the document's ``findings`` say where.

        Args:
            path: The file: a path, an open file, bytes, or a resource of a package.
            name: What it is called in messages, where it does not say that itself.

        Raises:
            DocumentError: With the file and everything that is wrong in it.
        """
        file = given(path, name=name, unnamed="document", mebibytes=8)
        return self.parse_document(file.text(mebibytes=8), name=file.name, is_json=file.suffix == ".json")

    def parse_document(self, content: str | bytes, *, name: str = "document", is_json: bool = False) -> Document:
        """Like [`read`][khuyenhoc.catalog.read_document], from text or bytes; ``name`` stands in the messages."""
        return parse_document(content, name=name, is_json=is_json, terms=self.held.terms)

    def read_folder(self, path: Readable, *, name: str = "") -> Document:
        """Read a document, or every ``.toml`` and ``.json`` file of a folder and its subfolders, as one document.

        Files and folders whose names begin with a dot are passed over. Findings name the file, as errors do. Terms
        that one file declares are known in all. Rule sets beside the documents are checked and left out; a catalogue
        [`of`][khuyenhoc.catalog.Catalog.of] the folder has them.

        Args:
            path: A file or a folder, also among the resources of a package; a single file as any reader takes it.
            name: What it is called in messages, where it does not say that itself.

        Raises:
            DocumentError: With every error of every file, each with its file and place; for a folder without such
                files; and for an id that stands in two files.
        """
        folder = Path(path) if isinstance(path, str | PathLike) and isinstance(fspath(path), str) else path
        if not (isinstance(folder, Traversable) and folder.is_dir()):
            return self.read_document(path, name=name)
        called, held = argument(name, str, "name") or str(folder), self.held
        origin = Origin((folder.resolve().name if isinstance(folder, Path) else folder.name) or "/")
        return joined(read_shelf(folder, origin, held.terms, held.rulesets, held.instruments, name=called))

    def read_rules(self, path: Readable, *, name: str = "", instruments: Iterable[Instrument] = ()) -> RuleSet:
        """Read a rule set of your own: a whole one, or one that ``extends`` another and overrides single values.

        Args:
            path: A file in the format ``khuyenhoc-rules/1``: TOML, or JSON where its name ends in ``.json`` or, without
                an ending, its content is it; a path, an open file, bytes, or a resource of a package.
            name: What it is called in messages, where it does not say that itself.
            instruments: Instruments of your own that it cites, for their names; those of the catalogue are known.

        Raises:
            DocumentError: With the file and everything that is wrong in it.
        """
        file = given(path, name=name, unnamed="rules", mebibytes=MEBIBYTES)
        text, is_json = file.text(mebibytes=MEBIBYTES), file.suffix == ".json"
        return self.parse_rules(text, name=file.name, is_json=is_json, instruments=instruments)

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

    def classify(self, name: str) -> PartnerType:
        """The type of a body by its name, as [`classify`][khuyenhoc.PartnerType.classify], with the wordings declared.

        Raises:
            WrongTypeError: If the name is not text.

        >>> catalog.classify("Công an tỉnh Long An")
        PartnerType.POLICE
        """
        return classified(name, self.held.wordings)

    def place(self, text: str, *, on: dt.date | None = None) -> Place:
        """A place as people write it: "Bình Thuận", "xã Tân Hà, tỉnh Lâm Đồng", "huyện Trà Cú, Trà Vinh".

        The parts go from the inside out. The word for the level, or its abbreviation ("Q.1", "TX. Kinh Môn"), is taken
        off the name. Directly inside a province a name without such a word is a commune if one is called so on the day,
        from 1 July 2025 on; otherwise its level is unknown. A place that is declared is found with its code and days.

        Args:
            text: The name, with what it belongs to after commas.
            on: The day meant, as for [`province`][khuyenhoc.catalog.province].

        Raises:
            InvalidValueError: If the text is empty, begins with an abbreviation that is not known, or the level of one
                of the parts did not exist on the day.
            AmbiguousNameError: If a province needs a day, or "thành phố" may mean the province or the city in it.
            UnknownNameError: If a province did not exist on the day, or the name is nearly that of a province.

        >>> str(catalog.place("xã Tân Hà, tỉnh Lâm Đồng", on=dt.date(2026, 1, 1)))
        'Tân Hà, Lâm Đồng, Việt Nam'
        """
        found = place(text, on=on)
        own = [
            item
            for item in self.held.places
            if item.key == found.key
            and item.words_meet(found)
            and found.level in (None, item.level)
            and (on is None or item.exists(on=on))
        ]
        return own[0] if len(own) == 1 else found
