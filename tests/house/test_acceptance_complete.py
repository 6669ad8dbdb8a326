"""Every clause of a shipped pack has an acceptance scenario; one that is missing is named."""

from pathlib import Path

from ruamel.yaml import YAML

from tests.acceptance import discipline, service, standards
from tests.acceptance.evidence import SCENARIOS

PARTS = (service, standards, discipline)
PACKS = Path("packs")


def clauses_of(folder: Path) -> list[str]:
    """The clause ids that a pack says it accounts for."""
    head = YAML(typ="safe", pure=True).load((folder / "pack.yaml").read_text(encoding="utf-8"))
    return [str(name) for name in head.get("clauses") or ()]


def test_every_clause_has_a_scenario() -> None:
    wanted = {
        clause for head in PACKS.glob("*/pack.yaml") for clause in clauses_of(head.parent) if clause.startswith("S")
    }
    assert wanted, "no pack names its clauses"
    assert sorted(wanted - set(SCENARIOS)) == []
    assert sorted(set(SCENARIOS) - wanted) == []
