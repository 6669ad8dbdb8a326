"""What a house rule is: it reads one file's text and names every line that offends, with what to write instead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = {"__pycache__", "node_modules", "migrations", "dist"}


@dataclass(frozen=True)
class Offence:
    """One line that breaks a rule."""

    line: int
    said: str


Rule = Callable[[str, str], list[Offence]]  # (text, path from the root) -> offences


def files(pattern: str, *folders: str) -> list[Path]:
    """The files of the house that a rule looks at; what tools make and Django writes is left out."""
    found = [file for folder in folders for file in (ROOT / folder).rglob(pattern)]
    return sorted(file for file in found if not SKIPPED & set(file.relative_to(ROOT).parts))


def python_files(*folders: str) -> list[Path]:
    """Python of the given folders, else all of it."""
    return files("*.py", *(folders or ("aftersales", "tools", "tests")))


def broken(rule: Rule, places: Iterable[Path]) -> list[str]:
    """Every offence in these files, as `path:line: sentence`."""
    said = []
    for file in places:
        path = file.relative_to(ROOT).as_posix()
        said += [f"{path}:{offence.line}: {offence.said}" for offence in rule(file.read_text(encoding="utf-8"), path)]
    return said


def assert_kept(rule: Rule, places: Iterable[Path]) -> None:
    """Fails with all offences at once."""
    said = broken(rule, places)
    assert not said, "\n" + "\n".join(said)
