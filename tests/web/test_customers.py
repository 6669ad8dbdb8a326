"""The customer's pages: links that open one thing, expire and serve once; the rating by the customer alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from aftersales.ledger import links
from aftersales.ledger.models import Event, Matter
from aftersales.policy.values import from_json
from tests.web.company import PASSWORD, Company, dispatched, on_site

RATING = {"satisfied": "yes", "attitude": "5", "patience": "4", "manners": "polite", "remarks": "很好"}


def link_of(company: Company, matter: Matter, **more: Any) -> str:
    return links.make_link(matter, by=company.people["sun"], at=company.clock.now(), **more)


def rating() -> dict[str, object]:
    return dict(from_json(Event.objects.get(name="survey.filled.v1").fields))


def test_a_link_shows_how_the_matter_stands_without_signing_in(company: Company) -> None:
    dispatched(company)
    page = Client().get(f"/c/{link_of(company, company.made['case'])}/")
    assert page.status_code == 200
    assert company.made["case"].number in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("token", ["nothing", "x" * 43])
def test_a_guess_opens_nothing(company: Company, token: str) -> None:
    assert Client().get(f"/c/{token}/").status_code == 410


def test_an_expired_link_opens_nothing(company: Company) -> None:
    dispatched(company)
    token = link_of(company, company.made["case"])
    company.clock.advance(timedelta(days=31))
    assert Client().get(f"/c/{token}/").status_code == 410


def test_a_link_opens_one_thing_and_only_its_acts(company: Company) -> None:
    order = on_site(company)
    token = link_of(company, order, acts=("survey.fill",), single_use=True)
    client = Client()
    assert client.get(f"/c/{token}/case.close/").status_code == 404
    assert client.get(f"/c/{token}/workorder.sign/").status_code == 404
    assert client.get(f"/c/{token}/survey.fill/?on={company.made['entry'].pk}").status_code == 404


def test_the_customer_rates_on_an_own_device_once(company: Company) -> None:
    order = on_site(company)
    page = company.signed_in("li").post(f"/phone/{order.pk}/rate/", {"way": "own"}).content.decode()
    address = page.split("http://testserver")[1].split('"')[0]
    client = Client()
    assert "请您本人填写" in client.get(address).content.decode()
    assert client.post(address, {**RATING, "request_id": "r1"}).status_code == 200
    assert rating()["mode"] == "own_device"
    assert rating()["filled_by_customer"] is True
    assert client.post(address, {**RATING, "request_id": "r2"}).status_code == 410
    assert Matter.objects.filter(kind="survey").count() == 1


def test_a_handed_over_device_is_locked_to_the_rating_until_the_password(company: Company) -> None:
    order = on_site(company)
    client = company.signed_in("li")
    handed = client.post(f"/phone/{order.pk}/rate/", {"way": "hand"})
    address = handed["Location"]
    for path in ("/", f"/m/{order.pk}/", "/law/", "/search/?q=1"):
        assert client.get(path)["Location"] == address
    assert client.post(f"/acts/workorder.close/?on={order.pk}", {"request_id": "x"}).status_code == 423
    assert client.get(address).status_code == 200
    done = client.post(address, {**RATING, "request_id": "h1"})
    assert done["Location"] == "/c/done/"
    assert rating()["mode"] == "handed_over"
    assert client.post("/unlock/", {"password": "guess"}).status_code == 401
    assert client.get("/").status_code == 302
    assert client.post("/unlock/", {"password": PASSWORD}).status_code == 302
    assert client.get("/").status_code == 200


def test_staff_cannot_rate_through_the_customers_link(company: Company) -> None:
    order = on_site(company)
    token = link_of(company, order, acts=("survey.fill",), single_use=True)
    answer = company.signed_in("li").post(f"/c/{token}/survey.fill/", {**RATING, "request_id": "s"})
    assert answer.status_code == 409
    assert not Event.objects.filter(name="survey.filled.v1").exists()


def test_the_customer_accepts_the_quotation_through_the_link(company: Company) -> None:
    entry = company.done("entry.register", channel="phone", customer=company.people["wang"], description="异响")
    case = company.done("case.open", entry, case_kind="repair", product_model="ZJ-200", no_contract_reason="one_off")
    quote = company.done("quotation.send", case, by="qian", parts_cost="100", travel_cost="50")
    token = link_of(company, case)
    page = Client().get(f"/c/{token}/").content.decode()
    assert f"/c/{token}/quotation.accept/?on={quote.pk}" in page
    answer = Client().post(f"/c/{token}/quotation.accept/", {"on": quote.pk, "name": "周工", "request_id": "q"})
    assert answer.status_code == 302
    quote.refresh_from_db()
    assert quote.state == "accepted"


def test_the_first_page_of_a_customer_is_light(company: Company) -> None:
    dispatched(company)
    page = Client().get(f"/c/{link_of(company, company.made['case'])}/")
    dist = Path("aftersales/web/static/aftersales/dist")
    if not (dist / "customer.js").is_file():
        pytest.skip("the assets are not built")
    whole = len(page.content) + sum((dist / name).stat().st_size for name in ("customer.js", "customer.css"))
    assert whole < 150_000
    assert b"icons.svg" not in page.content  # the sprite alone would be a third of it
