"""Builds what is handed out, checks it, and lists it: ``python tests/house/distribution.py FOLDER``.

It needs the group ``release``. What it leaves in the folder is what to upload; it uploads nothing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
RELATIVE_LINK = re.compile(r"\]\((?!https?://)[^)]*\)")


def main(folder: Path) -> None:
    """Twice, because two builds of one state have to be equal; then every check, and the list."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", _day_of_the_state())
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        made = _built(Path(first))
        for one, other in zip(made, _built(Path(second)), strict=True):
            if one.read_bytes() != other.read_bytes():
                raise SystemExit(f"two builds of {one.name} differ")
        _run("validate_pyproject", str(ROOT / "pyproject.toml"))
        _run("twine", "check", "--strict", *map(str, made))
        wheel = next(file for file in made if file.suffix == ".whl")
        _run("check_wheel_contents", str(wheel))
        _described(wheel)
        folder.mkdir(parents=True, exist_ok=True)
        for file in made:
            shutil.copyfile(file, folder / file.name)
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            print(f"{file.stat().st_size:>9}  sha256:{digest}  {folder / file.name}")


def _day_of_the_state() -> str:
    """The day of the last change, or, outside of a repository, of the log of changes."""
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or str(int((ROOT / "CHANGELOG.md").stat().st_mtime))


def _built(folder: Path) -> list[Path]:
    _run("build", "--outdir", str(folder), str(ROOT))
    return sorted(folder.iterdir())


def _described(wheel: Path) -> None:
    """What is read on its page has no link into a repository that is not there."""
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = str(message_from_bytes(archive.read(name)).get_payload())
    if (broken := RELATIVE_LINK.findall(text)) or "khuyenhoc" not in text:
        raise SystemExit(f"the long description has relative links: {broken}")


def _run(module: str, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{module} {' '.join(words)}\n{done.stdout}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
