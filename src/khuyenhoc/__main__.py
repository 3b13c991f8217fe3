"""``python -m khuyenhoc``: the command line, where its packages are installed."""

import sys
from importlib.util import find_spec

__all__ = ["main"]

_MISSING = [name for name in ("click", "rich") if find_spec(name) is None]

if _MISSING:

    def main() -> None:
        """Without the extra ``cli``, say how to install it and exit with 2."""
        sys.stderr.write(f"khuyenhoc: the command line needs {_MISSING[0]}; pip install 'khuyenhoc[cli]'\n")
        raise SystemExit(2)

else:
    from khuyenhoc.cli.main import run as main

if __name__ == "__main__":
    main()
