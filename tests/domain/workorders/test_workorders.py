"""Owns the tests of the room of work orders: dispatch, steps on site, reports, questions."""

import io
from datetime import timedelta

from aftersales.config.demo.drawing import drawn
from aftersales.domain.workorders import facts, queries
from aftersales.domain.workorders.models import WorkOrder
from aftersales.ledger.attachments import store
from aftersales.ledger.documents import valid_signatures
from aftersales.ledger.models import Document, Matter
from tests.domain.house import House


def row(order) -> WorkOrder:
    return WorkOrder.objects.get(pk=order.pk)


def test_a_dispatch_takes_over_what_entry_and_job_say(house: House) -> None:
    entry = house.makes("entry.register", channel="phone", customer_name="江南厂", address="上海", description="漏油")
    case = house.makes("case.open", entry, no_contract_reason="one_off")
    assert queries.dispatch_defaults(case.pk) == {
        "entry_no": "R-2026-00001",
        "customer_name": "江南厂",
        "address": "上海",
    }
    order = house.makes("workorder.dispatch", case, engineer=house.people["li"])
    assert (row(order).entry_no, row(order).assigned_people) == ("R-2026-00001", [house.people["li"].pk])


def test_late_is_later_than_the_latest_arrival(house: House) -> None:
    order = house.order()
    due = row(order).arrive_by
    said = house.facts("workorder.arrive", order, at=due)
    assert said["late"] is False
    other = house.order()
    other_due = row(other).arrive_by
    assert other_due is not None
    said = house.facts("workorder.arrive", other, at=other_due + timedelta(hours=1))
    assert said["late"] is True
    house.done("workorder.explain_late", other, late_reason="睡过头", late_reason_class="personal")
    assert row(other).late_reason_class == "personal"


def test_one_arrives_once_and_explains_only_a_delay(house: House) -> None:
    order = house.order()
    house.done("workorder.arrive", order)
    assert house.refused("workorder.arrive", order)[0].code == "workorder.arrived_already"
    late = house.refused("workorder.explain_late", order, late_reason="x", late_reason_class="other")
    assert [one.code for one in late] == ["workorder.not_late"]


def test_the_steps_of_a_job_leave_their_times(house: House) -> None:
    order = house.order()
    for act in ("accept", "depart", "arrive", "call_hq", "leave"):
        house.done(f"workorder.{act}", order)
    found = row(order)
    times = [found.accepted_at, found.departed_at, found.arrived_at, found.called_at, found.left_at]
    assert times == sorted(time for time in times if time is not None)
    house.done("workorder.reschedule", order, arrive_by="2026-03-09T10:00")
    house.done("workorder.instruct", order, instruction="先看油路")
    house.done("workorder.cancel", order, reason="用户取消")
    assert house.refused("workorder.depart", order)[0].code == "matter.closed"


def test_a_report_lacks_what_is_empty(house: House) -> None:
    order = house.order()
    assert facts.report_missing(order, house.clock) == ["fault_cause", "solution", "parts_replaced", "customer_opinion"]
    assert house.refused("workorder.review_report", order, incomplete=True)[0].code == "workorder.no_report"
    house.done(
        "workorder.complete", order, solution="换轴承", parts_replaced="轴承", customer_opinion="满意", on_paper=True
    )
    said = house.facts("workorder.review_report", order, incomplete=True)
    assert said["missing_fields"] == ["fault_cause"]
    assert facts.report_filed(order, house.clock)


def test_parts_named_by_number_become_the_parts_replaced(house: House) -> None:
    part = house.makes("part.register", part_no="6205", name="轴承 6205")
    store = house.makes("place.open", name="总库")
    house.done("part.receive", part, place=store, quantity="2")
    order = house.order()
    said = house.facts("workorder.complete", order, parts_used=[{"part_no": "6205", "name": "轴承 6205"}])
    assert said["parts_replaced"] == "轴承 6205"
    short = house.refused("workorder.complete", order, parts_used=[{"part_no": "6205", "quantity": "5"}])
    assert [one.code for one in short] == ["part.short"]
    unknown = house.refused("workorder.complete", order, parts_used=[{"part_no": "9999"}])
    assert [one.code for one in unknown] == ["part.unknown"]


def picture(house: House, order: Matter, name: str) -> str:
    """An upload with a name drawn by hand."""
    made = store(io.BytesIO(drawn(name)), "签名.png", by=house.people["wang"], at=house.clock, matter=order)
    return str(made.pk)


def test_a_signature_needs_a_report(house: House) -> None:
    order = house.order()
    assert house.refused("workorder.sign", order, name="刘工")[0].code == "workorder.no_report"
    house.done("workorder.complete", order, fault_cause="磨损")
    signer = house.people["wang"]
    assert house.refused("workorder.sign", order, by=signer, name="刘工")[0].code == "workorder.not_drawn"
    house.done("workorder.sign", order, by=signer, name="刘工", role="用户", image=picture(house, order, "刘工"))
    paper = Document.objects.get(form="service_report", replaced_by=None)
    (signed,) = valid_signatures(paper)
    assert (signed.name, signed.digest, bool(signed.image)) == ("刘工", paper.digest, True)
    house.done("workorder.complete", order, fault_cause="断裂")
    again = Document.objects.get(form="service_report", replaced_by=None)
    assert not valid_signatures(again).exists(), "a changed report asks for a new signature"
    house.done("workorder.close", order)
    assert row(order).closed_at == house.clock


def test_a_question_waits_for_headquarters_only_if_it_could_not_be_answered(house: House) -> None:
    order = house.order()
    easy = house.makes("question.note", order, question="多久换油", explained="每半年")
    hard = house.makes("question.note", order, question="能否加变频", cannot_answer=True, asked_at="2026-03-02T09:10")
    house.done("question.answer", hard, answer="可以")
    easy.refresh_from_db()
    hard.refresh_from_db()
    assert (easy.state, hard.state) == ("explained", "answered")
    assert house.refused("question.answer", hard, answer="x")[0].code == "question.answered_already"


def test_whose_job_it_is_is_known_from_above_and_below(house: House) -> None:
    order, li = house.order(), house.people["li"].pk
    question = house.makes("question.note", order, question="?")
    assert list(facts.engineer_of(question, house.clock)) == [li]
    assert order.parent is not None
    assert list(facts.engineer_of(order.parent, house.clock)) == [li]
    assert facts.under_workorder(order, house.clock)
    assert not facts.under_workorder(house.made["li"], house.clock)


def test_the_board_shows_arrivals_of_a_span_and_open_orders(house: House) -> None:
    order = house.order()
    due = row(order).arrive_by
    assert due is not None
    assert [card.id for card in queries.board(due, due + timedelta(hours=1))] == [order.pk]
    assert [card.number for card in queries.of_engineer(house.people["li"].pk)] == ["D-2026-00001"]
    assert list(facts.open_workorders(house.clock)) == [order.pk]
    house.done("workorder.refuse", order, reason="太远", reason_class="none")
