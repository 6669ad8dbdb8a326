"""Lists of matters by kind, with filters and pages; complaints; and the search that finds anything by number or name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.components.items import Button, act_href
from aftersales.web.components.states import colour_of, state_label
from aftersales.web.components.tables import Cell, Empty, Filter, Table, filters, table
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import say


@staff
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of matter that the viewer sees, with how many are open."""
    counted = reading.kinds_seen(party_of(request), clock.at(request))
    shown = table(
        request,
        [_("Kind"), _("Open"), _("In all")],
        counted,
        lambda one: [
            Cell(say(reading.kind_label(one.kind)), "link", reverse("matter-list", args=[one.kind])),
            Cell(one.open, "number"),
            Cell(one.all, "number"),
        ],
        empty=Empty(_("You see no kind of matter yet"), _("What you may see follows from your role.")),
        per_page=100,
    )
    return render(request, "web/list.html", {"heading": _("All matters"), "tables": [shown]})


@staff
def matters(request: HttpRequest, kind: str) -> HttpResponse:
    """All matters of one kind that the viewer sees."""
    viewer = party_of(request)
    if not reading.sees_kind(viewer, kind, clock.at(request)):
        raise Http404
    page = {
        "heading": say(reading.kind_label(kind)),
        "tables": [matter_table(request, [kind])],
        "trail": [{"label": _("All matters"), "href": reverse("matters")}],
        "tools": beginnings(kind, viewer),
    }
    return render(request, "web/list.html", page)


@staff
def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints, and reports of conduct that await their check."""
    viewer = party_of(request)
    seen = [kind for kind in ("complaint", "conduct_report") if reading.sees_kind(viewer, kind, clock.at(request))]
    if not seen:
        raise Http404
    page = {
        "heading": _("Complaints"),
        "said": _(
            "A complaint is answered, made good and closed; what was found against somebody leads to its consequence."
        ),
        "tables": [matter_table(request, seen)],
        "tools": beginnings("complaint", viewer),
    }
    return render(request, "web/list.html", page)


def beginnings(kind: str, viewer: Any) -> Sequence[Button]:
    """The acts that begin a matter of this kind out of nothing."""
    names = [name for name in reading.begins(kind) if reading.may(viewer, name, None)]
    return [Button(say(reading.act_label(name)), act_href(name), icon="plus") for name in names]


def matter_table(request: HttpRequest, seen: Sequence[str], **narrow: Any) -> Table:
    """A table of matters of some kinds."""
    viewer, now = party_of(request), clock.at(request)
    shown, chosen = filters(
        request,
        Filter("state", _("State"), [("open", _("open")), ("ended", _("ended")), ("", _("all"))], "open"),
        Filter("late", _("Clocks"), [("", _("all")), ("late", _("with something overdue"))]),
        Filter("q", _("Number, name, words")),
    )
    found = reading.matters(
        viewer, now, kinds=seen, state=chosen["state"], late=chosen["late"] == "late", words=chosen["q"], **narrow
    )
    several = len(seen) > 1

    def row(one: Any) -> list[Cell]:
        return [
            Cell(
                one.number or one.title or say(reading.kind_label(one.kind)),
                "link",
                reverse("matter", args=[one.pk]),
                say(reading.kind_label(one.kind)) if several else "",
                "code",
            ),
            Cell(one.title if one.number else ""),
            Cell(one.customer.name if one.customer is not None else ""),
            Cell(state_label(one), "badge", colour=colour_of(one)),
            Cell(one.opened_at, "instant"),
            Cell(reading.late_note(one)),
        ]

    headings = [_("Number"), _("Title"), _("Customer"), _("State"), _("Opened"), _("Clocks")]
    return table(
        request, headings, found, row, shown=shown,
        empty=Empty(_("Nothing here"), _("No matter fits these filters."), "inbox"),
    )  # fmt: skip


@staff
def search(request: HttpRequest) -> HttpResponse:
    """Anything by number, serial, phone, name or pinyin; a number that fits exactly opens its page at once."""
    words = request.GET.get("q", "").strip()[:100]
    found = reading.search(party_of(request), clock.at(request), words) if words else []
    if len(found) == 1 and found[0].exact:
        return HttpResponseRedirect(found[0].href)
    shown = table(
        request,
        [_("Found"), _("Kind"), _("Note")],
        found,
        lambda one: [Cell(one.label, "link", one.href), Cell(say(one.kind)), Cell(one.note)],
        empty=Empty(
            _("Nothing found"), _("Search by number, serial number, phone, name or pinyin initials."), "search"
        ),
    )
    heading = _("Search: %(words)s") % {"words": words} if words else _("Search")
    return render(request, "web/list.html", {"heading": heading, "tables": [shown], "q": words})
