"""The web's time: the ledger's clock, asked once for each request; in demo mode it can be moved forward."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from aftersales.ledger import doors, present

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=30)}


def now() -> datetime:
    """The present instant as the pages know it."""
    return present.now()


def at(request: HttpRequest) -> datetime:
    """The instant of a request: asked once, the same for everything on its page."""
    moment: datetime | None = getattr(request, "moment", None)
    if moment is None:
        moment = now()
        request.moment = moment  # type: ignore[attr-defined] # ours, kept on the request that it belongs to
    return moment


def move(step: str) -> datetime:
    """Move the demo's clock by an hour, a day or a month, and let the law see the time that passed."""
    if not settings.DEMO:
        raise LookupError("there is no clock to move outside demo mode")
    moment: datetime = present.move(STEPS[step])
    while doors.pass_time(moment):
        pass
    return moment
