"""Whom and what a form offers to choose: the parties, matters and words of the policy that the viewer may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aftersales.web import reading
from aftersales.web.wording.words import say

Choice = tuple[str, str]


@dataclass
class Choices:
    """Answers a form's questions, each asked of the ledger once."""

    viewer: Any
    at: datetime
    matter: Any = None
    _asked: dict[tuple[str, str | None], Sequence[Choice]] = field(default_factory=dict)

    def parties(self, of: str | None) -> Sequence[Choice]:
        """Parties of a kind or with a role."""
        return self._once(("parties", of), lambda: reading.parties(of, self.viewer, self.at))

    def matters(self, of: str | None) -> Sequence[Choice]:
        """Matters of a kind, those of the same customer first."""
        return self._once(("matters", of), lambda: reading.matter_choices(of, self.viewer, self.at, self.matter))

    def words(self, of: str) -> Sequence[Choice]:
        """Grounds or roles of the policy in force."""
        return self._once(("words", of), lambda: [(key, say(text)) for key, text in reading.policy_words(of).items()])

    def _once(self, key: tuple[str, str | None], ask: Any) -> Sequence[Choice]:
        if key not in self._asked:
            self._asked[key] = list(ask())
        return self._asked[key]
