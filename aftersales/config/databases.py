"""Turns the address of a database into Django's words for it: SQLite as a shop needs it, PostgreSQL with a pool."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

WAIT_FOR_LOCK_SECONDS = 20
POOL = {"min_size": 1, "max_size": 10, "timeout": 20}
SQLITE_FILE = "aftersales.sqlite3"

# Every commit is on the disk before it is answered (FULL); readers never wait for a writer (WAL).
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"


def from_url(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for the database at `url`; without one, a SQLite file in the data folder."""
    if not url:
        return sqlite(data / SQLITE_FILE)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(_sqlite_path(parts))
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(parts)
    raise ValueError(f"'{parts.scheme or url}' is not a database we know; write 'sqlite:///…' or 'postgresql://…'.")


def sqlite(file: Path) -> dict[str, Any]:
    """One file; each transaction takes the write lock when it begins, so none fails half way for want of it."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_FOR_LOCK_SECONDS,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgresql(parts: SplitResult) -> dict[str, Any]:
    """A server, with a pool of connections in each process."""
    name = unquote(parts.path.strip("/"))
    if not name:
        raise ValueError("the address names no database; write 'postgresql://user:password@host:5432/name'.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": dict(POOL)},
    }


def _sqlite_path(parts: SplitResult) -> Path:
    path = unquote(parts.path.removeprefix("/"))
    if not path or parts.netloc:
        raise ValueError("the address names no file; write 'sqlite:////srv/aftersales/aftersales.sqlite3'.")
    return Path(path).absolute()
