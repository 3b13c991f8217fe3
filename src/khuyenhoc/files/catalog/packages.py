"""Packages that are installed beside the library and add to a catalogue, found through their entry points."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable

import attrs

from khuyenhoc.errors import DocumentError
from khuyenhoc.recognition.law.origin import Origin

__all__ = ["GROUP", "Package", "packages"]

GROUP = "khuyenhoc.catalog"


@attrs.frozen
class Package:
    """An entry point of the group: a distribution, and the import package that holds its files."""

    origin: Origin
    module: str

    def files(self) -> Traversable:
        """The folder of the import package, which is imported.

        Raises:
            DocumentError: If it cannot be imported, or is no package.
        """
        from importlib.resources import files  # noqa: PLC0415

        try:
            return files(self.module)
        except Exception as error:
            raise DocumentError(
                "a-package-that-cannot-be-read",
                name=str(self.origin),
                module=self.module,
                error=f"{type(error).__name__}: {error}",
            ) from None


def packages() -> tuple[Package, ...]:
    """All that is registered, by name."""
    return tuple(sorted(set(_registered()), key=lambda package: (package.origin.name, package.module)))


def _registered() -> Iterator[Package]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to load

    for point in entry_points(group=GROUP):
        origin = Origin(point.dist.name, point.dist.version) if point.dist else Origin(point.name)
        yield Package(origin, point.value)
