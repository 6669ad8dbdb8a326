"""Says a form of the policy as JSON Schema: the same fields that the page shows and the ledger checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = {"type": "string", "pattern": "^[0-9]{1,18}$"}
PLAIN: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": ["number", "string"]},
    "money": {"type": "string", "examples": ["20.50 CNY"]},
    "instant": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "bool": {"type": "boolean"},
    "choice": {"type": "string"},
    "party": ID,
    "matter": ID,
    "file": ID,
    "duration": {"type": "string", "examples": ["24h"]},
    "parties": {"type": "array", "items": ID},
    "matters": {"type": "array", "items": ID},
    "texts": {"type": "array", "items": {"type": "string"}},
}


def schema_of(form: Any) -> dict[str, Any]:
    """The schema of a form with its labels in both languages, its signers, and the matters it is filed on."""
    return {
        "$schema": DIALECT,
        "$id": f"/api/v1/forms/{form.name}/schema",
        "title": form.label.zh,
        "x-label": form.label.as_dict(),
        "x-on": list(form.on),
        "x-signers": list(form.signers),
        **_object(form.fields.values()),
    }


def _object(fields: Any) -> dict[str, Any]:
    found = list(fields)
    return {
        "type": "object",
        "properties": {field.name: _field(field) for field in found},
        "required": [field.name for field in found if field.required],
        "additionalProperties": False,
    }


def _field(field: Any) -> dict[str, Any]:
    if field.kind == "rows":
        schema: dict[str, Any] = {"type": "array", "items": _object(field.rows)}
    else:
        schema = dict(PLAIN[field.kind])
    if field.choices:
        keys = [key for key, _ in field.choices]
        schema = {"type": "array", "items": {"enum": keys}} if field.kind == "texts" else {**schema, "enum": keys}
        schema["x-choices"] = {key: words.as_dict() for key, words in field.choices}
    if field.of:
        schema["x-of"] = field.of
    if field.multiline:
        schema["x-multiline"] = True
    if field.help:
        schema["description"] = field.help.zh
    return {"title": field.label.zh, "x-label": field.label.as_dict(), **schema}
