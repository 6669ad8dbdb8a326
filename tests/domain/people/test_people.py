"""Owns the tests of the room of people: reports on conduct, attempts to call, trainings."""

from aftersales.domain.people import facts, queries
from aftersales.domain.people.models import ConductReport, Training
from tests.domain.house import House


def test_a_report_is_checked_once_and_kept_on_the_person(house: House) -> None:
    order, li = house.order(), house.people["li"]
    report = house.makes("conduct.report", order, person=li, ground="sleeping", observation="午后睡觉")
    house.done("conduct.check", report, verified=True)
    assert house.refused("conduct.check", report, verified=False)[0].code == "conduct.checked_already"
    found = queries.conduct_of(li.pk, house.clock)
    assert [(one.ground, one.workorder) for one in found] == [("sleeping", order.pk)]


def test_a_report_below_a_survey_knows_its_dispatch(house: House) -> None:
    order = house.order()
    survey = house.makes("survey.fill", order, by=house.people["wang"], satisfied="no", manners="impolite")
    report = house.makes("conduct.report", survey, person=house.people["li"], ground="impolite")
    assert ConductReport.objects.get(pk=report.pk).workorder_id == order.pk


def test_earlier_verified_reports_are_counted(house: House) -> None:
    li = house.people["li"]
    reports = [house.makes("conduct.report", house.made["li"], person=li, ground="idling") for _ in range(3)]
    for report, verified in zip(reports, (True, False, True), strict=True):
        house.done("conduct.check", report, verified=verified)
    assert facts.verified_reports(reports[-1], house.clock) == 1


def test_a_call_is_logged_on_the_persons_own_post(house: House) -> None:
    wrong = house.refused(
        "phone.check", house.made["li"], person=house.people["sun"], attempted_at="2026-03-02T21:30", result="rejected"
    )
    assert [one.code for one in wrong] == ["phone.not_their_post"]


def test_an_attempt_is_explained_and_decided(house: House) -> None:
    attempt = house.makes(
        "phone.check", house.made["li"], person=house.people["li"], attempted_at="2026-03-02T21:30", result="rejected"
    )
    house.done("phone.explain", attempt, reason="在高铁隧道")
    house.done("phone.decide", attempt, reason_accepted=True)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.call_check.reason) == ("accepted", "在高铁隧道")


def test_an_answered_call_needs_nothing_more(house: House) -> None:
    attempt = house.makes(
        "phone.check", house.made["li"], person=house.people["li"], attempted_at="2026-03-02T21:30", result="answered"
    )
    attempt.refresh_from_db()
    assert attempt.closed_at is not None


def test_a_training_keeps_its_participants(house: House) -> None:
    made = house.makes(
        "training.record",
        house.job(),
        topic="开停机操作",
        held_at="2026-03-02T14:00",
        participants=["张三", "李四"],
        hours="1.5",
    )
    assert Training.objects.get(pk=made.pk).participants == ["张三", "李四"]
