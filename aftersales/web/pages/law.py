"""The policy reader: each clause's wording, values, editions and stories, and how often it was owed, kept and broken."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.reading import policy
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import instant, say


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
    page = {
        "clause": policy.clause_page(found, timezone.localtime(now).date()),
        "stories": policy.stories(name),
        "figures": [
            {"label": _("owed"), "value": counted.opened if counted else 0},
            {"label": _("kept in time"), "value": counted.kept if counted else 0},
            {"label": _("broken"), "value": counted.broken if counted else 0},
        ],
        "drill": f"{reverse('promises')}?clause={name}" if counted else "",
    }
    return render(request, "web/clause.html", page)
