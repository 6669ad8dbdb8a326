"""Owns the acts of the room of parties: on customers' files and on the company's own seats."""

from __future__ import annotations

from aftersales.domain.parties.acts import accounts, earlier, posts, units

KINDS = (*accounts.KINDS, *units.KINDS)

__all__ = ["KINDS", "accounts", "earlier", "posts", "units"]
