"""What PyInstaller packs into a program: files that are read as data, and modules that are loaded by name."""

from PyInstaller.utils.hooks import (  # type: ignore[import-untyped]  # pyright: ignore[reportMissingImports]
    collect_data_files,
    collect_submodules,
)

datas = collect_data_files("khuyenhoc", excludes=["**/*.pyi"])
hiddenimports = collect_submodules("khuyenhoc")
