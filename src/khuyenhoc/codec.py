"""Records as plain data, JSON and TOML, and back."""

from khuyenhoc.files.codec import __all__, __dir__, __getattr__  # noqa: F401 - the list stands there
