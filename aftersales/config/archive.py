"""What a backup is: a tar file with the database, uploads and keys, each named with its digest in a manifest."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from aftersales.config import dumps

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("keys", "mail", "uploads")
EXTRAS = ("demo.json",)
CHUNK = 1024 * 1024


class ArchiveProblem(Exception):
    """The backup cannot be written or brought back; the sentence says why."""


def write(place: Path, now: datetime) -> dict[str, Any]:
    """Writes the backup. The database is copied first: a file uploaded meanwhile may be too many, never missing."""
    data = Path(settings.DATA)
    digests: dict[str, str] = {}
    place.touch(mode=0o600)
    with tempfile.TemporaryDirectory(prefix="aftersales-backup-") as folder, tarfile.open(place, "w:gz") as tar:
        try:
            dump = dumps.dump(Path(folder))
        except dumps.DumpProblem as problem:
            raise ArchiveProblem(str(problem)) from None
        for file, name in [(dump, f"database/{dump.name}"), *_kept_files(data)]:
            digests[name] = digest(file)
            tar.add(file, arcname=name, recursive=False)
        manifest = {
            "format": FORMAT,
            "version": settings.VERSION,
            "made_at": now.isoformat(),
            "database": dumps.engine(),
            "files": digests,
        }
        listing = Path(folder) / MANIFEST
        listing.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        tar.add(listing, arcname=MANIFEST)
    return manifest


def restore(place: Path, *, force: bool, now: datetime) -> Path | None:
    """Brings the backup back; nothing is touched before all of it was found right. Answers where old data went."""
    data = Path(settings.DATA)
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".aftersales-restore-", dir=data.parent) as folder:
        found = Path(folder)
        manifest = _unpack(place, found)
        _compare(manifest, found)
        if not force and (_holds_something(data) or dumps.holds_something()):
            raise ArchiveProblem(f"{data} or its database holds data already; --force moves it aside first.")
        try:
            aside = _move_aside(data, now) if _holds_something(data) else None
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            for entry in [*FOLDERS, *EXTRAS]:
                if (found / entry).exists():
                    shutil.move(found / entry, data / entry)
            dumps.load(next((found / "database").iterdir()))
        except dumps.DumpProblem as problem:
            raise ArchiveProblem(str(problem)) from None
    return aside


def digest(file: Path) -> str:
    """The SHA-256 of a file's content."""
    total = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def _kept_files(data: Path) -> list[tuple[Path, str]]:
    files = [file for folder in FOLDERS for file in sorted((data / folder).rglob("*")) if file.is_file()]
    files += [data / name for name in EXTRAS if (data / name).is_file()]
    return [(file, file.relative_to(data).as_posix()) for file in files]


def _unpack(place: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(place) as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, EOFError, ValueError) as problem:
        raise ArchiveProblem(f"{place} is not a whole backup of this program ({problem}).") from None
    if manifest.get("format") != FORMAT:
        raise ArchiveProblem(f"{place} has format {manifest.get('format')}, but this program reads format {FORMAT}.")
    if manifest["database"] != dumps.engine():
        raise ArchiveProblem(f"The backup is of {manifest['database']}, but this installation uses {dumps.engine()}.")
    return manifest


def _compare(manifest: dict[str, Any], folder: Path) -> None:
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {MANIFEST}
    listed: dict[str, str] = manifest["files"]
    wrong = [f"{name} is missing" for name in sorted(listed.keys() - there)]
    wrong += [f"{name} is not in the manifest" for name in sorted(there - listed.keys())]
    wrong += [f"{name} was changed" for name in sorted(listed.keys() & there) if digest(folder / name) != listed[name]]
    if wrong:
        raise ArchiveProblem(f"The backup is damaged, nothing was restored: {'; '.join(wrong)}.")


def _holds_something(data: Path) -> bool:
    gathered = {"static"}  # made again at every start
    return data.is_dir() and any(entry.name not in gathered for entry in data.iterdir())


def _move_aside(data: Path, now: datetime) -> Path:
    aside = data.with_name(f"{data.name}-before-{now:%Y%m%d-%H%M%S}")
    data.rename(aside)
    return aside
