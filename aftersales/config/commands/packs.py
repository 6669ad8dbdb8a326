"""Owns what the policy commands share: loading a pack's folder with every problem told, and the language of words."""

from __future__ import annotations

import os
from pathlib import Path

import click

from aftersales.foundation.problems import Refused
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.kinds.table import PARAMS
from aftersales.policy.language.load import load
from aftersales.policy.language.pack import Pack
from aftersales.policy.language.shelf import shelf_of


def language() -> str:
    """The language of the words on the terminal: AFTERSALES_LANGUAGE, Chinese where it says nothing."""
    return "en" if os.environ.get("AFTERSALES_LANGUAGE", "").lower() == "en" else "zh"


def catalogue() -> Catalogue:
    """The rooms' catalogue; Django is made ready, no database is touched."""
    from aftersales.config.cli import start_django

    start_django()
    from aftersales.config import wiring

    return wiring.catalogue()


def loaded(folder: Path, lang: str) -> tuple[Pack, Catalogue]:
    """A pack and the catalogue it speaks of; what is wrong with it ends the command with a line for each."""
    if not folder.is_dir():
        words = f"没有“{folder}”这个文件夹。" if lang == "zh" else f"there is no folder '{folder}'."
        raise click.ClickException(words)
    there = catalogue()
    shelf, name = shelf_of(folder)
    try:
        return load(name, shelf, there, PARAMS), there
    except Refused as wrong:
        for problem in wrong.problems:
            click.echo(problem.line(lang), err=True)
        raise SystemExit(1) from None
