"""Checks calendars against a count that walks minute by minute, over changes of the clock as well."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aftersales.foundation.durations import Duration
from aftersales.policy.calendars import CalendarSpec, compile_calendar
from tests.policy.calendars.oracle import NAMES, Oracle

# A zone, and a day near which its clocks change or did change.
CHANGES = [
    ("Asia/Shanghai", date(2026, 10, 1)),
    ("Asia/Shanghai", date(1990, 4, 15)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Sao_Paulo", date(2018, 2, 17)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Havana", date(2026, 11, 1)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("America/New_York", date(2027, 1, 1)),
]
LIMIT = 60 * 24 * 14


@st.composite
def clock(draw, last=1439):
    minute = draw(st.one_of(st.integers(0, last), st.sampled_from([0, 60, 90, 120, 150, 540, 720, 780, 1050, 1380])))
    return f"{minute // 60:02d}:{minute % 60:02d}"


def pairs(most=3):
    closing = st.one_of(clock(), st.just("24:00"))
    return st.lists(st.tuples(clock(), closing).map(list), max_size=most)


@st.composite
def calendars(draw):
    zone, near = draw(st.sampled_from(CHANGES))
    days = st.integers(-4, 4).map(lambda off: (near + timedelta(days=off)).isoformat())
    raw = {
        "timezone": zone,
        "weekly_hours": {name: draw(pairs()) for name in draw(st.sets(st.sampled_from(NAMES), min_size=1))},
        "holidays": draw(st.lists(days, max_size=3)),
        "yearly_holidays": draw(st.lists(days.map(lambda iso: iso[5:]), max_size=1)),
        "extra_workdays": draw(st.lists(days, max_size=3)),
        "date_hours": draw(st.dictionaries(days, pairs(), max_size=2)),
        "breaks": draw(st.dictionaries(days, pairs(2), max_size=2)),
    }
    raw["extra_workday_hours"] = {day: draw(pairs()) for day in raw["extra_workdays"] if draw(st.booleans())}
    return raw, near


def moments(near):
    start = datetime(near.year, near.month, near.day, tzinfo=UTC) - timedelta(days=4)
    seconds = st.one_of(st.integers(0, 8 * 1440).map(lambda minute: minute * 60), st.integers(0, 8 * 86_400))
    return seconds.map(lambda after: start + timedelta(seconds=after))


quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(calendars(), st.data())
def test_between_counts_the_seconds_that_really_pass(made, data):
    raw, near = made
    one, two = data.draw(moments(near)), data.draw(moments(near))
    calendar = compile_calendar(CalendarSpec.from_mapping(raw))
    first, last = min(one, two), max(one, two)
    assert calendar.between(first, last) == Oracle(raw).between(first, last)
    assert calendar.between(last, first) == -calendar.between(first, last)
    assert calendar.working_at(one) == Oracle(raw).open(one)


@quick
@given(calendars(), st.data())
def test_add_lands_where_walking_lands(made, data):
    raw, near = made
    start = data.draw(moments(near))
    seconds = data.draw(st.integers(-200_000, 200_000).filter(bool))
    expected = Oracle(raw).add(start, seconds, LIMIT)
    assume(expected is not None)
    found = compile_calendar(CalendarSpec.from_mapping(raw)).add(start, seconds)
    assert found.astimezone(UTC) == expected


@quick
@given(calendars(), st.data())
def test_openings_and_closings_are_where_the_state_changes(made, data):
    raw, near = made
    calendar, oracle = compile_calendar(CalendarSpec.from_mapping(raw)), Oracle(raw)
    at = data.draw(moments(near)).replace(second=0)
    assume(any(oracle.open(at + timedelta(minutes=step)) for step in range(4320)))
    state = [oracle.open(at + timedelta(minutes=step)) for step in range(-1, 4321)]
    first = next(step for step in range(4321) if state[step + 1])
    assert calendar.next_working(at).astimezone(UTC) == at + timedelta(minutes=first)
    openings = [step for step in range(1, 4321) if state[step + 1] and not state[step]]
    if openings:
        assert calendar.next_opening(at).astimezone(UTC) == at + timedelta(minutes=openings[0])
    closings = [step for step in range(1, 4321) if state[step] and not state[step + 1]]
    if closings:
        assert calendar.next_closing(at).astimezone(UTC) == at + timedelta(minutes=closings[0])
        later = at + timedelta(minutes=closings[0])
        assert calendar.prev_working(later).astimezone(UTC) == later


@quick
@given(calendars(), st.data())
def test_days_are_counted_as_walking_counts_them(made, data):
    raw, near = made
    calendar, oracle = compile_calendar(CalendarSpec.from_mapping(raw)), Oracle(raw)
    day = near + timedelta(days=data.draw(st.integers(-5, 5)))
    end = day + timedelta(days=data.draw(st.integers(0, 12)))
    days = [day + timedelta(days=step) for step in range((end - day).days + 1)]
    assert [calendar.working_day(one) for one in days] == [oracle.working_day(one) for one in days]
    assert calendar.days_between(day, end, "[]") == sum(map(oracle.working_day, days))
    assert calendar.days_between(day, end) == sum(map(oracle.working_day, days[1:]))
    assert calendar.days_between(day, end, "[)") == sum(map(oracle.working_day, days[:-1]))
    after = [one for one in days[1:] if oracle.working_day(one)]
    for count, expected in enumerate(after, 1):
        assert calendar.working_date(day, count) == expected
        assert calendar.working_date(end + timedelta(days=1), count - len(after) - 1) == expected


@quick
@given(calendars(), st.data())
def test_the_explanation_adds_up_to_the_due_instant(made, data):
    raw, near = made
    start = data.draw(moments(near))
    seconds = data.draw(st.integers(1, 200_000))
    assume(Oracle(raw).add(start, seconds, LIMIT) is not None)
    calendar = compile_calendar(CalendarSpec.from_mapping(raw))
    told = calendar.explain(start, Duration(seconds, "seconds", True))
    assert told.rows[-1].total == seconds
    assert sum(row.counted for row in told.rows) == seconds
    assert told.due == calendar.add(start, seconds)
    last = max(end for row in told.rows for _, end in row.intervals)
    assert last.astimezone(UTC) == told.due.astimezone(UTC)
