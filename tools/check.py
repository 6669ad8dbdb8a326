"""`make check`: lint, format, types, floors, house rules and migrations; all are run, whatever the first one says."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable

# Some checks load the settings; they shall neither read a developer's environment nor leave a data folder behind.
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith(("AFTERSALES_", "DATABASE_URL"))}
QUIET = {**ENVIRON, "AFTERSALES_SECRET_KEY": "nothing-is-signed-while-the-house-is-checked"}

CHECKS: dict[str, list[str]] = {
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--quiet", "--check", "--diff", "."],
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "floors": [str(BIN / "lint-imports"), "--no-cache"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "1"],
    "house": [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/house"],
}


def passes(name: str) -> bool:
    """Runs one check; a good one says one line, a bad one says all it has."""
    result = subprocess.run(CHECKS[name], cwd=ROOT, env=QUIET, check=False, capture_output=True, text=True)
    good = result.returncode == 0
    print(f"{name:12}{'ok' if good else 'FAILED'}", flush=True)
    if not good or name == "house":
        print((result.stdout + result.stderr).rstrip(), flush=True)
    return good


def main(names: list[str]) -> int:
    """All checks, or those that are named."""
    failed = [name for name in names or CHECKS if not passes(name)]
    if failed:
        print(f"\nNot in order: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
