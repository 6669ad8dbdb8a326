"""Keeps a staff session locked while the device is in a customer's hands."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

KEY = "handed_over"


def lock(request: HttpRequest, address: str) -> None:
    """From now on this session reaches only `address`, until its owner unlocks it."""
    request.session[KEY] = address


def locked(request: HttpRequest) -> str:
    """The one address that a locked session may reach; empty when it is not locked."""
    return str(request.session.get(KEY, ""))


def unlock(request: HttpRequest) -> None:
    """The owner has the device back."""
    request.session.pop(KEY, None)
    request.session.cycle_key()


class SessionLock:
    """Django middleware: a locked session reaches the customer's page, the unlocking and the language, nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        only = locked(request)
        if not only or self._allowed(request.path, only):
            response = self.get_response(request)
            if only:
                response.headers["Cache-Control"] = "no-store"
            return response
        if request.headers.get("HX-Request"):
            return HttpResponse(status=423, headers={"HX-Redirect": only})
        if request.method == "GET":
            return HttpResponseRedirect(only)
        return HttpResponse(status=423)

    @staticmethod
    def _allowed(path: str, only: str) -> bool:
        open_to_all = (reverse("unlock"), reverse("language"), reverse("handed-over-done"))
        return path in open_to_all or path.startswith((only, settings.STATIC_URL))
