"""Several workers and a crash: nothing happens twice, nothing happens half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections

from aftersales.ledger import doors, projection, session
from aftersales.ledger.models import Act, Consequence, Event, Matter, Obligation
from aftersales.ledger.verify import verify
from tests.ledger.lab import Cast, at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db, law):
    return Cast()


def _open(people, number):
    done = doors.perform(
        "job.open",
        None,
        {"title": f"单{number}", "engineer": people.li.pk},
        by=people.wang,
        at=at(0),
        request_id=f"open{number}",
    )
    assert isinstance(done, doors.Done), done
    return done.made


def _together(*runs):
    ready, wrong = threading.Barrier(len(runs)), []

    def one(run):
        try:
            ready.wait(10)
            run()
        except BaseException as error:  # noqa: BLE001 - told to the test below
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not wrong, wrong


def test_two_workers_sweeping_at_once_mark_everything_once(people):
    for number in range(6):
        _open(people, number)
    session.dockets.clear()
    _together(*[lambda: doors.pass_time(at(5))] * 3)
    assert Obligation.objects.filter(rule="L-1#arrive", breached_at=at(2)).count() == 6
    assert Event.objects.filter(name="duty.breached.v1").count() == 6
    assert Consequence.objects.count() == 6
    assert Matter.objects.filter(kind="task").count() == 6
    assert [one.as_dict() for one in verify().disagreements] == []


def test_the_same_request_sent_twice_at_once_is_done_once(people):
    matter = _open(people, 1)
    answers = []

    def send():
        answers.append(doors.perform("job.note", matter.pk, {"text": "一"}, by=people.li, at=at(1), request_id="twice"))

    _together(send, send)
    assert [one.ok for one in answers] == [True, True]
    assert Event.objects.filter(name="job.noted.v1").count() == 1


def test_numbers_have_no_gap_when_many_open_at_once(people):
    _together(*[lambda number=number: _open(people, number) for number in range(5)])
    numbers = sorted(str(row.number) for row in Matter.objects.filter(kind="job"))
    assert numbers == [f"J-2026-{number:05d}" for number in range(1, 6)]


def test_an_exception_in_the_middle_leaves_nothing(people, monkeypatch):
    matter = _open(people, 1)
    before = (Event.objects.count(), Act.objects.count())
    real = projection._write_memory

    def broken(family):
        real(family)
        raise RuntimeError("the power fails here")

    monkeypatch.setattr(projection, "_write_memory", broken)
    with pytest.raises(RuntimeError):
        doors.perform("job.finish", matter, {"cause": "旧件"}, by=people.li, at=at(1), request_id="crash")
    monkeypatch.undo()
    assert (Event.objects.count(), Act.objects.count()) == before
    done = doors.perform("job.finish", matter, {"cause": "旧件"}, by=people.li, at=at(1), request_id="crash")
    assert done.ok
    assert [one.as_dict() for one in verify().disagreements] == []


def test_a_process_killed_in_the_middle_leaves_nothing_half(people):
    matter = _open(people, 1)
    before = (Event.objects.count(), Act.objects.count(), Obligation.objects.count())
    _kill_in_the_middle(matter.pk, people.li.pk)
    assert (Event.objects.count(), Act.objects.count(), Obligation.objects.count()) == before
    done = doors.perform("job.finish", matter.pk, {"cause": "旧件"}, by=people.li, at=at(1), request_id="killed")
    assert done.ok
    assert not done.replay
    assert [one.as_dict() for one in verify().disagreements] == []


KILLED = """
import os, signal
import django
django.setup()
from django.conf import settings
from django.db import connection
settings.DATABASES["default"]["NAME"] = os.environ["TEST_NAME"]
connection.settings_dict["NAME"] = os.environ["TEST_NAME"]
from tests.ledger.conftest import PACKS
from tests.ledger.lab import OwnRegistry, at
from aftersales.ledger import doors, editions, numbers, performing, session
from aftersales.ledger.models import Party
from aftersales.policy.loading import load_pack
OwnRegistry().__enter__()
with editions.hold(load_pack(PACKS / "lab", editions.catalogue())):
    session.numbers.stamp = lambda made: os.kill(os.getpid(), signal.SIGKILL)
    doors.perform("job.finish", int(os.environ["MATTER"]), {"cause": "x"}, by=Party.objects.get(pk=os.environ["LI"]),
                  at=at(1), request_id="killed")
"""


def _kill_in_the_middle(matter, party):
    name = connection.settings_dict["NAME"]
    if "memory" in str(name):
        pytest.skip("a database in the memory of this process cannot be shared with another one")
    env = {
        **os.environ,
        "TEST_NAME": str(name),
        "MATTER": str(matter),
        "LI": str(party),
        "DJANGO_SETTINGS_MODULE": "tests.support.settings",
    }
    ended = subprocess.run([sys.executable, "-c", KILLED], env=env, capture_output=True, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
