"""`make reference`: runs each command of a fixed form on small input and writes what it printed into docs/reference."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference" / "commands.md"
ITEMS, KEYS = 2, 4  # how much of a long list or table is shown
HEAD = """# What the commands print

One example of each command of a fixed form, made by `make reference` from real runs; long lists are cut at `"…"`.
每个固定格式命令的一个真实输出样例，由 `make reference` 生成；过长的列表在 `"…"` 处截断。
"""
CASES = [
    {
        "id": "over-the-holiday", "kind": "add", "timezone": "Asia/Shanghai", "start": "2026-09-30T16:00:00+08:00",
        "add_minutes": 120, "weekly_hours": {d: [["09:00", "12:00"], ["13:00", "17:30"]] for d in ("mon", "tue", "wed", "thu", "fri")},
        "holidays": ["2026-10-01", "2026-10-02"],
    },
    {"id": "no-sense", "kind": "add", "timezone": "Asia/Nowhere", "start": "2026-09-30", "add_minutes": 1},
]  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A title, the words of a command, and how its output is shown."""

    title: str
    words: tuple[str, ...]
    lines: bool = False


class Desk:
    """A folder of its own in which the commands run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        bare = {name: value for name, value in os.environ.items() if not name.startswith("AFTERSALES_")}
        self.environ = {
            **bare,
            "AFTERSALES_DATA": str(folder / "data"),
            "AFTERSALES_LANGUAGE": "zh-hans",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *words: str) -> str:
        """What the command printed; its exit code may say that something was found."""
        found = subprocess.run(
            [sys.executable, "-m", "aftersales.config.cli", *words],
            cwd=ROOT,
            env=self.environ,
            text=True,
            capture_output=True,
            check=False,
        )
        return found.stdout or found.stderr

    def shown(self, text: str) -> str:
        """The output without the folder's own name."""
        return text.replace(str(self.folder), "…").replace(str(ROOT) + "/", "")


def cut(value: Any) -> Any:
    """A value short enough to read."""
    if isinstance(value, dict):
        kept = {name: cut(one) for name, one in list(value.items())[:KEYS]}
        return {**kept, "…": "…"} if len(value) > KEYS else kept
    if isinstance(value, list):
        return [*(cut(one) for one in value[:ITEMS]), *(["…"] if len(value) > ITEMS else [])]
    return value


def prepared(desk: Desk) -> list[Example]:
    """Small input in the desk's folder, and the examples that use it."""
    there = desk.folder
    (there / "cases.json").write_text(json.dumps(CASES), encoding="utf-8")
    desk.run("policy", "new", "my-shop", "--into", str(there))
    head = there / "my-shop" / "pack.yaml"
    broken = there / "broken"
    subprocess.run(["cp", "-r", str(there / "my-shop"), str(broken)], check=True)
    text = (
        head.read_text(encoding="utf-8")
        .replace("my-shop", "broken", 1)
        .replace("timezone: Asia/Shanghai", "timezone: Asia/Shanghia")
    )
    (broken / "pack.yaml").write_text(text, encoding="utf-8")
    desk.run("migrate")
    desk.run("policy", "publish", "equipment-maker")
    desk.run("user", "add", "sun", "--name", "孙总部", "--role", "service_hq", "--no-password")
    log = there / "log.jsonl"
    log.write_text(desk.run("events", "export"), encoding="utf-8")
    pack = "packs/equipment-maker"
    return [
        Example("policy check", ("policy", "check", str(broken), "--json")),
        Example("policy check", ("policy", "check", str(broken)), lines=True),
        Example("policy test", ("policy", "test", pack, "--json")),
        Example("policy coverage", ("policy", "coverage", pack, "--json")),
        Example("policy mutate", ("policy", "mutate", pack, "--json")),
        Example("policy replay", ("policy", "replay", "--policy", pack, "--log", str(log), "--json")),
        Example("policy new", ("policy", "new", "another-shop", "--into", str(there)), lines=True),
        Example("policy vocabulary", ("policy", "vocabulary", "--json")),
        Example("events export", ("events", "export"), lines=True),
        Example("calendar eval", ("calendar", "eval", "--cases", str(there / "cases.json"), "--explain")),
        Example(
            "import cases",
            ("import", "cases", str(sample_csv(there)), "--map", str(sample_map(there)), "--dry-run", "--json"),
        ),
        Example("verify", ("verify", "--json")),
    ]


def sample_csv(folder: Path) -> Path:
    """Three calls, one of which cannot be read."""
    file = folder / "calls.csv"
    header = (
        "unique_key,created_date,closed_date,due_date,agency,agency_name,complaint_type,descriptor,location_type,"
        "incident_zip,city,borough,status,resolution_description,resolution_action_updated_date,"
        "open_data_channel_type,latitude,longitude"
    )
    place = "DOT,Transport,Street Condition,Pothole,,10033.0,MANHATTAN,MANHATTAN"
    rows = [
        f"1,2026-03-02T09:00:00.000,2026-03-02T15:00:00.000,,{place},Closed,Repaired.,2026-03-02T15:00:00.000,PHONE,,",
        f"2,2026-03-03T09:00:00.000,,,{place},Open,,,PHONE,,",
        f"3,yesterday,,,{place},Open,,,PHONE,,",
    ]
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def sample_map(folder: Path) -> Path:
    """The mapping of the municipal requests serves for the sample as well."""
    file = folder / "calls.map.yaml"
    file.write_text((ROOT / "examples" / "service_requests_311.map.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return file


def section(desk: Desk, example: Example) -> str:
    """One command with what it printed."""
    printed = desk.run(*example.words)
    if example.lines:
        body, kind = "\n".join(line[:400] for line in printed.splitlines()[:4]), ""
    else:
        try:
            body, kind = json.dumps(cut(json.loads(printed)), ensure_ascii=False, indent=2), "json"
        except ValueError as wrong:
            raise SystemExit(f"{' '.join(example.words)} printed no JSON: {wrong}\n{printed[:2000]}") from None
    command = desk.shown(" ".join(("aftersales", *example.words)))
    return f"## {example.title}\n\n```sh\n{command}\n```\n\n```{kind}\n{desk.shown(body)}\n```\n"


def acceptance() -> str:
    """What the last round of the acceptance wrote, where there was one."""
    report = ROOT / "build" / "acceptance.json"
    if not report.is_file():
        raise SystemExit("run 'make acceptance' first: its report is part of the reference.")
    body = json.dumps(cut(json.loads(report.read_text(encoding="utf-8"))), ensure_ascii=False, indent=2)
    return f"## make acceptance\n\n`build/acceptance.json`:\n\n```json\n{body}\n```\n"


def main() -> None:
    """Writes the page anew."""
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name))
        parts = [HEAD, *(section(desk, example) for example in prepared(desk)), acceptance()]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(parts), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(parts) - 1} examples")


if __name__ == "__main__":
    main()
