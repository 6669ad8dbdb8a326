"""`aftersales policy mutate`: changes each value of each rule and lists the changes that no story notices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

from aftersales.config.commands.packs import language, loaded
from aftersales.policy.bind import bind
from aftersales.policy.mutate.mutants import as_json as mutant_json
from aftersales.policy.mutate.trial import trial

REASONS = "survivors.yaml"  # mutant id -> why no story can or need notice it


@click.command("mutate")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every survivor.")
@click.option("--clause", help="Only this clause.")
def mutate(folder: Path, as_json: bool, clause: str | None) -> None:
    """Try every number, duration, amount, list member, role and condition of the pack in FOLDER."""
    lang = language()
    pack, catalogue = loaded(folder, lang)
    reasons = _reasons(folder)
    tried, survivors = 0, []
    for verdict in trial(pack, bind([pack], catalogue), clause):
        tried += 1
        if verdict.noticed_by is None:
            survivors.append(dict(mutant_json(verdict.mutant, reasons.get(verdict.mutant.id))))
    unexplained = [one for one in survivors if one["reason"] is None]
    known = {str(one["mutant"]) for one in survivors}
    stale = sorted(set(reasons) - known) if clause is None else []
    if as_json:
        report = {
            "pack": pack.id,
            "tried": tried,
            "survivors": survivors,
            "unexplained": len(unexplained),
            "stale_reasons": stale,
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print(pack.id, tried, survivors, stale, lang)
    raise SystemExit(1 if unexplained or stale else 0)


def _reasons(folder: Path) -> dict[str, str]:
    file = folder / REASONS
    if not file.is_file():
        return {}
    found = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) or {}
    return {str(name): str(reason) for name, reason in found.items()}


def _print(pack: str, tried: int, survivors: list[dict[str, Any]], stale: list[str], lang: str) -> None:
    for one in survivors:
        click.echo(
            f"{one['rule']}: {one['at']}: {one['was']} → {one['now']}"
            + (f"  ({one['reason']})" if one["reason"] else "")
        )
    for name in stale:
        click.echo(
            f"{REASONS}: {name} — "
            + ("已被故事发现，可删去" if lang == "zh" else "a story notices it now; take the reason away")
        )
    words = "试了 {} 处，{} 处未被故事发现" if lang == "zh" else "{} changes tried, {} noticed by no story"
    click.echo(f"{pack}: {words.format(tried, len(survivors))}")
