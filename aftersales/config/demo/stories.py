"""Owns what can happen in the demo's year: small scripts that act, and say when they go on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta

from aftersales.config.demo import people
from aftersales.config.demo.company import ZONE, Company
from aftersales.config.demo.onsite import on_site
from aftersales.ledger.models import Matter

Script = Iterator[datetime]
Story = Callable[[Company, datetime, people.Customer], Script]


def hours(company: Company, least: float, most: float) -> timedelta:
    """Some time between two numbers of hours."""
    return timedelta(minutes=company.rng.randint(int(least * 60), int(most * 60)))


def by_day(at: datetime, days: int, hour: int) -> datetime:
    """An hour of a later day, as the clocks in the company show it."""
    local = at.astimezone(ZONE) + timedelta(days=days)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def calls(
    company: Company, at: datetime, one: people.Customer, words: str, reply: str, **more: object
) -> Generator[datetime, None, tuple[Matter, datetime]]:
    """A message is registered, and answered: mostly within a day."""
    entry = company.makes(
        "chen",
        "entry.register",
        None,
        at,
        channel=company.rng.choice(["phone", "phone", "phone", "letter", "visit"]),
        customer=company.party[one.name],
        customer_name=one.name,
        contact_name=one.contact,
        description=words,
        product_model=one.model,
        **more,
    )
    at += hours(company, 26, 40) if company.turn("answered late", 12) else hours(company, 0.3, 12)
    yield at
    company.does("chen", "entry.answer", entry, at, reply=reply)
    return entry, at


def inquiry(company: Company, at: datetime, one: people.Customer) -> Script:
    """Somebody asks something."""
    yield from calls(company, at, one, company.rng.choice(people.INQUIRIES), "已电话答复，并发送资料")


def repair(company: Company, at: datetime, one: people.Customer) -> Script:
    """A machine fails: registered, answered, quoted where the warranty is over, dispatched, repaired, closed."""
    fault = company.rng.choice(people.FAULTS)
    entry, at = yield from calls(company, at, one, fault[0], "安排工程师上门", needs_site_visit=True)
    case = company.makes(
        "chen",
        "case.open",
        entry,
        at + timedelta(minutes=5),
        case_kind="repair",
        unit=company.unit[one.name],
        contract=company.contract[one.name],
    )
    if not case.case.in_warranty:
        accepted, at = yield from quoted(company, at, one, case)
        if not accepted:
            return
    at += hours(company, 0.5, 6)
    yield at
    yield from on_site(company, at, one, case, fault)


def quoted(
    company: Company, at: datetime, one: people.Customer, case: Matter
) -> Generator[datetime, None, tuple[bool, datetime]]:
    """The sales centre quotes; the customer accepts, or lets it be and the job ends."""
    at += hours(company, 1, 8)
    yield at
    if company.turn("dispatched unquoted", 9):
        company.tries("chen", "workorder.dispatch", case, at - timedelta(minutes=5), engineer=company.crew(one.branch))
    parts, travel, labour = (f"{company.rng.randint(2, 30) * 100} CNY" for _ in range(3))
    quotation = company.makes(
        "wang", "quotation.send", case, at, parts_cost=parts, travel_cost=travel, labour_cost=labour
    )
    at += hours(company, 2, 40)
    yield at
    customer = company.party[one.name]
    if company.turn("declined", 8):
        company.does(customer, "quotation.decline", quotation, at, reason="费用偏高，暂不维修")
        company.does("sun", "case.cancel", case, at + timedelta(hours=1), reason="用户不接受报价")
        return False, at
    company.does(customer, "quotation.accept", quotation, at, name=one.contact)
    at += hours(company, 25, 50) if company.turn("dispatched late", 7) else hours(company, 1, 10)
    yield at
    return True, at


def installation(company: Company, at: datetime, one: people.Customer) -> Script:
    """A machine is delivered; where the contract says so it is installed, and people are trained."""
    delivery = company.makes(
        "wang",
        "delivery.record",
        company.contract[one.name],
        at,
        delivered_at=at.isoformat(),
        units=[f"{one.model}-{company.rng.randint(2000, 9999)}"],
    )
    if not delivery.delivery.installation_included:
        return
    at = by_day(at, 10 if company.turn("installed late", 4) else company.rng.choice([3, 4, 5, 6]), 15)
    yield at
    if delivery.delivery.training_included:
        company.does(
            "sun",
            "training.record",
            delivery,
            at,
            topic="开停机与日常保养",
            held_at=at.isoformat(),
            participants=["操作工甲", "操作工乙"],
            hours="3",
            trainer=company.crew(one.branch),
        )
    company.does("sun", "delivery.commission", delivery, at + timedelta(hours=2), note="试车合格")


def complaint(company: Company, at: datetime, one: people.Customer) -> Script:
    """A customer is dissatisfied with somebody; the policy opens a complaint, headquarters looks into it."""
    person = company.crew(one.branch)
    entry, at = yield from calls(
        company, at, one, "对服务人员的态度不满", "已受理，核实后答复", dissatisfied=True, person=person.pk
    )
    found = company.child(entry, "complaint")
    if found is None:
        return
    at = by_day(at, 1, 9)
    yield at
    if company.turn("upheld", 2):
        company.finds(found, company.rng.choice(["quarrel", "late_service_personal"]), person, at)
    else:
        company.does("sun", "finding.allege", found, at, ground="quarrel", against=[person.pk])
        company.does("sun", "finding.dismiss", found, at + timedelta(hours=3), reason="现场录音证明并无争吵")
    at = by_day(at, company.rng.choice([1, 2, 5]), 10)
    yield at
    company.does(
        "sun",
        "complaint.recover",
        found,
        at,
        recovery_measure="主任上门致歉，免费加做一次保养",
        customer_answer="表示接受",
    )
    company.does("sun", "complaint.close", found, at + timedelta(hours=2))
