"""Matters that began before the system: what is known of them is remembered, kept by their room, and judged from then on."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from aftersales.ledger.doors import Done, Refused, perform
from aftersales.ledger.models import Event, Matter, Party
from aftersales.policy.values import from_json
from tests.domain.house import House, opened

pytestmark = pytest.mark.django_db
BEFORE = datetime(2025, 11, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def house(db: None) -> House:
    """A small company with an open policy."""
    return opened()


def adopt(house: House, kind: str, on: Matter | None = None, *, source: str = "history", **given: Any) -> Any:
    """What the door answers to an adoption."""
    return perform(
        "matter.adopt",
        on,
        {"kind": kind, **given},
        by=house.by,
        at=BEFORE,
        now=house.clock,
        request_id=str(uuid4()),
        source=source,
    )


def test_what_is_known_is_remembered_and_kept_by_the_room(house: House) -> None:
    """The memory comes out of the fold; the room has its row; the number is the old one."""
    li = str(house.people["li"].pk)
    job = adopt(house, "case", fields={"case_kind": "repair", "in_warranty": True}, number="1998-17").made
    order = adopt(house, "workorder", job, fields={"engineer": li, "fault_cause": "轴承磨损"}).made
    assert (job.number, job.opened_at, job.case.in_warranty) == ("1998-17", BEFORE, True)
    assert from_json(Matter.objects.get(pk=job.pk).memory) == {"case_kind": "repair", "in_warranty": True}
    assert (order.parent, order.workorder.engineer, order.workorder.reports.get().fault_cause) == (
        job,
        house.people["li"],
        "轴承磨损",
    )


def test_life_goes_on_in_an_adopted_matter(house: House) -> None:
    """An ordinary act is done on it as on any other."""
    job = adopt(house, "case", fields={"case_kind": "repair"}).made
    house.done("case.close", job, result="good")
    assert [event.name for event in Event.objects.filter(matter=job)] == ["matter.adopted.v1", "case.closed.v1"]


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ("spaceship", {}, "adopt.kind"),
        ("case", {"fields": {"colour": "red"}}, "given.unknown"),
        ("visit", {"fields": {}}, "adopt.lacks"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(house: House, kind: str, given: dict[str, Any], code: str) -> None:
    """Unknown kinds and fields, and what the room cannot do without."""
    outcome = adopt(house, kind, **given)
    assert isinstance(outcome, Refused)
    assert [problem.code for problem in outcome.problems] == [code]


def test_a_matter_stands_only_where_its_kind_may(house: House) -> None:
    """No case under a dispatch."""
    order = house.order()
    outcome = adopt(house, "case", order, fields={})
    assert [problem.code for problem in outcome.problems] == ["adopt.parent"]


def test_only_history_is_adopted(house: House) -> None:
    """What begins now begins by its own act."""
    outcome = perform(
        "matter.adopt",
        None,
        {"kind": "case"},
        by=house.by,
        at=house.clock + timedelta(minutes=5),
        request_id=str(uuid4()),
    )
    assert isinstance(outcome, Refused)
    assert [problem.code for problem in outcome.problems] == ["adopt.live"]


def test_personal_values_stay_out_of_the_log(house: House) -> None:
    """A telephone number goes into a row of its own, as if the file had been opened by its own act."""
    outcome = adopt(house, "account", title="宏远机械", fields={"phone": "13800000000"})
    assert isinstance(outcome, Done)
    assert "13800000000" not in str(Event.objects.get(pk=outcome.event.pk).fields)
    assert outcome.made is not None
    assert outcome.made.account.phone == "13800000000"
    assert Party.objects.filter(kind="customer", name="宏远机械").exists()
