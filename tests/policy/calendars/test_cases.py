"""Checks questions put as cases, through the real command."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from aftersales.config.commands.calendar import calendar as command
from aftersales.policy.calendars.cases import Evaluator
from tests.policy.calendars.cast import WEEK

BASE: dict[str, Any] = {
    "timezone": "Asia/Shanghai",
    "weekly_hours": WEEK,
    "holidays": ["2026-10-01"],
    "extra_workdays": ["2026-10-10"],
}
RUN = {"at": "2026-03-02T09:00:00+08:00", "state": "running"}
STOP = {"at": "2026-03-02T10:00:00+08:00", "state": "paused"}
GO_ON = {"at": "2026-03-03T09:00:00+08:00", "state": "running"}
GOOD: list[tuple[dict[str, Any], Any]] = [
    ({"kind": "add", "start": "2026-03-02T09:00:00+08:00", "add_minutes": 240}, "2026-03-02T14:00:00+08:00"),
    ({"kind": "add", "start": "2026-03-02T01:00:00Z", "add_seconds": 10}, "2026-03-02T09:00:10+08:00"),
    ({"kind": "add", "start": "2026-03-02T14:00", "add_minutes": -60}, "2026-03-02T13:00:00+08:00"),
    ({"kind": "add", "start": "2026-03-07T14:00", "add_minutes": 0}, "2026-03-07T14:00:00+08:00"),
    ({"kind": "between", "start": "2026-03-02T11:00", "end": "2026-03-02T14:00"}, 7200),
    ({"kind": "between", "start": "2026-03-02T14:00", "end": "2026-03-02T11:00"}, -7200),
    ({"kind": "between", "start": "2026-03-02T11:00", "end": "2026-03-02T11:00:00.5"}, 0.5),
    ({"kind": "add_days", "start": "2026-09-30T20:00", "add_days": 1}, "2026-10-02T20:00:00+08:00"),
    (
        {"kind": "add_days", "start": "2026-10-09T20:00", "add_days": 1, "end_of_working_day": True},
        "2026-10-10T17:30:00+08:00",
    ),
    ({"kind": "add_days", "start": "2026-10-02T20:00", "add_days": -1}, "2026-09-30T20:00:00+08:00"),
    ({"kind": "days_between", "start": "2026-09-30", "end": "2026-10-10"}, 7),
    ({"kind": "days_between", "start": "2026-09-30", "end": "2026-10-10", "count": "[]"}, 8),
    ({"kind": "days_between", "start": "2026-10-10", "end": "2026-09-30"}, -7),
    ({"kind": "working_at", "at": "2026-10-10T10:00:00+08:00"}, True),
    ({"kind": "working_at", "at": "2026-10-10T12:00:00+08:00"}, False),
    ({"kind": "working_day", "date": "2026-10-01"}, False),
    ({"kind": "next_working", "at": "2026-10-01T10:00:00+08:00"}, "2026-10-02T09:00:00+08:00"),
    ({"kind": "prev_working", "at": "2026-10-01T10:00:00+08:00"}, "2026-09-30T17:30:00+08:00"),
    ({"kind": "next_opening", "at": "2026-03-02T10:00:00+08:00"}, "2026-03-02T13:00:00+08:00"),
    ({"kind": "next_closing", "at": "2026-03-02T10:00:00+08:00"}, "2026-03-02T12:00:00+08:00"),
    ({"kind": "pause", "events": [GO_ON, STOP, RUN], "target_minutes": 120}, "2026-03-03T10:00:00+08:00"),
    ({"kind": "pause", "events": [RUN, STOP], "target_minutes": 120}, None),
    ({"kind": "pause", "events": [RUN, STOP], "target_minutes": 60}, "2026-03-02T10:00:00+08:00"),
    ({"kind": "pause", "events": [STOP], "target_minutes": 60}, None),
]
BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "kind"),
    ({"kind": "addd"}, "Did you mean 'add'"),
    ({"kind": "add", "start": "2026-03-02T09:00"}, "add_seconds"),
    ({"kind": "add", "start": "2026-03-02T09:00", "add_seconds": 1, "add_minutes": 1}, "exactly one"),
    ({"kind": "add", "start": "2026-03-02T09:00", "add_seconds": True}, "whole seconds"),
    ({"kind": "add", "start": "2026-03-02T09:00", "add_seconds": float("inf")}, "whole seconds"),
    ({"kind": "add", "start": "2026-03-02T09:00", "add_seconds": 10**18}, "9999"),
    ({"kind": "add", "start": "0001-01-01T00:00Z", "add_seconds": 1}, "1900"),
    ({"kind": "add", "start": "noon", "add_seconds": 1}, "not an instant"),
    ({"kind": "add", "start": 5, "add_seconds": 1}, "not an instant"),
    ({"kind": "add", "start": "2026-03-02T09:00", "ad_seconds": 1}, "Did you mean 'add_seconds'"),
    ({"kind": "between", "start": "2026-03-02T09:00"}, "'end' is missing"),
    ({"kind": "add_days", "start": "2026-03-02T09:00", "add_days": 1.5}, "whole number"),
    ({"kind": "add_days", "start": "2026-03-02T09:00", "add_days": 10**12}, "9999"),
    ({"kind": "add_days", "start": "2026-03-07T09:00", "add_days": 0, "end_of_working_day": True}, "no close"),
    ({"kind": "add_days", "start": "2026-03-07T09:00", "add_days": 0, "end_of_working_day": "yes"}, "true or false"),
    ({"kind": "days_between", "start": "2026-03-02", "end": "2026-03-09", "count": "()"}, "count"),
    ({"kind": "days_between", "start": "2026-03-02", "end": "9999-03-09"}, "2499"),
    ({"kind": "working_day", "date": "2026-02-30"}, "not a date"),
    ({"kind": "working_day", "date": "2026-02-03", "timezone": "Mars/Base"}, "time zone"),
    ({"kind": "working_day", "date": "2026-02-03", "weekly_hours": None}, "weekly_hours"),
    ({"kind": "next_working", "at": "2026-02-03T09:00", "weekly_hours": {}}, "no such working time"),
    ({"kind": "pause", "events": [], "target_minutes": 60}, "no event"),
    ({"kind": "pause", "events": [{"at": "2026-02-03T09:00", "state": "stopped"}], "target_minutes": 60}, "state"),
    ({"kind": "pause", "events": [RUN], "target_minutes": -60}, "negative"),
]


def run(*arguments):
    return CliRunner().invoke(command, [str(one) for one in arguments])


def test_the_command_answers_every_case_of_a_file(tmp_path):
    cases = [{"id": f"c{number}", **BASE, **case} for number, (case, _) in enumerate(GOOD)]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    done = run("eval", "--cases", file)
    assert done.exit_code == 0
    assert json.loads(done.stdout) == [
        {"id": f"c{number}", "result": result} for number, (_, result) in enumerate(GOOD)
    ]
    assert [type(one["result"]) for one in json.loads(done.stdout)] == [type(result) for _, result in GOOD]


@pytest.mark.parametrize(("case", "words"), BAD)
def test_a_case_without_sense_gets_a_sentence(case, words):
    (told,) = Evaluator().all([{"id": "x", **BASE, **case}], explain=True, lang="en")
    assert told.keys() == {"id", "error"}
    assert words in told["error"]
    (chinese,) = Evaluator().all([{"id": "x", **BASE, **case}])
    assert chinese["error"]


def test_what_is_no_case_gets_an_error_too():
    assert [set(told) for told in Evaluator().all([5, None, [], "x"])] == [{"id", "error"}] * 4
    assert "id" in Evaluator().one({**BASE, "kind": "working_day", "date": "2026-03-02"}, lang="en")["error"]


def test_explained_results_carry_their_days(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([{"id": 1, **BASE, **case} for case, _ in GOOD]), encoding="utf-8")
    told = json.loads(run("eval", "--cases", file, "--explain").stdout)
    assert [one["result"] for one in told] == [result for _, result in GOOD]
    over_lunch = told[0]["explanation"]
    assert over_lunch["rows"][0]["counted"] == over_lunch["rows"][0]["total"] == 240 * 60
    assert over_lunch["lines"]["zh"][-1] == "到期：2026-03-02T14:00:00+08:00"
    assert [one["explanation"]["rows"][-1]["total"] for one in told[7:12]] == [1, 1, 1, 7, 8]
    paused = told[-3]["explanation"]
    assert paused["due"] is None
    assert paused["rows"][-1]["total"] == 3600


@pytest.mark.parametrize("content", [None, "{", '{"id": 1}', "[1,", "\x00"])
def test_a_file_that_cannot_be_read_ends_with_a_sentence(tmp_path, content):
    file = tmp_path / "cases.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    done = run("eval", "--cases", file, "--lang", "en")
    assert done.exit_code == 1
    assert str(file) in done.stderr
    assert not done.stdout


def test_show_tells_a_month_and_check_lists_all_problems(tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.json"
    good.write_text(
        "timezone: Asia/Shanghai\npublic_days: cn\nweekly_hours:\n  thu: [['09:00', '12:00']]\n", encoding="utf-8"
    )
    bad.write_text('{"timezone": "x", "weekly": {}}', encoding="utf-8")
    shown = run("show", good, "--month", "2026-10", "--lang", "en")
    assert len(shown.stdout.splitlines()) == 31
    assert shown.stdout.startswith("2026-10-01 Thu [holiday] —\n")
    assert "2026-10-08 Thu [weekly hours] 09:00–12:00" in shown.stdout
    assert run("check", good).exit_code == 0
    checked = run("check", good, bad, "--lang", "en")
    assert checked.exit_code == 1
    assert "Did you mean 'weekly_hours'" in checked.stdout
    assert run("show", good, "--month", "2026-13").exit_code == 1
    assert run("show", bad, "--month", "2026-12").exit_code == 1
