"""Owns the word *who*: a role, a field, a relation or a party, and whom it never means."""

from __future__ import annotations

from typing import Any, Self

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from aftersales.policy.language.references import (
    Frozen,
    Many,
    PartyField,
    PartyName,
    RelationName,
    RoleName,
    SubjectField,
)


class Who(Frozen):
    """Who: exactly one of a role, a field, a relation or a party; never those in ``except``."""

    role: RoleName | None = None
    field: PartyField | None = None
    relation: RelationName | None = None
    of: SubjectField | None = None
    party: PartyName | None = None
    except_: Many[Who] = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"role": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        said = [name for name in ("role", "field", "relation", "party") if getattr(self, name) is not None]
        if len(said) != 1:
            raise ValueError("say who by exactly one of role, field, relation, party")
        if self.of is not None and self.relation is None:
            raise ValueError("'of' belongs to a relation")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "description": "a role of the pack"}, handler(schema)]}

    def __str__(self) -> str:
        said = self.role or self.field or self.relation or self.party or ""
        return f"{said} of {self.of}" if self.of else str(said)
