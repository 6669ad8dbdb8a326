"""Owns the demo's year: which stories begin when, told in the order of time until today."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from django.conf import settings
from django.db import transaction

from aftersales.config.demo import DemoSummary, people
from aftersales.config.demo.company import Company, sign_ins
from aftersales.config.demo.founding import found
from aftersales.config.demo.stories import Script, Story, by_day, complaint, inquiry, installation, repair
from aftersales.ledger import present
from aftersales.ledger.doors import pass_time
from aftersales.ledger.editions import publish
from aftersales.ledger.links import make_link
from aftersales.ledger.models import Matter

SEED, DAYS = 20260711, 365
MIX: tuple[tuple[Story, int], ...] = ((repair, 70), (inquiry, 52), (installation, 12), (complaint, 8))


def told(name: str) -> DemoSummary:
    """The company and its year, in one transaction; what lies in the future stays open."""
    now = present.now()
    company = Company(SEED, by_day(now, -DAYS, 8))
    with transaction.atomic():
        publish(settings.PACKS / name, by=company.party["installation"], at=company.begin - timedelta(days=4))
        found(company)
        run(company, begun(company), now)
        pass_time(now, limit=100_000)
        link = _customer_link(company, now)
    return DemoSummary(sign_ins(), link, company.acts, tuple(company.refused))


def begun(company: Company) -> list[tuple[datetime, Script]]:
    """When each story of the year begins; the last days are busy, so that something is due today."""
    stories: list[tuple[datetime, Script]] = []
    for story, times in MIX:
        for place in range(times):
            recent = place < (7 if story in (repair, inquiry) else 1)
            day = DAYS - place // 3 if recent else company.rng.randrange(5, DAYS - 4)
            at = by_day(company.begin, day, company.rng.randint(8, 17)) + timedelta(minutes=company.rng.randrange(60))
            stories.append((at, story(company, at, company.rng.choice(people.CUSTOMERS))))
    stories += [(at, seat_work(company, at)) for at in (by_day(company.begin, 7 + 30 * n, 9) for n in range(12))]
    stories += [(at, visits(company, at)) for at in (by_day(company.begin, 60 + 170 * n, 9) for n in range(2))]
    return stories


def run(company: Company, stories: list[tuple[datetime, Script]], until: datetime) -> None:
    """Every story goes on when it said it would; time passes at the doors once a month."""
    order = count()
    waiting = [(at, next(order), script) for at, script in stories]
    heapq.heapify(waiting)
    sweep = company.begin + timedelta(days=30)
    while waiting:
        at, _, script = heapq.heappop(waiting)
        if at >= until:
            continue
        if at >= sweep:
            pass_time(sweep, limit=100_000)
            sweep += timedelta(days=30)
        following = next(script, None)
        if following is not None:
            heapq.heappush(waiting, (max(following, at), next(order), script))


def seat_work(company: Company, at: datetime) -> Iterator[datetime]:
    """What happens every month at the seats: leads, and attempts to call."""
    for key in company.rng.sample(["li", "zhao", "wu"], 2):
        yield at
        lead = company.makes(
            key,
            "lead.record",
            company.post[key],
            at,
            content="用户打算年内再购一台",
            customer_name="武汉汽轮机厂",
            product_model="HL-350",
        )
        if not company.turn("lead without outcome", 4):
            company.does("wang", "lead.report_outcome", lead, at + timedelta(hours=6), outcome="已发送报价资料")
        at += timedelta(days=2)
    key = company.rng.choice(["li", "zhao", "wu", "zheng"])
    at = by_day(at, 3, 20)
    yield at
    result = company.rng.choice(["answered", "answered", "switched_off", "rejected"])
    check = company.makes(
        "sun",
        "phone.check",
        company.post[key],
        at,
        person=company.party[key],
        attempted_at=at.isoformat(),
        result=result,
    )
    if result == "answered":
        return
    at = by_day(at, 1, 9)
    yield at
    company.does(key, "phone.explain", check, at, reason="手机没电了")
    company.does("sun", "phone.decide", check, at + timedelta(hours=3), reason_accepted=company.turn("excused", 3))
    company.decides(check, at + timedelta(hours=4))


def visits(company: Company, at: datetime) -> Iterator[datetime]:
    """Key customers and regions are visited, but not all of them."""
    keys = [one.name for one in people.CUSTOMERS if one.key] + [name for name, _ in people.REGIONS]
    for name in keys[:-1]:
        yield at
        visit = company.makes(
            "sun",
            "visit.plan",
            company.account[name],
            at,
            visitor=company.party["sun"],
            planned_at=by_day(at, 5, 9).isoformat(),
            reason="半年走访",
        )
        at = by_day(at, 5, 10)
        yield at
        company.does(
            "sun",
            "visit.complete",
            visit,
            at,
            usage="运行正常",
            design_opinion="希望操作面板更大",
            assembly_opinion="无",
            passed_to=company.party["设计部"],
        )


def _customer_link(company: Company, now: datetime) -> str:
    rows = Matter.objects.filter(kind="case", closed_at__isnull=True, customer__isnull=False)
    matter = rows.order_by("-opened_at").first() or company.account[people.CUSTOMERS[0].name]
    return f"/c/{make_link(matter, by=company.party['sun'], at=now)}/"
