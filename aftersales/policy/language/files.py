"""Owns the grammar of a pack's files other than its rules: the pack itself, roles, rights, grounds, clauses, forms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from aftersales.policy.catalogue import FieldKind
from aftersales.policy.language.references import (
    ActPattern,
    CalendarName,
    Day,
    Flag,
    FormName,
    Frozen,
    KindName,
    Many,
    OfName,
    RoleName,
    Short,
    Words,
)
from aftersales.policy.language.who import Who

WORD = r"^[a-z][a-z0-9_]*$"
Word = Annotated[str, Field(pattern=WORD, strict=True)]
ClauseId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", strict=True)]
PackName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_/-]*$", strict=True)]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ValueError(f"'{name}' is no time zone; write one like Asia/Shanghai") from None
    return name


class PackFile(Frozen):
    """pack.yaml: what the policy is, whom it belongs to, what it accounts for."""

    pack: PackName
    system: Annotated[int, Field(strict=True)] | None = None
    title: Words
    owner: Words | None = None
    layer: Literal["law", "policy", "branch"] = "policy"
    includes: Many[PackName] = ()
    timezone: Annotated[Short, AfterValidator(_zone)] = "Asia/Shanghai"
    calendar: CalendarName | None = None
    approves: Who | None = None
    administers: RoleName | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", strict=True)] = "CNY"
    clauses: Many[ClauseId] = ()
    note: Short | None = None
    reviewer: Short | None = None


class RoleEntry(Words):
    """One role."""

    kind: Literal["person", "department", "body", "outside"] = "person"


class RolesFile(Frozen):
    """roles.yaml: who there is."""

    roles: dict[Word, RoleEntry]


class MayEntry(Frozen):
    """Acts that a role may do."""

    acts: Many[ActPattern]
    scope: Literal["own", "branch", "all"]


class SeeEntry(Frozen):
    """What a role sees."""

    kinds: Many[KindName] = ()
    forms: Many[FormName] = ()
    scope: Literal["own", "branch", "all"]


class MayFile(Frozen):
    """may.yaml: which role may do and see what."""

    may: dict[Short, Many[MayEntry]] = Field(default_factory=dict)
    see: dict[Short, Many[SeeEntry]] = Field(default_factory=dict)


class GroundEntry(Words):
    """One ground."""

    waives: Flag = False


class GroundsFile(Frozen):
    """grounds.yaml: what can be found against somebody, and why something is waived."""

    grounds: dict[Word, GroundEntry]


class EditionEntry(Frozen):
    """One dated edition: wording and rules, in force from ``from`` up to, and not including, ``until``."""

    from_: Day
    until: Day | None = None
    text: Words
    status: Literal["encoded", "statement", "deferred", "out_of_scope"] | None = None
    note: Short | None = None
    source: Short | None = None
    reviewed: Short | None = None
    rules: dict[Word, dict[str, Any]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.until is not None and self.until <= self.from_:
            raise ValueError("'until' must be later than 'from'")
        if self.status == "encoded" and not self.rules:
            raise ValueError("an encoded clause has rules; otherwise mark it statement, deferred or out_of_scope")
        if self.status in ("deferred", "out_of_scope") and not self.note:
            raise ValueError(f"say in 'note' why the clause is {self.status}")
        return self


class ClauseEntry(Frozen):
    """One clause with its editions."""

    clause: ClauseId
    title: Words | None = None
    editions: Annotated[list[EditionEntry], Field(min_length=1)]


class FieldEntry(Words):
    """One field of a form."""

    kind: FieldKind = "text"
    required: Flag = False
    choices: dict[Short, Words] = Field(default_factory=dict)
    of: OfName | None = None
    rows: dict[Word, FieldEntry] = Field(default_factory=dict)
    multiline: Flag = False
    help: Words | None = None

    @model_validator(mode="after")
    def _fits_kind(self) -> Self:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("'choices' belongs to the kind choice, and choice needs it")
        if (self.kind == "rows") != bool(self.rows):
            raise ValueError("'rows' belongs to the kind rows, and rows needs it")
        return self


class FormEntry(Frozen):
    """forms/*.yaml: one form."""

    form: Word
    title: Words
    on: Many[KindName] = ("*",)  # type: ignore[assignment] # pydantic takes one or many and keeps a tuple
    fields: Annotated[dict[Word, FieldEntry], Field(min_length=1)]
    signers: Many[RoleName] = ()
    layout: Short | None = None


class ChecklistEntry(Frozen):
    """checklists/*.yaml: one checklist; each item becomes a yes-or-no field."""

    checklist: Word
    title: Words
    on: Many[KindName] = ("*",)  # type: ignore[assignment] # pydantic takes one or many and keeps a tuple
    items: Annotated[dict[Word, Words], Field(min_length=1)]
    fields: dict[Word, FieldEntry] = Field(default_factory=dict)
    signers: Many[RoleName] = ()


def in_order(entry: ClauseEntry) -> bool:
    """Whether the editions stand oldest first and do not overlap."""
    last: date | None = None
    for edition in entry.editions:
        if last is not None and edition.from_ < last:
            return False
        last = edition.until or edition.from_
    starts = [edition.from_ for edition in entry.editions]
    return len(set(starts)) == len(starts)
