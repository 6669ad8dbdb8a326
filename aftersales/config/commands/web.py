"""`aftersales web`: serves the pages and the interface for machines, in processes of granian."""

import socket

import click

from aftersales.config.cli import start_django
from aftersales.config.supervisor import leave_with_parent


def refuse_busy(host: str, port: int) -> None:
    """Says in one sentence that somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.ClickException(
                f"Port {port} on {host} cannot be used ({problem.strerror}); choose another with --port."
            ) from None


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 256), help="Threads of a process.")
@click.option("--access-log", is_flag=True, help="Write a line for every request.")
def web(host: str, port: int, processes: int, threads: int, access_log: bool) -> None:
    """Serve the pages and the interface for machines."""
    start_django()
    refuse_busy(host, port)
    _collect_static_files()
    leave_with_parent()
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "aftersales.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_level=LogLevels.info if access_log else LogLevels.warning,
        log_access=access_log,
        websockets=False,
    ).serve()


def _collect_static_files() -> None:
    """Gathers styles and scripts, named by their digest; the processes started after it serve them so."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
