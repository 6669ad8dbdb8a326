"""Owns the numbers of matters: one counter row per book and year, without gaps, stamped last in the transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from aftersales.ledger.models import Counter, Matter


def stamp(made: Iterable[tuple[str, Matter]]) -> None:
    """Gives each ``(book, matter)`` the next number of its book; books are locked in the order of their names."""
    waiting: dict[str, list[Matter]] = {}
    for book, matter in made:
        year = timezone.localtime(matter.opened_at).year
        waiting.setdefault(f"{book}-{year}", []).append(matter)
    for name in sorted(waiting):
        rows = sorted(waiting[name], key=lambda row: row.pk)
        last = _take(name, len(rows))
        for place, matter in enumerate(rows, start=last - len(rows) + 1):
            matter.number = f"{name}-{place:05d}"
            Matter.objects.filter(pk=matter.pk).update(number=matter.number)


def _take(name: str, count: int) -> int:
    Counter.objects.get_or_create(book=name)
    row = Counter.objects.select_for_update().get(book=name)
    row.last += count
    row.save(update_fields=["last"])
    return row.last
