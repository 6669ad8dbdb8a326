"""Owns the monthly statement: what each person is fined and rewarded, under a cap and a switch that the company sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from aftersales.ledger.models import Consequence, Party, Setting

CAP: Final = "payroll.fine_cap"  # the most that is taken from one person in a month; nothing set, nothing taken off
POINTS: Final = "payroll.points"  # whether points count
COUNTED: Final = ("confirmed", "upheld", "settled", "appealed")
TAKEN: Final = ("fine",)
GIVEN: Final = ("reward",)


@dataclass(slots=True)
class Statement:
    """One person's month in one currency; ``kept_back`` is what the cap spares them."""

    party: Party
    currency: str
    fines: Decimal = Decimal(0)
    rewards: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    kept_back: Decimal = Decimal(0)
    lines: list[Consequence] = field(default_factory=list)

    @property
    def taken(self) -> Decimal:
        """What is taken off after the cap."""
        return self.fines - self.kept_back

    @property
    def balance(self) -> Decimal:
        """What the month comes to."""
        return self.rewards - self.taken


def month(year: int, number: int, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a month and of the next."""
    at = ZoneInfo(zone)
    return datetime(year, number, 1, tzinfo=at), datetime(year + number // 12, number % 12 + 1, 1, tzinfo=at)


def statements(year: int, number: int, zone: str, parties: Iterable[Party] | None = None) -> list[Statement]:
    """The statements of everybody for whom something was decided in the month, appealed ones not yet taken off."""
    since, until = month(year, number, zone)
    rows = Consequence.objects.filter(state__in=COUNTED, decided_at__gte=since, decided_at__lt=until)
    if parties is not None:
        rows = rows.filter(party__in=list(parties))
    found: dict[tuple[int, str], Statement] = {}
    for row in rows.select_related("party", "matter").order_by("party_id", "decided_at", "pk"):
        key = (row.party_id, row.currency)
        _add(found.setdefault(key, Statement(row.party, row.currency)), row)
    cap = setting(CAP)
    for one in found.values():
        most = (cap or {}).get(one.currency)
        one.kept_back = max(one.fines - Decimal(str(most)), Decimal(0)) if most is not None else Decimal(0)
    return list(found.values())


def _add(one: Statement, row: Consequence) -> None:
    one.lines.append(row)
    if row.state == "appealed":
        return
    amount = row.amount or Decimal(0)
    if row.kind in TAKEN:
        one.fines += amount
    elif row.kind in GIVEN:
        one.rewards += amount
    if row.points is not None and points_count():
        one.points += row.points


def points_count() -> bool:
    """Whether the company counts points."""
    return setting(POINTS) is not False


def setting(key: str) -> Any:
    """A switch or figure of the company, None where it set none."""
    row = Setting.objects.filter(key=key).first()
    return row.value if row else None


def choose(key: str, value: Any, *, by: Party, at: datetime) -> None:
    """The company sets a switch or figure."""
    Setting.objects.update_or_create(key=key, defaults={"value": value, "by": by, "at": at})
