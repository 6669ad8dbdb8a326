"""`aftersales restore`: brings a backup back, after every digest in it was found right."""

import os
import secrets
from pathlib import Path

import click

from aftersales.config.cli import start_django


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Also into a folder with data: what is there is moved aside, not deleted.")
def restore(file: Path, force: bool) -> None:
    """Bring the backup FILE into the data folder and the database of this installation."""
    # The key comes with the backup; this process signs nothing, so it makes none of its own.
    os.environ.setdefault("AFTERSALES_SECRET_KEY", secrets.token_urlsafe(64))
    start_django()
    from aftersales.config import archive
    from aftersales.foundation.clock import SystemClock

    try:
        aside = archive.restore(file, force=force, now=SystemClock().now())
    except archive.ArchiveProblem as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(f"Restored {file}." + (f" What was there before lies in {aside}." if aside else ""))
    click.echo("Run 'aftersales migrate' if this program is newer than the backup, then 'aftersales verify'.")
