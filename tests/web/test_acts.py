"""Doing acts on pages: forms from typed fields, all reasons of a refusal at once, one answer to one request."""

from datetime import timedelta

import pytest

from aftersales.ledger.models import Act, Matter
from tests.web.company import Company, dispatched, on_site

CALL = {
    "channel": "phone",
    "description": "电机过热",
    "needs_site_visit": "on",
    "phone": "027-1",
    "customer_name": "江城纺织",
}


def test_a_call_is_registered_with_the_next_number(company: Company) -> None:
    client = company.signed_in("sun")
    answer = client.post("/acts/entry.register/", {**CALL, "request_id": "one"})
    made = Matter.objects.get(kind="entry")
    assert answer["Location"] == f"/m/{made.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert str(made.number) in page
    assert "S10-3.4a" in page


def test_the_same_request_twice_is_one_act(company: Company) -> None:
    client = company.signed_in("sun")
    for _ in range(2):
        client.post("/acts/entry.register/", {**CALL, "request_id": "twice"})
    assert Matter.objects.filter(kind="entry").count() == 1


def test_what_is_missing_is_said_beside_its_field_and_the_text_is_kept(company: Company) -> None:
    client = company.signed_in("sun")
    answer = client.post("/acts/entry.register/", {**CALL, "description": "", "request_id": "short"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'id="in-description-problems"' in page
    assert 'value="江城纺织"' in page
    again = client.post("/acts/entry.register/", {**CALL, "arrive_by": "x", "customer": "none", "request_id": "odd"})
    assert again.status_code == 422
    assert 'id="in-customer-problems"' in again.content.decode()


def test_a_refusal_names_every_reason_its_clause_and_who_may_waive_it(company: Company) -> None:
    order = dispatched(company)
    client = company.signed_in("li")
    answer = client.post(f"/acts/workorder.close/?on={order.pk}", {"request_id": "early"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for clause in ("S10-3.6a", "S10-3.6b"):
        assert f"/law/{clause}/" in page
    assert "谁可以放行" in page
    assert Act.objects.filter(name="workorder.close", outcome="refused").count() == 1


def test_a_page_shows_what_is_closed_and_by_which_clause(company: Company) -> None:
    order = dispatched(company)
    page = company.signed_in("li").get(f"/m/{order.pk}/").content.decode()
    assert "暂不能做及原因" in page
    assert "/law/S10-3.6b/" in page


def test_an_act_without_input_is_done_in_one_click_from_my_work(company: Company) -> None:
    order = dispatched(company)
    client = company.signed_in("li")
    page = client.get(f"/phone/{order.pk}/").content.decode()
    assert f'action="/acts/workorder.accept/?on={order.pk}' in page
    client.post(f"/acts/workorder.accept/?on={order.pk}&next=/phone/{order.pk}/", {"request_id": "go"})
    order.refresh_from_db()
    assert order.state == "accepted"


def test_in_the_dialog_an_answer_is_a_fragment_and_success_leads_on(company: Company) -> None:
    order = dispatched(company)
    client = company.signed_in("li")
    headers = {"HX-Request": "true", "X-Dialog": "1"}
    form = client.get(f"/acts/workorder.refuse/?on={order.pk}", headers=headers).content.decode()
    assert "<html" not in form
    assert 'name="request_id"' in form
    done = client.post(f"/acts/workorder.accept/?on={order.pk}", {"request_id": "d"}, headers=headers)
    assert done.status_code == 204
    assert done["HX-Redirect"] == f"/m/{order.pk}/"


def test_a_finding_is_upheld_from_my_work_and_its_consequence_confirmed_with_the_facts(company: Company) -> None:
    order = dispatched(company, hours=1)
    company.done("workorder.accept", order, by="li")
    company.done(
        "workorder.arrive", order, by="li", after=timedelta(hours=3), late_reason="睡过头", late_reason_class="personal"
    )
    client = company.signed_in("sun")
    assert "/acts/finding.allege/" in client.get("/").content.decode()
    company.done("finding.allege", order, ground="late_personal", against=[company.people["li"].pk])
    assert "/acts/finding.uphold/" in client.get("/").content.decode()
    company.done("finding.hear", order, by="li", statement="属实")
    company.done("finding.uphold", order, ground="late_personal", responsible=[company.people["li"].pk])
    page = client.get("/consequences/").content.decode()
    assert "李师傅" in page
    assert "S10-4.5" in page


@pytest.mark.parametrize("who", ["sun", "li", "qian", "jin", "liu", "admin"])
def test_everybodys_pages_open_in_both_languages(company: Company, who: str) -> None:
    on_site(company)
    client = company.signed_in(who)
    paths = [
        "/",
        "/matters/",
        "/approvals/",
        "/consequences/",
        "/law/",
        "/law/S10-3.4b/",
        "/people/",
        "/me/",
        "/search/?q=wuhan",
    ]
    wide = {
        "sun": [
            "/intake/",
            "/intake/callers/?q=027",
            "/manager/",
            "/manager/promises/?state=broken",
            "/manager/proof/",
            "/complaints/",
            "/matters/workorder/",
            "/customers/",
        ]
    }
    for language in ("zh-hans", "en"):
        client.post("/language/", {"language": language})
        for path in paths + wide.get(who, []):
            assert client.get(path).status_code == 200, (who, path)
