"""Owns the finding: an allegation, the hearing of the person, and whether it was upheld."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(slots=True)
class Finding:
    """One allegation on one matter; ``heard_at`` must be set before it can be upheld."""

    key: str
    matter: str
    ground: str
    against: tuple[str, ...]
    alleged_at: datetime
    alleged_by: str
    state: Literal["alleged", "heard", "upheld", "dismissed"] = "alleged"
    heard_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    responsible: tuple[str, ...] = ()
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.state in ("alleged", "heard")
