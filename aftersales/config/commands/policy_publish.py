"""`aftersales policy publish`: puts a checked pack into force, copied byte for byte into the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import click

from aftersales.config import resources
from aftersales.config.commands.packs import language
from aftersales.foundation.problems import Refused


@click.command("publish")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--by",
    "username",
    help="Who publishes: a sign-in name (else the installation itself, while nobody administers it).",
)
@click.option("--note", default="", help="Why, for the record.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def publish(folder: Path, username: str | None, note: str, as_json: bool) -> None:
    """Publish the pack in FOLDER, or a shipped one by its name; editions that are in force already may not change."""
    from aftersales.config.cli import start_django

    shipped = resources.packs() / folder.name
    if not folder.is_dir() and len(folder.parts) == 1 and shipped.is_dir():
        folder = shipped

    start_django()
    from aftersales.ledger import editions, present
    from aftersales.ledger.known import by_key
    from aftersales.ledger.models import User

    lang = language()
    if not folder.is_dir():
        raise click.ClickException(
            f"没有“{folder}”这个制度文件夹。" if lang == "zh" else f"there is no policy folder '{folder}'."
        )
    by = by_key("installation")
    if username is not None:
        user = User.objects.filter(username=username).select_related("party").first()
        if user is None or user.party is None:
            raise click.ClickException(
                f"没有登录名“{username}”。" if lang == "zh" else f"nobody signs in as '{username}'."
            )
        by = user.party
    try:
        made = editions.publish(folder, by=by, at=present.now(), note=note)
    except Refused as wrong:
        for problem in wrong.problems:
            click.echo(problem.line(lang), err=True)
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps({"pack": made.pack, "digest": made.digest, "at": made.at.isoformat()}))
    else:
        click.echo(f"{made.pack}: {made.digest}")
