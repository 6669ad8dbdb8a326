"""A company with a form, a role and a checklist of its own: read, checked, and its stories told."""

import pytest

from aftersales.policy.bind import bind
from aftersales.policy.generic import with_law
from aftersales.policy.language.new import new_pack
from aftersales.policy.loading import check_packs, load_pack
from aftersales.policy.stories.told import Teller
from tests.policy.language.slips import Bench, replaced
from tests.policy.support import PACKS, catalogue

WORDS = with_law(catalogue())


def told(folder):
    pack = load_pack(folder, WORDS)
    book = bind([pack], WORDS)
    return {story.title.en: [str(one) for one in Teller(story, book).run()] for story in pack.stories}


def test_its_stories_come_out_as_expected():
    found = told(PACKS / "sixteenth")
    assert len(found) == 3
    assert all(differences == [] for differences in found.values()), found


def test_the_stories_of_a_new_pack_come_out_as_expected(tmp_path):
    new_pack("trial", tmp_path, WORDS)
    found = told(tmp_path / "trial")
    assert all(differences == [] for differences in found.values()), found


@pytest.mark.parametrize("slip", ["distanc", "surfase"])
def test_a_misspelt_field_of_its_form_is_refused(tmp_path, slip):
    folder = tmp_path / "own"
    for path in (PACKS / "sixteenth").glob("**/*.yaml"):
        target = folder / path.relative_to(PACKS / "sixteenth")
        target.parent.mkdir(parents=True, exist_ok=True)
        words = path.read_text(encoding="utf-8").replace("includes: [common]\n", "")
        if "clauses" in path.parts:
            words = words.replace("distance" if slip == "distanc" else "surface", slip)
        target.write_text(words, encoding="utf-8")
    problems = check_packs([folder], WORDS)
    assert {problem.code for problem in problems} == {"rule.unknown_field"}
    assert all(f"'{slip}'" in problem.said.en for problem in problems)


def test_the_bench_changes_one_value_only():
    bench = Bench()
    tree = bench.trees["pack.yaml"]
    assert replaced(tree, ("title", "zh"), "x")["title"] == {"zh": "x", "en": tree["title"]["en"]}
    assert tree["title"]["zh"] != "x"
