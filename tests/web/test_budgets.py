"""How many queries each page asks; the numbers in `budgets.json` may only shrink."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.company import Company, on_site

PLACE = Path(__file__).parent / "budgets.json"
PAGES = {
    "my work of a manager": ("sun", "/"),
    "my work of a technician": ("li", "/"),
    "intake": ("sun", "/intake/"),
    "matter": ("sun", "/m/{case}/"),
    "order on the phone": ("li", "/phone/{order}/"),
    "orders on the phone": ("li", "/phone/"),
    "list of matters": ("sun", "/matters/workorder/"),
    "approvals": ("liu", "/approvals/"),
    "consequences": ("sun", "/consequences/"),
    "policy": ("sun", "/law/"),
    "clause": ("sun", "/law/S10-3.4b/"),
    "manager": ("sun", "/manager/"),
    "proof": ("sun", "/manager/proof/"),
    "people": ("sun", "/people/"),
    "form of an act": ("sun", "/acts/workorder.dispatch/?on={case}"),
    "search": ("sun", "/search/?q=wuhan"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_more_than_its_budget(company: Company, name: str) -> None:
    on_site(company)
    who, path = PAGES[name]
    client = company.signed_in(who)
    address = path.format(**{key: matter.pk for key, matter in company.made.items()})
    client.get(address)  # what is asked once in a process is not the page's
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    allowed = json.loads(PLACE.read_text(encoding="utf-8")).get(name, 0)
    assert len(asked) == allowed, f"'{name}' asks {len(asked)} queries, its budget is {allowed}; budgets only shrink."
