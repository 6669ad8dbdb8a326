"""The state of a matter in a word and a colour; finished is not closed, and the words say so."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

LABELS = {
    "open": gettext_noop("open"),
    "registered": gettext_noop("registered"),
    "answered": gettext_noop("answered"),
    "deleted": gettext_noop("struck out"),
    "dispatched": gettext_noop("dispatched"),
    "accepted": gettext_noop("accepted"),
    "refused": gettext_noop("refused"),
    "on_the_way": gettext_noop("on the way"),
    "on_site": gettext_noop("on site"),
    "commissioned": gettext_noop("commissioned"),
    "resolved": gettext_noop("resolved"),
    "verified": gettext_noop("verified"),
    "waiting": gettext_noop("waiting"),
    "unchecked": gettext_noop("not checked yet"),
    "completed": gettext_noop("finished, not closed"),
    "signed": gettext_noop("signed, not closed"),
    "left": gettext_noop("left the site"),
    "closed": gettext_noop("closed"),
    "cancelled": gettext_noop("called off"),
    "sent": gettext_noop("sent"),
    "declined": gettext_noop("declined"),
    "submitted": gettext_noop("submitted"),
    "approved": gettext_noop("approved"),
    "paid": gettext_noop("paid"),
    "fraud": gettext_noop("marked as fraud"),
    "filled": gettext_noop("filled in"),
    "archived": gettext_noop("archived"),
    "planned": gettext_noop("planned"),
    "done": gettext_noop("done"),
    "recorded": gettext_noop("recorded"),
    "checked": gettext_noop("checked"),
    "explained": gettext_noop("explained"),
    "decided": gettext_noop("decided"),
    "recovered": gettext_noop("made good"),
    "merged": gettext_noop("merged"),
    "in_force": gettext_noop("in force"),
    "proposed": gettext_noop("proposed"),
    "confirmed": gettext_noop("confirmed"),
    "appealed": gettext_noop("appealed"),
    "sustained": gettext_noop("upheld on appeal"),
    "reversed": gettext_noop("reversed"),
    "dropped": gettext_noop("dropped"),
    "settled": gettext_noop("settled"),
    "kept": gettext_noop("kept"),
    "waived": gettext_noop("waived"),
    "lapsed": gettext_noop("no longer owed"),
    "suspended": gettext_noop("suspended"),
    "consented": gettext_noop("consented"),
    "alleged": gettext_noop("alleged"),
    "heard": gettext_noop("heard"),
    "upheld": gettext_noop("found true"),
    "dismissed": gettext_noop("not found"),
}
GOOD = frozenset(
    {"answered", "closed", "paid", "archived", "done", "settled", "kept", "approved", "accepted", "consented"}
)
WARM = frozenset({"unchecked", "waiting", "completed", "signed", "submitted", "proposed", "appealed", "sent"})
BAD = frozenset({"refused", "declined", "fraud", "deleted"})


def state_word(state: str) -> str:
    """A state in the viewer's language."""
    return _(LABELS[state]) if state in LABELS else state


def state_label(row: Any) -> str:
    """The state of a matter in the viewer's language."""
    return state_word(row.state)


def state_colour(state: str) -> str:
    """The colour of a state."""
    if state in GOOD:
        return "green"
    if state in WARM:
        return "orange"
    return "red" if state in BAD else "blue" if state != "cancelled" else "secondary"


def colour_of(row: Any) -> str:
    """The colour of a matter's state."""
    return state_colour(row.state)
