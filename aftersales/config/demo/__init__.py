"""Owns the demo companies: made only through the ledger's doors, so that nothing in them is told that was not done."""

from __future__ import annotations

from dataclasses import dataclass

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text

NAMES = ("equipment-maker",)


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """Who may sign in (role, sign-in name, password), and the path by which a customer follows a job."""

    sign_ins: tuple[tuple[str, str, str], ...]
    customer_link: str
    acts: int = 0
    refused: tuple[str, ...] = ()


def load(name: str = "equipment-maker") -> DemoSummary:
    """The demo company ``name`` in an empty installation: its people, its customers and a year of its work."""
    if name not in NAMES:
        said = Text(f"没有演示公司“{name}”。", f"There is no demo company '{name}'.")
        raise Refused([Problem("demo.unknown", said, Text("、".join(NAMES), ", ".join(NAMES)))])
    from aftersales.config.demo.year import told  # noqa: PLC0415 - tables are known only once Django is up

    return told(name)


__all__ = ["NAMES", "DemoSummary", "load"]
