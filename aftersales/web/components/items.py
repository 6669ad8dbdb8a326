"""Turns rows of the ledger into what pages draw: owed items with their buttons, approvals, notices, timeline entries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.web import reading
from aftersales.web.components.clocks import ClockView, clock
from aftersales.web.wording.words import say


@dataclass(frozen=True)
class Button:
    """One thing to press; `request_id` makes it a form that is sent at once."""

    label: str
    href: str
    dialog: bool = True
    request_id: str = ""
    icon: str = ""
    owed: bool = False


@dataclass(frozen=True)
class OwedItem:
    """One obligation on a page."""

    must: str
    matter: str
    href: str
    rule: str
    clock: ClockView
    note: str = ""
    buttons: Sequence[Button] = field(default_factory=tuple)
    late: bool = False
    due: datetime | None = None


def act_href(name: str, on: Any = None, back: str = "", **given: Any) -> str:
    """The address of an act's form, some fields filled."""
    query: dict[str, Any] = {"on": on, "next": back, **given}
    kept = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{reverse('act', args=[name])}{'?' + urlencode(kept, doseq=True) if kept else ''}"


def matter_label(matter: Any) -> str:
    """Number and title, as a matter is called on lists."""
    return " ".join(part for part in (matter.number or say(reading.kind_label(matter.kind)), matter.title) if part)


def matter_href(row: Any) -> str:
    """The page of a row's matter; empty where the row concerns somebody who may not read the matter."""
    return reverse("matter", args=[row.matter_id]) if getattr(row, "readable", True) else ""


def act_button(name: str, matter: Any, *, back: str = "", owed: bool = False, **given: Any) -> Button:
    """A button for an act on a matter; an act that asks nothing is done at once."""
    label = say(reading.act_label(name))
    href = act_href(name, matter.pk if matter is not None else None, back, **given)
    if reading.asks_nothing(name) and not given:
        return Button(label, href, dialog=False, request_id=str(uuid.uuid4()), owed=owed)
    return Button(label, href, owed=owed)


def owed_item(row: Any, now: datetime, viewer: Any, *, with_matter: bool = True, back: str = "") -> OwedItem:
    """An obligation as the viewer sees it."""
    done_by = [say(reading.act_label(name)) for name in row.must]
    shown = clock(
        now,
        state="open" if row.state == "suspended" else row.state,
        due=row.due_at,
        breached=row.breached_at,
        kept=row.kept_at,
        suspended=row.state == "suspended" or row.extension_until is not None,
    )
    return OwedItem(
        must=_(" or ").join(done_by),
        matter=matter_label(row.matter) if with_matter else "",
        href=reverse("matter", args=[row.matter_id]),
        rule=row.rule,
        clock=replace(shown, why=reading.why(row), rule=row.rule),
        note=_holder(row, viewer),
        buttons=_buttons(row, viewer, back) if row.state in {"open", "suspended"} else (),
        late=row.breached_at is not None and row.state == "open",
        due=row.due_at,
    )


def _holder(row: Any, viewer: Any) -> str:
    owes = row.party.name if row.party is not None else say(reading.role_label(row.role))
    person = row.taken_by or row.person
    said = owes if person is None or person.name == owes else f"{owes} · {person.name}"
    if row.gap:
        said = _("%(owes)s (nobody holds this post: the head answers for it)") % {"owes": said}
    if row.extension_until is not None:
        said = _("%(said)s; an extension is being decided") % {"said": said}
    mine = viewer is not None and person is not None and person.pk == viewer.pk
    return "" if mine and not row.gap and row.party_id == viewer.pk else said


def _buttons(row: Any, viewer: Any, back: str) -> Sequence[Button]:
    if viewer is None:
        return ()
    found: list[Button] = []
    for name in reading.steps_to(row):
        button = _fitting(name, row, viewer, back)
        if button is not None:
            found.append(button)
    person = row.taken_by or row.person
    others = person is None or person.pk != viewer.pk
    if others and reading.may(viewer, "obligation.take", row.matter) and reading.is_of(viewer, row):
        href = act_href("obligation.take", row.matter_id, back, obligation=row.key)
        found.append(Button(say(reading.act_label("obligation.take")), href))
    return found


def _fitting(name: str, row: Any, viewer: Any, back: str) -> Button | None:
    kinds = reading.stands_on(name)
    if not reading.may(viewer, name, row.matter):
        return None
    if row.matter.kind not in kinds and "*" not in kinds:
        return Button(_("Go to it"), reverse("matter", args=[row.matter_id]), dialog=False)
    prefix = name.partition(".")[0]
    subject = row.key if prefix == "obligation" else row.detail.get("subject") or reading.open_finding(row, prefix)
    extra = {prefix: subject} if prefix in {"obligation", "finding", "consequence"} and subject else {}
    return act_button(name, row.matter, back=back, owed=True, **extra)


def grouped(items: Iterable[OwedItem], now: datetime, today_ends: datetime) -> list[dict[str, Any]]:
    """Owed items by urgency: overdue, today, later, without a date."""
    groups: dict[str, list[OwedItem]] = {"late": [], "today": [], "later": [], "undated": []}
    for item in items:
        if item.due is None:
            groups["undated"].append(item)
        elif item.due < now:
            groups["late"].append(item)
        else:
            groups["today" if item.due <= today_ends else "later"].append(item)
    titles = {"late": _("Overdue"), "today": _("Today"), "later": _("Later"), "undated": _("Without a date")}
    return [{"key": key, "title": titles[key], "items": rows} for key, rows in groups.items()]
