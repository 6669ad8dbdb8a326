"""Why an obligation is due when it is: where its clock began, how long, pauses, moves, reminders, in sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aftersales.ledger import editions
from aftersales.policy.values import from_json
from aftersales.web.reading import words
from aftersales.web.wording.words import instant, say


def why(row: Any) -> list[str]:
    """The reasons for a clock, one sentence each."""
    detail = from_json(row.detail)
    start = detail.get("start")
    rule = editions.book().edition(row.rule, row.edition)
    params = getattr(rule, "params", None)
    said = []
    if isinstance(start, datetime):
        said.append(_("The clock began %(at)s.") % {"at": instant(start)})
    said += _allowed(params)
    if detail.get("before"):
        said.append(_("It is owed before: %(event)s.") % {"event": say(words.event_label(str(detail["before"])))})
    if detail.get("paused"):
        said.append(_("The clock stands still now."))
    moves = (" → ".join(map(_moment, move)) for move in detail.get("moved") or ())
    said += [_("It was moved: %(what)s.") % {"what": move} for move in moves]
    if row.breached_at is not None:
        who = row.breached_by.name if row.breached_by is not None else ""
        said.append(_("Broken %(at)s by %(who)s; it stays owed.") % {"at": instant(row.breached_at), "who": who or "—"})
    if row.ended_reason:
        said.append(_("Ended: %(why)s.") % {"why": say(words.event_label(row.ended_reason))})
    said.append(_("Under the edition of %(day)s.") % {"day": row.edition} if row.edition else "")
    return [one for one in said if one]


def _allowed(params: Any) -> list[str]:
    """How long the clause gives, or which date it follows, or both."""
    within, by = getattr(params, "within", None), getattr(params, "by", None)
    given = {
        "length": length(str(within)) if within else "",
        "field": say(editions.book().label_of(str(by))) if by else "",
    }
    if within and by:
        return [_("It follows the date “%(field)s” and moves with it; where none is given, it is %(length)s.") % given]
    if by:
        return [_("It follows the date “%(field)s” and moves with it.") % given]
    return [_("The clause allows %(length)s.") % given] if within else []


def length(written: str) -> str:
    """`24h` as people say it; anything else as it was written."""
    number, unit = written[:-1], written[-1:]
    if number.isdigit() and unit in {"d", "h", "m"}:
        return {
            "d": _("%(n)s days"),
            "h": _("%(n)s hours"),
            "m": _("%(n)s minutes"),
        }[unit] % {"n": number}
    return written


def _moment(value: Any) -> str:
    return instant(value) if isinstance(value, datetime) else str(value)
