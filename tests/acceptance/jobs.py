"""Owns the jobs of the acceptance: a customer with or without a contract, a case, a dispatch, a report, step by step."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from tests.acceptance.running import System, soon

_number = itertools.count(1)
PHONE = "13800000000"


def customer(system: System, **more: Any) -> tuple[str, str]:
    """A new customer: the account and the customer's party."""
    name = f"用户{next(_number)}"
    done = system.sun.does("customer.register", name=name, contact_name=name, phone=PHONE, address="武汉市", **more)
    return str(done["made"]["id"]), str(done["event"]["fields"]["customer"])


def contract(system: System, account: str, *, warranty_days: int = 365, **terms: Any) -> str:
    """A contract whose warranty ends so many days from now."""
    until = (system.now() + timedelta(days=warranty_days)).date().isoformat()
    return system.sun.makes(
        "contract.register",
        account,
        contract_no=f"HT-{next(_number)}",
        product_model="X1",
        service_scope="维修、安装",
        warranty_until=until,
        **{"installation_included": False, "training_included": False, **terms},
    )


def entry(system: System, **given: Any) -> str:
    """A call that is registered."""
    usual = {"channel": "phone", "customer_name": "用户", "phone": PHONE, "description": "设备不转"}
    return system.sun.makes("entry.register", **{**usual, **given})


def case(system: System, *, in_warranty: bool = True, fault: str | None = "material") -> str:
    """A repair under a contract, in warranty or past it."""
    account, _ = customer(system)
    paper = contract(system, account, warranty_days=365 if in_warranty else -30)
    job = system.sun.makes(
        "case.open",
        account,
        case_kind="repair",
        product_model="X1",
        contract=paper,
        address="武汉市江汉路 1 号",
        customer_name="用户",
        description="设备不转",
    )
    if fault:
        system.sun.does("case.diagnose", job, fault_class=fault)
    return job


def dispatched(system: System, job: str, *, hours: float = 24, who: str = "li", **more: Any) -> str:
    """A dispatch with every field of its register filled."""
    engineer = system.people[who].party
    usual = {
        "entry_no": "R-1",
        "customer_name": "用户",
        "address": "武汉市江汉路 1 号",
        "destination": "武汉",
        "engineer": engineer,
        "assigned_people": [engineer],
        "arrive_by": soon(system, hours),
    }
    return system.sun.makes("workorder.dispatch", job, **{**usual, **more})


def order(system: System, *, hours: float = 24) -> str:
    """A dispatch on a job in warranty."""
    return dispatched(system, case(system), hours=hours)


def on_site(system: System, *, hours: float = 24) -> str:
    """A dispatch whose technician has arrived in time."""
    found = order(system, hours=hours)
    system.li.does("workorder.arrive", found)
    return found


REPORT = {
    "fault_cause": "轴承磨损",
    "fault_class": "material",
    "solution": "更换轴承",
    "parts_replaced": "轴承 6204",
    "customer_opinion": "满意",
    "advice_given": "每月加注润滑脂",
}


def reported(system: System, found: str, **more: Any) -> str:
    """The report of a job."""
    given = {name: value for name, value in {**REPORT, **more}.items() if value is not None}
    system.li.does("workorder.complete", found, **given)
    return found


RATING = {"satisfied": "yes", "attitude": "5", "patience": "5", "manners": "polite", "remarks": "很好"}


def rated(system: System, found: str, **more: str) -> str:
    """The customer's own rating of a job, by the link made for it; the survey's id."""
    answer = system.rating("li", found).does("survey.fill", **{**RATING, **more})
    assert answer.status_code == 200, answer.text[-2000:]
    surveys = system.sun.all("/matters", kind="survey", parent=found)
    assert surveys, answer.text[-2000:]
    return str(surveys[0]["id"])


def complaint(system: System, ground: str) -> str:
    """A customer's complaint about somebody on a ground."""
    return system.sun.makes(
        "complaint.open",
        channel="phone",
        customer_name="用户",
        person=system.li.party,
        complaint_ground=ground,
        description="用户来电投诉",
    )


def verified(system: System, matter: str, ground: str) -> None:
    """Alleged, heard, upheld."""
    system.sun.does("finding.allege", matter, ground=ground, against=[system.li.party], statement="用户反映")
    system.sun.does("finding.hear", matter, statement="本人陈述属实")
    system.sun.does("finding.uphold", matter, ground=ground, responsible=[system.li.party], note="查实")


def on_site_of(system: System, found: str) -> str:
    """The dispatch, its technician arrived."""
    system.li.does("workorder.arrive", found)
    return found


def rated_job(system: System, job: str) -> str:
    """The job done from dispatch to rating; the work order, closed."""
    found = on_site_of(system, dispatched(system, job))
    reported(system, found)
    rated(system, found)
    system.li.does("workorder.call_hq", found)
    system.li.does("workorder.leave", found)
    system.sun.does("workorder.close", found)
    return found
