"""Owns the readers of claims: limits in force, receipts used before, lines as the books see them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q

from aftersales.domain.billing.events import CheckedRow
from aftersales.domain.billing.models import Expense, ExpenseLimit, ExpenseLine
from aftersales.foundation.money import Money


def limit_of(kind: str, place: str, day: date, currency: str) -> Money | None:
    """The limit in force on a day: the place's own before the one for anywhere."""
    rows = ExpenseLimit.objects.filter(
        Q(place="") | Q(place=place), expense_kind=kind, since__lte=day, currency=currency
    )
    row = rows.order_by("-place", "-since", "-pk").first()
    return Money(row.limit.normalize() + Decimal(0), row.currency) if row else None


def used_before(receipt_no: str, expense: int | None) -> bool:
    """Whether another claim has this receipt, and was not refused it."""
    if not receipt_no:
        return False
    return ExpenseLine.objects.filter(receipt_no=receipt_no, refused=False).exclude(expense_id=expense).exists()


def matches(place: str, destination: str) -> bool:
    """Whether the place on a receipt is the place of the trip; a route names it among others."""
    here, there = place.strip(), destination.strip()
    return not there or (bool(here) and (there in here or here in there))


def checked_rows(expense: Expense, day: date) -> tuple[CheckedRow, ...]:
    """The lines that are still claimed, with what the books say of each."""
    rows = []
    for line in expense.lines.filter(refused=False).order_by("pk"):
        limit = limit_of(line.kind, expense.trip_destination, day, expense.currency)
        amount = Money(line.allowed, expense.currency).rounded()
        rows.append(
            CheckedRow(
                kind=line.kind,
                place=line.place or None,
                receipt_no=line.receipt_no or None,
                amount=amount,
                receipt_used=line.receipt_used,
                place_matches=matches(line.place, expense.trip_destination),
                limit=limit,
                over_limit=limit is not None and limit < amount,
            )
        )
    return tuple(rows)


def total_of(rows: tuple[CheckedRow, ...], currency: str) -> Money:
    """The sum of the lines."""
    return sum((row.amount for row in rows), Money(Decimal(0), currency))
