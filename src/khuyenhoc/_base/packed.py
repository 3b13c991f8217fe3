"""Where PyInstaller finds what it has to pack; its entry point ``pyinstaller40`` asks, and nothing else does."""

from pathlib import Path

__all__ = ["hook_dirs"]


def hook_dirs() -> list[str]:
    """The folder of the hook."""
    return [str(Path(__file__).with_name("hooks"))]
