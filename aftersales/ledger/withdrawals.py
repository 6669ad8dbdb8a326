"""Owns what was judged and no longer stands: a consequence stays on file as reversed, a notice as having been told."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from aftersales.ledger.fold import Family
from aftersales.ledger.known import by_key
from aftersales.ledger.log import append
from aftersales.ledger.models import Consequence, Event, Notice
from aftersales.policy.values import from_json, to_json

WITHDRAWN: Final = "judgement.withdrawn.v1"
REASON: Final = "事实已更正，依据不再成立 · The facts were put right; what it rested on no longer holds"
KEPT: Final = (Consequence, Notice)
BOOKED: Final = frozenset({"confirmed", "appealed", "upheld", "settled"})  # what the person was told of
_OWN: Final = frozenset({"id", "key", "read_at"})

Columns = dict[str, Any]


def withdraw(family: Family, row: Any, now: datetime) -> bool:
    """States that a row no longer rests on anything; says whether the row itself stays on file."""
    kept = isinstance(row, KEPT)
    fields = {
        "what": type(row).__name__.lower(),
        "key": row.key,
        "rule": row.rule,
        "state": row.state,
        "party": str(row.party_id) if getattr(row, "party_id", None) else None,
        "columns": _columns(row) if kept else None,
    }
    event = append(
        family.root,
        Event(
            uid=f"withdrawn:{fields['what']}:{row.pk}:{secrets.token_hex(4)}",
            name=WITHDRAWN,
            at=now,
            recorded_at=now,
            matter_id=row.matter_id,
            by_id=by_key("policy").pk,
            fields=to_json(fields),
            source="law",
            derived=True,
        ),
    )
    family.derived[event.uid] = event
    return kept


def on_file(family: Family, model: Any, wanted: Mapping[str, Columns]) -> dict[str, Columns]:
    """The rows of a table: what holds, and what was withdrawn and stays on file."""
    found: dict[str, Columns] = {}
    for event, fields in _stated(family):
        if fields["what"] == model.__name__.lower() and fields["key"] not in wanted:
            found[fields["key"]] = _as_withdrawn(model, fields["columns"], event.at)
        if model is Notice and fields["what"] == "consequence" and fields["state"] in BOOKED:
            found[f"{fields['key']}:{event.uid}"] = _told(family, event, fields)
    return {**found, **wanted}


def _stated(family: Family) -> Iterator[tuple[Event, dict[str, Any]]]:
    for event in family.derived.values():
        if event.name == WITHDRAWN and event.fields.get("columns"):
            fields = from_json(event.fields)
            fields["columns"]["detail"] = json.loads(fields["columns"]["detail"])
            yield event, fields


def _columns(row: Any) -> Columns:
    found = {item.attname: getattr(row, item.attname) for item in row._meta.concrete_fields if item.attname not in _OWN}  # noqa: SLF001 - Django's public name for it
    return {**found, "detail": json.dumps(row.detail, sort_keys=True, ensure_ascii=False)}


def _as_withdrawn(model: Any, columns: Columns, at: datetime) -> Columns:
    if model is Consequence and columns["state"] != "reversed":
        return {**columns, "state": "reversed", "reason": REASON, "decided_at": at}
    return columns


def _told(family: Family, event: Event, fields: Mapping[str, Any]) -> Columns:
    """The person is told that what was booked on them is reversed."""
    columns = fields["columns"]
    return {
        "matter_id": event.matter_id,
        "root_id": family.root.pk,
        "rule": fields["rule"],
        "clause": columns["clause"],
        "edition": columns["edition"],
        "event": event.uid,
        "at": event.at,
        "state": "told",
        "detail": {},
        "party_id": columns["party_id"],
        "role": "",
        "branch_id": family.branches().get(event.matter_id),
        "topic": "reversed",
        "obligation": "",
    }
