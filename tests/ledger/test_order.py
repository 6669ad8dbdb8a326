"""Whatever order acts arrive in, and whenever somebody sweeps, the same acts give the same ledger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.ledger import doors, session
from aftersales.ledger.editions import law
from aftersales.ledger.fold import load
from aftersales.ledger.models import Event, Matter
from aftersales.ledger.rows import TABLES, Writer
from aftersales.ledger.verify import verify
from tests.ledger.lab import at

# acts that are no precondition of one another, with the hour at which each was done
ACTS: tuple[tuple[float, str, str, dict[str, Any]], ...] = (
    (1.0, "li", "job.note", {"text": "一"}),
    (1.5, "li", "job.arrive", {}),
    (2.5, "li", "job.finish", {"cause": "旧件", "price": "200"}),
    (3.0, "wang", "finding.allege", {"ground": "late_personal", "statement": "迟到", "against": ["li"]}),
    (4.0, "wang", "matter.comment", {"text": "二"}),
    (6.5, "zhao", "obligation.waive", {"obligation": "L-3#deadline", "ground": "storm", "reason": "暴风雨"}),
    (7.0, "wang", "form.none", {}),
)
END = at(100)


class _RolledBack(Exception):
    """Ends a run without leaving anything."""


def _ledger(root):
    """Everything that was judged, matters of the policy's own named by the event that made them."""
    names = {row.pk: Event.objects.get(matter=row, makes=row.kind).uid for row in Matter.objects.filter(root=root)}
    found = {}
    # what was booked or told and then fell away stays on file: that says when something became known, not what holds
    writer = Writer(load(root, law().book))
    for model, rows_of in TABLES:
        holds = {key for key, _ in rows_of(writer)}
        for row in model.objects.filter(root=root, key__in=holds):
            values = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
            for name in ("id", "root_id", "act_id", "read_at"):
                values.pop(name, None)
            values["matter_id"] = names[row.matter_id]
            key = row.key.replace(f"@{row.root_id}@", "@root@")
            found[model.__name__, key] = {name: value for name, value in values.items() if name != "key"}
    for uid, fields in Event.objects.filter(root=root, derived=True, withdrawn=False).values_list("uid", "fields"):
        if not uid.startswith("withdrawn:"):
            found["Event", uid.partition("~")[0]] = fields
    found["Matter", "wake"] = root.wake_at
    return found


def _run(cast, acts, sweeps, now_of):
    session.dockets.clear()
    opened = doors.perform(
        "job.open",
        None,
        {"title": "修", "engineer": cast.li.pk, "close_by": at(8)},
        by=cast.wang,
        at=at(0),
        request_id="open",
    )
    assert isinstance(opened, doors.Done), opened
    assert opened.made is not None
    root = opened.made
    for place, (hour, who, act, given_) in enumerate(acts):
        raw = {
            name: [getattr(cast, one).pk for one in value] if isinstance(value, list) else value
            for name, value in given_.items()
        }
        arrives = now_of(place)
        for sweep in sweeps:
            if sweep <= arrives:
                doors.pass_time(sweep)
        doors.perform(
            act, root, raw, by=getattr(cast, who), at=at(hour), now=arrives, request_id=f"{act}", source="device"
        )
    doors.pass_time(END)
    root.refresh_from_db()
    Matter.objects.filter(pk=root.pk).update(heard_until=END)
    assert [one.as_dict() for one in verify().disagreements] == []
    return _ledger(root)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    order=st.permutations(range(len(ACTS) - 1)),
    sweeps=st.lists(st.integers(1, 90), max_size=5).map(sorted),
    delays=st.lists(st.integers(0, 20), min_size=len(ACTS), max_size=len(ACTS)),
)
def test_arrivals_and_sweeps_may_be_shuffled(cast, order, sweeps, delays):
    plain = _rolled_back(lambda: _run(cast, ACTS[:-1], [], lambda place: at(ACTS[place][0])))
    clock = [at(8)]

    def arrives(place):
        clock[0] += timedelta(hours=delays[place])
        return clock[0]

    shuffled = _rolled_back(
        lambda: _run(cast, [ACTS[place] for place in order], [at(hour) for hour in sweeps], arrives)
    )
    assert shuffled == plain


def test_one_shuffle_of_each_kind(cast):
    plain = _rolled_back(lambda: _run(cast, ACTS[:-1], [], lambda place: at(ACTS[place][0])))
    backwards = _rolled_back(lambda: _run(cast, ACTS[-2::-1], [at(9), at(20)], lambda place: at(10 + place)))
    assert backwards == plain


def _rolled_back(run):
    found = None
    try:
        with transaction.atomic():
            found = run()
            raise _RolledBack
    except _RolledBack:
        session.dockets.clear()
    return found
