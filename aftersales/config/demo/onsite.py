"""Owns what happens on site in the demo's year: dispatch, arrival, questions, report, survey, end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta

from aftersales.config.demo import people
from aftersales.config.demo.company import ZONE, Company
from aftersales.config.demo.drawing import drawn
from aftersales.config.demo.expenses import expenses
from aftersales.ledger.attachments import store
from aftersales.ledger.models import Matter, Party

Fault = tuple[str, str, str, str, str, str]


def on_site(company: Company, at: datetime, one: people.Customer, case: Matter, fault: Fault) -> Iterator[datetime]:
    """From the dispatch to the end of the job."""
    engineer = company.crew(one.branch)
    arrive_by = (at.astimezone(ZONE) + timedelta(days=company.rng.choice([1, 1, 2]))).replace(hour=11, minute=0)
    order = company.makes(
        "chen",
        "workorder.dispatch",
        case,
        at,
        engineer=engineer,
        assigned_people=[engineer.pk],
        arrive_by=arrive_by.isoformat(),
        entry_no=case.parent.number if case.parent else "",
        customer_name=one.name,
        address=f"{one.city}市高新区",
        destination=one.city,
    )
    if company.turn("refused", 30):
        yield at + timedelta(hours=1)
        company.does(engineer, "workorder.refuse", order, at + timedelta(hours=1), reason="不想去", reason_class="none")
        company.decides(order, at + timedelta(hours=3))
        company.tries("sun", "case.cancel", case, at + timedelta(hours=4), reason="改派后另行开单")
        return
    company.does(engineer, "workorder.accept", order, at + timedelta(minutes=20))
    late = company.turn("late", 7)
    at = arrive_by + timedelta(hours=company.rng.choice([1, 2, 3]) if late else -company.rng.choice([0.5, 1, 2]))
    yield at
    yield from _work(company, at, order, engineer, late)
    at = max(at, arrive_by) + timedelta(hours=3)
    yield from _report(company, at, one, order, engineer, fault)
    at += timedelta(hours=4)
    yield at
    yield from _end(company, at, one, case, order)
    if company.turn("issue", 14):
        yield from _issue(company, at + timedelta(days=6), one, order)


def _work(company: Company, at: datetime, order: Matter, engineer: Party, late: bool) -> Iterator[datetime]:
    personal = late and company.turn("personal", 2)
    more = (
        {}
        if not late
        else {
            "late_reason": "起晚了" if personal else "高速封路",
            "late_reason_class": "personal" if personal else "traffic",
        }
    )
    company.does(engineer, "workorder.arrive", order, at, **more)
    yield from _questions(company, at, order, engineer)
    if personal:
        company.finds(order, "late_personal", engineer, at + timedelta(hours=4))


def _questions(company: Company, at: datetime, order: Matter, engineer: Party) -> Iterator[datetime]:
    if company.turn("asked", 5):
        hard = company.turn("hard", 2)
        question = company.makes(
            engineer,
            "question.note",
            order,
            at + timedelta(hours=1),
            question=company.rng.choice(people.QUESTIONS),
            asked_at=(at + timedelta(minutes=40)).isoformat(),
            cannot_answer=hard,
            explained="已向用户说明",
        )
        if hard:
            yield at + timedelta(hours=2)
            company.does("sun", "question.answer", question, at + timedelta(hours=2), answer="见维护手册第五章")


def _issue(company: Company, at: datetime, one: people.Customer, order: Matter) -> Iterator[datetime]:
    yield at
    issue = company.makes(
        "sun",
        "issue.report",
        order,
        at + timedelta(hours=2),
        severity="major",
        description="同批次主轴轴承早期失效",
        department=company.party["质量部"],
        product_model=one.model,
    )
    at += timedelta(hours=40 if company.turn("answered issue late", 3) else 20)
    yield at
    company.does("feng", "issue.answer", issue, at, cause="热处理硬度不足", measure="更换供应商批次，加严入厂检验")


def _report(
    company: Company, at: datetime, one: people.Customer, order: Matter, engineer: Party, fault: Fault
) -> Iterator[datetime]:
    yield at
    lacking = company.turn("lacking", 13)
    company.does(
        engineer,
        "workorder.complete",
        order,
        at,
        fault_cause=None if lacking else fault[1],
        solution=fault[2],
        parts_used=[{"part_no": fault[3], "name": fault[4], "quantity": "1"}],
        customer_opinion="满意，希望定期回访",
        advice_given="每周检查油位，每月清洁滤网",
        fault_class=fault[5],
        on_paper=lacking,
    )
    signs = at + timedelta(minutes=5)
    signer = company.party[one.name]
    picture = store(io.BytesIO(drawn(one.contact)), "签名.png", by=signer, at=signs, matter=order)
    company.does(signer, "workorder.sign", order, signs, name=one.contact, role="用户", image=str(picture.pk))
    silent = company.turn("silent", 11)
    if not silent:
        company.does(engineer, "workorder.call_hq", order, at + timedelta(minutes=10), note="已完工，用户已签字")
    company.does(engineer, "workorder.leave", order, at + timedelta(minutes=20))
    if silent:
        company.decides(order, at + timedelta(hours=2))
    if lacking:
        _review(company, at, order, engineer, fault)


def _review(company: Company, at: datetime, order: Matter, engineer: Party, fault: Fault) -> None:
    company.does("sun", "workorder.review_report", order, at + timedelta(hours=2), incomplete=True, note="缺故障原因")
    company.decides(order, at + timedelta(hours=3))
    company.does(
        engineer,
        "workorder.complete",
        order,
        at + timedelta(hours=3, minutes=30),
        fault_cause=fault[1],
        solution=fault[2],
        parts_replaced=fault[4],
        customer_opinion="满意",
        advice_given="每周检查油位",
        fault_class=fault[5],
    )


def _end(company: Company, at: datetime, one: people.Customer, case: Matter, order: Matter) -> Iterator[datetime]:
    if company.turn("closed early", 10):
        company.tries("chen", "workorder.close", order, at)  # refused: nobody has asked the customer yet
    satisfied = "no" if company.turn("dissatisfied", 20) else "fair" if company.turn("fair", 12) else "yes"
    survey = company.makes(
        company.party[one.name],
        "survey.fill",
        order,
        at + timedelta(minutes=30),
        satisfied=satisfied,
        attitude=company.rng.choice([4, 5, 5]),
        patience=company.rng.choice([2, 3, 4, 5, 5, 5]),
        manners="impolite" if company.turn("impolite", 25) else "polite",
        asked_for_goods=company.turn("goods", 50),
    )
    at += timedelta(hours=2)
    yield at
    company.does("chen", "workorder.close", order, at)
    good = satisfied == "yes" and company.rng.random() < 0.7
    company.does("chen", "case.close", case, at + timedelta(minutes=5), result="good" if good else "ordinary")
    report = company.child(survey, "conduct_report")
    if report is not None:
        at += timedelta(days=company.rng.choice([1, 2, 5]))
        yield at
        company.does("sun", "conduct.check", report, at, verified=company.turn("verified", 2), note="已电话核实")
    if satisfied == "no":
        at += timedelta(days=company.rng.choice([1, 2, 4]))
        yield at
        company.does("sun", "case.follow_up", case, at, outcome="已再次上门，用户认可")
    if company.turn("expenses", 3):
        yield from expenses(company, at, one, order)
