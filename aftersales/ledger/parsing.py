"""Owns the reading of an act's raw input into its typed form; what is wrong with it is said field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydantic

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.inputs import Given
from aftersales.ledger.misfits import misfit
from aftersales.ledger.models import Attachment, Matter, Party
from aftersales.policy.catalogue import Field

_REFERS = {"party": Party, "parties": Party, "matter": Matter, "matters": Matter, "file": Attachment}


def parse(model: type[Given], raw: Mapping[str, Any], table: Mapping[str, Field]) -> tuple[Given | None, list[Problem]]:
    """The typed input, or None with everything that is wrong with it."""
    try:
        given = model.model_validate(dict(raw))
    except pydantic.ValidationError as wrong:
        return None, [_problem(one, table) for one in wrong.errors(include_url=False)]
    return given, list(_dangling(given.as_fields(), table))


def _problem(error: Any, table: Mapping[str, Field]) -> Problem:
    where = ".".join(str(part) for part in error["loc"])
    name = str(error["loc"][0]) if error["loc"] else ""
    label = table[name].label if name in table else Text(where, where)
    if error["type"] == "missing":
        return Problem("given.missing", Text(f"请填写“{label.zh}”。", f"'{label.en}' is needed."), field=where)
    if error["type"] == "extra_forbidden":
        there = ", ".join(table) or "—"
        return Problem(
            "given.unknown",
            Text(f"没有字段“{where}”；有：{there}。", f"No field '{where}'; there are: {there}."),
            field=where,
        )
    words = misfit(error)
    if not where:
        return Problem("given.wrong", Text(f"填写不正确：{words.zh}。", f"The input is wrong: {words.en}."))
    said = Text(f"“{label.zh}”填写不正确：{words.zh}。", f"'{label.en}' is wrong: {words.en}.")
    return Problem("given.wrong", said, field=where)


def _dangling(values: Mapping[str, Any], table: Mapping[str, Field], at: str = "") -> Iterator[Problem]:
    """Ids of parties, matters and files that there are none of."""
    for name, item in table.items():
        value = values.get(name)
        if value is None:
            continue
        if item.kind == "rows":
            inner = {one.name: one for one in item.rows}
            for place, row in enumerate(value if isinstance(value, list | tuple) else ()):
                if isinstance(row, Mapping):
                    yield from _dangling(row, inner, f"{at}{name}.{place}.")
        elif item.kind in _REFERS:
            wanted = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
            yield from _missing(wanted, item, at + name)


def _missing(wanted: set[str], item: Field, where: str) -> Iterator[Problem]:
    rows = _REFERS[item.kind]._default_manager.filter(pk__in=[int(one) for one in wanted])  # noqa: SLF001 - Django's name
    known = {str(pk) for pk in rows.values_list("pk", flat=True)}
    for ref in sorted(wanted - known):
        said = Text(f"“{item.label.zh}”：没有编号 {ref}。", f"'{item.label.en}': there is no {ref}.")
        yield Problem("given.no_such", said, field=where)
