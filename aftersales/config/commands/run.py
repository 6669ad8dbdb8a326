"""`aftersales run`: everything a company needs on one machine, in processes that this command watches over."""

import json
import os
import socket
import subprocess
import sys
from typing import Any

import click

from aftersales.config import environment
from aftersales.config.commands.demo import demo_folder, told
from aftersales.config.commands.web import refuse_busy
from aftersales.config.supervisor import Child, Supervisor


@click.command()
@click.option("--demo", is_flag=True, help="With a company to try the system with, in a data folder of its own.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 16), help="Processes that watch deadlines."
)
def run(demo: bool, host: str, port: int, workers: int) -> None:
    """Start everything on this machine: pages, deadlines, messages."""
    if demo:
        os.environ["AFTERSALES_DEMO"] = "1"
        os.environ.setdefault("AFTERSALES_DATA", str(demo_folder()))
    settings = environment.read(os.environ)
    refuse_busy(host, port)
    click.echo(f"Preparing {settings.data}{' (the first start with a demo company takes a while)' if demo else ''} ...")
    summary = _prepare(demo=demo)
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - only compared and shown
    children = [Child("web", ["web", "--host", host, "--port", str(port)])]
    children += [Child(f"worker {number}", ["worker"]) for number in range(1, workers + 1)]
    supervisor = Supervisor(children, say=lambda sentence: click.echo(sentence, err=True))
    supervisor.heed_signals()
    code = supervisor.watch(lambda: _answers(host, port), lambda: _announce(address, settings, summary))
    click.echo("Stopped.")
    sys.exit(code)


def _prepare(*, demo: bool) -> dict[str, Any] | None:
    """Database and demo, in a process that ends: the supervisor itself stays small and needs no Django."""
    words = ["demo", "--json"] if demo else ["migrate"]
    command = [sys.executable, "-m", "aftersales.config.cli", *words]
    result = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    if result.returncode != 0:
        sys.exit(result.returncode)
    if not demo:
        return None
    summary: dict[str, Any] = json.loads(result.stdout.strip().splitlines()[-1])
    return summary


def _answers(host: str, port: int) -> bool:
    """Whether somebody listens there by now."""
    try:
        with socket.create_connection(("127.0.0.1" if host == "0.0.0.0" else host, port), timeout=0.2):  # noqa: S104 - only compared
            return True
    except OSError:
        return False


def _announce(address: str, settings: environment.Environment, summary: dict[str, Any] | None) -> None:
    click.echo(f"\nAftersales is at {address}/  (data: {settings.data}; Ctrl-C stops it)")
    if summary:
        click.echo(told(summary, address))
