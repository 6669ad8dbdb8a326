"""After the customer rated on a handed-over device: thanks, and nothing else until the owner unlocks it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import middleware


def done(request: HttpRequest) -> HttpResponse:
    """Please hand the device back."""
    if not middleware.locked(request):
        return redirect("my-work")
    page = {
        "heading": _("Thank you"),
        "said": _("What you told us has been kept. Please hand the device back."),
        "href": reverse("unlock"),
        "action": _("Staff: unlock"),
    }
    return render(request, "customer/said.html", page)
