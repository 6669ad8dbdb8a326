"""Checks how durations are read, said and compared."""

import pytest

from aftersales.foundation.durations import Duration


@pytest.mark.parametrize(
    ("text", "duration", "again"),
    [
        ("20s", Duration(20, "seconds"), "20s"),
        ("30min", Duration(30, "minutes"), "30min"),
        ("24h", Duration(24, "hours"), "24h"),
        ("24 hours", Duration(24, "hours"), "24h"),
        ("3d", Duration(3, "days"), "3d"),
        ("2w", Duration(2, "weeks"), "2w"),
        ("1 month", Duration(1, "months"), "1 month"),
        ("6 months", Duration(6, "months"), "6 months"),
        ("2 years", Duration(2, "years"), "2 years"),
        ("1 shift", Duration(1, "shifts"), "1 shift"),
        ("8 working hours", Duration(8, "hours", True), "8 working hours"),
        ("1 working day", Duration(1, "days", True), "1 working day"),
        ("2  Working Days", Duration(2, "days", True), "2 working days"),
        ("same day", Duration(1, "same_day"), "same day"),
        ("same_day", Duration(1, "same_day"), "same day"),
    ],
)
def test_each_form_is_read_and_written_back(text, duration, again):
    assert Duration.parse(text) == duration
    assert str(duration) == again
    assert Duration.parse(str(duration)) == duration
    assert duration.text.zh
    assert duration.text.en


@pytest.mark.parametrize("text", ["", "soon", "3", "h", "-3d", "3.5h", "1m", "2 working months", "2 same day", "3 dd"])
def test_what_is_no_duration_is_refused_with_the_forms_there_are(text):
    with pytest.raises(ValueError, match="8 working hours"):
        Duration.parse(text)


def test_words_for_people():
    assert Duration.parse("8 working hours").text.zh == "8 小时（工作时间）"
    assert Duration.parse("2 working days").text.zh == "2 个工作日"
    assert Duration.parse("same day").text.en == "the same day"
    assert Duration.parse("1 month").text.en == "1 month"


def test_durations_compare_by_their_approximate_length():
    said = ["20s", "30min", "8 working hours", "24h", "2d", "1w", "1 month", "6 months", "1 year"]
    lengths = [Duration.parse(text).approx_seconds() for text in said]
    assert lengths == sorted(lengths)


def test_a_duration_that_cannot_be_is_refused_when_built():
    with pytest.raises(ValueError, match="negative"):
        Duration(-1, "hours")
    with pytest.raises(ValueError, match="working time"):
        Duration(1, "months", True)
