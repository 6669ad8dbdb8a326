"""Remembers what was told of each case, so that the same file again adds nothing and a late row finds its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from aftersales.api.importing.mapping import Mapping
from aftersales.api.importing.rows import CaseRows, Told, looked_back
from aftersales.api.importing.values import plain
from aftersales.api.models import ImportedCase


class Memory:
    """What was imported under one map: a row for each case, read in one go."""

    def __init__(self, mapping: Mapping, cases: Iterable[CaseRows]) -> None:
        self.mapping = mapping
        self.names = looked_back(mapping)
        wanted = [one.case for one in cases]
        self.known = {
            row.case: row
            for begin in range(0, len(wanted), 500)
            for row in ImportedCase.objects.filter(map=mapping.map, case__in=wanted[begin : begin + 500])
        }

    def of(self, case: str) -> ImportedCase:
        """What is known of a case."""
        return self.known.setdefault(case, ImportedCase(map=self.mapping.map, case=case))

    def before(self, known: ImportedCase, told: Told) -> dict[str, Any] | None:
        """The values of the row before this one, in the case's order, whichever file it came from."""
        order = _order(told)
        earlier = [row for row in known.rows.values() if row["order"] < order]
        return max(earlier, key=lambda row: row["order"])["values"] if earlier else None

    def keep(self, known: ImportedCase, told: Told) -> None:
        """This row has been told."""
        kept = {name: plain(told.values[name]) for name in self.names}
        known.rows[told.key] = {"digest": told.digest, "order": _order(told), "values": kept}
        compare = self.mapping.compare
        if compare is not None and known.verdict.get("order", []) <= _order(told):
            known.verdict = {"order": _order(told), "value": told.values[compare.column]}


def _order(told: Told) -> list[list[Any]]:
    return [[rank, _comparable(value)] for rank, value in told.order]


def _comparable(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    return list(value) if isinstance(value, tuple) else plain(value)
