"""`aftersales events`: the log as JSON lines, in effective order, for other programs and for replays."""

import json
import sys
from pathlib import Path

import click

from aftersales.config.cli import start_django


@click.group()
def events() -> None:
    """Read and export what happened."""


@events.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (else the standard output)."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what happened on this day or later.")
@click.option("--name", default="", help="Only events of this name.")
@click.option("--derived", is_flag=True, help="Also what the law itself stated: breaches, figures, withdrawals.")
def export(out: Path | None, since: object, name: str, derived: bool) -> None:
    """Write every event as one JSON object a line."""
    start_django()
    from django.utils import timezone

    from aftersales.ledger.export import exported

    begin = timezone.make_aware(since) if since is not None else None  # type: ignore[arg-type]  # click gives a datetime
    target = out.open("w", encoding="utf-8") if out else sys.stdout
    count = 0
    try:
        for line in exported(since=begin, name=name, derived=derived):
            target.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
            count += 1
    finally:
        if out:
            target.close()
    if out:
        click.echo(f"{out}: {count} events")
