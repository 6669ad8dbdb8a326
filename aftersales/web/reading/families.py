"""A matter with its family: what hangs on it and below it, from events to papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aftersales.foundation.texts import Text
from aftersales.web.reading import seen


def family(row: Any) -> list[Any]:
    """All matters of the family, the oldest first."""
    found = getattr(row, "web_family", None)
    if found is None:
        found = list(
            type(row)
            .objects.filter(root_id=row.root_id or row.pk)
            .select_related("customer", "branch")
            .order_by("opened_at", "pk")
        )
        row.web_family = found
    return list(found)


def family_below(row: Any) -> list[int]:
    """The ids of a matter and everything under it."""
    below, found = {row.pk}, [row.pk]
    for one in family(row):
        if one.parent_id in below and one.pk not in below:
            below.add(one.pk)
            found.append(one.pk)
    return found


def relatives(row: Any, viewer: Any, _now: datetime) -> list[Any]:
    """The other matters of the family that the viewer may see."""
    open_ = set(seen.matters(viewer).filter(root_id=row.root_id or row.pk).values_list("pk", flat=True))
    return [one for one in family(row) if one.pk in open_ and one.pk != row.pk]


def events(row: Any, most: int | None) -> list[Any]:
    """What happened on a matter and below it, newest first."""
    rows = row.events.model.objects.filter(matter_id__in=family_below(row), withdrawn=False).exclude(
        name="deadline.passed.v1"
    )
    rows = rows.select_related("matter", "by").order_by("-at", "-seq")
    return list(rows[:most] if most else rows)


def charges(row: Any) -> list[Any]:
    """Who pays what on a matter and below it."""
    return list(
        row.charge_rows.model.objects.filter(matter_id__in=family_below(row))
        .select_related("party")
        .order_by("at", "pk")
    )


def flags(row: Any) -> list[Any]:
    """Marks on a matter and below it."""
    return list(row.flag_rows.model.objects.filter(matter_id__in=family_below(row)).order_by("at", "pk"))


def findings(row: Any) -> list[Any]:
    """What was alleged, heard and decided on a matter and below it."""
    rows = row.finding_rows.model.objects.filter(matter_id__in=family_below(row))
    return list(rows.select_related("matter").order_by("at", "pk"))


def flag_text(row: Any) -> Text:
    """What a mark says."""
    return Text.of(row.detail.get("said") or row.rule)


def documents(row: Any) -> list[Any]:
    """Filed forms on a matter and below it, as they stand now."""
    rows = row.documents.model.objects.filter(matter_id__in=family_below(row), replaced_by__isnull=True)
    return list(rows.prefetch_related("signatures").order_by("-filed_at"))


def attachments(row: Any, _viewer: Any) -> list[Any]:
    """Uploads on a matter and below it."""
    return list(
        row.attachments.model.objects.filter(matter_id__in=family_below(row)).select_related("by").order_by("-at")
    )
