"""The timeline of a matter and everything below it: acts, what the law did, corrections with the old text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from aftersales.web import reading
from aftersales.web.wording.facts import Fact
from aftersales.web.wording.words import say

COMMENTED = "matter.commented.v1"
LATE = timedelta(minutes=10)  # recorded so much after it happened, the page says so


@dataclass(frozen=True)
class Entry:
    """One line of a timeline."""

    label: str
    at: datetime
    by: str
    facts: Sequence[Fact] = ()
    rules: Sequence[str] = ()
    matter: str = ""
    href: str = ""
    mark: str = ""
    recorded: datetime | None = None
    late: bool = False
    superseded: bool = False
    text: str = ""  # what was said in a comment, shown as it was written


def timeline(rows: Iterable[Any], *, own: int | None = None) -> list[Entry]:
    """Events, newest first, each with what it said."""
    rows = list(rows)
    shown = reading.event_facts(rows)
    return [_entry(row, found, own) for row, found in zip(rows, shown, strict=True)]


def _entry(row: Any, found: Sequence[Fact], own: int | None) -> Entry:
    text = ""
    if row.name == COMMENTED and found:
        text, found = found[0].value, ()
    elsewhere = own is not None and row.matter_id != own
    rules = [rule for rule in (row.cause_rule, row.fields.get("rule") if row.derived else None) if rule]
    mark = "story-late" if row.name == "duty.breached.v1" else "story-law" if row.derived or row.cause_rule else ""
    return Entry(
        label=say(reading.event_label(row.name)),
        at=row.at,
        by=row.by.name,
        facts=found,
        rules=rules,
        matter=(row.matter.number or say(reading.kind_label(row.matter.kind))) if elsewhere else "",
        href=reverse("matter", args=[row.matter_id]) if elsewhere else "",
        mark=mark,
        recorded=row.recorded_at,
        late=row.recorded_at - row.at > LATE,
        superseded=row.superseded_by_id is not None,
        text=text,
    )
