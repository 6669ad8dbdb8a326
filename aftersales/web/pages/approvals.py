"""Approvals: consents that wait for the viewer, and what became of the others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.components.approvals import approval_items
from aftersales.web.components.items import matter_label
from aftersales.web.components.states import state_colour, state_word
from aftersales.web.components.tables import Cell, Empty, table
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import say


@staff
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for my consent, then what was decided."""
    viewer, now = party_of(request), clock.at(request)

    def row(one: Any) -> list[Cell]:
        who = one.decided_by.name if one.decided_by is not None else say(reading.role_label(one.role))
        return [
            Cell(say(reading.act_label(one.act.name)) if one.act is not None else ""),
            Cell(matter_label(one.matter), "link", reverse("matter", args=[one.matter_id])),
            Cell(one.rule, "clause"),
            Cell(who),
            Cell(state_word(one.state), "badge", colour=state_colour(one.state)),
            Cell(one.decided_at or one.at, "instant"),
        ]

    decided = table(
        request,
        [_("Act"), _("Matter"), _("Clause"), _("Who consents"), _("State"), _("When")],
        reading.approvals_seen(viewer, now),
        row,
        empty=Empty(
            _("Nothing was asked yet"),
            _("Acts that need consent appear here with what became of them."),
            "rubber-stamp",
        ),
    )
    waiting = approval_items(reading.approvals_for(viewer, now), viewer, request.path)
    return render(request, "web/approvals.html", {"waiting": waiting, "decided": decided})
