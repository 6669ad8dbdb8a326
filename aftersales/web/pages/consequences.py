"""Fines, demerits, rewards: those to decide with the facts beside them, and what became of the others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from aftersales.web import clock, reading
from aftersales.web.components.items import Button, act_href, matter_href, matter_label
from aftersales.web.components.states import state_colour, state_word
from aftersales.web.components.tables import Cell, Empty, Filter, filters, table
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.facts import money, plain
from aftersales.web.wording.words import say

ANSWERS = {
    "proposed": ("consequence.confirm", "consequence.drop"),
    "confirmed": ("consequence.appeal", "consequence.settle", "consequence.reverse"),
    "appealed": ("consequence.sustain", "consequence.reverse"),
    "sustained": ("consequence.settle", "consequence.reverse"),
}


def what(row: Any) -> str:
    """A consequence in words: a fine of so much, a demerit, points."""
    if row.amount is not None:
        return f"{say(reading.consequence_label(row.kind))} {money(row.amount, row.currency)}"
    if row.points is not None:
        return f"{say(reading.consequence_label(row.kind))} {plain(row.points)}"
    demerit = (row.detail.get("what") or {}).get("demerit") if row.kind == "demerit" else ""
    return say(reading.consequence_label(row.choice or demerit or row.kind))


def buttons(row: Any, viewer: Any, back: str) -> list[Button]:
    """What the viewer may answer to a consequence in its state."""
    names = [name for name in ANSWERS.get(row.state, ()) if reading.may(viewer, name, row.matter)]
    if "consequence.appeal" in names and row.party_id != viewer.pk:
        names.remove("consequence.appeal")
    return [
        Button(say(reading.act_label(name)), act_href(name, row.matter_id, back, consequence=row.key)) for name in names
    ]


def item(row: Any, viewer: Any, back: str) -> dict[str, Any]:
    """A consequence with the facts that it rests on."""
    return {
        "person": row.party.name,
        "what": what(row),
        "rule": row.rule,
        "wording": reading.wording(row.rule, row.at),
        "matter": matter_label(row.matter),
        "href": matter_href(row),
        "at": row.at,
        "facts": reading.basis(row),
        "buttons": buttons(row, viewer, back),
        "state": state_word(row.state),
        "colour": state_colour(row.state),
    }


@staff
def consequences(request: HttpRequest) -> HttpResponse:
    """All consequences that the viewer sees."""
    viewer, now = party_of(request), clock.at(request)
    shown, chosen = filters(
        request,
        Filter(
            "state",
            _("State"),
            [("", _("all")), *((key, state_word(key)) for key in (*ANSWERS, "reversed", "dropped", "settled"))],
        ),
    )
    page = {
        "proposed": [
            item(row, viewer, request.path) for row in reading.consequences(viewer, now, ["proposed", "appealed"])
        ],
        "decided": consequence_table(
            request, reading.consequences(viewer, now, [chosen["state"]] if chosen["state"] else None), shown
        ),
        "nothing_title": _("Nothing to decide"),
        "nothing_said": _(
            "What the policy proposes after a finding or a breach waits here until it is confirmed or dropped."
        ),
    }
    return render(request, "web/consequences.html", page)


def consequence_table(request: HttpRequest, rows: Any, shown: Any = ()) -> Any:
    """Consequences as a table."""
    viewer = party_of(request)

    def row(one: Any) -> list[Cell]:
        first = next(iter(buttons(one, viewer, request.path)), None)
        return [
            Cell(one.party.name),
            Cell(what(one)),
            Cell(one.rule, "clause"),
            Cell(matter_label(one.matter), "link" if one.readable else "text", matter_href(one)),
            Cell(state_word(one.state), "badge", colour=state_colour(one.state)),
            Cell(one.decided_at or one.at, "instant"),
            Cell(first.label, "act", first.href, dialog=True) if first else Cell("", "act"),
        ]

    return table(
        request, [_("Person"), _("What"), _("Clause"), _("Matter"), _("State"), _("When"), ""], rows, row, shown=shown,
        empty=Empty(_("No consequence yet"), _("Neither fines nor rewards have been proposed."), "scale"),
    )  # fmt: skip
