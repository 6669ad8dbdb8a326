"""What a customer's link opens: how the matter stands, and the acts it allows: accept, sign, rate, complain."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.foundation.problems import Problem
from aftersales.web import acts, clock, forms, middleware, reading
from aftersales.web.components.items import owed_item
from aftersales.web.components.states import state_label
from aftersales.web.components.timeline import timeline
from aftersales.web.customer.access import Opened, acting_party, opened
from aftersales.web.options import Choices
from aftersales.web.wording.words import say

SERVER_SAYS = frozenset(
    {"handed_over", "channel", "person", "customer", "unit", "role", "complaint_ground", "dissatisfied"}
)


@opened
def matter(request: HttpRequest, found: Opened) -> HttpResponse:
    """How the matter stands, what was promised, and what the customer may do."""
    now, row = clock.at(request), found.matter
    if found.link.single_use and len(found.link.acts) == 1:
        return HttpResponseRedirect(reverse("link-act", args=[found.token, found.link.acts[0]]))
    page = {
        "matter": row,
        "kind": say(reading.kind_label(row.kind)),
        "state": state_label(row),
        "promises": [owed_item(one, now, None) for one in reading.promised(row)],
        "timeline": timeline(reading.told_to_customer(row)),
        "actions": [_action(found, name, target) for name, target in reading.customer_acts(found.link, found.party)],
        "expires": found.link.expires_at,
        "company": reading.company_name(),
    }
    return render(request, "customer/matter.html", page)


def called(name: str) -> str:
    """What an act is called towards the customer."""
    own = {"complaint.open": _("Complain"), "entry.register": _("Report a fault"), "survey.fill": _("Rate the service")}
    return own.get(name) or say(reading.act_label(name))


def _action(found: Opened, name: str, target: Any) -> dict[str, Any]:
    query = f"?on={target.pk}" if target is not None and target.pk != found.matter.pk else ""
    facts = reading.memory_facts(target) if name == "quotation.accept" else ()
    return {
        "label": called(name),
        "href": reverse("link-act", args=[found.token, name]) + query,
        "facts": facts,
        "said": "",
    }


@opened
def act(request: HttpRequest, found: Opened, name: str) -> HttpResponse:
    """One act through the link."""
    target = reading.customer_target(found.link, found.party, name, request.POST.get("on") or request.GET.get("on"))
    if target is None:
        raise Http404
    row = target.matter
    fields = [item for item in reading.fields(name, row) if item.name not in SERVER_SAYS]
    if request.method != "POST":
        return _form(request, found, name, row, fields, values={})
    by = acting_party(request, found)
    read = acts.collect(request, fields, row, by)
    if read.problems:
        return _form(request, found, name, row, fields, values=read.values, problems=read.problems, status=422)
    given = {**server_says(name, found), **read.given}
    result = acts.attempt(request, name, row, given, by=by, link=found.link)
    if result.outcome == "refused":
        return _form(request, found, name, row, fields, values=read.values, problems=result.problems, status=409)
    if middleware.locked(request):
        return HttpResponseRedirect(reverse("handed-over-done"))
    if found.link.single_use:
        page = {
            "heading": _("Thank you"),
            "said": _("What you told us has been kept."),
            "company": reading.company_name(),
        }
        return render(request, "customer/said.html", page)
    messages.success(request, _("Thank you. What you told us has been kept."))
    return HttpResponseRedirect(reverse("link", args=[found.token]))


def server_says(name: str, found: Opened) -> dict[str, Any]:
    """What the customer is not asked, because the server knows it better."""
    names = {item.name for item in reading.fields(name, found.matter)}
    known: dict[str, Any] = {"channel": "web", "handed_over": found.handed_over}
    if found.matter.kind == "unit":
        known["unit"] = str(found.matter.pk)
    if found.party.kind == "customer":
        known["customer"] = str(found.party.pk)
    if name == "workorder.sign":
        known["role"] = "customer"
    return {key: value for key, value in known.items() if key in names}


def _form(
    request: HttpRequest,
    found: Opened,
    name: str,
    row: Any,
    fields: Sequence[Any],
    *,
    values: Mapping[str, Any],
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    shown = forms.build(fields, Choices(found.party, clock.at(request), row), values=values, problems=problems)
    label = called(name)
    page = {
        "shown": shown,
        "action": reverse("link-act", args=[found.token, name]),
        "hidden": {"on": row.pk} if row is not None else {},
        "label": label,
        "button": label,
        "request_id": str(uuid.uuid4()),
        "matter": row or found.matter,
        "intro": _("Your answers are yours alone; staff cannot fill them in for you.") if name == "survey.fill" else "",
        "company": reading.company_name(),
    }
    return render(request, "customer/act.html", page, status=status)
