"""The policy reader: each clause's wording, values, editions and stories, and how often it was owed, kept and broken."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.reading import policy
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import instant, say

BEGINNING = "2000-01-01"  # a clause is counted for all time


@staff
def reader(request: HttpRequest) -> HttpResponse:
    """All clauses of the policy in force."""
    viewer, now = party_of(request), clock.at(request)
    pack = policy.pack()
    chosen = request.GET.get("status", "")
    status = chosen if chosen in policy.statuses() else ""
    words = request.GET.get("q", "").strip()[:100]
    published = reading.published()
    page = {
        "title": say(pack.title),
        "published": _("published %(at)s · %(digest)s") % {"at": instant(published.at), "digest": published.digest[:12]}
        if published
        else "",
        "clauses": policy.clause_lines(now, words, status, reading.clause_figures(viewer, now)),
        "q": words,
        "status": status,
        "statuses": [("", _("all")), *policy.statuses().items()],
        "nothing_title": _("No clause fits"),
        "nothing_said": _("Try other words."),
    }
    return render(request, "web/law.html", page)


@staff
def clause(request: HttpRequest, name: str) -> HttpResponse:
    """One clause."""
    found = policy.clause(name)
    if found is None:
        raise Http404
    viewer, now = party_of(request), clock.at(request)
    counted = reading.clause_figures(viewer, now).get(name)
    drill = f"{reverse('promises')}?clause={name}&since={BEGINNING}" if counted and reading.manages(viewer) else ""
    page = {
        "clause": policy.clause_page(found, timezone.localtime(now).date()),
        "stories": policy.stories(name),
        "figures": [
            _figure(_("owed"), counted.opened if counted else 0, drill),
            _figure(_("kept in time"), counted.kept if counted else 0, f"{drill}&state=kept" if drill else ""),
            _figure(_("broken"), counted.broken if counted else 0, f"{drill}&state=broken" if drill else ""),
            _figure(_("owed now"), counted.open if counted else 0, f"{drill}&state=open" if drill else ""),
        ],
    }
    return render(request, "web/clause.html", page)


def _figure(label: str, value: int, href: str) -> dict[str, Any]:
    """A count, with the way to the matters behind it where there are any."""
    return {"label": label, "value": value, "href": href if value else ""}
