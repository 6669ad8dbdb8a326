"""Owns the round of the acceptance: every clause's scenario on one running system, and the report of what was seen."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance import discipline, service, standards
from tests.acceptance.evidence import SCENARIOS, Evidence
from tests.acceptance.running import System, running
from tests.support.installation import installations

pytestmark = pytest.mark.acceptance
REPORT = Path("build/acceptance.json")
PARTS = (service, standards, discipline)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One system for all clauses, so that they live together as they do in a company."""
    for installation in installations(tmp_path_factory.mktemp("acceptance")):
        with running(installation) as found:
            yield found


@pytest.fixture(scope="module")
def report() -> Iterator[list[Evidence]]:
    """What was seen, printed and kept when all is done."""
    found: list[Evidence] = []
    yield found
    REPORT.parent.mkdir(exist_ok=True)
    rows = {one.clause: {"result": one.result, "evidence": one.seen} for one in found}
    REPORT.write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")
    lines = [f"{one.clause:<10} {one.result:<7} {'; '.join(one.seen)}" for one in found]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize("clause", list(SCENARIOS))
def test_clause(clause: str, system: System, report: list[Evidence]) -> None:
    seen = Evidence(clause)
    report.append(seen)
    SCENARIOS[clause](system, seen)
    assert seen.seen, f"{clause} showed nothing"
    seen.result = "held"
