"""No slip of the pen is accepted silently, and none ends in a traceback."""

from typing import Any, cast

import pytest

from aftersales.foundation.problems import Problem
from aftersales.policy.kinds.table import PARAMS
from aftersales.policy.language.declare import write_down
from aftersales.policy.language.load import check
from aftersales.policy.language.references import Reference
from aftersales.policy.language.resolve import walk
from aftersales.policy.language.shelf import Published
from aftersales.policy.language.translate import read_as
from tests.policy.language.slips import (
    CATALOGUE,
    OWN_NAMES,
    PATHS,
    Bench,
    at,
    dump,
    files,
    keys,
    nodes,
    replaced,
    strip,
    with_mapping,
)

# words for people, that mean nothing to the machine
FREE_TEXT = frozenset(
    {
        "zh",
        "en",
        "note",
        "reviewer",
        "source",
        "reviewed",
        "collect",
        "layout",
        "certificate",
        "record",
        "liability",
        "unit",
    }
)


def test_the_sample_pack_is_clean(bench: Bench) -> None:
    assert bench.problems("pack.yaml", bench.trees["pack.yaml"]) == []


@pytest.mark.parametrize("path", PATHS)
def test_every_misspelt_key_is_refused(bench: Bench, path: str) -> None:
    tree = bench.trees[path]
    accepted = []
    for where in keys(tree):
        *above, key = where
        if names_its_own(path, tuple(above)):
            continue
        pairs = [(f"{key}x" if name == key else name, value) for name, value in at(tree, tuple(above)).items()]
        problems = bench.problems(path, with_mapping(tree, tuple(above), pairs))
        if not problems:
            accepted.append(where)
        assert all(problem.place is not None for problem in problems), where
    assert accepted == []


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_every_doubled_key_is_refused_at_its_place(bench: Bench, path: str) -> None:
    tree = bench.trees[path]
    for where in keys(tree):
        above = where[:-1]
        pairs = [*at(tree, above).items(), (where[-1], None)]
        problems = bench.problems(path, with_mapping(tree, above, pairs))
        assert any(problem.code == "yaml.duplicate_key" for problem in problems), where


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_a_deleted_key_is_refused_or_was_optional(bench: Bench, path: str) -> None:
    tree = bench.trees[path]
    for where in keys(tree):
        above = where[:-1]
        pairs = [(name, value) for name, value in at(tree, above).items() if name != where[-1]]
        problems = bench.problems(path, with_mapping(tree, above, pairs))
        if where[-1] in ALWAYS_NEEDED and not names_its_own(path, above):
            assert problems, where


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_every_mistyped_value_is_refused(bench: Bench, path: str) -> None:
    tree = bench.trees[path]
    accepted = []
    for where, value in nodes(tree):
        if not where:
            continue
        wrong = (
            [{"wrong": 1}, "maybe" if isinstance(value, bool) else True]
            if not isinstance(value, (dict, list))
            else ["wrong", 7]
        )
        for other in wrong:
            if where[-1] == "one_of":
                continue  # one word is a scale of one
            if not bench.problems(path, replaced(tree, where, other)):
                accepted.append((where, other))
    assert accepted == []


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith("clauses/")])
def test_every_misspelt_reference_in_a_rule_is_refused(bench: Bench, path: str) -> None:
    tree = bench.trees[path]
    clauses = tree if isinstance(tree, list) else [tree]
    for index, clause in enumerate(clauses):
        for number, edition in enumerate(clause["editions"]):
            for name, rule in edition["rules"].items():
                params, _ = read_as(PARAMS[rule["kind"]], rule)
                for met in walk(params):
                    if not isinstance(met.value, Reference):
                        continue
                    slip = as_written(rule, met.path)
                    changed = replaced(rule, slip, misspelt(at(rule, slip)))
                    problems = bench.problems(path, replaced(tree, (index, "editions", number, "rules", name), changed))
                    assert problems, (name, met)
                    assert any(problem.place and problem.place.file.endswith(path) for problem in problems), (name, met)


@pytest.mark.parametrize(
    "path", ["pack.yaml", "may.yaml", "stories/1.yaml", "forms/service_report.yaml", "checklists/cleaning.yaml"]
)
def test_every_misspelt_name_elsewhere_is_refused(bench: Bench, path: str) -> None:
    tree = bench.trees[path]
    accepted = []
    for where, value in nodes(tree):
        words = {part for part in where if isinstance(part, str)}
        if not isinstance(value, str) or words & (
            FREE_TEXT | {"title", "story", "pack", "branch", "form", "checklist", "as", "description"}
        ):
            continue
        if not bench.problems(path, replaced(tree, where, misspelt(value))):
            accepted.append((where, value))
    assert [one for one in accepted if one[0][-1] != "region"] == []  # a text like any other


ALWAYS_NEEDED = frozenset({"kind", "who", "must", "before", "require", "table", "payer", "whom", "population", "figure", "of",
                           "target", "by", "editions", "text", "zh", "en", "story", "people", "happens", "rule", "scope"}) - {
    # optional in some place of the sample
    "kind", "of", "by", "before", "text", "target",
}  # fmt: skip


def names_its_own(path: str, above: tuple[str | int, ...]) -> bool:
    """Whether the keys under ``above`` are names that the pack gives to its own things."""
    if not above:
        return False
    last = above[-1]
    if path.startswith(("forms/", "checklists/")) and last == "fields":
        return True
    if path.startswith("stories/") and last == "given" and len(above) == 2:
        return True
    return last in OWN_NAMES and not (last == "items" and path.startswith("clauses"))


def as_written(rule: object, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of a path that the file has (a short form is normalised further)."""
    found: list[str | int] = []
    node: Any = rule
    for part in path:
        if (isinstance(node, dict) and part in node) or (isinstance(node, list) and isinstance(part, int)):
            node = cast(Any, node)[part]
        else:
            continue
        found.append(part)
    return tuple(found)


def misspelt(value: object) -> object:
    """The same word with a slip."""
    return f"{value}x"


def test_all_problems_come_at_once(bench: Bench) -> None:
    changed = replaced(bench.trees["roles.yaml"], ("roles", "customer", "kind"), "robot")
    tree = bench.trees["clauses/1-duties.yaml"]
    twice = replaced(tree, (0, "editions", 1, "rules", "answer", "must"), ["entry.anser", "entri.answer"])
    broken = {**bench.sample, "roles.yaml": dumped(changed), "clauses/1-duties.yaml": dumped(twice)}
    codes = sorted(problem.code for problem in all_problems(broken))
    assert codes.count("rule.unknown_act") == 2
    assert "key.choice" in codes


def dumped(tree: object) -> bytes:
    return dump(tree).encode()


def all_problems(sample: dict[str, bytes]) -> list[Problem]:
    return check("sample", Published({"sample": sample, "common": files("common")}), CATALOGUE, PARAMS)


def test_a_file_that_is_not_yaml_is_named(bench: Bench) -> None:
    for path, data in bench.sample.items():
        for broken in (
            data[: len(data) // 2] + b"\n\t{[",
            b"\xff\xfe",
            b"- a\nb: c\n",
            b"",
            b"42",
            b"a: &x [*x]",
            b"? [a]\n: b",
        ):
            problems = all_problems({**bench.sample, path: broken})
            if path.split("/")[0] not in ("checklists", "stories", "calendars", "grounds.yaml", "may.yaml") or broken:
                assert problems, (path, broken)


def test_what_a_pack_declares_is_read_without_a_catalogue() -> None:
    written = write_down("sample", "sample", files("sample"))
    assert written.problems == []
    assert strip({name: role.kind for name, role in written.roles.items()})["service_hq"] == "department"
