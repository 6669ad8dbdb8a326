"""Map files: dirty cells become typed values or a reason, and a wrong word is named with its line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftersales.api.importing import mapping, values
from aftersales.foundation.problems import Refused

MAP = """
map: calls
zone: Asia/Shanghai
case: id
columns:
  id: {column: ID, required: true}
  at: {column: When, as: instant, formats: ["%d-%m-%Y %H:%M"], required: true}
  zip: {column: Zip, as: digits}
  count: {column: Count, as: integer}
  channel: {column: Via, as: choice, lookup: {PHONE: phone}, otherwise: web}
acts:
  - act: entry.register
    as: entry
    at: at
    given: {channel: =channel, customer_name: {say: "caller {id}, {zip}"}, address: {first: [=zip, none]}}
"""


def loaded(folder: Path, text: str = MAP) -> mapping.Mapping:
    place = folder / "calls.map.yaml"
    place.write_text(text, encoding="utf-8")
    return mapping.load(place)


def test_day_first_dates_missing_cells_and_numbers_that_a_spreadsheet_made(tmp_path):
    found, problems = values.read_row(
        loaded(tmp_path), {"ID": "7", "When": "01-02-2016 09:30", "Zip": "10033.0", "Count": "12.0", "Via": "?"}
    )
    assert problems == []
    assert found["at"].astimezone(UTC) == datetime(2016, 2, 1, 1, 30, tzinfo=UTC)
    assert (found["zip"], found["count"], found["channel"]) == ("10033", 12, None)


def test_every_unreadable_cell_of_a_row_is_named(tmp_path):
    _, problems = values.read_row(loaded(tmp_path), {"ID": "", "When": "2016-02-30", "Count": "1.5"})
    assert [problem.field for problem in problems] == ["ID", "When", "Count"]
    assert all(problem.said.zh and problem.said.en for problem in problems)


def test_a_choice_that_the_lookup_does_not_name_falls_to_its_default(tmp_path):
    found, _ = values.read_row(loaded(tmp_path), {"ID": "7", "When": "01-02-2016 09:30", "Via": "PIGEON"})
    assert found["channel"] == "web"


def test_inputs_are_copied_written_and_chosen(tmp_path):
    found = loaded(tmp_path)
    given = values.fill(found.acts[0].given, {"id": "7", "zip": None, "channel": "phone"})
    assert given == {"channel": "phone", "customer_name": "caller 7", "address": "none"}


def test_a_wrong_name_in_a_map_is_refused_with_its_line(tmp_path):
    with pytest.raises(Refused) as refused:
        loaded(tmp_path, MAP.replace("=channel", "=chanel").replace("case: id", "case: no"))
    problems = refused.value.problems
    assert {(problem.code, problem.field) for problem in problems} == {
        ("map.unknown_name", "chanel"),
        ("map.unknown_name", "no"),
    }
    assert [problem.place.line for problem in problems if problem.place] == [4, 15]


def test_an_unknown_key_and_bad_yaml_are_refused(tmp_path):
    for text in (MAP + "\nunknown: 1\n", "map: [", MAP.replace("Asia/Shanghai", "Asia/Nowhere")):
        with pytest.raises(Refused):
            loaded(tmp_path, text)
