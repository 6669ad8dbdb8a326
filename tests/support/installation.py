"""An installation of its own for a test that runs the program as an operator does: folder, database, command line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

LIMIT_SECONDS = 240


@dataclass(frozen=True)
class Installation:
    """A data folder, and a database where the run is on PostgreSQL."""

    data: Path
    environ: dict[str, str]

    def command(self, *words: str) -> list[str]:
        """The program called with these words."""
        return [sys.executable, "-m", "aftersales.config.cli", *words]

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Runs a command to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environ,
            cwd=self.data.parent,
            check=False,
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
            stdin=subprocess.DEVNULL,
        )

    def done(self, *words: str) -> str:
        """Runs a command that must succeed, and answers what it printed."""
        result = self.run(*words)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def elsewhere(self, data: Path) -> "Installation":
        """The same environment with another data folder (and, on PostgreSQL, the same database)."""
        return Installation(data, {**self.environ, "AFTERSALES_DATA": str(data)})


def installations(folder: Path) -> Iterator[Installation]:
    """For a fixture: an empty installation; its database on PostgreSQL is dropped afterwards."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("AFTERSALES_", "DJANGO_"))}
    bare |= {"AFTERSALES_DATA": str(folder / "data"), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    server = bare.pop("DATABASE_URL", "")
    if not server:
        yield Installation(folder / "data", bare)
        return
    name = f"installation_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        url = urlsplit(server)._replace(path=f"/{name}").geturl()
        yield Installation(folder / "data", {**bare, "DATABASE_URL": url})
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
