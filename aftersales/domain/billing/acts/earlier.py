"""Owns what the room of billing keeps of quotations and claims that began before the system did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from aftersales.domain.billing.models import Expense, ExpenseLine, Quotation
from aftersales.ledger.adopting import adopts, row_of
from aftersales.ledger.enrolment import Matter, Party

COSTS = ("parts_cost", "travel_cost", "labour_cost", "other_cost")


@adopts("quotation")
def quotation(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> None:
    """The quotation with the sum of its costs."""
    total = sum((known[name].amount for name in COSTS if name in known), Decimal(0))
    row_of(Quotation, matter, known, at, by, total=total)


@adopts("expense")
def expense(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> None:
    """The claim with its receipts."""
    receipts = known.get("receipts") or ()
    total = sum((one["amount"].amount for one in receipts), Decimal(0))
    money = {"currency": receipts[0]["amount"].currency} if receipts else {}
    row = row_of(Expense, matter, known, at, by, total=total, **money)
    for one in receipts:
        ExpenseLine.objects.create(
            expense=row,
            kind=one["kind"],
            place=one.get("place") or "",
            receipt_no=one.get("receipt_no") or "",
            amount=one["amount"].amount,
            allowed=one["amount"].amount,
            receipt_used=bool(one.get("receipt_used")),
        )
