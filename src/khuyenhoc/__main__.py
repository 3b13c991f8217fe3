"""``python -m khuyenhoc``: the command line, or how to install what it needs."""

import sys
from importlib.util import find_spec

__all__ = ["main"]

for _package in ("click", "rich"):
    if find_spec(_package) is None:
        sys.stderr.write(f"khuyenhoc: the command line needs {_package}; pip install 'khuyenhoc[cli]'\n")
        raise SystemExit(2)

from khuyenhoc.cli.main import run as main  # noqa: E402 - what it needs is looked for first

if __name__ == "__main__":
    main()
