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

<<<<<<< HEAD
=======
try:
    from khuyenhoc.cli.main import run
except ModuleNotFoundError as error:
    if error.name not in ("click", "rich"):
        raise
    _needed = error.name

    def run() -> None:
        """Say how to install what is missing."""
        sys.stderr.write(f"khuyenhoc: the command line needs {_needed}; pip install 'khuyenhoc[cli]'\n")
        raise SystemExit(2) from None


def main() -> None:
    """Run the command line; without the extra ``cli``, say how to install it and exit with 2."""
    run()


>>>>>>> refs/heads/tests
if __name__ == "__main__":
    main()
