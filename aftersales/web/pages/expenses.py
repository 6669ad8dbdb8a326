"""Expense claims, with what finance may do with them, and the finished work orders that can be claimed for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.components.items import act_href
from aftersales.web.components.tables import Cell, Empty, table
from aftersales.web.pages.lists import matter_table
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import say


@staff
def expenses(request: HttpRequest) -> HttpResponse:
    """All claims that the viewer sees; to claim, one chooses the work order."""
    viewer, now = party_of(request), clock.at(request)
    if not reading.sees_kind(viewer, "expense", now):
        raise Http404
    claims = matter_table(request, ["expense"])
    orders = reading.own_orders(viewer, now)
    label = say(reading.act_label("expense.submit"))

    def row(one: Any) -> list[Cell]:
        return [
            Cell(one.number, "link", reverse("matter", args=[one.pk])),
            Cell(one.title),
            Cell(label, "act", act_href("expense.submit", one.pk), dialog=True),
        ]

    tables = [claims]
    if orders:
        tables.append(
            table(
                request,
                [_("Work order"), _("Title"), ""],
                orders,
                row,
                empty=Empty(""),
                caption=_("Claim for a work order"),
            )
        )
    said = _(
        "A claim belongs to a work order; each receipt is checked against the place of the trip, the limits and earlier claims."
    )
    return render(request, "web/list.html", {"heading": _("Expense claims"), "said": said, "tables": tables})
