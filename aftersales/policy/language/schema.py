"""Owns the JSON Schemas of a pack's files, made from the models that read them, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from aftersales.policy.calendars.spec import FIELDS
from aftersales.policy.language.common import Params
from aftersales.policy.language.files import (
    WORD,
    ChecklistEntry,
    ClauseEntry,
    FormEntry,
    GroundsFile,
    MayFile,
    PackFile,
    RolesFile,
)
from aftersales.policy.language.stories import LineEntry, StoryEntry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"
_FILES: Mapping[str, tuple[type[BaseModel], bool]] = {  # file kind -> model, whether the file may hold a list of it
    "pack": (PackFile, False),
    "roles": (RolesFile, False),
    "may": (MayFile, False),
    "grounds": (GroundsFile, False),
    "clauses": (ClauseEntry, True),
    "forms": (FormEntry, True),
    "checklists": (ChecklistEntry, True),
    "stories": (StoryEntry, True),
}


def schemas(kinds: Mapping[str, type[Params]]) -> dict[str, dict[str, Any]]:
    """One schema for each kind of file: ``pack``, ``clauses``, ``stories`` …"""
    found = {name: _file(name, model, many, kinds) for name, (model, many) in _FILES.items()}
    found["calendars"] = {
        "$schema": DIALECT,
        "title": "calendars",
        "type": "object",
        "properties": {name: {} for name in ("title", *FIELDS)},
        "additionalProperties": False,
    }
    return found


def _file(name: str, model: type[BaseModel], many: bool, kinds: Mapping[str, type[Params]]) -> dict[str, Any]:
    wanted: list[type[BaseModel]] = [model]
    if name == "clauses":
        wanted += list(dict.fromkeys(kinds.values()))
    if name == "stories":
        wanted.append(LineEntry)
    refs, both = models_json_schema([(one, "validation") for one in wanted], ref_template=_REF)
    definitions: dict[str, Any] = both.get("$defs", {})
    one = refs[(model, "validation")]
    if name == "clauses":
        rules = [refs[(params, "validation")] for params in kinds.values()]
        rule_table = definitions["EditionEntry"]["properties"]["rules"]
        rule_table["patternProperties"] = {WORD: {"oneOf": rules}}
        rule_table["additionalProperties"] = False
    if name == "stories":
        line = definitions[LineEntry.__name__]
        line["additionalProperties"] = {"type": "string", "description": "person: act"}
        definitions["StoryEntry"]["properties"]["happens"]["items"] = refs[(LineEntry, "validation")]
    shape: dict[str, Any] = {"anyOf": [one, {"type": "array", "items": one}]} if many else dict(one)
    return {"$schema": DIALECT, "title": name, **shape, "$defs": definitions}
