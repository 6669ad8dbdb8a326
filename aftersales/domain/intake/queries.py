"""Owns the readers of the register: who called, when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.intake.models import Entry


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One entry for strangers."""

    id: int
    number: str
    channel: str
    customer_name: str
    phone: str
    address: str
    product_model: str
    unit: int | None
    description: str
    needs_site_visit: bool
    received_at: datetime
    replied_at: datetime | None


def entry_card(id: int) -> EntryCard | None:
    """The entry with this id."""
    row = Entry.objects.select_related("matter").filter(pk=id).first()
    return _card(row) if row else None


def by_phone(phone: str, limit: int = 20) -> list[EntryCard]:
    """Earlier entries from a phone number, newest first."""
    rows = Entry.objects.select_related("matter").filter(phone=phone).order_by("-received_at")[:limit]
    return [_card(row) for row in rows]


def _card(row: Entry) -> EntryCard:
    return EntryCard(
        id=row.pk,
        number=row.matter.number or "",
        channel=row.channel,
        customer_name=row.customer_name,
        phone=row.phone,
        address=row.address,
        product_model=row.product_model,
        unit=row.unit_id,
        description=row.description,
        needs_site_visit=row.needs_site_visit,
        received_at=row.received_at,
        replied_at=row.replied_at,
    )
