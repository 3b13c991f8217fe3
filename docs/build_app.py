"""Put together the page "Xét ngay trên trình duyệt": ``python docs/build_app.py FOLDER``, such as ``site/app``.

The page itself lies in ``docs/app``. Beside it go the wheels of the library and of what it needs, built or fetched by
pip, and the runtime of Python, fetched by npm; then everything comes from one folder.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

RUNTIME = "./pyodide/"
"""Where the published page loads the runtime from: a folder beside it, or an address that holds the same files."""

_PACKAGE = "pyodide@314"
_RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_APP = Path(__file__).resolve().parent / "app"
_FILES = ("index.html", "app.js", "app.css", "app.py", "files.js")
_ROOT = _APP.parents[1]
_UNUSED = "tzdata"  # python-dateutil asks for it; no time zone is asked for here


def build(folder: Path) -> dict[str, int]:
    """Everything that the page needs, in a folder; its wheels with their sizes."""
    shutil.copytree(_APP, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    abi = _runtime(folder / "pyodide")
    wheels = _wheels(folder / "wheels", *abi)
    if "://" in RUNTIME:
        shutil.rmtree(folder / "pyodide")
    said = {
        "RUNTIME": RUNTIME,
        "RUNTIME_FILES": _RUNTIME_FILES,
        "WHEELS": [f"wheels/{wheel.name}" for wheel in wheels],
        "FILES": ["./", *_FILES],
        "VERSION": _digest(folder),
    }
    (folder / "files.js").write_text(f"Object.assign(self, {json.dumps(said, indent=2)});\n", encoding="utf-8")
    return {wheel.name: wheel.stat().st_size for wheel in wheels}


def _runtime(folder: Path) -> tuple[str, str]:
    """The files of the runtime, and the versions of Python and of the platform that it is for."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["npm", "pack", "--silent", _PACKAGE], cwd=place, check=True, stdout=subprocess.DEVNULL)
        (packed,) = Path(place).glob("*.tgz")
        with tarfile.open(packed) as archive:
            archive.extractall(place, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        for name in _RUNTIME_FILES:
            shutil.copyfile(Path(place, "package", name), folder / name)
    info = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return info["python"].rpartition(".")[0], info["abi_version"]


def _wheels(folder: Path, python: str, abi: str) -> list[Path]:
    """The wheels of the library and of its needs; those for Word only where one of them is there for the platform."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _pip("wheel", "--no-deps", "--wheel-dir", folder, _ROOT)
    (own,) = folder.glob("*.whl")
    pure = ["--implementation", "py", "--abi", "none", "--platform", "any"]
    fetch = ["download", "--dest", folder, "--only-binary", ":all:", "--python-version", python]
    _pip(*fetch, *pure, own, "openpyxl")
    made_for = ["--implementation", "cp", "--abi", f"cp{python.replace('.', '')}"]
    if not _pip(*fetch, *made_for, "--platform", f"pyemscripten_{abi}_wasm32", "python-docx", check=False):
        print("no Word: lxml is not to be had for the runtime", file=sys.stderr)
    for wheel in folder.glob(f"{_UNUSED}-*.whl"):
        wheel.unlink()
    return sorted(folder.glob("*.whl"))


def _pip(*words: str | Path, check: bool = True) -> bool:
    command = [sys.executable, "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]]
    done = subprocess.run(command, check=check, stderr=None if check else subprocess.DEVNULL)
    return done.returncode == 0


def _digest(folder: Path) -> str:
    """A short name for this state of the files: with it the browser knows that there are others."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "files.js"):
        found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]


if __name__ == "__main__":
    sizes = build(Path(sys.argv[1]))
    for name, size in sizes.items():
        print(f"{size / 1e6:6.2f} MB  {name}")
    print(f"{sum(sizes.values()) / 1e6:6.2f} MB  in all")
