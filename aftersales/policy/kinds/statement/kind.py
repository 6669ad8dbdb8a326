"""Owns how a statement acts: it does not; its words are shown, and read where it asks for that."""

from __future__ import annotations

from aftersales.policy.kinds.base import Behaviour


class Statement(Behaviour):
    """Words of which nothing can arise in a machine."""

    kind = "statement"

    def events(self) -> tuple[str, ...]:
        return ()
