"""Finds, and makes on first sight, those in whose name an import's rows are told."""

from __future__ import annotations

from collections.abc import Mapping as Names
from datetime import datetime
from typing import Any

from aftersales.api.importing.mapping import Desk, Mapping
from aftersales.api.importing.values import fill
from aftersales.api.models import ImportedParty
from aftersales.foundation.problems import Refused
from aftersales.ledger import doors, lists


class Desks:
    """The parties of one map; those that the house has none for yet are hired, in a branch of their own if one is named."""

    def __init__(self, mapping: Mapping, importer: Any, since: datetime) -> None:
        self.mapping, self.importer, self.since = mapping, importer, since
        self.made: list[str] = []
        rows = ImportedParty.objects.filter(map=mapping.map).select_related("party")
        self.known: dict[str, Any] = {row.key: row.party for row in rows}

    def of(self, name: str | None, values: Names[str, Any]) -> Any:
        """The party of the map's desk ``name`` for a row."""
        if name is None:
            return self.importer
        desk = self.mapping.desks[name]
        key = f"{name}:{fill(desk.key, values)}"
        if key not in self.known:
            self.known[key] = self._make(desk, key, values)
        return self.known[key]

    def _make(self, desk: Desk, key: str, values: Names[str, Any]) -> Any:
        given: dict[str, Any] = {"name": fill(desk.name, values), "roles": list(desk.roles)}
        if desk.branch is not None:
            branch = self._told("branch.open", {"name": fill(desk.branch, values)}, f"{key}:branch", "party")
            given["branch"] = str(branch)
        party = lists.party(int(self._told("staff.hire", given, f"{key}:desk", "person")))
        ImportedParty.objects.update_or_create(map=self.mapping.map, key=key, defaults={"party": party})
        self.made.append(given["name"])
        return party

    def _told(self, act: str, given: dict[str, Any], key: str, names: str) -> str:
        request = f"import:{self.mapping.map}:{key}"[:120]
        outcome = doors.perform(act, None, given, by=self.importer, at=self.since, request_id=request, source="history")
        if not isinstance(outcome, doors.Done):
            raise Refused(getattr(outcome, "problems", ()))
        return str(outcome.event.fields[names])
