"""Owns the log as lines: one event as one JSON object, written and read without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.events import Cause, Event
from aftersales.policy.values import from_json, to_json


def as_line(event: Event, root: str) -> dict[str, Any]:
    """The event as one JSON object; ``root`` is the topmost matter of its family."""
    return {
        "id": event.id,
        "seq": event.seq,
        "name": event.name,
        "at": event.at.isoformat(),
        "recorded_at": event.recorded_at.isoformat() if event.recorded_at else None,
        "root": root,
        "matter": event.matter,
        "parent": event.parent,
        "makes": event.makes,
        "by": event.by,
        "act": event.act,
        "form": event.form,
        "source": event.source,
        "cause": list(event.cause) if event.cause else None,
        "fields": to_json(dict(event.fields)),
        "answers": to_json(dict(event.answers)),
    }


def read_lines(lines: Iterable[str], file: str) -> Iterator[tuple[str, Event]]:
    """``(root, event)`` of each line; Refused names the line that is none."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _read(json.loads(line))
        except (ValueError, KeyError, TypeError) as wrong:
            said = Text(f"这一行不是事件：{wrong}。", f"this line is no event: {wrong}.")
            raise Refused([Problem("log.line", said, place=Place(file, number))]) from None


def _read(raw: dict[str, Any]) -> tuple[str, Event]:
    recorded = raw.get("recorded_at")
    event = Event(
        id=str(raw["id"]),
        name=raw["name"],
        at=from_json({"$instant": raw["at"]}),
        matter=str(raw["matter"]),
        by=str(raw["by"]),
        fields=from_json(raw["fields"]),
        act=raw.get("act"),
        source=raw.get("source", "live"),
        seq=int(raw.get("seq", 0)),
        recorded_at=from_json({"$instant": recorded}) if recorded else None,
        cause=Cause(*raw["cause"]) if raw.get("cause") else None,
        answers=from_json(raw.get("answers", {})),
        makes=raw.get("makes"),
        parent=raw.get("parent"),
        form=raw.get("form"),
    )
    return str(raw.get("root") or raw["matter"]), event
