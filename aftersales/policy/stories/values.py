"""Owns the reading of a story's values: from what is written to what the catalogue says the field holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.foundation.money import Money
from aftersales.policy.catalogue import Field


def instant(value: Any, zone: ZoneInfo) -> datetime:
    """``2026-03-07 16:00`` in the policy's zone, or an instant with an offset."""
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def typed(field: Field | None, value: Any, zone: ZoneInfo, currency: str) -> Any:
    """The value of one field; a ValueError says which and why."""
    if value is None or field is None:
        return value
    match field.kind:
        case "instant":
            return instant(value, zone)
        case "date":
            return value if type(value) is date else date.fromisoformat(str(value).strip()[:10])
        case "money":
            return value if isinstance(value, Money) else Money.parse(str(value), currency)
        case "number":
            return Decimal(str(value))
        case "parties" | "texts" | "matters":
            return [str(one) for one in (value if isinstance(value, (list, tuple)) else [value])]
        case "rows":
            rows = {one.name: one for one in field.rows}
            return [{name: typed(rows.get(name), one, zone, currency) for name, one in row.items()} for row in value]
        case "bool":
            return bool(value)
        case _:
            return str(value) if isinstance(value, (int, float, Decimal)) else value


def typed_all(fields: Mapping[str, Field], values: Mapping[str, Any], zone: ZoneInfo, currency: str) -> dict[str, Any]:
    """Every value of an act's input or of an event."""
    return {name: typed(fields.get(name), value, zone, currency) for name, value in values.items()}
