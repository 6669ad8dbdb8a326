"""A whole job in a real browser: call, dispatch, phone, signature, rating on an own and on a handed-over device, closing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aftersales.ledger.models import Event, Matter
from aftersales.policy.values import from_json
from tests.browser.people import Person
from tests.web.company import PASSWORD, Company, on_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def rates(page: Any) -> None:
    page.check("input[name=satisfied][value=yes]", force=True)
    page.check("input[name=attitude][value='5']", force=True)
    page.check("input[name=manners][value=polite]", force=True)
    page.fill("textarea[name=remarks]", "很快就修好了")
    page.click("main form.house-form button[type=submit]")
    page.wait_for_load_state()


def rating() -> dict[str, Any]:
    return dict(from_json(Event.objects.get(name="survey.filled.v1").fields))


def test_a_call_becomes_an_order_on_the_phone(company: Company, browser: Any, live_server: Any) -> None:
    sun = Person(browser, live_server.url).signs_in("sun")
    sun.goes("/intake/")
    sun.page.type("#caller", "027-8686")
    sun.page.click("#callers a")
    sun.page.wait_for_load_state()
    assert sun.page.input_value("#in-customer_name") == "武汉汽轮机厂"
    sun.page.fill("#in-description", "减速机异响，请派人")
    sun.page.check("#in-needs_site_visit")
    sun.page.click("form.house-form button[type=submit]")
    sun.page.wait_for_url("**/m/*/")
    entry = Matter.objects.get(kind="entry")
    assert entry.number in sun.page.content()
    sun.presses("entry.answer")
    sun.page.fill("#dialog textarea[name=reply]", "已受理，今天派人")
    sun.page.click("#dialog button[type=submit]")
    sun.page.wait_for_selector("text=已受理，今天派人")
    sun.presses("case.open")
    sun.page.fill("#dialog input[name=product_model]", "ZJ-200")
    sun.page.select_option("#dialog select[name=unit]", index=0)
    sun.page.check("#dialog input[name=no_contract_reason][value=goodwill]", force=True)
    sun.page.click("#dialog button[type=submit]")
    sun.page.locator("h1.page-title", has_text="C-").wait_for()
    assert Matter.objects.filter(kind="case").count() == 1
    sun.leaves()


def test_a_refusal_in_the_dialog_keeps_the_text_and_names_the_clauses(
    company: Company, browser: Any, live_server: Any
) -> None:
    order = on_site(company)
    li = Person(browser, live_server.url).signs_in("li")
    li.goes(f"/acts/workorder.close/?on={order.pk}")
    li.page.click("form.house-form button[type=submit]")
    li.page.wait_for_selector(".refusal")
    assert li.page.locator(".refusal .clause-chip").count() >= 1
    li.leaves()


def test_phone_signature_and_rating_on_an_own_device_then_closing(
    company: Company, browser: Any, live_server: Any
) -> None:
    order = on_site(company)
    li = Person(browser, live_server.url, phone=True).signs_in("li")
    li.goes(f"/phone/{order.pk}/")
    assert li.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    li.presses("workorder.sign")
    li.page.fill("input[name=name]", "周工")
    li.signs()
    li.page.click("form.house-form button[type=submit]")
    li.page.wait_for_url(f"**/phone/{order.pk}/")
    assert Event.objects.filter(name="workorder.signed.v1").exists()
    li.goes(f"/phone/{order.pk}/rate/")
    li.page.click("button[value=own]")
    address = li.page.input_value("input[readonly]")
    zhou = Person(browser, live_server.url, phone=True)
    zhou.goes(address)
    rates(zhou.page)
    assert "谢谢" in zhou.page.content()
    zhou.goes(address)
    assert "已失效" in zhou.page.content()
    assert rating()["mode"] == "own_device"
    zhou.leaves()
    li.goes(f"/phone/{order.pk}/")
    li.presses("workorder.call_hq")
    li.page.click("form.house-form button[type=submit]")
    li.page.wait_for_url(f"**/phone/{order.pk}/")
    company.clock.advance(timedelta(minutes=10))
    li.presses("workorder.leave")
    li.page.click("form.house-form button[type=submit]")
    li.page.wait_for_url(f"**/phone/{order.pk}/")
    li.presses("workorder.close")
    li.page.wait_for_selector("text=已结")
    order.refresh_from_db()
    assert order.state == "closed"
    li.leaves()


def test_a_handed_over_phone_shows_only_the_rating_until_it_is_unlocked(
    company: Company, browser: Any, live_server: Any
) -> None:
    order = on_site(company)
    li = Person(browser, live_server.url, phone=True).signs_in("li")
    li.goes(f"/phone/{order.pk}/rate/")
    li.page.click("button[value=hand]")
    li.page.wait_for_selector("input[name=satisfied]", state="attached")
    li.goes("/")
    assert "/c/" in li.page.url
    rates(li.page)
    assert "请将设备交还" in li.page.content()
    assert rating()["mode"] == "handed_over"
    li.goes(f"/m/{order.pk}/")
    assert "/m/" not in li.page.url
    li.goes("/unlock/")
    li.page.fill("#password", PASSWORD)
    li.page.click("main form[method=post] button.btn-primary")
    li.page.wait_for_url(live_server.url + "/")
    li.leaves()


def test_the_clock_of_the_server_is_the_one_that_is_shown(company: Company, browser: Any, live_server: Any) -> None:
    sun = Person(browser, live_server.url).signs_in("sun")
    assert timezone.localtime(company.clock.now()).strftime("%Y-%m-%d %H:%M") in sun.page.content()
    sun.leaves()
