"""Loading: places, editions, includes, layers, circles, rights, and what a pack offers."""

from datetime import date
from pathlib import Path

import pytest

from aftersales.foundation.problems import Refused
from aftersales.policy.kinds.table import KINDS, PARAMS, table
from aftersales.policy.language.coverage import as_markdown, coverage
from aftersales.policy.language.load import check
from aftersales.policy.language.new import new_pack
from aftersales.policy.language.reader import Reader, pack_files
from aftersales.policy.language.shelf import Published
from aftersales.policy.loading import check_packs, file_schemas, load_pack, load_published
from tests.policy.language.slips import files, keys, nodes, tree
from tests.policy.support import PACKS, catalogue

HEAD = "pack: {0}\ntitle: {{zh: 试, en: Trial}}\nlayer: {1}\n{2}"
ROLES = b"roles: {staff: {zh: a, en: b}}\n"
MAY = b"may: {staff: {acts: ['*'], scope: all}}\n"
CLAUSE = "- clause: {0}\n  editions:\n    - from: 2020-01-01\n      text: {{zh: a, en: b}}\n      rules:\n{1}"


def pack(name="trial", layer="policy", more="", **clauses):
    rules = "".join(
        CLAUSE.format(clause, "".join(f"        {line}\n" for line in lines)) for clause, lines in clauses.items()
    )
    return {
        "pack.yaml": HEAD.format(name, layer, more).encode(),
        "roles.yaml": ROLES,
        "may.yaml": MAY,
        "clauses/1.yaml": rules.encode(),
    }


def problems(packs, name="trial"):
    return check(name, Published(packs), catalogue(), PARAMS)


def test_a_pack_offers_its_rules_by_edition():
    found = load_pack(PACKS / "sample", catalogue())
    answer = found.rule("P-1#answer")
    assert [(rule.since, rule.until) for rule in answer] == [
        (date(2015, 1, 1), date(2020, 1, 1)),
        (date(2020, 1, 1), None),
    ]
    assert answer[0].digest != answer[1].digest
    old = found.clauses["P-1"].on(date(2019, 12, 31))
    assert old is not None
    assert old.since == date(2015, 1, 1)
    assert found.reach("service_staff", "workorder.arrive") == "own"
    assert found.reach("service_staff", "entry.answer") is None
    assert found.sight("admin", "case") == "all"
    assert found.forms["service_report"].fields["solution"].required
    assert found.checklists["cleaning"].fields["floor"].kind == "bool"
    assert found.rule("P-5#satisfied")[0].conditions["score >= 4"].names == {"score"}


def test_the_digest_is_that_of_the_bytes():
    packs = {"sample": files("sample"), "common": files("common")}
    one = load_published("sample", packs, catalogue())
    assert one.digest == load_pack(PACKS / "sample", catalogue()).digest
    changed = {**packs["sample"], "grounds.yaml": packs["sample"]["grounds.yaml"] + b"\n"}
    assert load_published("sample", {**packs, "sample": changed}, catalogue()).digest != one.digest


def test_a_problem_has_file_line_column_and_the_nearest_name():
    lines = [
        "arrive: {kind: duty, when: workorder.dispatched.v1, who: {field: enginer}, must: workorder.arrive, by: arrive_by}"
    ]
    [one] = problems({"trial": pack(**{"T-1": lines})})
    assert one.line("en").startswith(
        "trial/clauses/1.yaml:6:74: no field 'enginer' in workorder.dispatched.v1. There is:"
    )
    assert "Did you mean 'engineer'? [rule.unknown_field]" in one.line("en")
    assert one.cites == ("T-1#arrive",)


def test_no_is_a_word_and_a_doubled_key_is_none():
    reader = Reader()
    source = reader.read_bytes(b"answer: NO\nday: 2026-01-01\nshare: 2.50\nanswer: 1\n", "x.yaml")
    assert source.tree == {"answer": "NO", "day": "2026-01-01", "share": source.tree["share"]}
    assert str(source.tree["share"]) == "2.50"
    assert [problem.line("en") for problem in reader.problems] == [
        "x.yaml:4:1: the key 'answer' stands twice, first in line 1. [yaml.duplicate_key]"
    ]


def test_rules_that_open_one_another_without_end_are_refused():
    route = "{0}: {{kind: route, when: {1}, table: [{{to: staff}}], open: {{act: {2}, given: {{{3}}}}}}}"
    circle = [
        route.format("one", "complaint.opened.v1", "case.open", "case_kind: repair"),
        route.format("two", "case.opened.v1", "complaint.open", "description: again"),
    ]
    found = problems({"trial": pack(**{"T-1": circle})})
    assert [problem.code for problem in found] == ["rule.endless"]
    assert set(found[0].cites) == {"T-1#one", "T-1#two"}


def test_a_duty_on_somebody_who_may_not_do_it_is_refused():
    trial = pack(**{"T-1": ["a: {kind: duty, when: entry.registered.v1, who: staff, must: entry.answer, within: 1d}"]})
    assert problems({"trial": trial}) == []
    trial["may.yaml"] = b"may: {staff: {acts: [case.*], scope: all}}\n"
    assert [problem.code for problem in problems({"trial": trial})] == ["rule.may_not"]


@pytest.mark.parametrize(
    ("ours", "law", "expected"),
    [
        ("{key: return.window, at_least: 7d}", "{key: return.window, at_least: 7d}", []),
        ("{key: return.window, at_least: 6d}", "{key: return.window, at_least: 7d}", ["term.below_law"]),
        ("{key: return.window, at_least: 2 weeks}", "{key: return.window, at_least: 7d}", []),
        ("{key: answer.within, at_most: 2d}", "{key: answer.within, at_most: 24h}", ["term.below_law"]),
        ("{key: answer.within, at_most: 3 months}", "{key: answer.within, unknown: true}", ["term.not_comparable"]),
        ("{key: fee, value: 5 CNY, direction: less}", "{key: fee, at_most: 3, unit: CNY}", ["term.below_law"]),
        ("{key: other, at_least: 1d}", "{key: return.window, at_least: 7d}", []),
    ],
)
def test_a_layer_below_the_legal_floor_is_refused_naming_both(ours, law, expected):
    packs = {
        "trial": pack(more="includes: [law]\n", **{"T-1": [f"a: {{kind: statement, term: {ours}}}"]}),
        "law": pack("law", "law", **{"L-1": [f"a: {{kind: statement, term: {law}}}"]}),
    }
    found = problems(packs)
    assert [problem.code for problem in found] == expected
    assert all(problem.cites == ("T-1#a", "L-1#a") for problem in found)


def test_packs_that_include_one_another_or_nothing_are_refused():
    one, two = (
        pack("one", more="includes: [two]\n", **{"A-1": ["a: {kind: statement}"]}),
        pack("two", more="includes: [one]\n", **{"B-1": ["a: {kind: statement}"]}),
    )
    assert "pack.circle" in [problem.code for problem in problems({"one": one, "two": two}, "one")]
    assert "pack.unknown" in [problem.code for problem in problems({"one": one}, "one")]
    assert [problem.code for problem in problems({}, "none")] == ["pack.unknown"]


def test_every_clause_must_be_accounted_for():
    trial = pack(more="clauses: [T-1, T-2]\n", **{"T-1": ["a: {kind: statement}"], "T-3": ["a: {kind: statement}"]})
    assert sorted(problem.code for problem in problems({"trial": trial})) == [
        "pack.clause_missing",
        "pack.clause_unlisted",
    ]


def test_editions_may_not_overlap():
    trial = pack(**{"T-1": ["a: {kind: statement}"]})
    trial["clauses/1.yaml"] += b"    - from: 2019-01-01\n      text: {zh: a, en: b}\n"
    assert [problem.code for problem in problems({"trial": trial})] == ["clause.editions"]


def test_time_cannot_read_a_fact_without_a_past():
    timed = [
        "a: {kind: duty, when: workorder.dispatched.v1, who: staff, must: workorder.arrive, every: 1d, while: rainy}"
    ]
    assert [problem.code for problem in problems({"trial": pack(**{"T-1": timed})})] == ["fact.undated"]
    heard = [
        "a: {kind: duty, when: workorder.dispatched.v1, who: staff, must: workorder.arrive, within: 1d, if: rainy}"
    ]
    assert problems({"trial": pack(**{"T-1": heard})}) == []


def test_the_same_kind_twice_is_a_type_error():
    with pytest.raises(TypeError):
        table([KINDS["duty"], KINDS["duty"]])


def test_coverage_counts_a_story_only_where_it_expects_an_outcome():
    found = coverage(load_pack(PACKS / "sample", catalogue()))
    assert found["P-1"] == {
        "status": "encoded",
        "kinds": ["duty", "recurring"],
        "stories": [{"name": "两天没有答复，总部逾期", "shows": "violated"}],
    }
    assert [story["shows"] for story in found["P-3"]["stories"]] == ["honoured"]
    assert [story["shows"] for story in found["P-4"]["stories"]] == ["violated"]
    assert "| P-1 |" in as_markdown(load_pack(PACKS / "sample", catalogue()))


def test_a_new_pack_checks_clean(tmp_path: Path):
    new_pack("trial-co", tmp_path, catalogue())
    assert check_packs([tmp_path / "trial-co"], catalogue()) == []
    with pytest.raises(Refused):
        new_pack("trial-co", tmp_path, catalogue())
    with pytest.raises(Refused):
        new_pack("Trial Co", tmp_path, catalogue())


def test_a_sixteenth_company_needs_no_python():
    found = load_pack(PACKS / "sixteenth", catalogue())
    assert {rule.kind for rule in found.rules} == {"gate", "duty", "recurring"}
    assert not [path for path in pack_files(PACKS / "sixteenth") if path.suffix != ".yaml"]


def test_the_sample_uses_every_kind_and_every_key():
    used: dict[str, set[str]] = {}
    for path, data in files("sample").items():
        if path.startswith("clauses/"):
            for _, value in nodes(tree(data)):
                if isinstance(value, dict) and value.get("kind") in PARAMS:
                    used.setdefault(value["kind"], set()).update(value)
    common = set.union(*used.values())
    for kind, params in PARAMS.items():
        own = set(params.keys()) - common
        assert not own, (kind, own)
    assert set(used) == set(PARAMS)


@pytest.mark.parametrize("name", ["sample", "sixteenth", "common"])
def test_editors_accept_what_the_check_accepts(name):
    import jsonschema  # noqa: PLC0415 - slow to import, only here

    schemas = file_schemas()
    for path, data in files(name).items():
        kind = path.split("/")[0].removesuffix(".yaml")
        value = tree(data)
        jsonschema.validate(_numbers(value), schemas[kind])


def test_the_schema_refuses_unknown_keys():
    import jsonschema  # noqa: PLC0415 - slow to import, only here

    schema = file_schemas()["clauses"]
    value = _numbers(tree(files("sample")["clauses/1-duties.yaml"]))
    assert list(keys(value))
    value[0]["editions"][0]["rules"]["answer"]["withn"] = "1d"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, schema)


def _numbers(value):
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return float(value) if type(value).__name__ == "Decimal" else value
