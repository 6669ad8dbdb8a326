"""`aftersales backup`: one file with database, uploads and keys, and a manifest with the digest of each."""

from pathlib import Path

import click

from aftersales.config.cli import start_django


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def backup(file: Path | None) -> None:
    """Write database, uploads and keys into FILE; the system may go on working meanwhile.

    The file holds the keys too: whoever has it can read everything. Keep it as you would keep the machine.
    """
    start_django()
    from aftersales.config import archive
    from aftersales.foundation.clock import SystemClock

    now = SystemClock().now()
    place = file or Path(f"aftersales-{now:%Y%m%d-%H%M%S}.tar.gz")
    if place.exists():
        raise click.ClickException(f"{place} exists already; a backup is never written over another.")
    partial = place.with_name(f".{place.name}.partial")
    try:
        manifest = archive.write(partial, now)
        partial.replace(place)
    except archive.ArchiveProblem as problem:
        raise click.ClickException(str(problem)) from None
    finally:
        partial.unlink(missing_ok=True)
    size = place.stat().st_size // 1024
    click.echo(f"{place}: {len(manifest['files'])} files, {size} kB. It holds the keys too: keep it safe.")
