"""Owns the acts of the room of billing: quotations and expense claims."""

from __future__ import annotations

from aftersales.domain.billing.acts import expenses, quotations

KINDS = (*quotations.KINDS, *expenses.KINDS)

__all__ = ["KINDS", "expenses", "quotations"]
