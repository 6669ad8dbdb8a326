"""The clock is an argument: only `foundation/clock.py` reads the time, everybody else takes `at`."""

import ast

import pytest

from tests.house.rule import Offence, assert_kept, python_files

REMEDY = "takes the time from the machine; take `at` as an argument (only foundation/clock.py reads the clock)."
READERS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
HIDDEN = {"auto_now", "auto_now_add"}


def offences(text: str, path: str) -> list[Offence]:
    """Reading the clock, also by a name handed on (`default=timezone.now`), also left to Django (`auto_now`)."""
    if path.endswith("foundation/clock.py"):
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and (_last(node.value), node.attr) in READERS:
            found.append(Offence(node.lineno, f"{_last(node.value)}.{node.attr} {REMEDY}"))
        elif isinstance(node, ast.Call) and _today_unasked(node):
            found.append(Offence(node.lineno, f"localdate() without an instant {REMEDY}"))
        elif isinstance(node, ast.keyword) and node.arg in HIDDEN:
            found.append(Offence(node.value.lineno, f"{node.arg} {REMEDY}"))
        elif isinstance(node, ast.ImportFrom) and (node.module, "now") in {
            ("django.utils.timezone", name.name) for name in node.names
        }:
            found.append(Offence(node.lineno, f"timezone.now {REMEDY}"))
        elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
            found += [Offence(node.lineno, f"Now() {REMEDY}") for name in node.names if name.name == "Now"]
    return found


def _today_unasked(node: ast.Call) -> bool:
    return _last(node.func) in {"localdate", "localtime"} and not node.args and not node.keywords


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize(
    "good",
    [
        "def due(at): return at + WEEK",
        "from time import monotonic\nstarted = monotonic()",
        "clock.now()",
        "timezone.localtime(at)",
        "timezone.localdate(at)",
        "datetime.fromtimestamp(epoch, UTC)",
    ],
)
def test_a_time_that_is_handed_in_is_welcome(good: str) -> None:
    assert offences(good, "aftersales/domain/parts/acts.py") == []


@pytest.mark.parametrize(
    "bad",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "timezone.localdate()",
        "made = models.DateTimeField(default=timezone.now)",
        "made = models.DateTimeField(auto_now_add=True)",
        "def f():\n    return time.time()",
        "from django.utils.timezone import now",
        "from django.db.models.functions import Now",
    ],
)
def test_a_look_at_the_clock_is_found(bad: str) -> None:
    assert len(offences(bad, "aftersales/domain/parts/acts.py")) == 1


def test_the_clock_itself_may_look() -> None:
    assert offences("datetime.now(UTC)", "aftersales/foundation/clock.py") == []


def test_nobody_else_reads_the_clock() -> None:
    assert_kept(offences, python_files("aftersales"))
