"""`aftersales policy test`: tells a pack's stories to the pure law and says which came out otherwise than expected."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import click

from aftersales.config.commands.packs import language, loaded
from aftersales.policy.bind import bind
from aftersales.policy.stories.told import Teller


@click.command("test")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object for all packs.")
def test(folders: tuple[Path, ...], as_json: bool) -> None:
    """Tell the stories of the packs in FOLDERS, without a database."""
    lang = language()
    report = [_pack(folder, lang) for folder in folders]
    failed = any(row["failed"] for row in report)
    if as_json:
        click.echo(json.dumps({"packs": report, "ok": not failed}, ensure_ascii=False, indent=2))
    else:
        for row in report:
            _print(row, lang)
    raise SystemExit(1 if failed else 0)


def _pack(folder: Path, lang: str) -> dict[str, Any]:
    pack, catalogue = loaded(folder, lang)
    book = bind([pack], catalogue)
    begun = time.perf_counter()
    stories = []
    for story in pack.stories:
        differences = Teller(story, book).run()
        stories.append(
            {
                "story": story.title.as_dict(),
                "names": list(story.names),
                "place": str(story.place),
                "ok": not differences,
                "differences": [{"rule": one.rule, "said": one.said} for one in differences],
            }
        )
    failed = sum(not one["ok"] for one in stories)
    return {
        "pack": pack.id,
        "passed": len(stories) - failed,
        "failed": failed,
        "seconds": round(time.perf_counter() - begun, 3),
        "stories": stories,
    }


def _print(row: dict[str, Any], lang: str) -> None:
    for one in row["stories"]:
        if one["ok"]:
            continue
        title = one["story"]["zh" if lang == "zh" else "en"]
        click.echo(f"{one['place']}: {title}")
        for difference in one["differences"]:
            click.echo(f"    {difference['rule']}: {difference['said']}")
    words = "{} 通过，{} 不符" if lang == "zh" else "{} passed, {} failed"
    click.echo(f"{row['pack']}: {words.format(row['passed'], row['failed'])} ({row['seconds']} s)")
