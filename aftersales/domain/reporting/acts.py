"""Owns no act: reporting only reads."""

from __future__ import annotations

from aftersales.policy.catalogue import KindType

KINDS: tuple[KindType, ...] = ()
