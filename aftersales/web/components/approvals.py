"""Approvals on a page: who asks for what, with the input as it was entered, and the buttons to answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from aftersales.web import reading
from aftersales.web.components.items import Button, act_href, matter_label
from aftersales.web.wording.facts import Fact
from aftersales.web.wording.words import say


@dataclass(frozen=True)
class ApprovalItem:
    """One consent that is waited for, or was given."""

    act: str
    matter: str
    href: str
    rule: str
    by: str
    at: datetime
    given: Sequence[Fact] = ()
    buttons: Sequence[Button] = field(default_factory=tuple)
    state: str = ""


def approval_items(rows: Iterable[Any], viewer: Any, back: str = "") -> list[ApprovalItem]:
    """Approvals with buttons for those whom they wait for."""
    rows = list(rows)
    shown = reading.given_facts([(row.act.name, row.act.given) for row in rows if row.act is not None])
    given = iter(shown)
    items = []
    for row in rows:
        buttons = [
            Button(say(reading.act_label(name)), act_href(name, row.matter_id, back, approval=row.key))
            for name in ("approval.consent", "approval.refuse")
            if row.state == "waiting" and reading.may(viewer, name, row.matter)
        ]
        items.append(
            ApprovalItem(
                act=say(reading.act_label(row.act.name)) if row.act is not None else "",
                matter=matter_label(row.matter),
                href=reverse("matter", args=[row.matter_id]),
                rule=row.rule,
                by=row.act.by.name if row.act is not None else "",
                at=row.at,
                given=next(given) if row.act is not None else (),
                buttons=buttons,
                state=row.state,
            )
        )
    return items
