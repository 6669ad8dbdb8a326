"""Writes what could not be told into a file of the same shape, with the reasons beside, to be mended and sent again."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aftersales.api.importing.reader import OWN, Table
from aftersales.api.importing.rows import Reject

LINE, WHY = f"{OWN}line", f"{OWN}why"


def write(path: Path, table: Table, rejects: Iterable[Reject], language: str) -> None:
    """The rejected rows with their line and reasons; columns that begin with ``_`` are passed over when it is read."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*table.columns, LINE, WHY])
        for reject in rejects:
            cells = [reject.row.cells.get(name, "") for name in table.columns]
            writer.writerow([*cells, reject.row.line, why(reject, language)])


def why(reject: Reject, language: str) -> str:
    """All reasons in one cell."""
    return " ".join(
        f"{problem.field}: {problem.said.pick(language)}" if problem.field else problem.said.pick(language)
        for problem in reject.problems
    )


def as_dict(reject: Reject) -> dict[str, Any]:
    """A rejected row as JSON says it."""
    return {"line": reject.row.line, "problems": [problem.as_dict() for problem in reject.problems]}
