"""Reporting a fault without a link: anybody may write to the company, a few times an hour from one address."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import acts, clock, forms, reading, throttle
from aftersales.web.options import Choices

ACT = "entry.register"
ASKED = ("customer_name", "contact_name", "phone", "address", "product_model", "description", "needs_site_visit")


def report(request: HttpRequest) -> HttpResponse:
    """A report, answered with the link by which it can be followed."""
    visitor, now = reading.visitor(), clock.at(request)
    if visitor is None or not reading.may(visitor, ACT, None):
        raise Http404
    fields = [item for item in reading.fields(ACT, None) if item.name in ASKED]
    page: dict[str, Any] = {
        "action": reverse("report"),
        "label": _("Report a fault"),
        "button": _("Send the report"),
        "company": reading.company_name(),
    }
    if request.method != "POST":
        page |= {"shown": forms.build(fields, Choices(visitor, now)), "request_id": str(uuid.uuid4())}
        return render(request, "customer/act.html", page)
    if throttle.too_many_reports(request):
        said = {"heading": _("Too many reports"), "said": _("Please wait an hour, or call us.")}
        return render(request, "customer/said.html", said, status=429)
    read = acts.collect(request, fields, None, visitor)
    result = None if read.problems else acts.attempt(request, ACT, None, {"channel": "web", **read.given}, by=visitor)
    if result is None or result.outcome == "refused":
        problems = read.problems if result is None else result.problems
        page |= {
            "shown": forms.build(fields, Choices(visitor, now), values=read.values, problems=problems),
            "request_id": str(uuid.uuid4()),
        }
        return render(request, "customer/act.html", page, status=422 if result is None else 409)
    throttle.reported(request)
    token = reading.make_link(reading.made(result), by=visitor, at=now)
    return HttpResponseRedirect(reverse("link", args=[token]))
