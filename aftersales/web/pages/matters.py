"""A matter's page: everything that happened, all clocks and their reasons, the acts open now, and why others are closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import clock, codes, reading
from aftersales.web.components.approvals import approval_items
from aftersales.web.components.findings import finding_items
from aftersales.web.components.items import Button, act_button, matter_label, owed_item
from aftersales.web.components.states import colour_of, state_label
from aftersales.web.components.timeline import timeline
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.facts import Fact, money
from aftersales.web.wording.words import instant, say

SHOWN = 30


@staff
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter with its family."""
    viewer, now = party_of(request), clock.at(request)
    row = reading.matter(pk, viewer, now)
    if row is None:
        raise Http404
    everything = "all" in request.GET
    events = reading.events(row, None if everything else SHOWN + 1)
    open_, ended = reading.owed_on(row)
    page = {
        "matter": row,
        "kind": say(reading.kind_label(row.kind)),
        "trail": trail(row),
        "state": state_label(row),
        "state_colour": colour_of(row),
        "tools": tools(row, viewer),
        "owed": [owed_item(one, now, viewer, with_matter=one.matter_id != row.pk, back=request.path) for one in open_],
        "settled": [owed_item(one, now, None, with_matter=one.matter_id != row.pk) for one in ended],
        "approvals": approval_items(reading.approvals_on(row), viewer, request.path),
        "findings": finding_items(reading.findings(row), viewer, request.path),
        "timeline": timeline(events if everything else events[:SHOWN], own=row.pk),
        "older": len(events) > SHOWN and not everything,
        "facts": details(row),
        "relatives": [relative(one) for one in reading.relatives(row, viewer, now)],
        "charges": [charge(one) for one in reading.charges(row)],
        "flags": [{"said": say(reading.flag_text(flag)), "rule": flag.rule} for flag in reading.flags(row)],
        "papers": papers(row, viewer),
    }
    return render(request, "web/matter.html", page | doable(row, viewer, now, request.path, follow=True))


def doable(row: Any, viewer: Any, now: datetime, back: str, *, follow: bool = False) -> dict[str, Any]:
    """The acts that may be done now, those owed first, and the closed ones with what closes them.

    Whoever follows is led on to the matter that an act makes, everybody else back to where they were.
    """
    owed = {name for one in reading.owed_on(row)[0] for name in one.must}
    own, generic, closed = [], [], []
    for found in reading.acts_on(row, viewer, now):
        leads = "" if follow and reading.makes(found.name) else back
        button = act_button(found.name, row, back=leads, owed=found.name in owed)
        if found.problems:
            rules = dict.fromkeys(rule for problem in found.problems for rule in problem.cites)
            closed.append({"label": button.label, "problems": found.problems, "rules": list(rules)})
        elif found.generic:
            generic.append(button)
        else:
            own.append(button)
    return {"acts": sorted(own, key=lambda one: not one.owed), "generic": generic, "closed": closed}


def trail(row: Any) -> Sequence[dict[str, str]]:
    """The matters above this one."""
    above, found = row.parent, []
    while above is not None:
        label = above.number or say(reading.kind_label(above.kind))
        found.append({"label": label, "href": reverse("matter", args=[above.pk])})
        above = above.parent
    return found[::-1]


def tools(row: Any, viewer: Any) -> Sequence[Button]:
    """Further ways to look at a matter."""
    found = []
    if row.kind == "workorder":
        found.append(Button(_("On the phone"), reverse("phone-order", args=[row.pk]), icon="device-mobile"))
    if row.kind in reading.LINKED and reading.may_link(viewer, row):
        found.append(Button(_("Customer's link"), reverse("customer-link", args=[row.pk]), icon="qrcode"))
    return found


def details(row: Any) -> Sequence[Fact]:
    """What is known of the matter now."""
    found = [Fact(_("Opened"), instant(row.opened_at))]
    if row.closed_at is not None:
        found.append(Fact(_("Ended"), instant(row.closed_at)))
    if row.customer is not None:
        found.append(Fact(_("Customer"), row.customer.name))
    if row.branch is not None:
        found.append(Fact(_("Branch"), row.branch.name))
    return [*found, *reading.memory_facts(row)]


def relative(row: Any) -> dict[str, str]:
    """Another matter of the family."""
    return {
        "label": matter_label(row),
        "href": reverse("matter", args=[row.pk]),
        "kind": say(reading.kind_label(row.kind)),
        "state": state_label(row),
        "colour": colour_of(row),
    }


def charge(row: Any) -> dict[str, str]:
    """Who pays what."""
    return {
        "label": say(reading.line_label(row.item)),
        "payer": row.party.name if row.party is not None else say(reading.role_label(row.payer)),
        "amount": money(row.amount, row.currency),
        "rule": row.rule,
    }


def papers(row: Any, viewer: Any) -> Sequence[dict[str, str]]:
    """Documents with their signatures, and uploads."""
    found = []
    for paper in reading.documents(row):
        signed = _(", ").join(f"{one.name} {instant(one.at)}" for one in paper.signatures.all())
        note = _("signed: %(who)s") % {"who": signed} if signed else _("not signed")
        label = _("%(form)s, revision %(n)s") % {"form": say(reading.form_label(paper.form)), "n": paper.revision}
        found.append({"label": label, "href": reverse("document", args=[paper.pk]), "note": note})
    for upload in reading.attachments(row, viewer):
        note = f"{upload.by.name} · {instant(upload.at)} · {max(1, upload.size // 1024)} kB"
        found.append({"label": upload.name, "href": reverse("attachment", args=[upload.pk]), "note": note})
    return found


@staff
def customer_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the customer's link to this matter and show it once, as an address and as a QR code."""
    viewer, now = party_of(request), clock.at(request)
    row = reading.matter(pk, viewer, now)
    if row is None or row.kind not in reading.LINKED or not reading.may_link(viewer, row):
        raise Http404
    page: dict[str, Any] = {"matter": row, "back": reverse("matter", args=[pk]), "label": matter_label(row)}
    if request.method == "POST":
        token = reading.make_link(row, by=viewer, at=now)
        page["address"] = request.build_absolute_uri(reverse("link", args=[token]))
        page["qr"] = codes.qr(page["address"])
    return render(request, "web/customer_link.html", page)
