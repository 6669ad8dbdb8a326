"""What somebody was told, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aftersales.web import reading
from aftersales.web.components.items import matter_href, matter_label
from aftersales.web.wording.words import say


@dataclass(frozen=True)
class NoticeItem:
    """One word to somebody."""

    matter: str
    href: str
    said: str
    rule: str
    at: datetime


def notice_items(rows: Iterable[Any]) -> list[NoticeItem]:
    """Notices in the viewer's words."""
    return [NoticeItem(matter_label(row.matter), matter_href(row), topic(row), row.rule, row.at) for row in rows]


def topic(row: Any) -> str:
    """What the notice is about."""
    known = {
        "remind": _("will soon be due"),
        "breach": _("was not done in time"),
        "breached": _("was not done in time"),
        "told": _("concerns you"),
        "refused": _("was refused"),
        "opened": _("is now owed by you"),
        "missed": _("missed its target"),
        "routed": _("was passed to you"),
        "handed_over": _("was handed over to you"),
        "confirmed": _("has a consequence for you, now confirmed"),
        "upheld": _("has a consequence for you, upheld on appeal"),
        "reversed": _("had a consequence for you, now reversed"),
    }
    name = row.topic.partition(":")[0]
    if name.startswith("late"):
        name = "breach"
    return known.get(name) or say(reading.topic_label(name))
