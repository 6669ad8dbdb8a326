"""One import from file to report: read, told, time passed, judged, compared."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from aftersales.api.importing import mapping as maps
from aftersales.api.importing import reader, rejects, rows, verdicts
from aftersales.api.importing.desks import Desks
from aftersales.api.importing.rows import Reject
from aftersales.api.importing.runner import Progress, Runner
from aftersales.foundation.instants import parse_instant
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger import doors, editions, lists, present
from aftersales.ledger.registry import registry

SHOWN = 20


def run(
    file: Path,
    map_file: Path,
    *,
    dry_run: bool,
    compare: bool,
    rejects_file: Path,
    progress: Progress,
    language: str = "zh",
) -> dict[str, Any]:
    """Tells a file's rows and says what came of it."""
    begun = time.monotonic()
    mapping = maps.load(map_file)
    _acts_known(mapping)
    table = reader.read(file, sheet=mapping.sheet, encoding=mapping.encoding, delimiter=mapping.delimiter)
    _columns_there(mapping, table)
    found = rows.sort(mapping, table)
    report: dict[str, Any] = {"map": mapping.map, "file": file.name, "dry_run": dry_run, "rows": found.read}
    counted, bad = (_counted(found), found.rejects) if dry_run else _told(mapping, found, progress)
    report |= counted
    report |= {"twice": found.twice, "rejected": len(bad), "rejects": [rejects.as_dict(one) for one in bad[:SHOWN]]}
    if bad and not dry_run:
        rejects.write(rejects_file, table, bad, language)
        report["rejects_file"] = str(rejects_file)
    if compare:
        report["comparison"] = verdicts.compare(mapping)
    report["seconds"] = round(time.monotonic() - begun, 1)
    return report


def _counted(found: rows.Sorted) -> dict[str, Any]:
    """What a dry run says: nothing is told."""
    return {"cases": len(found.cases), "told": {}, "new_rows": 0, "known_rows": 0}


def _told(mapping: maps.Mapping, found: rows.Sorted, progress: Progress) -> tuple[dict[str, Any], list[Reject]]:
    """Tells the rows, lets time pass, and says what came of it."""
    since = parse_instant(mapping.since, mapping.tz) if mapping.since else _first(mapping, found)
    runner = Runner(mapping, found, Desks(mapping, lists.importer(), since), progress)
    result = runner.run()
    passed = pass_time(present.now(), progress)
    counted = {
        "cases": len(result.cases),
        "told": dict(result.told),
        "new_rows": result.rows,
        "known_rows": result.known,
        "time_passed_for": passed,
        "desks": runner.desks.made,
        "clauses": verdicts.by_clause(mapping, editions.pack().accounts_for),
    }
    return counted, result.rejects


def compare(map_file: Path) -> dict[str, Any]:
    """The comparison alone, of what was imported under a map."""
    return verdicts.compare(maps.load(map_file))


def pass_time(until: datetime, progress: Progress) -> int:
    """Lets everything come due that has, as the worker would."""
    passed = 0
    while step := doors.pass_time(until):
        passed += step
        progress(passed, passed, "deadlines")
    return passed


def _first(mapping: maps.Mapping, found: rows.Sorted) -> datetime:
    return min(rows.instants(mapping, found.cases), default=present.now())


def _acts_known(mapping: maps.Mapping) -> None:
    unknown = sorted({telling.act for telling in mapping.acts} - registry.acts.keys())
    if unknown:
        raise Refused(
            [_wrong("map.unknown_act", f"没有动作“{name}”。", f"There is no act '{name}'.") for name in unknown]
        )


def _columns_there(mapping: maps.Mapping, table: reader.Table) -> None:
    """Every column that the map reads must stand in the file: a misspelt one would be missing in every row."""
    missing = sorted({column.column for column in mapping.columns.values()} - set(table.columns))
    if missing:
        has = ", ".join(table.columns)
        raise Refused(
            [
                _wrong("file.no_column", f"文件没有列“{name}”；有：{has}。", f"No column '{name}'; there is: {has}.")
                for name in missing
            ]
        )


def _wrong(code: str, zh: str, en: str) -> Problem:
    return Problem(code, Text(zh, en))


def words(report: dict[str, Any]) -> str:
    """The report for a person."""
    lines = [
        f"{report['file']}: {report['rows']} rows, {report['cases']} cases, {report['seconds']} s",
        f"  {report['new_rows']} told now, {report['known_rows']} known before, {report['rejected']} rejected",
    ]
    lines += [f"  {act}: {count}" for act, count in sorted(report["told"].items())]
    for clause, count in report.get("clauses", {}).items():
        lines.append(
            f"  {clause}: " + ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in count.items())
        )
    for reject in report["rejects"]:
        said = " ".join(problem["said"]["en"] for problem in reject["problems"])
        lines.append(f"  line {reject['line']}: {said}")
    if "rejects_file" in report:
        lines.append(f"  rejected rows: {report['rejects_file']} (mend and send again)")
    if "comparison" in report:
        lines.append(words_of_comparison(report["comparison"]))
    return "\n".join(lines)


def words_of_comparison(found: dict[str, Any]) -> str:
    """One line for each case, then the counts."""
    return "\n".join([*map(_case_line, found["cases"]), *_count_lines(found["clauses"].items())])


def _case_line(line: dict[str, Any]) -> str:
    if line["agrees"] is None:
        return f"{line['case']} not judged"
    verdict = "agrees" if line["agrees"] else "DIFFERS"
    return (
        f"{line['case']} {verdict} file={_kept(line['file'])} ours={_kept(line['ours'])} rule={line['rule']} "
        f"due={line['due']} done={line['done']} paused={line['paused_hours']}h"
    )


def _kept(value: Any) -> str:
    return "kept" if value else "missed"


def _count_lines(clauses: Iterable[tuple[str, dict[str, int]]]) -> list[str]:
    return [
        f"{clause}: {count['agree']} of {count['cases']} agree, {count['differ']} differ, {count['not_judged']} not judged"
        for clause, count in clauses
    ]
