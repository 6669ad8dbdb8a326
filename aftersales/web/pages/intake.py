"""Intake: who is calling, what it is about, and the register of calls, letters, visits and messages."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import clock, forms, reading
from aftersales.web.components.items import act_href
from aftersales.web.options import Choices
from aftersales.web.pages.lists import matter_table
from aftersales.web.viewer import party_of, staff

ACT = "entry.register"


@staff
def intake(request: HttpRequest) -> HttpResponse:
    """Register what comes in, beside what has come in."""
    viewer, now = party_of(request), clock.at(request)
    may = reading.may(viewer, ACT, None)
    if not may and not reading.sees_kind(viewer, "entry", now):
        raise Http404
    page: dict[str, Any] = {"entries": matter_table(request, ["entry"])}
    if may:
        values = {name: request.GET[name] for name in request.GET if name not in {"q", "state", "late", "page"}}
        values.setdefault("channel", "phone")
        page |= {
            "shown": forms.build(reading.fields(ACT, None), Choices(viewer, now), values=values),
            "action": act_href(ACT),
            "label": _("Register"),
            "request_id": str(uuid.uuid4()),
        }
    return render(request, "web/intake.html", page)


@staff
def callers(request: HttpRequest) -> HttpResponse:
    """Who it may be: customers and machines by phone, name, pinyin or serial number."""
    viewer, now = party_of(request), clock.at(request)
    if not reading.may(viewer, ACT, None):
        raise Http404
    words = request.GET.get("q", "").strip()[:60]
    found = [_caller(one) for one in reading.callers(viewer, now, words)] if len(words) > 1 else []
    return render(request, "web/parts/callers.html", {"callers": found, "q": words})


def _caller(one: Any) -> dict[str, str]:
    query = {key: value for key, value in one.fields.items() if value}
    return {"name": one.name, "note": one.note, "href": f"{reverse('intake')}?{urlencode(query)}"}
