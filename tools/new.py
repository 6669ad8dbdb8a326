"""`make new-kind` and `make new-room`: the files every kind of rule and every domain room begins with, and what is left to do."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"^[a-z][a-z_]*$")

KIND = {
    "aftersales/policy/kinds/{name}/__init__.py": '"""Owns the kind of rule `{name}`: its parameters and how it acts."""\n',
    "aftersales/policy/kinds/{name}/params.py": '''"""Owns the grammar of `{name}`: what such a rule may say."""

from __future__ import annotations

from typing import Literal

from aftersales.policy.language.common import Hearing


class {camel}Params(Hearing):
    """The keys of a `{name}` rule."""

    kind: Literal["{name}"]
''',
    "aftersales/policy/kinds/{name}/kind.py": '''"""Owns how a `{name}` rule acts."""

from __future__ import annotations

from aftersales.policy.kinds.base import Behaviour


class {camel}(Behaviour):
    """Write those of `events`, `acts`, `hear` and `before` that it needs; all are pure."""

    kind = "{name}"
''',
    "tests/policy/kinds/{name}/test_{name}.py": '"""What a `{name}` rule does, told by example."""\n',
}
KIND_LEFT = ["one line in KINDS (aftersales/policy/kinds/table.py)", "an example clause in a pack, with its stories"]

ROOM = {
    "__init__.py": '"""The room `{name}`: what it owns, what it states, what it hears."""\n',
    "events.py": '"""The facts that `{name}` can state: frozen, named, versioned."""\n',
    "models.py": '"""The tables of `{name}` and what must always be true of a row; no decisions."""\n',
    "queries.py": '"""What others may ask `{name}`; strangers get ids and frozen cards, never rows."""\n',
    "acts.py": '"""The only writers of `{name}`: one act, one transaction, one event."""\n',
    "facts.py": '"""Facts, relations and populations that `{name}` answers: (matter, at) -> value, from dated rows."""\n',
    "reactions.py": '"""What `{name}` does on hearing an announcement; safe to run twice."""\n',
    "problems.py": '"""The refusals that `{name}` can give."""\n',
    "apps.py": '''"""Django's entry for the room `{name}`."""

from django.apps import AppConfig


class {camel}Config(AppConfig):
    """The room as Django knows it."""

    name = "aftersales.domain.{name}"
    label = "{name}"
    verbose_name = "{name}"
''',
    "migrations/__init__.py": '"""How the tables of `{name}` came to be."""\n',
}
ROOM_LEFT = [
    "its name in ROOMS (aftersales/config/settings.py)",
    "its place in the order of rooms ([tool.importlinter] in pyproject.toml)",
    "its hearers in aftersales/config/wiring.py",
]


def kind(name: str) -> dict[str, str]:
    """The files of a new kind of rule."""
    return {path.format(name=name): _filled(text, name) for path, text in KIND.items()}


def room(name: str) -> dict[str, str]:
    """The files of a new domain room, and its mirror among the tests."""
    files = {f"aftersales/domain/{name}/{path}": _filled(text, name) for path, text in ROOM.items()}
    files[f"tests/domain/{name}/test_{name}.py"] = f'"""What the room `{name}` promises."""\n'
    return files


def write(files: dict[str, str]) -> list[str]:
    """Writes what is not there; a file that exists is left as it is and its path answered."""
    taken = [path for path in files if (ROOT / path).exists()]
    if not taken:
        for path, text in files.items():
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")
    return taken


def main(words: list[str]) -> int:
    """`kind NAME` or `room NAME`."""
    what, name = (*words, "", "")[:2]
    if what not in {"kind", "room"} or not NAME.match(name):
        print("Say its name in small letters: make new-kind name=duty, make new-room name=training.", file=sys.stderr)
        return 2
    files, left = (kind(name), KIND_LEFT) if what == "kind" else (room(name), ROOM_LEFT)
    if taken := write(files):
        print(f"Nothing was written: {', '.join(taken)} exists already.", file=sys.stderr)
        return 1
    print("\n".join(["Written:", *(f"  {path}" for path in files), "Left to do:", *(f"  {line}" for line in left)]))
    return 0


def _filled(text: str, name: str) -> str:
    return text.format(name=name, camel="".join(part.title() for part in name.split("_")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
