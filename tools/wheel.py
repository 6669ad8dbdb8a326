"""Builds the wheel in dist/ and looks whether all is inside that an installation needs."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = [
    "aftersales/config/cli.py",
    "aftersales/_packs/",
    "aftersales/web/static/aftersales/dist/app.css",
    "aftersales/web/static/aftersales/dist/customer.js",
    "aftersales/web/static/aftersales/dist/licences.txt",
]


def build() -> Path:
    """The wheel, made anew."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return next((ROOT / "dist").glob("*.whl"))


def lacks(wheel: Path) -> list[str]:
    """What should be in the wheel and is not."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [needed for needed in NEEDED if not any(name.startswith(needed) for name in names)]
    untranslated = [name for name in names if name.endswith(".po") and f"{name.removesuffix('.po')}.mo" not in names]
    return missing + [f"{name} compiled" for name in untranslated]


def main() -> int:
    """Says where the wheel lies, or what it lacks."""
    wheel = build()
    missing = lacks(wheel)
    for name in missing:
        print(f"The wheel lacks {name}.", file=sys.stderr)
    if not missing:
        print(f"{wheel.relative_to(ROOT)} ({wheel.stat().st_size // 1024} kB)")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
