"""Runs the tests: all of them on SQLite, then all that touch a database once more on PostgreSQL.

Further words go to pytest: `python -m tools.test -k hand_over`. `--all` includes the slow ones and the acceptance.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.postgres import PostgresMissing, postgres

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS = 5  # pytest's own number for an empty run
LATER = {"RUN_SLOW": "1", "RUN_ACCEPTANCE": "1"}


def pytest(environ: dict[str, str], words: list[str], *, headline: str) -> int:
    """One run of pytest in a process of its own."""
    print(f"\n=== {headline}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-q", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, check=False).returncode


def main(words: list[str]) -> int:
    """Both runs; the second takes place even if the first found something, so that all is known at once."""
    later = LATER if "--all" in words else {}
    words = [word for word in words if word != "--all"]
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    os.environ.clear()
    os.environ.update(bare)
    first = pytest(later, words, headline="all tests, on SQLite")
    try:
        with postgres() as url:
            environ = {**later, "DATABASE_URL": url, "ONLY_DATABASE_TESTS": "1"}
            second = pytest(environ, words, headline="tests that touch a database, on PostgreSQL")
    except PostgresMissing as problem:
        print(problem, file=sys.stderr)
        second = 1
    return first or (0 if second == NO_TESTS else second)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
