"""Opens a customer's link: one matter, for a while, for some acts; everything else does not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aftersales.ledger import links
from aftersales.web import clock, middleware
from aftersales.web.viewer import party_of


@dataclass(frozen=True)
class Opened:
    """A link that holds, with its token as the address carries it."""

    token: str
    link: Any

    @property
    def matter(self) -> Any:
        """The one matter that it opens."""
        return self.link.matter

    @property
    def party(self) -> Any:
        """Who acts through it."""
        return links.actor(self.link)

    @property
    def handed_over(self) -> bool:
        """Whether it was made for a device that staff hand over."""
        return bool(self.link.purpose == "handed_over")


View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Only through a link that holds; a spent or expired one is told so, without saying what it once opened."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        link = links.open_link(token, clock.at(request))
        if link is None:
            page = {
                "heading": _("This link no longer opens anything"),
                "said": _("It has expired or was used. Please ask for a new one."),
            }
            return render(request, "customer/said.html", page, status=410)
        response = view(request, Opened(token, link), *args, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def acting_party(request: HttpRequest, found: Opened) -> Any:
    """Who does the act: the customer; but a signed-in member of staff is never taken for the customer."""
    staff = party_of(request)
    if staff is not None and not middleware.locked(request):
        return staff
    return found.party
