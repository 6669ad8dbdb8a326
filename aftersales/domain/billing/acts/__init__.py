"""Owns the acts of the room of billing: quotations and expense claims."""

from __future__ import annotations

from aftersales.domain.billing.acts import earlier, expenses, quotations

KINDS = (*quotations.KINDS, *expenses.KINDS)

__all__ = ["KINDS", "earlier", "expenses", "quotations"]
