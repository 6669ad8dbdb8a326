"""`aftersales import`: other systems' records, told as acts and judged; the same file twice adds nothing."""

import json
import os
import sys
from pathlib import Path

import click

from aftersales.config.cli import REFUSED, start_django


@click.group("import")
def import_() -> None:
    """Read another system's records."""


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map", "map_file", required=True, type=click.Path(path_type=Path), help="Which columns become which acts."
)
@click.option("--dry-run", is_flag=True, help="Read and count, change nothing.")
@click.option("--compare", is_flag=True, help="Set the file's own verdicts beside the policy's, case by case.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where rows go that could not be told.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def cases(file: Path, map_file: Path, dry_run: bool, compare: bool, rejects: Path | None, as_json: bool) -> None:
    """Tell the rows of FILE (.csv or .xlsx) as acts."""
    start_django()
    from aftersales.api.importing import command

    report = command.run(
        file,
        _map(map_file),
        dry_run=dry_run,
        compare=compare,
        rejects_file=rejects or _beside(file),
        progress=_progress,
        language=_language(),
    )
    click.echo(json.dumps(report, ensure_ascii=False, default=str) if as_json else command.words(report))
    if report["rejected"]:
        sys.exit(REFUSED)


@import_.command()
@click.argument("map_name")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def compare(map_name: str, as_json: bool) -> None:
    """Set the file's own verdicts beside the policy's, for what was imported under MAP_NAME (a map file)."""
    start_django()
    from aftersales.api.importing import command

    report = command.compare(_map(Path(map_name)))
    click.echo(json.dumps(report, ensure_ascii=False, default=str) if as_json else command.words_of_comparison(report))


def _map(place: Path) -> Path:
    """A map file, or the name of one that comes with the program."""
    if place.is_file():
        return place
    from aftersales.config import resources

    for name in (place.name, f"{place.name}.map.yaml"):
        if (resources.examples() / name).is_file():
            return resources.examples() / name
    return place


def _beside(file: Path) -> Path:
    """The rejects' file: beside the rows, or here where that folder is not ours to write in."""
    name = f"{file.stem}.rejects.csv"
    return file.with_name(name) if os.access(file.parent, os.W_OK) else Path(name)


def _language() -> str:
    from django.conf import settings

    return str(settings.LANGUAGE_CODE)


def _progress(done: int, of: int, what: str) -> None:
    end = "\n" if done == of else "\r"
    click.echo(f"{what} {done}/{of}{end}", err=True, nl=False)
