"""An incident desk's history told as acts: judged, compared with its own verdicts, and the same twice."""

import csv
from pathlib import Path

import pytest

from aftersales.ledger.models import Event, Obligation

COLUMNS = [
    "number",
    "incident_state",
    "reopen_count",
    "sys_mod_count",
    "made_sla",
    "caller_id",
    "opened_at",
    "sys_updated_at",
    "location",
    "category",
    "subcategory",
    "u_symptom",
    "priority",
    "assignment_group",
    "assigned_to",
    "closed_code",
]
PRIORITY = {"c": "1 - Critical", "h": "2 - High", "m": "3 - Moderate", "l": "4 - Low"}


def row(number, count, state, updated, *, priority="m", made="TRUE", opened="07-03-2016 09:00", group="Group 1"):
    cells = dict.fromkeys(COLUMNS, "?")
    cells |= {
        "number": number,
        "incident_state": state,
        "sys_mod_count": str(count),
        "sys_updated_at": updated,
        "opened_at": opened,
        "made_sla": made,
        "priority": PRIORITY[priority],
        "assignment_group": group,
        "reopen_count": "0",
    }
    return cells


def kept(number, resolved, **named):
    """An incident that was opened on Monday at nine and resolved at an instant."""
    return [
        row(number, 0, "New", "07-03-2016 09:05", **named),
        row(number, 1, "Resolved", resolved, **named),
        row(number, 2, "Closed", "20-03-2016 12:00", **named),
    ]


def waited(number, resolved, **named):
    """The same, but from Tuesday to Thursday the desk waited for its caller."""
    return [
        row(number, 0, "New", "07-03-2016 09:05", **named),
        row(number, 1, "Awaiting User Info", "08-03-2016 09:00", **named),
        row(number, 2, "Active", "10-03-2016 09:00", **named),
        row(number, 3, "Resolved", resolved, **named),
        row(number, 4, "Closed", "20-03-2016 12:00", **named),
    ]


def written(place: Path, rows) -> Path:
    with place.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return place


@pytest.fixture
def history(tmp_path):
    """Four incidents: in time, late, in time only because the clock stopped, and of high priority."""
    rows = [
        *kept("INC1", "08-03-2016 09:00"),
        *kept("INC2", "12-03-2016 09:00", made="FALSE"),
        *waited("INC3", "11-03-2016 09:00", made="FALSE"),
        *kept("INC4", "07-03-2016 09:10", priority="h"),
    ]
    return written(tmp_path / "history.csv", rows)


def lines(report, clause=None):
    return {line["case"]: line for line in report["comparison"]["cases"]}


def test_each_case_is_compared_with_rule_due_done_and_paused_time(desk, told, history):
    report = told(history, "incident_event_log")
    assert (report["rejected"], report["cases"], report["rows"]) == (0, 4, 14)
    found = lines(report)
    assert [line["agrees"] for line in found.values()] == [True, True, True, True]
    assert (found["INC3"]["rule"], found["INC3"]["paused_hours"]) == ("INC-3#moderate", 48.0)
    assert found["INC4"]["rule"] == "INC-3#high"
    assert found["INC1"]["due"].startswith("2016-03-11T03:00")
    assert found["INC1"]["done"].startswith("2016-03-08T09:00")
    assert report["comparison"]["clauses"]["INC-3"] == {"cases": 4, "agree": 4, "differ": 0, "not_judged": 0}
    assert report["comparison"]["clauses"]["INC-2"] == {"cases": 4, "agree": 3, "differ": 1, "not_judged": 0}


def test_the_same_file_twice_adds_nothing(desk, told, history):
    first = told(history, "incident_event_log")
    counts = Event.objects.count(), Obligation.objects.count()
    again = told(history, "incident_event_log")
    assert (again["new_rows"], again["known_rows"], again["told"]) == (0, 14, {})
    assert (Event.objects.count(), Obligation.objects.count()) == counts
    assert again["comparison"] == first["comparison"]


def test_one_time_moved_across_a_deadline_changes_one_line(desk, told, history, tmp_path):
    before = lines(told(history, "incident_event_log"))
    moved = history.read_text().replace(
        "INC1,Resolved,0,1,TRUE,?,07-03-2016 09:00,08-03", "INC1,Resolved,0,1,TRUE,?,07-03-2016 09:00,12-03"
    )
    assert moved != history.read_text()
    other = tmp_path / "other.map.yaml"
    from tests.importing.conftest import ROOT  # noqa: PLC0415 - a map of another name, so that nothing is known yet

    text = (ROOT / "examples" / "incident_event_log.map.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("map: incident-event-log", "map: moved"), encoding="utf-8")
    file = tmp_path / "moved.csv"
    file.write_text(moved)
    from aftersales.api.importing import command  # noqa: PLC0415 - likewise

    report = command.run(
        file, other, dry_run=False, compare=True, rejects_file=tmp_path / "r.csv", progress=lambda *_: None
    )
    after = lines(report)
    assert [case for case in before if before[case] != after[case]] == ["INC1"]
    assert (before["INC1"]["agrees"], after["INC1"]["agrees"]) == (True, False)


def test_rows_that_cannot_be_read_are_kept_to_be_mended_and_sent_again(desk, told, history, tmp_path):
    broken = history.read_text().replace(
        "08-03-2016 09:00,?,?,?,?,3 - Moderate", "31-02-2016 09:00,?,?,?,?,3 - Moderate", 1
    )
    file = tmp_path / "broken.csv"
    file.write_text(broken)
    report = told(file, "incident_event_log")
    assert [reject["problems"][0]["code"] for reject in report["rejects"]] == ["cell.unreadable", "row.waits"]
    assert report["rejects"][0]["problems"][0]["field"] == "sys_updated_at"
    kept_rows = Path(report["rejects_file"])
    text = kept_rows.read_text(encoding="utf-8-sig")
    assert "_why" in text.splitlines()[0]
    mended = tmp_path / "mended.csv"
    mended.write_text(text.replace("31-02-2016", "08-03-2016"), encoding="utf-8")
    again = told(mended, "incident_event_log")
    assert (again["new_rows"], again["rejected"]) == (2, 0)
    assert lines(again)["INC1"]["agrees"] is True


def test_a_dry_run_changes_nothing(desk, told, history):
    report = told(history, "incident_event_log", dry_run=True, compare=False)
    assert (report["cases"], report["rows"], report["dry_run"]) == (4, 14, True)
    assert not Event.objects.exists()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_six_hundred_real_incidents(desk, told, real):
    report = told(real("incident_event_log.csv"), "incident_event_log")
    assert (report["rows"], report["cases"], report["rejected"]) == (4137, 600, 0)
    clauses = report["comparison"]["clauses"]
    assert clauses["INC-3"] == {"cases": 600, "agree": 599, "differ": 1, "not_judged": 0}
    assert clauses["INC-2"]["agree"] + clauses["INC-2"]["differ"] == 600
    assert all(line["due"] and line["done"] for line in report["comparison"]["cases"])
