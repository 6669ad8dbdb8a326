"""The clock of an obligation as a page shows it: how much is left, since when it is late, or how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from aftersales.web.wording.words import instant, span

SOON = timedelta(hours=4)


@dataclass(frozen=True)
class ClockView:
    """What the clock component draws."""

    state: str  # ok | soon | late | paused | kept | keptlate | ended | open
    left: str
    icon: str
    due: datetime | None = None
    why: Sequence[str] = ()  # why it is due then, a sentence each
    rule: str = ""


def clock(
    now: datetime,
    *,
    state: str,
    due: datetime | None,
    breached: datetime | None = None,
    kept: datetime | None = None,
    suspended: bool = False,
) -> ClockView:
    """The clock of an obligation in `state`, read at `now`."""
    if state == "kept":
        if breached is not None:
            return ClockView("keptlate", _("kept late, %(at)s") % {"at": instant(kept)}, "circle-check", due)
        return ClockView("kept", _("kept %(at)s") % {"at": instant(kept)}, "circle-check", due)
    if state in {"waived", "lapsed", "withdrawn"}:
        return ClockView(
            "ended", {"waived": _("waived"), "lapsed": _("no longer owed")}.get(state, state), "circle-dashed", due
        )
    if suspended:
        return ClockView("paused", _("clock stands still"), "hourglass", due)
    if due is None:
        return ClockView("open", _("owed, without a date"), "circle-dashed")
    left = due - now
    if left < timedelta(0):
        return ClockView("late", _("%(span)s overdue") % {"span": span(left)}, "alert-triangle", due)
    return ClockView("soon" if left <= SOON else "ok", _("%(span)s left") % {"span": span(left)}, "clock", due)
