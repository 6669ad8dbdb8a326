"""Owns the check that whoever owes an act may do it, and that rights are given to roles that exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.language.declare import Written
from aftersales.policy.language.names import unknown
from aftersales.policy.language.pack import Right, Rule
from aftersales.policy.language.reader import locate
from aftersales.policy.language.resolve import Declared


def idle_duties(rules: Iterable[Rule], may: Mapping[str, tuple[Right, ...]]) -> list[Problem]:
    """Duties whose owing role may do none of the acts that would keep them."""
    found = []
    for rule in rules:
        if rule.kind not in ("duty", "recurring") or rule.params.who.role is None:
            continue
        role, acts = str(rule.params.who.role), [str(act) for act in rule.params.must]
        rights = (*may.get(role, ()), *may.get("*", ()))
        if not any(right.covers(act) for right in rights for act in acts):
            said = Text(
                f"{role} 应做 {'、'.join(acts)}，但 may 表没有允许。",
                f"{role} owes {', '.join(acts)} but may not do it by the 'may' table.",
            )
            found.append(Problem("rule.may_not", said, None, rule.place, (rule.id,)))
    return found


def strange_holders(own: Written, declared: Declared) -> list[Problem]:
    """Rights and sights given to roles that do not exist."""
    found = []
    for entry, raw in own.entries:
        for table in ("may", "see"):
            for role in getattr(entry, table, None) or ():
                if role != "*" and role not in declared.roles:
                    place = locate(raw, (table, role), key=True)
                    found.append(unknown("rule.unknown_role", Text("角色", "role"), role, declared.roles, place))
    return found
