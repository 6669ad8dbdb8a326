"""Owns the company that pages are tested in: the equipment maker's policy, people of every role in two branches, one job."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.test import Client

from aftersales.foundation.clock import FixedClock
from aftersales.ledger import doors, editions
from aftersales.ledger.known import by_key
from aftersales.policy.loading import load_pack

PACK = Path(__file__).resolve().parents[2] / "packs" / "equipment-maker"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, nine o'clock in Shanghai
PASSWORD = "blue-crane-over-wuhan"
PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAJ0lEQVR4nGP8//8/AzbAhFWUgYGBkYGBgYERl2qcEgwDJkG0BE4"


@lru_cache(maxsize=1)
def pack() -> Any:
    """The policy, read once for all tests."""
    return load_pack(PACK, editions.catalogue())


@dataclass
class Company:
    """Whoever acts, the clock goes on by a minute."""

    clock: FixedClock
    people: dict[str, Any] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def tries(
        self, act: str, on: Any = None, *, by: Any = "sun", after: timedelta = timedelta(minutes=1), **given: Any
    ) -> Any:
        """What the door answers."""
        now = self.clock.advance(after)
        plain = {name: getattr(value, "pk", value) for name, value in given.items()}
        who = self.people[by] if isinstance(by, str) else by
        return doors.perform(act, on, plain, by=who, at=now, now=now, request_id=str(uuid4()))

    def done(self, act: str, on: Any = None, **given: Any) -> Any:
        """An act that must succeed; the matter that it made, else the one it was done on."""
        outcome = self.tries(act, on, **given)
        assert isinstance(outcome, doors.Done), [problem.line() for problem in getattr(outcome, "problems", ())]
        return outcome.made or outcome.matter

    def signed_in(self, who: str) -> Client:
        """A browser in which somebody has signed in."""
        client = Client()
        client.force_login(get_user_model().objects.get(username=who))
        return client

    def hire(
        self, key: str, name: str, roles: list[str], branch: Any = None, department: Any = None, **more: Any
    ) -> None:
        """Somebody joins the staff and may sign in."""
        where = {"branch": branch, "department": department}
        post = self.done(
            "staff.hire",
            by="boss",
            name=name,
            username=key,
            roles=roles,
            **{k: v for k, v in where.items() if v},
            **more,
        )
        self.people[key] = post.post.party
        user = get_user_model().objects.get(username=key)
        user.set_password(PASSWORD)
        user.save()


def found(clock: FixedClock) -> Company:
    """The company on its first morning: two branches, a customer with a machine, a job dispatched to Li."""
    company = Company(clock, {"boss": by_key("installation")})
    company.hire("admin", "王管理", ["admin"])
    company.people["boss"] = company.people["admin"]
    wuhan = company.done("branch.open", by="boss", name="武汉分公司").post.party
    chengdu = company.done("branch.open", by="boss", name="成都分公司").post.party
    hq = company.done("department.open", by="boss", name="售后服务部", branch=wuhan, field_service=True).post.party
    company.hire("sun", "孙主任", ["service_hq"], wuhan, hq, head=True, field_service=True)
    company.hire("li", "李师傅", ["service_staff"], wuhan, hq, field_service=True)
    company.hire("zhao", "赵师傅", ["service_staff"], chengdu, field_service=True)
    company.hire("chen", "陈主任", ["service_hq"], chengdu)
    company.hire("qian", "钱经理", ["sales_dept"], wuhan)
    company.hire("jin", "金会计", ["finance"])
    company.hire("liu", "刘总", ["company"])
    account = company.done(
        "customer.register",
        name="武汉汽轮机厂",
        address="武汉市青山区冶金大道 12 号",
        phone="027-86861234",
        contact_name="周工",
        key=True,
        branch=wuhan,
    )
    company.made["account"], company.people["wang"] = account, account.account.party
    return company


def dispatched(company: Company, hours: int = 8) -> Any:
    """A call, answered, its case, and an order for Li that is to arrive within some hours."""
    entry = company.done(
        "entry.register",
        channel="phone",
        customer=company.people["wang"],
        phone="027-86861234",
        description="减速机异响",
        needs_site_visit=True,
    )
    company.done("entry.answer", entry, reply="已受理")
    case = company.done(
        "case.open",
        entry,
        case_kind="repair",
        product_model="ZJ-200",
        no_contract_reason="goodwill",
        description="减速机异响",
    )
    company.made |= {"entry": entry, "case": case}
    if not case.memory.get("in_warranty"):
        quote = company.done("quotation.send", case, by="qian", parts_cost="100", travel_cost="50")
        company.done("quotation.accept", quote, by=company.people["wang"], name="周工")
    order = company.done(
        "workorder.dispatch",
        case,
        entry_no=entry.number,
        customer_name="武汉汽轮机厂",
        address="武汉市青山区",
        destination="武汉",
        engineer=company.people["li"],
        assigned_people=[company.people["li"].pk],
        arrive_by=company.clock.now() + timedelta(hours=hours),
    )
    company.made["order"] = order
    return order


def on_site(company: Company) -> Any:
    """The order accepted, travelled to and reported, waiting for signature and rating."""
    order = dispatched(company)
    for act in ("workorder.accept", "workorder.depart", "workorder.arrive"):
        company.done(act, order, by="li")
    company.done(
        "workorder.complete",
        order,
        by="li",
        fault_cause="轴承磨损",
        fault_class="wear",
        solution="更换轴承",
        parts_replaced="6205 轴承",
        customer_opinion="满意",
        advice_given="每月加注润滑脂",
        service_people=[company.people["li"].pk],
    )
    return order
