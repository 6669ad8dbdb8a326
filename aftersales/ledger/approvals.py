"""Owns approvals: an act that is held, the consents it waits for in their order, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aftersales.ledger.fold import Family
from aftersales.ledger.known import party_of
from aftersales.policy.events import Event

Columns = dict[str, Any]


def approval_rows(family: Family) -> Iterator[tuple[str, Columns]]:
    """The consents of every held act of a family, told from its events."""
    held: dict[str, dict[str, Columns]] = {}
    for event in sorted(family.events, key=lambda one: one.order):
        if event.name == "act.held.v1":
            held[event.id] = dict(_asked(family, event))
        elif event.name in ("approval.consented.v1", "approval.refused.v1"):
            _decide(held, event)
        elif event.name in ("act.sent_back.v1", "act.released.v1"):
            _end(held.get(str(event.fields.get("held")), {}), "void")
    for steps in held.values():
        yield from steps.items()


def _asked(family: Family, event: Event) -> Iterator[tuple[str, Columns]]:
    for one in event.fields["consents"]:
        yield (
            f"{event.id}:{one['step']}",
            {
                "matter_id": int(event.matter),
                "root_id": family.root.pk,
                "rule": one["rule"],
                "clause": one["rule"].partition("#")[0],
                "edition": "",
                "event": event.id,
                "at": event.at,
                "state": "waiting",
                "detail": {
                    "act": event.fields["act"],
                    "by": event.by,
                    **({"standing_for": one["for"]} if one.get("for") else {}),
                },
                "act_id": int(event.fields["request"]),
                "step": one["step"],
                "role": one.get("role") or "",
                "person_id": party_of(one.get("person") or one.get("party")),
                "branch_id": family.branches().get(int(event.matter)),
                "decided_by_id": None,
                "decided_at": None,
            },
        )


def _decide(held: dict[str, dict[str, Columns]], event: Event) -> None:
    key = str(event.fields.get("approval"))
    steps = held.get(key.rpartition(":")[0], {})
    row = steps.get(key)
    if row is None or row["state"] != "waiting":
        return
    row["state"] = "given" if event.name == "approval.consented.v1" else "refused"
    row["decided_by_id"], row["decided_at"] = party_of(event.by), event.at
    if row["state"] == "refused":
        _end(steps, "void")


def _end(steps: dict[str, Columns], state: str) -> None:
    for row in steps.values():
        if row["state"] == "waiting":
            row["state"] = state


def notice_rows(family: Family) -> Iterator[tuple[str, Columns]]:
    """Words of the ledger's own: the policy's act that could not be done is told to whom it was meant for."""
    for event in family.events:
        if event.name != "act.refused.v1" or event.cause is None:
            continue
        yield (
            f"undone:{event.id}",
            {
                "matter_id": int(event.matter),
                "root_id": family.root.pk,
                "rule": event.cause.rule.partition("/")[0],
                "clause": event.cause.rule.partition("#")[0],
                "edition": "",
                "event": event.id,
                "at": event.at,
                "state": "told",
                "party_id": party_of(event.fields.get("owner")),
                "role": event.fields.get("owner_role") or "",
                "branch_id": family.branches().get(int(event.matter)),
                "topic": "policy_act_refused",
                "obligation": f"{event.fields['ordered_by']}@{event.id}" if "ordered_by" in event.fields else "",
                "detail": {"act": event.fields["act"], "codes": list(event.fields.get("codes") or ())},
            },
        )
