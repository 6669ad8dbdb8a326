"""`aftersales policy`: what is printed, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aftersales.config.commands import policy as command
from tests.policy.support import PACKS, catalogue


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(command, "words", catalogue)

    def call(*words: str) -> Result:
        return CliRunner().invoke(command.policy, [*words], catch_exceptions=False)

    return call


def broken(folder: Path) -> Path:
    pack = folder / "broken"
    (pack / "clauses").mkdir(parents=True)
    (pack / "pack.yaml").write_text("pack: broken\ntitle: {zh: 坏, en: Broken}\nclauses: [B-1]\n", encoding="utf-8")
    (pack / "clauses" / "1.yaml").write_text("- clause: B-1\n  edtions: []\n", encoding="utf-8")
    return pack


def test_a_clean_pack_says_nothing_and_exits_with_0(run):
    result = run("check", str(PACKS / "sample"), str(PACKS / "sixteenth"))
    assert (result.exit_code, result.output) == (0, "")


def test_a_wrong_pack_is_said_line_by_line_and_exits_with_1(run, tmp_path):
    pack = broken(tmp_path)
    result = run("check", str(pack), "--lang", "en")
    assert result.exit_code == 1
    missing, unknown = result.output.splitlines()
    assert missing == f"{pack}/clauses/1.yaml:1:3: the key 'editions' is missing. [key.missing]"
    assert unknown.startswith(f"{pack}/clauses/1.yaml:2:3: no key 'edtions' here. There is: clause, editions, title.")
    assert unknown.endswith("Did you mean 'editions'? [key.unknown]")


def test_the_same_for_other_programs(run, tmp_path):
    result = run("check", str(broken(tmp_path)), "--json")
    said = json.loads(result.output)
    assert (result.exit_code, said["ok"]) == (1, False)
    assert {problem["place"]["line"] for problem in said["problems"]} == {1, 2}


def test_coverage_by_pack_and_clause(run):
    said = json.loads(run("coverage", str(PACKS / "sample"), "--json").output)
    assert list(said) == ["sample"]
    assert said["sample"]["P-1"]["status"] == "encoded"
    assert said["sample"]["P-1"]["stories"][0]["shows"] == "violated"


def test_the_vocabulary_has_every_word(run):
    said = json.loads(run("vocabulary", str(PACKS / "sample"), "--json").output)
    assert said["events"]["workorder.dispatched.v1"]["fields"]["engineer"]["kind"] == "party"
    assert "finding.upheld.v1" in said["events"]
    assert "period.began.v1" in said["events"]
    assert said["acts"]["form.file"]["states"] == "form.filed.v1"
    assert said["documents"]["service_report"]["fields"]["used"]["rows"]["price"]["kind"] == "money"
    assert {"service_hq"} <= set(said["roles"])
    assert {"key_accounts"} == set(said["populations"])


def test_a_new_pack_is_written_and_clean(run, tmp_path):
    assert run("new", "trial", "--into", str(tmp_path)).exit_code == 0
    assert run("check", str(tmp_path / "trial")).exit_code == 0


def test_the_schemas_are_written_one_a_kind_of_file(run, tmp_path):
    assert run("schema", "--out", str(tmp_path)).exit_code == 0
    kinds = ["calendars", "checklists", "clauses", "forms", "grounds", "may", "pack", "roles", "stories"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{kind}.schema.json" for kind in kinds]
