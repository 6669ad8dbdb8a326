"""Least rights on every page, route and file: strangers sign in, other branches and outsiders find nothing there."""

import base64
import io

import pytest
from django.test import Client

from aftersales.ledger import attachments
from aftersales.web.urls import urlpatterns
from tests.web.company import Company, dispatched

OPEN = {"sign-in", "sign-in-demo", "language", "unlock", "report", "link", "link-act", "handed-over-done"}


def web_patterns() -> list[tuple[str, str]]:
    """Name and address of every page, with numbers and words put in."""
    found = []
    for one in urlpatterns:
        path = str(one.pattern).replace("<int:pk>", "1").replace("<slug:kind>", "case")
        path = path.replace("<str:name>", "entry.register").replace("<str:token>", "nothing")
        found.append((str(one.name), f"/{path}"))
    return found


def test_every_page_is_either_open_on_purpose_or_asks_to_sign_in(company: Company) -> None:
    for name, path in web_patterns():
        answers = {Client().get(path).status_code, Client().post(path).status_code}
        if name not in OPEN:
            assert answers <= {302, 404, 405}, (name, answers)


@pytest.mark.parametrize(
    "path", ["/m/{order}/", "/phone/{order}/", "/phone/{order}/rate/", "/m/{case}/", "/m/{entry}/link/"]
)
@pytest.mark.parametrize("who", ["zhao", "chen"])
def test_another_branch_finds_nothing(company: Company, who: str, path: str) -> None:
    dispatched(company)
    numbers = {name: matter.pk for name, matter in company.made.items()}
    assert company.signed_in("sun").get(path.format(**numbers)).status_code == 200
    assert company.signed_in(who).get(path.format(**numbers)).status_code == 404


def test_who_may_not_do_an_act_finds_no_form_and_cannot_send_one(company: Company) -> None:
    order = dispatched(company)
    zhao, li = company.signed_in("zhao"), company.signed_in("li")
    address = f"/acts/workorder.dispatch/?on={company.made['case'].pk}"
    assert li.get(address).status_code == 404
    assert li.post(address, {"engineer": "1"}).status_code == 404
    assert zhao.post(f"/acts/workorder.accept/?on={order.pk}", {"request_id": "x"}).status_code == 404
    assert company.signed_in("sun").get(address).status_code == 200
    assert li.get("/acts/no.such_act/").status_code == 404


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("li", "/manager/"),
        ("li", "/intake/"),
        ("zhao", "/manager/proof/"),
        ("qian", "/expenses/"),
        ("li", "/matters/complaint/"),
    ],
)
def test_a_page_that_the_role_does_not_open_does_not_exist(company: Company, who: str, path: str) -> None:
    assert company.signed_in(who).get(path).status_code == 404


def test_a_file_goes_only_to_those_who_see_its_matter_and_never_as_a_page(company: Company) -> None:
    order = dispatched(company)
    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    kept = attachments.store(io.BytesIO(png), "现场.png", by=company.people["li"], at=company.clock.now(), matter=order)
    shown = company.signed_in("sun").get(f"/files/{kept.pk}/")
    assert shown.status_code == 200
    assert shown.getvalue() == png  # read to its end, or the file outlives the test's database
    assert shown["Content-Disposition"].startswith("attachment")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert company.signed_in("zhao").get(f"/files/{kept.pk}/").status_code == 404
    assert Client().get(f"/files/{kept.pk}/").status_code == 302


def test_pages_forbid_inline_code_and_carry_none(company: Company) -> None:
    dispatched(company)
    page = company.signed_in("sun").get(f"/m/{company.made['case'].pk}/")
    assert "unsafe" not in page["Content-Security-Policy"]
    assert " style=" not in page.content.decode()
    assert " onclick=" not in page.content.decode()
