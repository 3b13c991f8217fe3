"""``python -m khuyenhoc``: the command line, where its packages are installed."""

import sys

__all__ = ["main"]

try:
    import rich  # noqa: F401 - only whether it is there; a command loads it

    from khuyenhoc.cli.main import run
except ModuleNotFoundError as _error:
    _needed = str(_error.name).partition(".")[0]
    if _needed not in ("click", "rich"):
        raise

    def run() -> None:
        """Say how to install what is missing."""
        sys.stderr.write(f"khuyenhoc: the command line needs {_needed}; pip install 'khuyenhoc[cli]'\n")
        raise SystemExit(2) from None


def main() -> None:
    """Run the command line; without the extra ``cli``, say how to install it and exit with 2."""
    run()


if __name__ == "__main__":
    main()
