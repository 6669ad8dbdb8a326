"""Signing in: by name and password, slowed down after failures, in two languages; the demo's doors do not exist elsewhere."""

import pytest
from django.test import Client

from tests.web.company import PASSWORD, Company


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(company: Company) -> None:
    asked = Client().get("/intake/")
    assert asked.status_code == 302
    assert asked["Location"] == "/sign-in/?next=/intake/"


def test_the_right_password_opens_my_work(company: Company) -> None:
    client = Client()
    entered = client.post("/sign-in/", {"username": "sun", "password": PASSWORD, "next": "/intake/"})
    assert entered["Location"] == "/intake/"
    assert client.get("/").status_code == 200


def test_nobody_is_sent_to_another_site(company: Company) -> None:
    entered = Client().post(
        "/sign-in/", {"username": "sun", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert entered["Location"] == "/"


def test_after_five_failures_even_the_right_password_waits(company: Company) -> None:
    client = Client()
    for _ in range(5):
        assert client.post("/sign-in/", {"username": "sun", "password": "guess"}).status_code == 401
    assert client.post("/sign-in/", {"username": "sun", "password": PASSWORD}).status_code == 429
    assert client.post("/sign-in/", {"username": "li", "password": PASSWORD}).status_code == 302


def test_the_language_is_switched_and_remembered(company: Company) -> None:
    client = company.signed_in("sun")
    assert "我的工作" in client.get("/").content.decode()
    client.post("/language/", {"language": "en", "next": "/"})
    assert "My work" in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/sign-in/demo/", "/demo/clock/"])
def test_outside_demo_mode_its_doors_do_not_exist(company: Company, path: str) -> None:
    client = company.signed_in("sun")
    assert client.post(path, {"username": "sun", "step": "hour"}).status_code == 404
    assert b"demo-clock" not in client.get("/").content


def test_in_demo_mode_the_clock_goes_forward_and_breaches_are_marked(company: Company, settings) -> None:
    settings.DEMO = True
    company.done("entry.register", channel="phone", customer=company.people["wang"], description="异响")
    client = company.signed_in("sun")
    assert "逾期 " not in client.get("/").content.decode()
    assert client.post("/demo/clock/", {"step": "day", "next": "/"}).status_code == 302
    client.post("/demo/clock/", {"step": "hour", "next": "/"})
    assert "逾期 " in client.get("/").content.decode()


def test_a_password_can_be_changed(company: Company) -> None:
    client = company.signed_in("sun")
    fresh = "a-new-word-for-monday"
    wrong = client.post("/password/", {"old_password": "x", "new_password1": fresh, "new_password2": fresh})
    assert wrong.status_code == 422
    right = client.post("/password/", {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh})
    assert right.status_code == 302
    assert client.get("/").status_code == 200
