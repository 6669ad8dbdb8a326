"""Owns the evidence: which clause was tried, what was seen, and how it came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Scenario = TypeVar("Scenario", bound=Callable[..., Any])

#: clause -> the function that tries its acceptance scenario
SCENARIOS: dict[str, Callable[..., Any]] = {}


@dataclass(slots=True)
class Evidence:
    """What a scenario showed, in sentences with the values seen."""

    clause: str
    seen: list[str] = field(default_factory=list)
    result: str = "failed"

    def shows(self, said: str, holds: object) -> None:
        """A fact of the scenario; it must hold."""
        assert holds, f"{self.clause}: not so: {said}"
        self.seen.append(said)


def accepts(clause: str) -> Callable[[Scenario], Scenario]:
    """Marks the scenario of a clause; two for one clause are a TypeError."""

    def mark(scenario: Scenario) -> Scenario:
        if clause in SCENARIOS:
            raise TypeError(f"{clause} has two scenarios")
        SCENARIOS[clause] = scenario
        return scenario

    return mark
