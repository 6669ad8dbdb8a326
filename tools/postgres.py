"""Runs a command beside a PostgreSQL server of its own: `python -m tools.postgres aftersales run --demo`."""

import os
import subprocess
import sys

from tests.support.postgres import PostgresMissing, postgres


def main(command: list[str]) -> int:
    """The command's own exit code; the server and all it held are gone afterwards."""
    if not command:
        print("Say which command to run beside PostgreSQL.", file=sys.stderr)
        return 2
    try:
        with postgres() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except PostgresMissing as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
