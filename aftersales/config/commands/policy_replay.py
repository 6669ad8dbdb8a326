"""`aftersales policy replay`: judges a log again under another policy and says what would have been different."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from aftersales.config.commands.packs import language, loaded
from aftersales.foundation.problems import Refused
from aftersales.policy.bind import bind
from aftersales.policy.book import RuleBook
from aftersales.policy.log import read_lines
from aftersales.policy.replay import Comparison, families_of, tell

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("replay")
@click.option("--policy", "folder", required=True, type=click.Path(path_type=Path), help="The pack to judge by.")
@click.option("--log", "log", type=click.Path(path_type=Path), help="Exported events; else the database's own.")
@click.option("--against", type=click.Path(path_type=Path), help="The pack to compare with; else the one in force.")
@click.option("--from", "since", type=_DAY, help="Families that began on this day or later.")
@click.option("--to", "until", type=_DAY, help="What happened up to the end of this day.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def replay(
    folder: Path, log: Path | None, against: Path | None, since: datetime | None, until: datetime | None, as_json: bool
) -> None:
    """Tell a log again under the pack in --policy."""
    lang = language()
    pack, catalogue = loaded(folder, lang)
    after = bind([pack], catalogue)
    before = _before(against, log, lang) or after
    families = families_of(_lines(log, lang))
    cut = _end(until, after.timezone)
    families = {
        root: kept for root, events in families.items() if (kept := _within(events, since, cut, after.timezone))
    }
    if not families:
        raise click.ClickException("日志里没有事件。" if lang == "zh" else "there is no event in the log.")
    last = cut or max(event.at for events in families.values() for event in events)
    found = Comparison(tell(families, before, last), tell(families, after, last)).as_json()
    found["families"], found["events"] = len(families), sum(map(len, families.values()))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(found, lang)


def _before(against: Path | None, log: Path | None, lang: str) -> RuleBook | None:
    if against is not None:
        pack, catalogue = loaded(against, lang)
        return bind([pack], catalogue)
    if log is not None:
        return None
    from aftersales.ledger.editions import book  # needs the database, which a log file does not

    return book()


def _lines(log: Path | None, lang: str) -> Any:
    if log is not None:
        try:
            with log.open(encoding="utf-8") as lines:
                return list(read_lines(lines, str(log)))
        except OSError as wrong:
            raise click.ClickException(f"{log}: {wrong.strerror}") from None
        except Refused as wrong:
            raise click.ClickException("\n".join(p.line(lang) for p in wrong.problems)) from None
    from aftersales.ledger.export import exported

    return [pair for line in exported() for pair in read_lines([json.dumps(line)], "log")]


def _end(until: datetime | None, zone: ZoneInfo) -> datetime | None:
    if until is None:
        return None
    return datetime.combine(until.date() + timedelta(days=1), time(), zone).astimezone(UTC)


def _within(events: list[Any], since: datetime | None, cut: datetime | None, zone: ZoneInfo) -> list[Any]:
    begun = min(event.at for event in events)
    if since is not None and begun < datetime.combine(since.date(), time(), zone):
        return []
    return [event for event in events if cut is None or event.at < cut]


def _print(found: dict[str, Any], lang: str) -> None:
    words = {
        "zh": ("制度条款", "产生", "按时", "逾期", "之前 → 之后"),
        "en": ("rule", "opened", "kept", "breached", "before → after"),
    }[lang]
    click.echo(f"{words[0]}: {words[1]} / {words[2]} / {words[3]} ({words[4]})")
    before, after = found["by_rule"]["before"], found["by_rule"]["after"]
    for rule in sorted(before.keys() | after.keys()):
        was, now = before.get(rule, {}), after.get(rule, {})
        cells = [f"{was.get(k, 0)} → {now.get(k, 0)}" for k in ("opened", "kept", "breached")]
        click.echo(f"  {rule}: {' / '.join(cells)}")
    for name in ("consequences", "charges"):
        click.echo(f"{name}: {found['money']['before'][name]} → {found['money']['after'][name]}")
    refused = found["refused"]
    click.echo(f"refused: {refused['before']} → {refused['after']}")
    if found["not_replayable"]:
        click.echo(f"not replayable: {', '.join(sorted(found['not_replayable']))}")
