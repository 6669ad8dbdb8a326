"""The technician's pages on a phone: my orders, one order step by step, and handing over to the customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from aftersales.web import clock, codes, middleware, reading
from aftersales.web.components.items import owed_item
from aftersales.web.components.states import colour_of, state_label
from aftersales.web.pages.matters import doable
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.facts import Fact
from aftersales.web.wording.words import instant, say

RATING_LIVES = timedelta(days=7)
HANDED_LIVES = timedelta(hours=2)
OVER = ("refused", "cancelled", "withdrawn", "closed")  # nothing is left to do on the road
STEPS = (
    (gettext_noop("accept"), ("workorder.accepted.v1",)),
    (gettext_noop("depart"), ("workorder.departed.v1",)),
    (gettext_noop("arrive"), ("workorder.arrived.v1",)),
    (gettext_noop("report"), ("workorder.completed.v1",)),
    (gettext_noop("signature"), ("workorder.signed.v1",)),
    (gettext_noop("rating"), ("survey.filled.v1",)),
    (gettext_noop("call"), ("workorder.called_hq.v1",)),
    (gettext_noop("leave"), ("workorder.left.v1",)),
    (gettext_noop("close"), ("workorder.closed.v1",)),
)
NEXT = (
    ("workorder.accepted.v1", "workorder.accept"),
    ("workorder.departed.v1", "workorder.depart"),
    ("workorder.arrived.v1", "workorder.arrive"),
    ("workorder.completed.v1", "workorder.complete"),
    ("workorder.signed.v1", "workorder.sign"),
    ("workorder.called_hq.v1", "workorder.call_hq"),
    ("workorder.left.v1", "workorder.leave"),
    ("workorder.closed.v1", "workorder.close"),
)


@staff
def orders(request: HttpRequest) -> HttpResponse:
    """My open work orders, the next arrival first."""
    viewer, now = party_of(request), clock.at(request)
    rows = reading.matters(viewer, now, kinds=["workorder"], state="open", memory__engineer=str(viewer.pk))
    rows = rows.exclude(state__in=OVER)
    page = {
        "orders": [_line(row, now, viewer) for row in rows.order_by("opened_at")[:50]],
        "claims": reverse("expenses") if reading.sees_kind(viewer, "expense", now) else "",
        "nothing_title": _("No work order is open"),
        "nothing_said": _("Orders that are dispatched to you appear here."),
    }
    return render(request, "web/phone/orders.html", page)


def _line(row: Any, now: Any, viewer: Any) -> dict[str, Any]:
    owed = reading.owed_on(row)[0]
    first = owed_item(owed[0], now, viewer) if owed else None
    known = reading.remembered(row, ["address", "customer_name"])
    return {
        "href": reverse("phone-order", args=[row.pk]),
        "number": row.number,
        "title": row.title or known.get("customer_name", ""),
        "address": known.get("address", ""),
        "state": state_label(row),
        "colour": colour_of(row),
        "clock": first.clock if first else None,
        "must": first.must if first else "",
    }


def _order(request: HttpRequest, pk: int) -> Any:
    row = reading.matter(pk, party_of(request), clock.at(request))
    if row is None or row.kind != "workorder":
        raise Http404
    return row


@staff
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order: what is next in one big button, what else can be done, what is closed and why."""
    row, viewer, now = _order(request, pk), party_of(request), clock.at(request)
    happened = {event.name for event in reading.events(row, None)}
    allowed = doable(row, viewer, now, request.path)
    following = next((name for event, name in NEXT if event not in happened), "")
    first = (
        [button for button in allowed["acts"] if button.href.startswith(reverse("act", args=[following]))]
        if following
        else []
    )
    over = {reverse("act", args=[name]) for event, name in NEXT if event in happened}
    page = {
        "matter": row,
        "state": state_label(row),
        "colour": colour_of(row),
        "steps": _steps(happened),
        "facts": _facts(row),
        "flags": [{"said": say(reading.flag_text(flag)), "rule": flag.rule} for flag in reading.flags(row)],
        "owed": [owed_item(one, now, viewer) for one in reading.owed_on(row)[0]],
        "first": first,
        "others": [
            button for button in allowed["acts"] if button not in first and button.href.split("?")[0] not in over
        ],
        "closed": allowed["closed"],
        "rating": reverse("phone-rate", args=[pk]) if "workorder.completed.v1" in happened else "",
        "rated": _rated(row),
    }
    return render(request, "web/phone/order.html", page)


def _steps(happened: set[str]) -> Sequence[dict[str, str]]:
    found, waiting = [], True
    for label, events in STEPS:
        if any(event in happened for event in events):
            state = "done"
        else:
            state, waiting = ("now" if waiting else ""), False
        found.append({"label": _(label), "state": state})
    return found


def _facts(row: Any) -> Sequence[Fact]:
    known = reading.remembered(
        row,
        ["customer_name", "contact_name", "phone", "address", "product_model", "serial_no", "description", "arrive_by"],
    )
    labels = {
        "customer_name": _("Customer"),
        "contact_name": _("Contact"),
        "phone": _("Phone"),
        "address": _("Address"),
        "product_model": _("Model"),
        "serial_no": _("Serial number"),
        "description": _("What it is about"),
        "arrive_by": _("Arrive by"),
    }
    found = []
    for name, label in labels.items():
        value = str(known.get(name) or "")
        if value:
            found.append(
                Fact(
                    label,
                    value.replace("T", " ") if name == "arrive_by" else value,
                    f"tel:{value}" if name == "phone" else "",
                )
            )
    return found


def _rated(row: Any) -> str:
    for event in reading.events(row, None):
        if event.name == "survey.filled.v1":
            facts = {fact.label: fact.value for fact in reading.event_facts([event])[0]}
            return " · ".join([instant(event.at), *facts.values()][:4])
    return ""


@staff
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer rates alone: by a code on an own device, or on this one, locked."""
    row, viewer, now = _order(request, pk), party_of(request), clock.at(request)
    page: dict[str, Any] = {"matter": row}
    if request.method == "POST":
        handed = request.POST.get("way") == "hand"
        token = reading.make_link(
            row, by=viewer, at=now, purpose="handed_over" if handed else "survey", acts=("survey.fill",), once=True,
            lifetime=HANDED_LIVES if handed else RATING_LIVES,
        )  # fmt: skip
        address = reverse("link-act", args=[token, "survey.fill"])
        if handed:
            middleware.lock(request, address)
            return HttpResponseRedirect(address)
        page["address"] = request.build_absolute_uri(address)
        page["qr"] = codes.qr(page["address"])
    return render(request, "web/phone/rate.html", page)
