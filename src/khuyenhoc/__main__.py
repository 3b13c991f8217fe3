"""``python -m khuyenhoc``: the command line; without the extra ``cli``, it says how to install it and exits with 2."""

import sys

try:
    from khuyenhoc.cli.main import run as main
except ModuleNotFoundError as error:
    if error.name not in ("click", "rich"):
        raise
    sys.stderr.write(f"khuyenhoc: the command line needs {error.name}; pip install 'khuyenhoc[cli]'\n")
    raise SystemExit(2) from None

__all__ = ["main"]

if __name__ == "__main__":
    main()
