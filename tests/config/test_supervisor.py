"""Whoever is watched over lives: a dead child starts again, later each time, and all end together."""

import signal
import sys
from dataclasses import dataclass, field

from aftersales.config.supervisor import LONGEST_WAIT_SECONDS, WRONG_SETTINGS, Child, Supervisor


@dataclass
class Clock:
    """A clock for the supervisor that the test moves."""

    at: float = 100.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Script(Child):
    """A child that runs a line of Python instead of a command of ours."""

    script: str = ""
    starts: int = field(default=0)

    def command(self) -> list[str]:
        return [sys.executable, "-c", self.script]

    def start(self, now: float) -> None:
        super().start(now)
        self.starts += 1


def watched(script: str) -> tuple[Supervisor, Script, Clock, list[str]]:
    clock, said = Clock(), list[str]()
    child = Script("child", [], script=script)
    return Supervisor([child], said.append, clock), child, clock, said


def wait_for(child: Child) -> None:
    assert child.process is not None
    child.process.wait(timeout=20)


def test_a_dead_child_starts_again_after_a_while() -> None:
    supervisor, child, clock, said = watched("raise SystemExit(3)")
    supervisor.look()
    wait_for(child)
    supervisor.look()
    assert child.starts == 1
    assert said == ["child ended with code 3; it starts again in 1 s."]
    clock.at += 1
    supervisor.look()
    assert child.starts == 2
    supervisor.stop()


def test_each_early_death_makes_the_wait_longer_and_a_long_life_forgives() -> None:
    child = Child("child", [])
    assert [child.died(0.0) for _ in range(4)] == [1, 2, 4, 8]
    assert max(child.died(0.0) for _ in range(10)) == LONGEST_WAIT_SECONDS
    assert child.died(1000.0) == 1


def test_wrong_settings_end_the_watch_because_another_start_cannot_help() -> None:
    supervisor, child, _, said = watched(f"raise SystemExit({WRONG_SETTINGS})")
    supervisor.look()
    wait_for(child)
    assert supervisor.look() == WRONG_SETTINGS
    assert said == []


def test_all_end_together_when_asked() -> None:
    supervisor, child, _, _ = watched("import time; time.sleep(60)")
    supervisor.look()
    process = child.process
    assert process is not None
    supervisor.stop()
    assert process.returncode == -signal.SIGTERM
