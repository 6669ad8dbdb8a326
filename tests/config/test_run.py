"""One command runs everything: it answers, survives the death of its children, and leaves nothing behind."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.installation import Installation
from tests.support.postgres import free_port

PATIENCE_SECONDS = 180  # a machine that does other things as well is slow to start


class Running:
    """`aftersales run` in the background, with what it has said so far."""

    def __init__(self, installation: Installation, log: Path) -> None:
        self.port, self.log = free_port(), log
        with log.open("wb") as stream:
            command = installation.command("run", "--port", str(self.port))
            environ = installation.environ
            self.process = subprocess.Popen(command, env=environ, stdout=stream, stderr=subprocess.STDOUT)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")[-4000:]

    def children(self) -> dict[str, int]:
        """Its child processes by the command they were given."""
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
                words = (place / "cmdline").read_bytes().decode().split("\0")
                if parent == self.process.pid and len(words) > 3:
                    found[words[3]] = int(place.name)
        return found

    def status(self) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as answer:
            return answer.code


def until(true: Callable[[], object], what: Callable[[], str]) -> None:
    """Waits until something is so; says what there was when patience ends."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, what()
        time.sleep(0.1)


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


@pytest.fixture
def running(installation: Installation, tmp_path: Path) -> Iterator[Running]:
    """The program, up and answering."""
    program = Running(installation, tmp_path / "run.log")
    try:
        until(lambda: "Aftersales is at" in program.log.read_text(encoding="utf-8"), program.said)
        yield program
    finally:
        program.process.kill()
        program.process.wait()


def test_it_answers_and_stops_with_all_its_children(running: Running) -> None:
    assert running.status() == 200
    children = running.children()
    assert set(children) == {"web", "worker"}
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert all(gone(pid) for pid in children.values())
    assert "Traceback" not in running.said()


def test_a_killed_child_is_started_again(running: Running) -> None:
    for name in ("worker", "web"):
        killed = running.children()[name]
        os.kill(killed, signal.SIGKILL)
        until(lambda n=name, k=killed: running.children().get(n, k) != k, running.said)  # type: ignore[misc] # bound early
    until(lambda: _answers(running), running.said)
    assert "cannot be used" not in running.said(), running.said()


def test_children_do_not_outlive_a_killed_parent(running: Running) -> None:
    children = running.children()
    running.process.kill()
    running.process.wait()
    until(lambda: all(gone(pid) for pid in children.values()), running.said)


def _answers(running: Running) -> bool:
    with contextlib.suppress(OSError):
        return running.status() == 200
    return False
