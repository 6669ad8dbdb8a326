"""Owns the export of the log: one event after another as plain values, to be written as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from aftersales.ledger.fold import event_of
from aftersales.ledger.models import Event, Matter
from aftersales.policy.log import as_line


def exported(*, since: datetime | None = None, derived: bool = False, name: str = "") -> Iterator[dict[str, Any]]:
    """Every event that was told to the ledger, in effective order; what the law itself stated only if asked for."""
    rows = Event.objects.filter(superseded_by__isnull=True, withdrawn=False).select_related("matter")
    if not derived:
        rows = rows.filter(derived=False)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if name:
        rows = rows.filter(name=name)
    for row in rows.order_by("at", "seq").iterator(chunk_size=1000):
        yield as_line(event_of(row, _parent(row.matter)), str(row.root_id))


def _parent(matter: Matter) -> int | None:
    return matter.parent_id
