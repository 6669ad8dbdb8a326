"""Owns the writing of what was judged: the docket compared with the stored rows, and only the differences written."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from aftersales.ledger.fold import Family
from aftersales.ledger.known import by_key
from aftersales.ledger.log import append
from aftersales.ledger.models import Event, Matter, MatterParty, Notice
from aftersales.ledger.rows import TABLES, Columns, Writer
from aftersales.ledger.withdrawals import WITHDRAWN, on_file, withdraw
from aftersales.policy.events import Event as Heard
from aftersales.policy.values import to_json


def write(family: Family, now: datetime) -> list[Notice]:
    """Brings the stored rows of a family to what the docket says; answers with the notices that are new."""
    _write_derived(family, now)
    _write_answers(family)
    _write_memory(family)
    fresh: list[Notice] = []
    writer = Writer(family)
    for model, rows_of in TABLES:
        made = _write_table(family, model, on_file(family, model, dict(rows_of(writer))), now)
        fresh += made if model is Notice else []
    root = family.root
    root.wake_at = family.docket.next_instant()
    root.stamp = secrets.token_hex(16)
    Matter.objects.filter(pk=root.pk).update(
        wake_at=root.wake_at, stamp=root.stamp, heard_until=root.heard_until, log_digest=root.log_digest
    )
    family.changed = family.new = False
    return fresh


def _write_table(family: Family, model: Any, wanted: Mapping[str, Columns], now: datetime) -> list[Any]:
    if family.filed.get(model.__name__) == wanted:
        return []
    stored = {} if family.new else {row.key: row for row in model.objects.filter(root_id=family.root.pk)}
    family.filed[model.__name__] = wanted
    made = [model(key=key, **columns) for key, columns in wanted.items() if key not in stored]
    model.objects.bulk_create(made)
    for key, row in stored.items():
        columns = wanted.get(key)
        if columns is None:
            family.filed.pop(model.__name__, None)  # what was withdrawn is told from the log when it is next written
        if columns is None and not withdraw(family, row, now):
            row.delete()
        elif columns is None:
            columns = on_file(family, model, {})[key]
            model.objects.filter(pk=row.pk).update(**columns)
        elif differing := differences(row, columns):
            for name in differing:
                setattr(row, name, columns[name])
            row.save(update_fields=differing)
    return made


def differences(row: Any, columns: Columns) -> list[str]:
    """The names of the columns in which a stored row differs from what the law holds."""
    return [name for name, value in columns.items() if not _same(getattr(row, name), value)]


def _same(stored: Any, value: Any) -> bool:
    if isinstance(stored, Decimal) and isinstance(value, Decimal):
        return abs(stored - value) < Decimal("0.0001")
    return bool(stored == value)


def derived_events(family: Family) -> dict[str, Heard]:
    """What the law itself stated in this family, with a deadline that passed wherever it asked something there."""
    found = {event.id: event for event in family.hearing.derived}
    for uid, answers in family.hearing.answers.items():
        if uid not in found and uid not in family.rows and answers:
            event = _passed(family, uid)
            if event is not None:
                found[uid] = event
    return found


def _passed(family: Family, uid: str) -> Heard | None:
    _, _, rest = uid.partition(":")
    for key, one in family.docket.obligations.items():
        if rest.startswith(f"{key}:"):
            at = datetime.fromisoformat(rest[len(key) + 1 :])
            return Heard(
                id=uid,
                name="deadline.passed.v1",
                at=at,
                matter=one.matter,
                by="law",
                source="law",
                fields={"rule": one.rule, "obligation": key},
            )
    return None


def _write_derived(family: Family, now: datetime) -> None:
    """States what is new, takes back what no longer holds, and keeps the answers that were given meanwhile."""
    wanted = derived_events(family)
    law = by_key("policy").pk if wanted else 0
    for uid, event in wanted.items():
        answers = to_json(family.hearing.answers.get(uid, {}))
        row = family.derived.get(uid)
        if row is None:
            family.derived[uid] = append(
                family.root,
                Event(
                    uid=uid,
                    name=event.name,
                    at=event.at,
                    recorded_at=now,
                    matter_id=int(event.matter),
                    by_id=law,
                    fields=event.fields,
                    source="law",
                    derived=True,
                    answers=answers,
                ),
            )
        else:
            _update_derived(family, row, event, answers, now)
    for uid, row in family.derived.items():
        if uid not in wanted and not row.withdrawn and row.name != WITHDRAWN:
            row.withdrawn = True
            row.save(update_fields=["withdrawn"])


def _update_derived(family: Family, row: Event, event: Heard, answers: Any, now: datetime) -> None:
    fields = to_json(dict(event.fields))
    if row.fields != fields or row.at != event.at or row.matter_id != int(event.matter):
        # what it says has changed: the old words stay, under a name of their own
        Event.objects.filter(pk=row.pk).update(withdrawn=True)
        again = append(
            family.root,
            Event(
                uid=f"{event.id}~{secrets.token_hex(4)}",
                name=event.name,
                at=event.at,
                recorded_at=now,
                matter_id=int(event.matter),
                by_id=row.by_id,
                fields=event.fields,
                source="law",
                derived=True,
                answers=answers,
            ),
        )
        family.derived[event.id] = again
    elif row.withdrawn or row.answers != answers:
        row.withdrawn, row.answers = False, answers
        row.save(update_fields=["withdrawn", "answers"])


def _write_answers(family: Family) -> None:
    for uid, row in family.rows.items():
        answers = to_json(family.hearing.answers.get(uid, {}))
        if row.answers != answers:
            row.answers = answers
            row.save(update_fields=["answers"])


def memories(family: Family) -> dict[int, Any]:
    """What each matter of the family remembers, as it is stored."""
    return {int(state.id): to_json(state.memory) for state in family.docket.matters.values() if state.id.isdigit()}


def named_parties(family: Family) -> dict[int, set[int]]:
    """The parties that each matter, or one above it, names in fields that hold parties."""
    names = family.book.party_fields
    found: dict[int, set[int]] = {}
    for state in family.docket.matters.values():
        values = [one.memory[name] for one in family.docket.chain(state.id) for name in names & one.memory.keys()]
        flat = [one for value in values for one in (value if isinstance(value, list | tuple) else [value])]
        found[int(state.id)] = {int(one) for one in flat if isinstance(one, str) and one.isdigit()}
    return found


def _write_named(family: Family) -> None:
    wanted = {(matter, party) for matter, parties in named_parties(family).items() for party in parties}
    if family.filed.get("named", set() if family.new else None) == wanted:
        return
    family.filed["named"] = wanted
    stored = {
        (row.matter_id, row.party_id): row.pk for row in MatterParty.objects.filter(matter__root_id=family.root.pk)
    }
    MatterParty.objects.bulk_create(MatterParty(matter_id=m, party_id=p) for m, p in sorted(wanted - stored.keys()))
    MatterParty.objects.filter(pk__in=[pk for pair, pk in stored.items() if pair not in wanted]).delete()


def _write_memory(family: Family) -> None:
    _write_named(family)
    wanted, filed = memories(family), family.filed.get("memory", {})
    differing = [pk for pk, memory in wanted.items() if filed.get(pk) != memory]
    family.filed["memory"] = wanted
    for pk, stored in Matter.objects.filter(pk__in=differing).values_list("pk", "memory"):
        if stored != wanted[pk]:
            Matter.objects.filter(pk=pk).update(memory=wanted[pk])
