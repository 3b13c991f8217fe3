"""The catalogue: the law, programmes, agreements and places that are shipped, and files of one's own."""

from khuyenhoc.files.catalog import __all__, __dir__, __getattr__  # noqa: F401 - the list stands there
