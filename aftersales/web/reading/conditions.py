"""Says a condition of the policy in words: fields by their labels, values by the words that they may be."""

from __future__ import annotations

import ast
from typing import Any

from django.utils.translation import gettext as _

from aftersales.ledger import editions
from aftersales.ledger.registry import registry
from aftersales.web.reading import words
from aftersales.web.wording.words import say

CONSTANTS = {"null": None, "true": True, "false": False}
SIGNS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}


def in_words(condition: Any) -> str:
    """The condition as a person would say it; one that is more than comparisons stays as it was written."""
    written = str(condition)
    try:
        return _node(ast.parse(written, mode="eval").body)
    except (SyntaxError, LookupError):
        return written


def _node(node: ast.expr) -> str:
    if isinstance(node, ast.BoolOp):
        joint = _(" and ") if isinstance(node.op, ast.And) else _(" or ")
        parts = [f"({_node(one)})" if isinstance(one, ast.BoolOp) else _node(one) for one in node.values]
        return joint.join(parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _("not: %(what)s") % {"what": _node(node.operand)}
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compared(node.left, node.ops[0], node.comparators[0])
    if isinstance(node, ast.Name):
        return _field(node)
    raise LookupError(ast.dump(node))


def _compared(left: ast.expr, sign: ast.cmpop, right: ast.expr) -> str:
    said: dict[str, Any] = {"field": _field(left)}
    equal, other = isinstance(sign, ast.Eq), isinstance(sign, ast.NotEq)
    if isinstance(right, ast.Name) and right.id == "null" and (equal or other):
        return (_("%(field)s is empty") if equal else _("%(field)s is given")) % said
    said["value"] = _value(left, right)
    if equal or isinstance(sign, ast.In):
        return _("%(field)s is %(value)s") % said
    if other or isinstance(sign, ast.NotIn):
        return _("%(field)s is not %(value)s") % said
    return f"{said['field']} {SIGNS[type(sign)]} {said['value']}"


def _field(node: ast.expr) -> str:
    if not isinstance(node, ast.Name):
        raise LookupError(ast.dump(node))
    return _("“%(field)s”") % {"field": say(editions.book().label_of(node.id))}


def _value(left: ast.expr, node: ast.expr) -> str:
    if isinstance(node, (ast.List, ast.Tuple)):
        return _(" or ").join(_value(left, one) for one in node.elts)
    if isinstance(node, ast.Constant):
        return _word(left.id if isinstance(left, ast.Name) else "", str(node.value))
    if isinstance(node, ast.Name) and node.id in CONSTANTS:
        return _("yes") if CONSTANTS[node.id] else _("no")
    return _field(node)


def _word(field: str, value: str) -> str:
    """What a value of a field is called: one of its choices, else a word of the policy, else itself."""
    for event in registry.events.values():
        item = event.fields.get(field)
        found = dict(item.choices).get(value) if item is not None else None
        if found is not None:
            return say(found)
    return say(words.all_words().get(value) or words.kind_label(value))
