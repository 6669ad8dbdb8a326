"""The proof finds nothing wrong with what the doors wrote, and names every row that somebody touched by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, models

from aftersales.ledger import doors
from aftersales.ledger.models import Event, Matter, Obligation
from aftersales.ledger.rows import TABLES
from aftersales.ledger.verify import verify
from tests.ledger.lab import at

JUDGED = [model for model, _ in TABLES]


@pytest.fixture
def story(cast, job, tell):
    """A story that leaves a row in every judged table."""
    bench = tell(cast.wang, "bench.open", what="一号").made
    matter = job(close_by=at(30).isoformat(), customer=cast.qian.pk)
    tell(cast.li, "job.discount", matter, at=at(0.5), percent=10)
    tell(cast.li, "job.note", matter, at=at(0.7), text="路上")
    tell(cast.sun, "job.close", matter, at=at(1))
    doors.pass_time(at(5))
    tell(cast.li, "job.finish", matter, at=at(6), cause="旧件", price="200")
    tell(cast.wang, "finding.allege", matter, at=at(7), ground="late_personal", against=[cast.li.pk], statement="迟到")
    tell(cast.wang, "gate.waive", matter, at=at(8), rule="L-3#arrived", ground="storm", reason="暴风雨")
    tell(cast.wang, "matter.comment", matter, at=at(9), text="记一笔")
    doors.pass_time(at(60))
    return matter, bench


def test_what_the_doors_wrote_is_what_the_events_say(story):
    report = verify()
    assert [one.as_dict() for one in report.disagreements] == []
    assert report.code == 0
    assert report.events > 15


def _touch(row):
    """One cell of a row that somebody changed by hand."""
    for item in row._meta.concrete_fields:
        if item.name in ("id", "key", "root", "matter", "read_at", "act"):
            continue
        value = getattr(row, item.attname)
        if isinstance(item, models.DateTimeField) and value is not None:
            yield item.column, value + timedelta(hours=1)
        elif isinstance(item, models.DecimalField) and value is not None:
            yield item.column, value + 1
        elif isinstance(item, models.CharField | models.TextField):
            yield item.column, f"x{value}"[: getattr(item, "max_length", None) or 100]


@pytest.mark.parametrize("model", JUDGED, ids=lambda model: model.__name__)
def test_every_changed_cell_is_named(story, model):
    row = model.objects.order_by("pk").first()
    assert row is not None, f"the story leaves no {model.__name__}"
    changed = dict(_touch(row))
    cells = ", ".join(f"{column} = %s" for column in changed)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {cells} WHERE id = %s", [*changed.values(), row.pk])  # noqa: S608 - names of our own columns
    named = {one.what for one in verify().disagreements if one.key == row.key}
    assert {f"{column} differs" for column in changed} <= named


@pytest.mark.parametrize("model", JUDGED, ids=lambda model: model.__name__)
def test_a_deleted_row_is_named(story, model):
    row = model.objects.order_by("pk").first()
    model.objects.filter(pk=row.pk).delete()
    assert [one.what for one in verify().disagreements if one.key == row.key] == ["is missing"]


@pytest.mark.parametrize("model", JUDGED, ids=lambda model: model.__name__)
def test_a_row_shifted_to_another_matter_is_named(story, model):
    row = model.objects.order_by("pk").first()
    spoken_of = Matter.objects.filter(pk__in=Event.objects.values("root"))
    other = spoken_of.exclude(pk=row.root_id).order_by("pk")[0]
    model.objects.filter(pk=row.pk).update(matter=other)
    assert [one.key for one in verify().disagreements] == [row.key]
    model.objects.filter(pk=row.pk).update(matter=row.matter_id, root=other.root_id)
    assert row.key in [one.key for one in verify().disagreements]


@pytest.mark.parametrize("column", ["at", "name", "fields", "by_id", "matter_id", "source"])
def test_a_changed_event_is_named(story, column, cast):
    row = Event.objects.filter(name="job.finished.v1").get()
    value = {
        "at": at(5.5),
        "name": "job.noted.v1",
        "fields": {**row.fields, "cause": "别的"},
        "by_id": cast.wang.pk,
        "matter_id": Matter.objects.get(kind="task").pk,
        "source": "history",
    }[column]
    Event.objects.filter(pk=row.pk).update(**{column: value})
    assert ("ledger_event", row.uid) in [(one.table, one.key) for one in verify().disagreements]


def test_a_deleted_event_is_named(story):
    row = Event.objects.filter(name="job.noted.v1").first() or Event.objects.get(name="matter.commented.v1")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE seq = %s", [row.seq])
    assert verify().code == 1


@pytest.mark.parametrize("column", ["memory", "wake_at", "kind", "opened_at", "log_digest"])
def test_a_changed_matter_is_named(story, column):
    matter, _ = story
    matter.refresh_from_db()
    value = {
        "memory": {**matter.memory, "cause": "x"},
        "wake_at": at(1000),
        "kind": "task",
        "opened_at": at(1),
        "log_digest": "0" * 64,
    }[column]
    Matter.objects.filter(pk=matter.pk).update(**{column: value})
    assert verify().code == 1


def test_an_answer_that_was_taken_out_is_named(story):
    row = Event.objects.filter(name="job.opened.v1").get()
    Event.objects.filter(pk=row.pk).update(answers={})
    assert any("answer" in one.what for one in verify().disagreements)


def test_time_goes_on_from_what_was_stored(story):
    doors.pass_time(at(200))
    assert verify().code == 0
    assert Obligation.objects.filter(breached_at__isnull=False).exists()
