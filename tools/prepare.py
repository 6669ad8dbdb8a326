"""Brings a fresh checkout to where it can run and be tested; a second call finds everything done and takes no time.

Standard library only: it is what makes the libraries come. `python3 tools/prepare.py venv assets system`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".stamps"
DIST = ROOT / "aftersales/web/static/aftersales/dist"
LEAST_PYTHON = (3, 11)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FONT = "Noto Sans CJK SC"


class NotPrepared(Exception):
    """Something is missing that this script cannot bring; the sentence says what to do."""


def digest(files: Iterable[Path], *extra: str) -> str:
    """One value for the content of many files, so that any change is noticed."""
    total = hashlib.sha256("\n".join(extra).encode())
    for file in sorted(files):
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def once(name: str, state: str, made: Path, work: Callable[[], None]) -> None:
    """Does `work` unless it was done for the very same state and what it made is still there."""
    stamp = STAMPS / name
    if made.exists() and stamp.exists() and stamp.read_text() == state:
        return
    work()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(state)


def run(*command: str | Path, quiet: bool = True) -> None:
    """Runs a command from the root of the checkout; when it fails, its words are shown and this script ends."""
    words = [str(word) for word in command]
    result = subprocess.run(words, cwd=ROOT, check=False, capture_output=quiet, text=True, stdin=subprocess.DEVNULL)
    if result.returncode != 0:
        sys.stderr.write((result.stdout or "") + (result.stderr or ""))
        raise NotPrepared(f"'{' '.join(words[:6])}' failed; its words stand above.")


# --- the Python libraries --------------------------------------------------------------------------------------


def venv() -> None:
    """Makes `.venv` from the locks and installs the checkout itself into it."""
    if sys.version_info < LEAST_PYTHON:
        raise NotPrepared(
            f"Python {'.'.join(map(str, LEAST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}."
        )
    locks = [ROOT / "requirements/dev.txt", ROOT / "requirements/base.txt", ROOT / "pyproject.toml"]
    once("venv", digest(locks, sys.version), VENV / "bin" / "aftersales", _install)


def _install() -> None:
    python = VENV / "bin" / "python"
    if not python.exists():
        print("Making .venv ...", flush=True)
        run(sys.executable, "-m", "venv", VENV)
    print("Installing the locked libraries ...", flush=True)
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    run(*pip, "--require-hashes", "-r", ROOT / "requirements/dev.txt")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)


# --- what the browser loads, and the translations ----------------------------------------------------------------


def assets() -> None:
    """Fetches the locked packages of the pages and builds the bundles."""
    lock = [ROOT / "package-lock.json", ROOT / "package.json"]
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        _bring(["nodejs", "npm"], "Node.js 18 or newer with npm")
    once("npm", digest(lock), ROOT / "node_modules", _fetch_packages)
    sources = [file for file in (ROOT / "assets").rglob("*") if file.is_file()]
    once("assets", digest([*lock, *sources]), DIST / "app.js", _build_assets)


def _fetch_packages() -> None:
    print("Fetching the locked packages of the pages ...", flush=True)
    run("npm", "ci", "--no-audit", "--no-fund")


def _build_assets() -> None:
    print("Building styles, scripts and icons ...", flush=True)
    run("node", "assets/build.mjs")


def translations() -> None:
    """Compiles what translators wrote; asks no system package for it."""
    sources = list((ROOT / "locale").rglob("*.po"))
    if sources:
        made = sources[-1].with_suffix(".mo")
        once("translations", digest(sources), made, _compile_translations)


def _compile_translations() -> None:
    run(VENV / "bin" / "python", "-m", "tools.translations", "compile")


# --- what tests need from the system -----------------------------------------------------------------------------


def system() -> None:
    """PostgreSQL, a browser and a Chinese font: installed on Debian as root, asked for elsewhere."""
    wanted = []
    if not (shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))):
        wanted.append("postgresql")
    if not any(shutil.which(name) for name in BROWSERS):
        wanted.append("chromium")
    if not _has_font():
        wanted.append("fonts-noto-cjk")
    if wanted:
        _bring(wanted, " and ".join(wanted))


def _has_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    fonts = subprocess.run(["fc-list", FONT], check=False, capture_output=True, text=True)
    return bool(fonts.stdout.strip())


def _bring(packages: list[str], said: str) -> None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise NotPrepared(f"Please install {said} first (Debian: sudo apt-get install {' '.join(packages)}).")
    print(f"Installing {said} ...", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "-q", "update")
    run("apt-get", "-q", "install", "-y", "--no-install-recommends", *packages)


STEPS: dict[str, Callable[[], None]] = {"venv": venv, "assets": assets, "translations": translations, "system": system}


def main(names: list[str]) -> int:
    """Takes the named steps in turn."""
    try:
        for name in names:
            STEPS[name]()
    except NotPrepared as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(STEPS)))
