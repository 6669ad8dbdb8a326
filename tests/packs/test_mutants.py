"""Every changed value of a shipped pack is noticed by a story, or survives for a reason that is written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from aftersales.config.wiring import catalogue
from aftersales.policy.bind import bind
from aftersales.policy.loading import load_pack
from aftersales.policy.mutate.trial import trial

PACKS = [head.parent for head in sorted(Path("packs").glob("*/pack.yaml")) if (head.parent / "stories").is_dir()]


@pytest.mark.parametrize("folder", PACKS, ids=str)
def test_no_change_survives_without_a_reason(folder: Path) -> None:
    pack = load_pack(folder, catalogue())
    reasons = (
        YAML(typ="safe", pure=True).load(folder / "survivors.yaml") if (folder / "survivors.yaml").exists() else {}
    )
    verdicts = list(trial(pack, bind([pack], catalogue())))
    assert len(verdicts) > len(pack.rules), "nothing was tried"
    survived = {one.mutant.id for one in verdicts if one.noticed_by is None}
    assert sorted(survived - set(reasons)) == []
    assert sorted(set(reasons) - survived) == [], "a story notices these now: take their reasons away"
