"""Owns the adopting of matters that began before the system did: what is known of them becomes their memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger import personal
from aftersales.ledger.adopting import keep_row
from aftersales.ledger.doing import Doing
from aftersales.ledger.editions import catalogue
from aftersales.ledger.inputs import model_of, personal_fields
from aftersales.ledger.parsing import parse
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import Field


def only_of_the_past(do: Doing, _given: Any) -> Problem | None:
    """A need: only what is entered as history is adopted; what begins now begins by its own act."""
    if do.source == "history":
        return None
    return Problem("adopt.live", Text("只有补录历史时才能接管旧事项。", "Earlier matters are adopted as history only."))


def can_be_adopted(do: Doing, given: Any) -> Problem | None:
    """A need: there is such a kind, it may stand under the matter above, and the known values fit its fields."""
    kind = registry.kinds.get(given.kind)
    if kind is None:
        said = Text(f"没有事项种类“{given.kind}”。", f"There is no kind of matter '{given.kind}'.")
        return Problem("adopt.kind", said, field="kind")
    if do.matter is not None and do.matter.kind not in kind.parents:
        said = Text(
            f"“{kind.label.zh}”不属于此类事项。", f"'{kind.label.en}' does not stand under this kind of matter."
        )
        return Problem("adopt.parent", said, field="kind")
    _, wrong = _typed(given)
    return wrong[0] if wrong else None


def known_fields(kind: str) -> Mapping[str, Field]:
    """What may be known of a matter of a kind: whatever it, or one above it, can remember, and its rooms' facts."""
    words = catalogue()
    above = words.ancestors(kind)
    facts = {
        one.name: Field(one.name, one.kind, one.label)
        for one in words.facts.values()
        if any(name in one.on for name in above)
    }
    return MappingProxyType(
        {**facts, **{name: replace(one, required=False) for name, one in words.remembered(kind).items()}}
    )


def _typed(given: Any) -> tuple[dict[str, Any], list[Problem]]:
    table = known_fields(given.kind)
    raw = dict(given.fields) if isinstance(given.fields, Mapping) else {}
    typed, wrong = parse(model_of(f"adopt_{given.kind}", table), raw, table)
    found = typed.as_fields() if typed is not None else {}
    return {name: value for name, value in found.items() if value is not None}, wrong


def adopt(do: Doing, given: Any) -> None:
    """The matter stands where it stood, and its room keeps what is known of it; what is personal stays out of the log."""
    known, wrong = _typed(given)
    if wrong:
        raise Refused(wrong)
    customer = given.customer or known.get("customer")
    made = do.make(kind=given.kind, title=given.title or "", customer=customer, parent=do.matter)
    made.number = given.number or None
    made.save(update_fields=["number"])
    known = {**keep_row(made, known, do.at, do.by), **known}
    names = personal_names(given.kind) & known.keys()
    kept = personal.mask(known, names, matter=made, party=made.customer_id, at=do.at)
    do.extra.update(fields=kept, customer=str(made.customer_id) if made.customer_id else None)


def personal_names(kind: str) -> frozenset[str]:
    """The fields of a kind of matter whose values are personal in any act that states them."""
    above = registry.catalogue().ancestors(kind)
    found: frozenset[str] = frozenset()
    for spec in registry.acts.values():
        if any(name in above for name in (spec.type.makes, *spec.type.on)):
            found |= personal_fields(spec.given, spec.computed)
    return found
