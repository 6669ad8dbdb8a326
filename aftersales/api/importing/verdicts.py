"""Sets the policy's verdict on each imported case beside the file's own, and counts what became of each clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from aftersales.api.importing.mapping import Mapping
from aftersales.api.models import ImportedCase
from aftersales.ledger import lists

DROPPED = ("lapsed", "waived")
PAUSED = "paused_for"  # the field that says whom a case waits for


def compare(mapping: Mapping) -> dict[str, Any]:
    """Each case as agreeing or differing, under the map's first clause; the other clauses are counted besides."""
    if mapping.compare is None:
        return {"cases": [], "clauses": {}}
    rows = list(ImportedCase.objects.filter(map=mapping.map).order_by("case"))
    owed, waits = _owed(rows), _waits(rows)
    clauses = mapping.compare.clauses
    under = {clause: [_line(row, clause, owed, waits) for row in rows] for clause in clauses}
    lines, counts = under[clauses[0]], {clause: _count(found) for clause, found in under.items()}
    return {"map": mapping.map, "clause": clauses[0], "cases": lines, "clauses": counts}


def _root(row: ImportedCase) -> int | None:
    return next((matter for name, matter in row.matters.items() if name != "once"), None)


def _owed(rows: Iterable[ImportedCase]) -> dict[int, list[Any]]:
    """The obligations of every imported case, in the order in which they were opened."""
    roots = [root for row in rows if (root := _root(row)) is not None]
    found: dict[int, list[Any]] = defaultdict(list)
    for one in lists.of_families(roots):
        found[one.root_id].append(one)
    return found


def _line(row: ImportedCase, clause: str, owed: dict[int, list[Any]], waits: dict[int, Any]) -> dict[str, Any]:
    """One case: the last obligation of the clause that was neither lapsed nor waived speaks for it."""
    file = row.verdict.get("value")
    root = _root(row) or 0
    under = [one for one in owed.get(root, ()) if one.clause == clause and one.state not in DROPPED]
    if not under:
        return {"case": row.case, "file": file, "ours": None, "agrees": None, "rule": None}
    last = under[-1]
    ours = last.breached_at is None and last.kept_at is not None
    return {
        "case": row.case,
        "file": file,
        "ours": ours,
        "agrees": ours == file,
        "rule": last.rule,
        "due": _iso(last.due_at or last.breached_at),
        "done": _iso(last.kept_at),
        "paused_hours": round(_paused(last, waits.get(root, ())) / timedelta(hours=1), 2),
    }


def _paused(obligation: Any, spans: Iterable[tuple[datetime, datetime | None]]) -> timedelta:
    """How long the case waited for others until its solution, whether its clock stopped meanwhile or not."""
    until = obligation.kept_at or obligation.due_at or obligation.breached_at
    if until is None:
        return timedelta()
    return sum((min(end or until, until) - begin for begin, end in spans if begin < until), timedelta())


def _waits(rows: Iterable[ImportedCase]) -> dict[int, list[tuple[datetime, datetime | None]]]:
    """From when to when each case waited: events that set ``paused_for``, until one that clears it."""
    roots = [root for row in rows if (root := _root(row)) is not None]
    found: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for event in lists.events_saying(roots, PAUSED):
        spans = found[event.matter_id]
        if event.fields[PAUSED] is None:
            if spans and spans[-1][1] is None:
                spans[-1] = (spans[-1][0], event.at)
        elif not spans or spans[-1][1] is not None:
            spans.append((event.at, None))
    return found


def _count(lines: list[dict[str, Any]]) -> dict[str, int]:
    agree = sum(line["agrees"] is True for line in lines)
    differ = sum(line["agrees"] is False for line in lines)
    return {"cases": len(lines), "agree": agree, "differ": differ, "not_judged": len(lines) - agree - differ}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def by_clause(mapping: Mapping, clauses: Iterable[str]) -> dict[str, dict[str, int]]:
    """For each clause: how many duties the imported cases opened, kept, broke and still owe, and how many had none."""
    rows = list(ImportedCase.objects.filter(map=mapping.map))
    owed = _owed(rows)
    counted = {clause: dict.fromkeys(("opened", "kept", "broken", "open", "lapsed"), 0) for clause in clauses}
    touched: dict[str, set[int]] = defaultdict(set)
    for root, duties in owed.items():
        for one in duties:
            count = counted.setdefault(one.clause, dict.fromkeys(("opened", "kept", "broken", "open", "lapsed"), 0))
            touched[one.clause].add(root)
            count["opened"] += 1
            count["kept"] += one.kept_at is not None and one.breached_at is None
            count["broken"] += one.breached_at is not None
            count["open"] += one.state in ("open", "suspended")
            count["lapsed"] += one.state in DROPPED
    for clause, count in counted.items():
        count["not_applicable"] = len(rows) - len(touched[clause])
    return counted
