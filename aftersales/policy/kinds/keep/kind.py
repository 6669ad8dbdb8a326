"""Owns how a keeping rule acts: asked about a record, it says how long it is kept and what is blanked."""

from __future__ import annotations

from aftersales.policy.kinds.base import Behaviour


class Keep(Behaviour):
    """How long a record is kept, who may see it, what is blanked afterwards."""

    kind = "keep"

    def events(self) -> tuple[str, ...]:
        return ()
