"""What was said against somebody on a matter: the ground, against whom, how it stands, and what may be answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aftersales.web import reading
from aftersales.web.components.items import Button, act_href, matter_label
from aftersales.web.components.states import state_colour, state_word
from aftersales.web.wording.words import say

STEPS = {
    "alleged": ("finding.hear", "finding.uphold", "finding.dismiss"),
    "heard": ("finding.uphold", "finding.dismiss"),
}


@dataclass(frozen=True)
class FindingItem:
    """One allegation on a page."""

    ground: str
    against: str
    matter: str
    at: datetime
    state: str
    colour: str
    buttons: Sequence[Button] = field(default_factory=tuple)


def finding_items(rows: Iterable[Any], viewer: Any, back: str = "") -> list[FindingItem]:
    """Allegations with what the viewer may do about each."""
    rows = list(rows)
    names = reading.names_of(viewer, {str(one) for row in rows for one in (*row.against, *row.responsible)})
    grounds = reading.policy_words("ground")
    return [
        FindingItem(
            ground=say(grounds.get(row.ground) or row.ground),
            against=_(", ").join(names.get(str(one), "") for one in (row.responsible or row.against)),
            matter=matter_label(row.matter),
            at=row.at,
            state=state_word(row.state),
            colour=state_colour(row.state),
            buttons=_buttons(row, viewer, back),
        )
        for row in rows
    ]


def _buttons(row: Any, viewer: Any, back: str) -> Sequence[Button]:
    given = {"finding": row.key, "ground": row.ground}
    found = []
    for name in STEPS.get(row.state, ()):
        asked = {item.name for item in reading.fields(name, row.matter)}
        more = {key: value for key, value in given.items() if key in asked}
        if "responsible" in asked:
            more["responsible"] = [str(one) for one in row.against]
        if reading.may(viewer, name, row.matter):
            found.append(Button(say(reading.act_label(name)), act_href(name, row.matter_id, back, **more)))
    return found
