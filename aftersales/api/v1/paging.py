"""Cuts lists into pages that stay put while rows are added: a cursor names where the next page begins."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from aftersales.api.v1.problems import one

LARGEST = 200
Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """One page; `next` is the cursor of the page after it, absent on the last."""

    items: list[Item]
    next: str | None = None


class Paging(BaseModel):
    """What every list takes."""

    cursor: str | None = Field(None, description="`next` of the page before", max_length=400)
    limit: int = Field(50, ge=1, le=LARGEST)


def cursor_of(*parts: Any) -> str:
    """A place in a list, opaque to its reader."""
    return base64.urlsafe_b64encode(json.dumps(parts, default=str).encode()).decode().rstrip("=")


def place_of(cursor: str | None, length: int) -> list[Any] | None:
    """What a cursor says, or none for the first page; a made-up one is refused."""
    if not cursor:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, UnicodeError):
        parts = None
    if not isinstance(parts, list) or len(parts) != length:
        raise one(422, "input.cursor", "游标无效。", "This cursor is not one of ours.", field="cursor")
    return parts


def by_id(rows: Any, paging: Paging, show: Callable[[Any], Item], *, field: str = "pk") -> dict[str, Any]:
    """A page of a queryset by falling key: what is added later stands before the first page."""
    place = place_of(paging.cursor, 1)
    if place is not None:
        if not isinstance(place[0], int) or isinstance(place[0], bool) or abs(place[0]) >= 2**63:
            raise one(422, "input.cursor", "游标无效。", "This cursor is not one of ours.", field="cursor")
        rows = rows.filter(**{f"{field}__lt": place[0]})
    found = list(rows.order_by(f"-{field}")[: paging.limit + 1])
    more = len(found) > paging.limit
    shown = found[: paging.limit]
    after = cursor_of(getattr(shown[-1], field)) if more else None
    return {"items": [show(row) for row in shown], "next": after}


def by_place(rows: Iterable[Item], paging: Paging) -> dict[str, Any]:
    """A page of a list that is made whole (clauses, figures), by position."""
    place = place_of(paging.cursor, 1)
    begin = place[0] if place is not None else 0
    if not isinstance(begin, int) or isinstance(begin, bool) or begin < 0:
        raise one(422, "input.cursor", "游标无效。", "This cursor is not one of ours.", field="cursor")
    found = list(rows)
    shown = found[begin : begin + paging.limit]
    after = cursor_of(begin + paging.limit) if begin + paging.limit < len(found) else None
    return {"items": shown, "next": after}
