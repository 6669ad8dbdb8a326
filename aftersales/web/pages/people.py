"""People and customers: lists for those who administer, and a person's own record of promises and consequences."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.components.items import Button, act_href, matter_label, owed_item
from aftersales.web.components.tables import Cell, Empty, Filter, Table, filters, table
from aftersales.web.pages.consequences import consequence_table
from aftersales.web.pages.lists import matter_table
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import say


def _list(request: HttpRequest, kind: str, heading: str, empty: Empty, begin: str) -> HttpResponse:
    viewer = party_of(request)
    shown, chosen = filters(request, Filter("q", _("Name or pinyin")))
    rows = reading.people(viewer, chosen["q"], kind)
    roles = reading.roles_of([one.pk for one in rows[:200]]) if kind == "person" else {}

    def row(one: Any) -> list[Cell]:
        held = _(", ").join(say(role) for role in roles.get(one.pk, ()))
        state = Cell(_("active"), "badge", colour="green") if one.active else Cell(_("left"), "badge")
        return [
            Cell(one.name, "link", reverse("person", args=[one.pk])),
            Cell(one.branch.name if one.branch else ""),
            Cell(held),
            state,
        ]

    made = table(request, [_("Name"), _("Branch"), _("Roles"), _("State")], rows, row, shown=shown, empty=empty)
    tools = (
        [Button(say(reading.act_label(begin)), act_href(begin), icon="plus")]
        if reading.may(viewer, begin, None)
        else []
    )
    return render(request, "web/list.html", {"heading": heading, "tables": [made], "tools": tools})


@staff
def people(request: HttpRequest) -> HttpResponse:
    """The staff."""
    return _list(request, "person", _("People"), Empty(_("Nobody is on file yet"), picture="users"), "staff.hire")


@staff
def customers(request: HttpRequest) -> HttpResponse:
    """The customers that the viewer may know of."""
    return _list(
        request,
        "customer",
        _("Customers"),
        Empty(_("No customer is on file yet"), picture="building-store"),
        "customer.register",
    )


@staff
def me(request: HttpRequest) -> HttpResponse:
    """My own record."""
    return _record(request, party_of(request))


@staff
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody's record, for those who may see what they owe."""
    found = reading.party(pk, party_of(request))
    if found is None:
        raise Http404
    return _record(request, found)


def _record(request: HttpRequest, found: Any) -> HttpResponse:
    viewer, now = party_of(request), clock.at(request)
    roles = _(", ").join(say(role) for role in reading.roles_of([found.pk]).get(found.pk, ()))
    tables: list[Table] = []
    if found.kind in {"customer", "provider", "supplier"}:
        tables.append(_matters(request, found))
    else:
        tables.append(_owed(request, reading.related_owed(found, viewer), now))
        tables.append(consequence_table(request, reading.consequences(viewer, now).filter(party=found)))
    return render(request, "web/list.html", {"heading": found.name, "said": roles, "tables": tables})


def _matters(request: HttpRequest, customer: Any) -> Table:
    kinds = [one.kind for one in reading.kinds_seen(party_of(request), clock.at(request))]
    return matter_table(request, kinds, customer=customer)


def _owed(request: HttpRequest, rows: Any, now: Any) -> Table:
    def row(one: Any) -> list[Cell]:
        item = owed_item(one, now, None)
        return [
            Cell(item.must),
            Cell(matter_label(one.matter), "link", reverse("matter", args=[one.matter_id])),
            Cell(one.rule, "clause"),
            Cell(item.clock, "clock"),
        ]

    columns = [_("Must"), _("Matter"), _("Clause"), _("Clock")]
    return table(request, columns, rows, row, empty=Empty(_("Nothing has been owed yet")), caption=_("What was owed"))
