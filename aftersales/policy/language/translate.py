"""Owns the translation of validation errors into problems with places, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.language.names import there_is
from aftersales.policy.language.reader import Map, Seq, locate, value_at
from aftersales.policy.language.references import Frozen

M = TypeVar("M", bound=BaseModel)
_SHAPES: Mapping[str, Text] = {
    "string_type": Text("应为文字", "should be text"),
    "string_too_short": Text("不能为空", "should not be empty"),
    "string_pattern_mismatch": Text("写法不符合要求", "is not written as such a name is"),
    "int_type": Text("应为整数", "should be a whole number"),
    "int_from_float": Text("应为整数", "should be a whole number"),
    "bool_type": Text("应为 true 或 false", "should be true or false"),
    "list_type": Text("应为列表", "should be a list"),
    "tuple_type": Text("应为列表", "should be a list"),
    "dict_type": Text("应为映射", "should be a mapping"),
    "model_type": Text("应为映射", "should be a mapping"),
    "model_attributes_type": Text("应为映射", "should be a mapping"),
    "too_short": Text("不能为空", "should not be empty"),
    "greater_than_equal": Text("太小", "is too small"),
}


def read_as(model: type[M], raw: Any, cite: str = "", start: Place | None = None) -> tuple[M | None, list[Problem]]:
    """The mapping read as ``model``, or every problem with it."""
    seen: dict[int, type[Frozen]] = {}
    try:
        return model.model_validate(raw, context=seen), []
    except ValidationError as wrong:
        return None, list(_problems(wrong, raw, seen, cite, start))


def _problems(
    wrong: ValidationError, raw: Any, seen: Mapping[int, type[Frozen]], cite: str, start: Place | None
) -> list[Problem]:
    found: dict[tuple[Place, str], Problem] = {}
    for error in wrong.errors(include_url=False, include_input=False):
        problem = _one(error, raw, seen, cite, start)
        if problem.place is None:
            continue
        # several branches of one value say several things of the same spot: the first is enough
        key = (problem.place, problem.field or "" if problem.code in ("key.missing", "key.unknown") else "")
        found.setdefault(key, problem)
    return sorted(found.values(), key=lambda problem: problem.place or Place("?"))


def _one(error: Any, raw: Any, seen: Mapping[int, type[Frozen]], cite: str, start: Place | None) -> Problem:
    path: tuple[str | int, ...] = tuple(error["loc"])
    kind: str = error["type"]
    name = _last_key(raw, path)
    cites = (cite,) if cite else ()
    if kind == "extra_forbidden":
        key = str(path[-1])
        model = seen.get(id(value_at(raw, path[:-1])))
        known = model.keys() if model is not None else ()
        said = Text(f"没有名为“{key}”的键。", f"no key '{key}' here.")
        place = locate(raw, path, key=True, start=start)
        return Problem("key.unknown", said, there_is(key, known), place, cites, key)
    if kind == "missing":
        key = str(path[-1])
        said = Text(f"缺少键“{key}”。", f"the key '{key}' is missing.")
        return Problem("key.missing", said, None, locate(raw, path[:-1], start=start), cites, key)
    place = locate(raw, path, key=path[-1:] == ("[key]",), start=start)
    if kind == "literal_error":
        expected = [part.strip("' ") for part in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        value = str(value_at(raw, path))
        said = Text(f"“{name}”不能是“{value}”。", f"'{name}' cannot be '{value}'.")
        return Problem("key.choice", said, there_is(value, expected), place, cites, name)
    if kind in _SHAPES:
        shape = _SHAPES[kind]
        return Problem("key.type", Text(f"“{name}”{shape.zh}。", f"'{name}' {shape.en}."), None, place, cites, name)
    words = str(error.get("ctx", {}).get("error", error["msg"]))
    said = Text(f"“{name}”的写法不对：{words}。", f"'{name}': {words}.")
    return Problem("key.value", said, None, place, cites, name)


def _last_key(raw: Any, path: tuple[str | int, ...]) -> str:
    """The key that a path ends under, as the writer knows it."""
    node, name = raw, ""
    for part in path:
        if isinstance(node, Map) and part in node:
            name, node = str(part), node[str(part)]
        elif isinstance(node, Seq) and isinstance(part, int) and part < len(node):
            node = node[part]
    return name or "this"
