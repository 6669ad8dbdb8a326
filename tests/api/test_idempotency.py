"""The same key, the same answer: nothing is done twice, and no key serves two requests."""

import json

import pytest
from django.test import Client

from aftersales.ledger.models import Event


def test_a_post_without_a_key_is_refused(house):
    response = Client().post(
        "/api/v1/acts/entry.register", "{}", content_type="application/json", headers=house.headers("service_hq@wuhan")
    )
    assert response.status_code in {400, 422}
    body = json.dumps({"given": {"channel": "phone", "description": "x"}})
    response = Client().post(
        "/api/v1/acts/entry.register", body, content_type="application/json", headers=house.headers("service_hq@wuhan")
    )
    assert response.status_code == 400
    assert response.json()["code"] == "request.no_key"


@pytest.mark.parametrize("key", ["a b", "k" * 101, "钥"])
def test_a_key_that_is_none_is_refused(house, key):
    response = house.act("service_hq@wuhan", "entry.register", key=key, channel="phone", description="x")
    assert response.status_code == 400


def test_the_same_request_again_is_answered_again_and_not_done_again(house):
    first = house.act("service_hq@wuhan", "entry.register", key="one", channel="phone", description="漏油")
    again = house.act("service_hq@wuhan", "entry.register", key="one", channel="phone", description="漏油")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Event.objects.filter(name="entry.registered.v1").count() == 1


def test_a_refusal_is_remembered_too(house):
    entry = house.entry()
    first = house.act("finance@wuhan", "expense.approve", entry["id"], key="no")
    again = house.act("finance@wuhan", "expense.approve", entry["id"], key="no")
    assert first.status_code == again.status_code >= 400
    assert again.content == first.content


def test_the_same_key_with_another_body_is_refused(house):
    house.act("service_hq@wuhan", "entry.register", key="one", channel="phone", description="漏油")
    other = house.act("service_hq@wuhan", "entry.register", key="one", channel="phone", description="异响")
    assert other.status_code == 422
    assert other.json()["code"] == "request.key_reused"


def test_two_users_do_not_share_their_keys(house):
    for name in ("service_hq@wuhan", "service_hq@chengdu"):
        assert house.act(name, "entry.register", key="one", channel="phone", description="漏油").status_code == 200
    assert Event.objects.filter(name="entry.registered.v1").count() == 2


def test_what_was_done_while_the_answer_was_lost_is_not_done_again(house):
    from aftersales.api.models import Answer  # noqa: PLC0415 - only here a row is lost

    first = house.act("service_hq@wuhan", "entry.register", key="one", channel="phone", description="漏油").json()
    Answer.objects.all().delete()
    again = house.act("service_hq@wuhan", "entry.register", key="one", channel="phone", description="漏油").json()
    assert again["made"]["id"] == first["made"]["id"]
    assert again["replayed"]
    assert Event.objects.filter(name="entry.registered.v1").count() == 1
