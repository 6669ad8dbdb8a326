"""My work: what I owe, by when, under which clause, done in one click; consents that wait for me; what I was told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aftersales.web import clock, reading
from aftersales.web.components.approvals import approval_items
from aftersales.web.components.items import act_href, grouped, matter_label, owed_item
from aftersales.web.components.notices import notice_items
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import say

AT_ONCE = 8  # notices shown before one asks for more


@staff
def my_work(request: HttpRequest) -> HttpResponse:
    """Everybody's first page."""
    viewer, now = party_of(request), clock.at(request)
    owed = [owed_item(row, now, viewer, back=request.path) for row in reading.owed_by(viewer, now)]
    notices = notice_items(reading.notices_for(viewer, now))
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return render(
        request,
        "web/mywork.html",
        {
            "person": viewer,
            "now": now,
            "alleged": [_allegation(row, request.path) for row in reading.alleged(viewer)],
            "owed": owed,
            "groups": grouped(owed, now, midnight),
            "approvals": approval_items(reading.approvals_for(viewer, now), viewer, request.path),
            "notices": notices,
            "more_notices": len(notices) - AT_ONCE,
            "upto": now.isoformat(),
            "nothing_title": _("You owe nothing"),
            "nothing_said": _("What the policy asks of you will appear here, with its clause and its time."),
        },
    )


def _allegation(row: Any, back: str) -> dict[str, Any]:
    ground = reading.policy_words("ground").get(row.ground)
    return {
        "ground": say(ground or row.ground),
        "matter": matter_label(row.matter),
        "at": row.at,
        "act": say(reading.act_label("finding.hear")),
        "href": act_href("finding.hear", row.matter_id, back, finding=row.key),
    }


@require_POST
@staff
def notices_read(request: HttpRequest) -> HttpResponse:
    """I have read what I was told."""
    reading.mark_read(party_of(request), clock.at(request))
    return redirect("my-work")
