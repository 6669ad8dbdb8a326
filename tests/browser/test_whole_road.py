"""The whole road by clicking alone: calls, dispatch, phone, signature, rating, quotation, discipline, expenses, a visit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from aftersales.ledger.models import Consequence, Event, Matter
from aftersales.policy.values import from_json
from tests.browser.people import Person, enter
from tests.web.company import PASSWORD, Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
REPORT = {
    "fault_cause": "轴承磨损",
    "fault_class": "wear",
    "solution": "更换轴承",
    "parts_replaced": "6205 轴承",
    "customer_opinion": "满意",
    "advice_given": "每月加注润滑脂",
    "service_people": ["李师傅"],
}


def test_everything_the_house_does_is_done_by_clicking(company: Company, browser: Any, live_server: Any) -> None:
    sun = Person(browser, live_server.url).signs_in("sun")
    qian = Person(browser, live_server.url).signs_in("qian")
    li = Person(browser, live_server.url, phone=True).signs_in("li")
    zhou = Person(browser, live_server.url, phone=True)
    registers_a_contract(qian)
    order = is_dispatched(company, sun, call="减速机异响", contract="HT-2026-001")
    works_on_site(company, li, order)
    rates_on_an_own_device(li, zhou)
    comes_home_and_closes(company, li, sun, order)
    second = is_dispatched(company, sun, call="减速机漏油", contract="HT-2026-001")
    works_on_site(company, li, second)
    rates_on_the_locked_phone(li)
    claims_expenses(company, browser, li, live_server.url)
    pays_a_quotation(company, sun, qian, zhou)
    is_disciplined(company, sun, li)
    is_visited(company, sun, li)
    for person in (sun, qian, li, zhou):
        person.leaves()


def newest(kind: str) -> Matter:
    return Matter.objects.filter(kind=kind).latest("pk")


def registers_a_contract(qian: Person) -> None:
    qian.chooses("客户")
    qian.follows("武汉汽轮机厂")
    qian.page.locator("main a[href^='/m/']").first.click()
    qian.does("contract.register", contract_no="HT-2026-001", product_model="ZJ-200", warranty_until="2027-03-01")


def calls(sun: Person, call: str, **more: Any) -> Matter:
    """The caller is found by phone, the call is written down."""
    sun.chooses("受理登记")
    sun.page.type("#caller", "027-8686")
    sun.page.click("#callers a")
    sun.page.wait_for_url("**/intake/?*")
    sun.enters(sun.page.locator("form.house-form"), description=call, **more)
    sun.page.click("form.house-form button[type=submit]")
    sun.page.wait_for_url("**/m/*/")
    return newest("entry")


def opens_a_case(sun: Person, call: str, **terms: Any) -> Matter:
    calls(sun, call, needs_site_visit=True)
    sun.does("entry.answer", reply="已受理，今天派人")
    sun.does("case.open", product_model="ZJ-200", **terms)
    return newest("case")


def is_dispatched(company: Company, sun: Person, *, call: str, contract: str) -> Matter:
    case = opens_a_case(sun, call, contract=contract)
    assert case.memory["in_warranty"] is True
    return dispatches(company, sun)


def dispatches(company: Company, sun: Person) -> Matter:
    company.clock.advance(timedelta(minutes=5))
    sun.does(
        "workorder.dispatch",
        destination="武汉",
        engineer="李师傅",
        assigned_people=["李师傅"],
        arrive_by=company.clock.now() + timedelta(hours=8),
    )
    order = newest("workorder")
    assert order.memory["customer_name"]
    assert order.memory["entry_no"]
    return order


def works_on_site(company: Company, li: Person, order: Matter) -> None:
    li.goes("/")
    li.chooses("手机作业")
    li.follows(str(order.number))
    for act in ("workorder.accept", "workorder.depart", "workorder.arrive"):
        company.clock.advance(timedelta(minutes=30))
        li.does(act)
    assert li.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    li.does("workorder.complete", **REPORT)
    li.does("workorder.sign", name="周工")
    assert Event.objects.filter(name="workorder.signed.v1", matter=order).exists()


def rates(page: Any, satisfied: str = "yes") -> None:
    form = page.locator("form.house-form")
    for name, value in {"satisfied": satisfied, "attitude": "5", "patience": "5", "manners": "polite"}.items():
        enter(form, name, value)
    form.locator("button[type=submit]").click()
    page.locator("h1", has_text="谢谢").wait_for()


def rating() -> dict[str, Any]:
    return dict(from_json(Event.objects.filter(name="survey.filled.v1").latest("pk").fields))


def rates_on_an_own_device(li: Person, zhou: Person) -> None:
    li.follows("请客户评价")
    li.page.click("button[value=own]")
    address = li.page.input_value("input[readonly]")
    zhou.goes(address)
    rates(zhou.page)
    zhou.goes(address)
    assert "已失效" in zhou.page.content()
    assert rating()["mode"] == "own_device"


def rates_on_the_locked_phone(li: Person) -> None:
    li.follows("请客户评价")
    li.page.click("button[value=hand]")
    li.page.locator("input[name=satisfied]").first.wait_for(state="attached")
    li.goes("/")
    assert "/c/" in li.page.url
    rates(li.page)
    li.page.click("a[href='/unlock/']")
    li.page.fill("#password", PASSWORD)
    li.page.click("main form[method=post] button.btn-primary")
    li.page.wait_for_url(li.address + "/")
    assert rating()["mode"] == "handed_over"


def comes_home_and_closes(company: Company, li: Person, sun: Person, order: Matter) -> None:
    li.goes("/")
    li.chooses("手机作业")
    li.follows(str(order.number))
    li.does("workorder.call_hq")
    company.clock.advance(timedelta(minutes=10))
    li.does("workorder.leave")
    li.does("workorder.close")
    sun.goes("/")
    case = order.parent
    assert case is not None
    sun.page.fill("#search", str(case.number))
    sun.page.press("#search", "Enter")
    sun.page.wait_for_url("**/m/*/")
    sun.does("case.close", result="good")
    for row in (order, case):
        row.refresh_from_db()
    assert (order.state, case.state) == ("closed", "closed")


def claims_expenses(company: Company, browser: Any, li: Person, address: str) -> None:
    li.goes("/")
    li.chooses("手机作业")
    li.page.locator("main a[href='/expenses/']").click()
    lines = {"kind": "transport", "place": "武汉", "receipt_no": "A-001", "amount": "60"}
    more = {"kind": "meal", "place": "上海", "receipt_no": "B-002", "amount": "40"}
    named = {f"lines-{n}-{key}": value for n, line in enumerate((lines, more)) for key, value in line.items()}
    li.does("expense.submit", **named)
    claim = newest("expense")
    jin = Person(browser, address).signs_in("jin")
    jin.chooses("费用报销")
    jin.follows(str(claim.number))
    jin.does("expense.refuse_lines", refused="B-002", reason="与出差地不符")
    jin.does("expense.approve")
    jin.leaves()
    claim.refresh_from_db()
    assert claim.state == "approved"


def pays_a_quotation(company: Company, sun: Person, qian: Person, zhou: Person) -> None:
    case = opens_a_case(sun, "超保修期的减速机漏油", no_contract_reason="old_product")
    assert sun.page.locator("a[href*='workorder.dispatch']").count() == 0
    qian.goes("/")
    qian.page.fill("#search", str(case.number))
    qian.page.press("#search", "Enter")
    qian.page.wait_for_url("**/m/*/")
    qian.does("quotation.send", parts_cost="100", travel_cost="50")
    sun.goes(f"/m/{case.pk}/")
    sun.page.click("a[href$='/link/']")
    sun.page.click("main button.btn-primary")
    zhou.goes(sun.page.input_value("input[readonly]"))
    zhou.page.locator("a[href*='quotation.accept']").click()
    enter(zhou.page.locator("form.house-form"), "name", "周工")
    zhou.page.click("form.house-form button[type=submit]")
    zhou.is_told()
    sun.goes(f"/m/{case.pk}/")
    dispatches(company, sun)


def is_disciplined(company: Company, sun: Person, li: Person) -> None:
    calls(sun, "服务人员与我争吵", dissatisfied=True, person="李师傅")
    complaint = newest("complaint")
    sun.page.locator(f"main a[href='/m/{complaint.pk}/']").first.click()
    sun.does("finding.allege", ground="quarrel", against=["李师傅"], statement="用户来电，称被顶撞")
    company.clock.advance(timedelta(minutes=30))
    li.goes("/")
    li.does("finding.hear", statement="当时着急，话说重了")
    sun.goes(f"/m/{complaint.pk}/")
    sun.does("finding.uphold", note="电话核实，与用户所述一致")
    sun.chooses("奖惩")
    assert sun.page.locator("main", has_text="李师傅").locator("text=记大过").count() >= 1
    assert "与用户口角" in sun.page.locator("main").inner_text()
    sun.does("consequence.confirm", facts_checked=True)
    li.goes("/")
    assert "S10-4.2a" in li.page.locator("section[aria-labelledby=told]").inner_text()
    li.chooses("奖惩")
    li.does("consequence.appeal", reason="是用户先骂人")
    assert Consequence.objects.get(kind="demerit").state == "appealed"


def is_visited(company: Company, sun: Person, li: Person) -> None:
    sun.chooses("客户")
    sun.follows("武汉汽轮机厂")
    sun.page.locator("main a[href^='/m/']", has_text="武汉汽轮机厂").first.click()
    sun.does("visit.plan", visitor="李师傅", planned_at=company.clock.now() + timedelta(days=1))
    company.clock.advance(timedelta(days=1))
    li.goes("/")
    li.chooses("全部事项")
    li.follows("走访")
    li.follows(str(newest("visit").number))
    li.does("visit.complete", usage="每天两班，运行正常", design_opinion="无", assembly_opinion="无")
    assert newest("visit").state == "visited"
