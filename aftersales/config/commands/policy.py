"""`aftersales policy`: check packs, show what they cover, begin a new one, and list the words there are."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from aftersales.config import resources
from aftersales.foundation.problems import Problem, Refused
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.language.coverage import as_markdown, coverage
from aftersales.policy.language.new import new_pack
from aftersales.policy.language.terms import NOTES
from aftersales.policy.language.vocabulary import vocabulary
from aftersales.policy.loading import check_packs, declared, file_schemas, load_pack

_ELSEWHERE = (
    "test",
    "mutate",
    "replay",
    "publish",
    "draft",
    "approve",
    "editions",
    "diff",
    "export",
)  # policy_<name>.py beside this file
_FOLDERS = click.argument("folders", nargs=-1, type=click.Path(path_type=Path, file_okay=False))
_JSON = click.option("--json", "as_json", is_flag=True, help="For other programs.")


def _language() -> str:
    return "en" if os.environ.get("AFTERSALES_LANGUAGE", "").lower() == "en" else "zh"


_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default=_language, help="Words in Chinese or English.")


class PolicyGroup(click.Group):
    """Its own commands, and those that live in a module of their own as far as they are there."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command that can be called."""
        own = super().list_commands(ctx)
        return sorted({*own, *(name for name in _ELSEWHERE if find_spec(_module(name)) is not None)})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command; a module is imported only when it is asked for."""
        own = super().get_command(ctx, name)
        if own is not None or name not in _ELSEWHERE or find_spec(_module(name)) is None:
            return own
        module = import_module(_module(name))
        command: click.Command = getattr(module, name, None) or getattr(module, f"policy_{name}")
        return command


def _module(name: str) -> str:
    return f"aftersales.config.commands.policy_{name}"


@click.group(cls=PolicyGroup)
def policy() -> None:
    """Write, check, test, publish and replay policies."""


@policy.command()
@_FOLDERS
@_JSON
@_LANG
def check(folders: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Say everything that is wrong with packs; without folders, with all of them."""
    problems = check_packs(_chosen(folders), words())
    wrong = [problem for problem in problems if problem.code not in NOTES]
    if as_json:
        _print({"ok": not wrong, "problems": [problem.as_dict() for problem in problems]})
    else:
        _say(problems, lang)
    sys.exit(1 if wrong else 0)


@policy.command("coverage")
@_FOLDERS
@_JSON
@click.option("--write", is_flag=True, help="Write COVERAGE.md into each pack.")
@_LANG
def show_coverage(folders: tuple[Path, ...], as_json: bool, write: bool, lang: str) -> None:
    """What became of every clause, and which stories show it."""
    catalogue, found, wrong = words(), {}, False
    for folder in _chosen(folders):
        try:
            pack = load_pack(folder, catalogue)
        except Refused as refused:
            wrong = True
            _say(refused.problems, lang, err=True)
            continue
        found[pack.id] = coverage(pack)
        if write:
            (folder / "COVERAGE.md").write_text(as_markdown(pack), encoding="utf-8")
        elif not as_json:
            print(as_markdown(pack))
    if as_json:
        _print(found)
    sys.exit(1 if wrong else 0)


@policy.command()
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of packs (else packs/ where you stand).",
)
def new(name: str, into: Path | None) -> None:
    """Begin a pack that checks clean."""
    for path in new_pack(name, into or Path("packs"), words()):
        print(path)


@policy.command("vocabulary")
@_FOLDERS
@_JSON
@_LANG
def show_vocabulary(folders: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Every word that a pack may use: events with their fields, acts, roles, documents, populations, facts …"""
    found = vocabulary(words(), declared(_chosen(folders)))
    if as_json:
        _print(found)
        return
    for table, entries in found.items():
        print(f"# {table}")
        for name in entries:
            entry = entries[name] if isinstance(entries, dict) else {}
            label = entry.get("label", {}).get(lang, "")
            inner = entry.get("fields") or entry.get("given") or {}
            print(f"  {name}  {label}  {', '.join(inner)}".rstrip())


@policy.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write one file a kind into this folder.")
def schema(out: Path | None) -> None:
    """The JSON Schema of every kind of file, for editors."""
    found = file_schemas()
    if out is None:
        _print(found)
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, one in found.items():
        path = out / f"{name}.schema.json"
        path.write_text(json.dumps(one, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        print(path)


def words() -> Catalogue:
    """The rooms' catalogue; Django is made ready for it, no database is touched."""
    from aftersales.config.cli import start_django

    start_django()
    from aftersales.config.wiring import catalogue

    return catalogue()


def _chosen(folders: tuple[Path, ...]) -> list[Path]:
    """The folders as typed, or every pack that is shipped; a folder of packs stands for all of them."""
    found: list[Path] = []
    for folder in folders or (resources.packs(),):
        if (folder / "pack.yaml").is_file() or not folder.is_dir():
            found.append(folder)
        else:
            found += sorted(path.parent for path in folder.glob("**/pack.yaml")) or [folder]
    return found


def _say(problems: Any, lang: str, *, err: bool = False) -> None:
    one: Problem
    for one in problems:
        click.echo(one.line(lang), err=err)


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
