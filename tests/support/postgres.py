"""A PostgreSQL server for one test run: a cluster of its own in a temporary folder, on a free port of this machine."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

# Nothing here survives the run, so nothing is forced to the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
}
START_SECONDS = 60


class PostgresMissing(RuntimeError):
    """There is no PostgreSQL server on this machine."""


def binaries() -> Path:
    """The folder with `initdb` and `postgres`, the newest where there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if not versions:
        raise PostgresMissing("No PostgreSQL server is installed here (Debian: apt-get install postgresql).")
    return versions[-1].parent


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; its Debian package brings a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _make_cluster(folder: Path) -> Path:
    cluster = folder / "cluster"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    initdb = [str(binaries() / "initdb"), "-D", str(cluster), "-U", "aftersales", "--auth=trust", "--no-sync"]
    initdb += ["--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(_as_postgres(initdb), check=True, stdout=subprocess.DEVNULL, cwd=folder)
    return cluster


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    ready = [
        str(binaries() / "pg_isready"),
        "-q",
        "-U",
        "aftersales",
        "-d",
        "postgres",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    end = time.monotonic() + START_SECONDS
    while subprocess.run(ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > end:
            raise PostgresMissing("PostgreSQL is installed but its server did not start; its words stand above.")
        time.sleep(0.1)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Runs a server while the block lasts and yields the address of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="aftersales-pg-"))
    port = free_port()
    try:
        cluster = _make_cluster(folder)
        command = [str(binaries() / "postgres"), "-D", str(cluster), "-p", str(port), "-k", str(folder)]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        server = subprocess.Popen(_as_postgres(command), cwd=folder)
        try:
            _wait_until_ready(server, port)
            yield f"postgresql://aftersales@127.0.0.1:{port}/postgres"
        finally:
            _stop(cluster, server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(cluster: Path, server: subprocess.Popen[bytes]) -> None:
    stop = [str(binaries() / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "-s", "stop"]
    subprocess.run(_as_postgres(stop), check=False, cwd=cluster.parent)
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(timeout=20)
