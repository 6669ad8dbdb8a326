"""What every answer tells the browser: nothing inline, nothing from elsewhere, nobody's frame."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from aftersales.config.security import CONTENT_SECURITY_POLICY, BrowserRules


def answered(request: HttpRequest, **headers: str) -> HttpResponse:
    return BrowserRules(lambda _: HttpResponse(headers=headers))(request)


def test_every_answer_carries_the_policy() -> None:
    response = answered(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "microphone=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("word", ["unsafe-inline", "unsafe-eval", "*", "http:", "https:"])
def test_the_policy_opens_no_side_door(word: str) -> None:
    assert word not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize(
    "rule", ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
)
def test_the_policy_shuts_what_it_names(rule: str) -> None:
    assert rule in CONTENT_SECURITY_POLICY.split("; ")


def test_a_page_may_be_stricter() -> None:
    response = answered(RequestFactory().get("/"), **{"Content-Security-Policy": "default-src 'none'"})
    assert response["Content-Security-Policy"] == "default-src 'none'"
