"""Slows down guessing: after some failed sign-ins of one name or one address, nobody is let in for a while."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from aftersales.ledger import present
from aftersales.web.models import SignInFailure

PER_NAME, PER_ADDRESS = 5, 30
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)


def _who(name: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}|{name.strip().casefold()}".encode()).hexdigest()


def address(request: HttpRequest) -> str:
    """The address the request came from; behind our proxy the one that the proxy added last."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return str(forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:64]


def blocked(request: HttpRequest, name: str) -> bool:
    """Whether this name or this address has failed too often of late."""
    recent = SignInFailure.objects.filter(at__gt=present.now() - WINDOW)
    by_name = recent.filter(who=_who(name)).count() >= PER_NAME
    return by_name or recent.filter(address=address(request)).count() >= PER_ADDRESS


def failed(request: HttpRequest, name: str) -> None:
    """Remember a failure, and forget the old ones."""
    now = present.now()
    SignInFailure.objects.filter(at__lt=now - KEPT).delete()
    SignInFailure.objects.create(who=_who(name), address=address(request), at=now)


def succeeded(name: str) -> None:
    """Who came in has a clean sheet."""
    SignInFailure.objects.filter(who=_who(name)).delete()


REPORTS, HOUR = 10, timedelta(hours=1)


def _reports(request: HttpRequest) -> str:
    return _who(f"report from {address(request)}")


def too_many_reports(request: HttpRequest) -> bool:
    """Whether this address has written too often within the hour."""
    return SignInFailure.objects.filter(who=_reports(request), at__gt=present.now() - HOUR).count() >= REPORTS


def reported(request: HttpRequest) -> None:
    """Remember a report; the address does not count as one that failed to sign in."""
    SignInFailure.objects.create(who=_reports(request), address="", at=present.now())
