"""Who looks at a page: a signed-in member of the staff with a party, or nobody at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from aftersales.web import reading
from aftersales.web.wording.words import say

View = Callable[..., HttpResponseBase]
OUTSIDE = frozenset({"customer", "provider", "supplier", "system"})  # kinds of party that are no staff


def party_of(request: HttpRequest) -> Any:
    """The party that the signed-in user speaks for; None for everybody else."""
    user = request.user
    return user.party if user.is_authenticated and user.is_active else None


def staff(view: View) -> View:
    """Only for staff: others are asked to sign in; what a page shows hangs on the viewer's rights."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                return HttpResponse(status=401, headers={"HX-Redirect": reverse("sign-in")})
            return redirect(f"{reverse('sign-in')}?next={request.path}")
        party = party_of(request)
        if party is None or party.kind in OUTSIDE:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@dataclass(frozen=True)
class DemoPerson:
    """One of the people that a visitor of the demo can be."""

    username: str
    label: str


def demo_people() -> Sequence[DemoPerson]:
    """Everybody who can sign in, with their roles."""
    users = get_user_model().objects.filter(is_active=True, party__isnull=False).select_related("party")
    named = [(user.username, user.party) for user in users.order_by("pk") if user.party is not None]
    roles = reading.all_roles_of([party.pk for _, party in named])
    return [DemoPerson(name, " · ".join([party.name, *map(say, roles.get(party.pk, ()))])) for name, party in named]
