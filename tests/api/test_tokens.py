"""Tokens: hashed, narrow, mortal; a browser's session is as good as one, a stranger is nobody."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client

from aftersales.api import tokens
from aftersales.api.models import Token
from aftersales.ledger import present
from tests.api.house import START


def problem(response):
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    return response.json()


def test_without_a_token_there_is_nothing(house):
    for headers in ({}, {"Authorization": "Bearer as_wrong"}, {"Authorization": "Basic YTpi"}):
        response = Client().get("/api/v1/matters", headers=headers)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert problem(response)["status"] == 401


def test_only_the_digest_of_a_token_is_kept(house):
    secret = house.token("service_hq@wuhan", "read")
    row = Token.objects.get()
    assert secret not in str(vars(row))
    assert row.digest == tokens.digest(secret)
    assert secret.startswith(row.prefix)


def test_a_token_knows_when_it_was_last_used(house):
    house.get("service_hq@wuhan", "/me")
    assert Token.objects.get().last_used_at == START


def test_an_expired_token_a_revoked_one_and_one_of_a_disabled_user_open_nothing(house):
    secret = house.token("service_hq@wuhan", "read", days=1)
    assert tokens.check(secret, at=START + timedelta(days=1)) is None
    found = tokens.check(secret, at=START)
    assert found is not None
    assert tokens.revoke(found.user, found.pk, at=START)
    assert tokens.check(secret, at=START) is None
    other = house.token("finance@wuhan", "read")
    get_user_model().objects.filter(username="finance@wuhan").update(is_active=False)
    assert tokens.check(other, at=START) is None


def test_a_reading_token_does_nothing(house):
    response = house.post(
        "service_hq@wuhan",
        "/acts/entry.register",
        {"given": {"channel": "phone", "description": "x"}},
        scopes=("read",),
    )
    assert response.status_code == 403
    assert problem(response)["code"] == "token.forbidden"


def test_a_token_for_some_acts_does_no_others(house):
    scopes = ("act:entry.*",)
    body = {"given": {"channel": "phone", "description": "x"}}
    assert house.post("service_hq@wuhan", "/acts/entry.register", body, scopes=scopes).status_code == 200
    other = house.post("service_hq@wuhan", "/acts/case.open", {"given": {}}, scopes=scopes)
    assert problem(other)["code"] == "token.forbidden"


def test_a_token_does_no_more_than_its_user_may(house):
    response = house.act("finance@wuhan", "entry.register", channel="phone", description="x")
    assert response.status_code == 403
    assert problem(response)["problems"][0]["code"] == "rights.may_not"


def test_tokens_are_made_shown_once_and_revoked_over_http(house):
    made = house.post("admin@wuhan", "/tokens", {"name": "till", "scopes": ["read"]})
    assert made.status_code == 201
    listed = house.get("admin@wuhan", "/tokens").json()
    assert "secret" not in listed[0]
    assert house.post("admin@wuhan", f"/tokens/{made.json()['id']}/revoke", {}).status_code == 200
    assert tokens.check(made.json()["secret"], at=present.now()) is None
    assert problem(house.post("admin@wuhan", "/tokens", {"name": "x", "scopes": ["all"]}))["code"] == "token.scope"


def test_a_browser_needs_no_token_but_its_csrf_token(house):
    user = get_user_model().objects.get(username="service_hq@wuhan")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    assert browser.get("/api/v1/me").json()["user"] == "service_hq@wuhan"
    forged = browser.post("/api/v1/acts/entry.register", "{}", content_type="application/json")
    assert forged.status_code == 403
    assert problem(forged)["code"] == "http.403"


def test_a_user_without_a_party_is_told_so(house):
    get_user_model().objects.create(username="nobody")
    response = Client().get("/api/v1/me", headers=house.headers("nobody"))
    assert problem(response)["code"] == "user.no_party"
