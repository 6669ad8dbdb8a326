"""Owns the refusals that the room of products can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text


def taken(field: str, value: str) -> Problem:
    """A number that only one row may have is in use."""
    return Problem("product.taken", Text(f"“{value}”已登记。", f"'{value}' is on file already."), field=field)
