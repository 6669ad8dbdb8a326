"""Copies the whole database to a file and back, while others work on it: SQLite's own way, or PostgreSQL's tools."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection


class DumpProblem(Exception):
    """The database cannot be copied; the sentence says why."""


def engine() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def dump(folder: Path) -> Path:
    """A copy of the database as of one instant, in a file in `folder`."""
    if engine() == "sqlite":
        file = folder / "database.sqlite3"
        _copy_sqlite(Path(connection.settings_dict["NAME"]), file)
        return file
    file = folder / "database.pgdump"
    _tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}", _name())
    return file


def load(file: Path) -> None:
    """Puts a copy in the place of the database."""
    connection.close()
    if engine() == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        shutil.move(file, target)
        return
    clean = ["--clean", "--if-exists"]
    _tool(
        "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", *clean, f"--dbname={_name()}", str(file)
    )


def holds_something() -> bool:
    """Whether the database has tables already (SQLite lies in the data folder and is judged with it)."""
    if engine() == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return file.exists() and file.stat().st_size > 0
    return bool(connection.introspection.table_names())


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise DumpProblem(f"There is no database at {source}; run 'aftersales migrate' first.")
    with (
        contextlib.closing(sqlite3.connect(source.as_uri() + "?mode=ro", uri=True)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        answer = new.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        raise DumpProblem(f"The database itself is damaged: {answer}.")


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _tool(name: str, *words: str) -> None:
    """Runs one of PostgreSQL's own programs; the password travels in the environment, never in the command."""
    program = shutil.which(name)
    if program is None:
        raise DumpProblem(
            f"'{name}' is needed for this and is not installed (Debian: apt-get install postgresql-client)."
        )
    place = connection.settings_dict
    given = {"PGHOST": place["HOST"], "PGPORT": place["PORT"], "PGUSER": place["USER"], "PGPASSWORD": place["PASSWORD"]}
    environ = {**os.environ, **{key: str(value) for key, value in given.items() if value}}
    result = subprocess.run([program, *words], env=environ, check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
    if result.returncode != 0:
        raise DumpProblem(f"{name} failed: {result.stderr.strip()}")
