"""`aftersales calendar`: asks calendars, shows them month by month, and checks their files."""

import json
import os
import re
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

import click

from aftersales.policy.calendars import Calendar, CalendarError, CalendarSpec, compile_calendar
from aftersales.policy.calendars.cases import Evaluator
from aftersales.policy.calendars.wording import row_line

_FILE = click.Path(path_type=Path)


def _language() -> str:
    return "en" if os.environ.get("AFTERSALES_LANGUAGE", "").lower() == "en" else "zh"


_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default=_language, help="Words in Chinese or English.")


@click.group()
def calendar() -> None:
    """Working hours, holidays and make-up workdays."""


@calendar.command("eval")
@click.option("--cases", "file", type=_FILE, required=True, help="A JSON list of cases.")
@click.option("--explain", is_flag=True, help="Show day by day how a result came about.")
@_LANG
def evaluate(file: Path, explain: bool, lang: str) -> None:
    """Answer the cases of a file: a JSON list of {id, result} or {id, error}."""
    cases = _read(file, lang)
    if not isinstance(cases, list):
        _stop(lang, f"{file} 应为案例列表。", f"{file} must hold a list of cases.")
    answers = Evaluator().all(cases, explain=explain, lang=lang)
    click.echo(json.dumps(answers, ensure_ascii=False, indent=2))


@calendar.command()
@click.argument("file", type=_FILE)
@click.option("--month", required=True, help="The month to show, such as 2026-10.")
@_LANG
def show(file: Path, month: str, lang: str) -> None:
    """Show a month of the calendar in FILE: each day, why, and its hours."""
    if not re.fullmatch(r"(19|2[0-3])\d\d-(0[1-9]|1[0-2])", month):
        _stop(lang, f"“{month}”不是月份，请写 2026-10。", f"'{month}' is not a month; write 2026-10.")
    found = compile_calendar(_spec(file, lang))
    year, number = (int(part) for part in month.split("-"))
    first = date(year, number, 1)
    for offset in range(monthrange(year, number)[1]):
        click.echo(_day_line(found, first + timedelta(days=offset), lang))


@calendar.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@_LANG
def check(files: tuple[Path, ...], lang: str) -> None:
    """Check calendars in FILES; every problem is listed, and any makes the exit code 1."""
    failed = False
    for file in files:
        try:
            spec = CalendarSpec.from_mapping(_calendar_in(_read(file, lang)))
        except CalendarError as wrong:
            failed = True
            for problem in wrong.problems:
                click.echo(f"{file}: {problem.line(lang)}")
        else:
            words = f"正确（{spec.timezone}）" if lang == "zh" else f"correct ({spec.timezone})"
            click.echo(f"{file}: {words}")
    if failed:
        raise SystemExit(1)


def _spec(file: Path, lang: str) -> CalendarSpec:
    try:
        return CalendarSpec.from_mapping(_calendar_in(_read(file, lang)))
    except CalendarError as wrong:
        for problem in wrong.problems:
            click.echo(f"{file}: {problem.line(lang)}", err=True)
        raise SystemExit(1) from None


def _calendar_in(raw: Any) -> Any:
    """The calendar of a file, which may stand under the key ``calendar``."""
    return raw["calendar"] if isinstance(raw, dict) and set(raw) == {"calendar"} else raw


def _day_line(found: Calendar, day: date, lang: str) -> str:
    why: list[str] = [found.days.rule(day.toordinal())[0]]
    if found.days.has_break(day.toordinal()):
        why.append("break")
    if found.is_provisional(day.year):
        why.append("provisional")
    return row_line(day, why, found.own_pieces(day), lang)


def _read(file: Path, lang: str) -> Any:
    """The content of a JSON or YAML file; a file that cannot be read ends the command with a sentence."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        _stop(lang, f"读不到文件 {file}：{wrong}。", f"The file {file} cannot be read: {wrong}.")
    if file.suffix in (".yaml", ".yml"):
        return _read_yaml(text, file, lang)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as wrong:
        _stop(lang, f"{file} 不是 JSON：{wrong}。", f"{file} is not JSON: {wrong}.")


def _read_yaml(text: str, file: Path, lang: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as wrong:
        _stop(lang, f"{file} 不是 YAML：{wrong}。", f"{file} is not YAML: {wrong}.")


def _stop(lang: str, zh: str, en: str) -> NoReturn:
    click.echo(zh if lang == "zh" else en, err=True)
    raise SystemExit(1)
