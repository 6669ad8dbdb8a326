"""Owns the writing of events: each row chained by digest to the one before it in its family."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from aftersales.ledger.models import Event, Matter
from aftersales.policy.events import Cause
from aftersales.policy.values import to_json


def uid_of(request_id: str) -> str:
    """The id of the event that a request leaves behind; the same request has the same event."""
    return f"e{hashlib.sha256(request_id.encode()).hexdigest()[:24]}"


def append(root: Matter, row: Event, *, cause: Cause | None = None) -> Event:
    """One more event of the family of ``root``, whose row is locked; the root's digest moves on."""
    row.root_id = root.pk
    row.fields, row.answers = to_json(dict(row.fields)), to_json(dict(row.answers))
    if cause is not None:
        row.cause_event, row.cause_rule = cause.event, cause.rule
    row.digest = chained(root.log_digest, row)
    row.save(force_insert=True)
    root.log_digest = row.digest
    return row


def chained(before: str, row: Event) -> str:
    """The digest of an event after the one before it; its answers and marks may change, its words may not."""
    words = [
        before,
        row.uid,
        row.name,
        _iso(row.at),
        _iso(row.recorded_at),
        row.matter_id,
        row.root_id,
        row.by_id,
        row.fields,
        row.source,
        row.derived,
        row.makes,
        row.form,
        row.cause_event,
        row.cause_rule,
        row.act_name,
        row.place,
        row.for_party_id,
    ]
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
