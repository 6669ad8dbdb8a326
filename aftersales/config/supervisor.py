"""Keeps child processes of the program alive: starts them, starts a dead one again, stops them all together."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LOOK_SECONDS = 0.2
SHORT_LIFE_SECONDS = 30.0  # whoever lives longer has started well, and its next death counts as the first
LONGEST_WAIT_SECONDS = 30.0
PATIENCE_SECONDS = 15.0  # between the request to stop and the order
WRONG_SETTINGS = 2  # what the command line answers when starting again cannot help

PARENT = "SUPERVISOR_PID"  # tells a child who watches over it

Say = Callable[[str], None]


def leave_with_parent() -> None:
    """Called by a child: it ends when the process that watched over it is gone, however that came about."""
    parent = int(os.environ.get(PARENT, "0"))
    if parent:
        threading.Thread(target=_wait_for_end_of, args=[parent], daemon=True).start()


def _wait_for_end_of(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


@dataclass
class Child:
    """One process that shall live: its command, and how it has fared."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    not_before: float = 0.0

    def command(self) -> list[str]:
        """The program itself, called with other words."""
        return [sys.executable, "-m", "aftersales.config.cli", *self.arguments]

    def start(self, now: float) -> None:
        """Starts it in a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        environ = {**os.environ, PARENT: str(os.getpid())}
        self.process = subprocess.Popen(self.command(), env=environ, start_new_session=True)  # noqa: S603 - our own program
        self.started = now

    def ended(self) -> int | None:
        """The exit code of a child that has just been found dead; a look at a dead one buries it."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        end_group(self.process)
        self.process = None
        return code

    def died(self, now: float) -> float:
        """Notes a death and says how long to wait before the next start."""
        self.deaths = 1 if now - self.started > SHORT_LIFE_SECONDS else self.deaths + 1
        wait = min(2.0 ** (self.deaths - 1), LONGEST_WAIT_SECONDS)
        self.not_before = now + wait
        return wait


@dataclass
class Supervisor:
    """Watches over several children until it is told to stop."""

    children: list[Child]
    say: Say
    clock: Callable[[], float] = time.monotonic
    stopping: bool = field(default=False, init=False)

    def heed_signals(self) -> None:
        """A request to end this program ends the children first."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop_soon())

    def stop_soon(self) -> None:
        """Leave the watch at the next look."""
        self.stopping = True

    def watch(self, ready: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        """Runs until told to stop; answers 0, or the code of a child that cannot be helped by another start."""
        announced = False
        try:
            while not self.stopping:
                code = self.look()
                if code is not None:
                    return code
                if not announced and ready():
                    announced = True
                    when_ready()
                time.sleep(LOOK_SECONDS)
            return 0
        finally:
            self.stop()

    def look(self) -> int | None:
        """One look at every child: the dead are started again after a while."""
        now = self.clock()
        for child in self.children:
            code = child.ended()
            if code == WRONG_SETTINGS:
                return code
            if code is not None:
                wait = child.died(now)
                self.say(f"{child.name} ended with code {code}; it starts again in {wait:.0f} s.")
            if child.process is None and now >= child.not_before:
                child.start(now)
        return None

    def stop(self) -> None:
        """Asks all children to end, and makes those end that do not listen."""
        alive = [child.process for child in self.children if child.process is not None]
        for process in alive:
            process.terminate()
        end = self.clock() + PATIENCE_SECONDS
        for process in alive:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(end - self.clock(), 0.1))
            end_group(process)
            process.wait()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends what a child started itself: a web server that was killed leaves processes that hold its port."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
