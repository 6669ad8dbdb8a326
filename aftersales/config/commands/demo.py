"""`aftersales demo NAME`: a data folder with a company to try the system with, and who may sign in there."""

import json
import os
from pathlib import Path
from typing import Any

import click

from aftersales.config.cli import start_django
from aftersales.config.environment import default_data_folder

SUMMARY = "demo.json"
DEFAULT_NAME = "equipment-maker"


def demo_folder(name: str = "") -> Path:
    """Where a demo company lives when nobody said where: beside the company's own data, never in it."""
    usual = default_data_folder(os.environ)
    return usual.with_name("-".join(filter(None, [usual.name, "demo", name])))


@click.command()
@click.argument("name", default=DEFAULT_NAME)
@click.option("--json", "as_json", is_flag=True, help="Print what there is as JSON.")
def demo(name: str, as_json: bool) -> None:
    """Make a data folder with the company NAME, once, and say who may sign in."""
    os.environ["AFTERSALES_DEMO"] = "1"
    os.environ.setdefault("AFTERSALES_DATA", str(demo_folder("" if name == DEFAULT_NAME else name)))
    start_django()
    summary = load_once(name)
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else told(summary))


def load_once(name: str) -> dict[str, Any]:
    """Loads the company unless this folder holds it already; what to sign in with is kept beside it."""
    from django.conf import settings

    from aftersales.config.commands.migrate import bring_up_to_date

    place = Path(settings.DATA) / SUMMARY
    if place.exists():
        summary: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        if summary["name"] != name:
            raise click.ClickException(
                f"{settings.DATA} holds the demo '{summary['name']}' already; choose another --data."
            )
        return summary
    bring_up_to_date()
    from aftersales.config.demo import load

    loaded = load(name)
    summary = {
        "name": name,
        "data": str(settings.DATA),
        "sign_ins": [list(entry) for entry in loaded.sign_ins],
        "customer_link": loaded.customer_link,
    }
    place.write_text(json.dumps(summary, ensure_ascii=False, indent=2), encoding="utf-8")
    place.chmod(0o600)
    return summary


def told(summary: dict[str, Any], address: str = "") -> str:
    """The same for a person to read."""
    lines = [f"Demo company: {summary['name']} in {summary['data']}", "Sign in as:"]
    lines += [f"  {role}: {name} / {password}" for role, name, password in summary["sign_ins"]]
    return "\n".join([*lines, f"A customer's link: {address}{summary['customer_link']}"])
