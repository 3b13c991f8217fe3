"""``python -m khuyenhoc``: the command line, where its packages are installed."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; without the extra ``cli``, say how to install it and exit with 2."""
    try:
        import click  # noqa: F401 - only whether it is there
        import rich  # noqa: F401
    except ImportError as error:
        sys.stderr.write(f"khuyenhoc: the command line needs {error.name}; pip install 'khuyenhoc[cli]'\n")
        raise SystemExit(2) from None
    from khuyenhoc.cli.main import run

    run()


if __name__ == "__main__":
    main()
