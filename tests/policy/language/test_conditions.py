"""Conditions: what is refused before anybody asks, and what the answers are."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from aftersales.foundation.problems import Refused
from aftersales.policy.catalogue import fields
from aftersales.policy.language.conditions import Condition
from tests.policy.support import f

NAMES = fields(
    f("late", "bool"), f("count", "number"), f("grade", "choice", "good", "bad"), f("note"), f("at", "instant"),
    f("due", "instant"), f("price", "money"), f("bought", "date"), f("people", "parties"), f("who", "party"), f("lines", "rows"),
)  # fmt: skip


def holds(text, **values):
    return Condition(text).compile(NAMES).holds(values.get)


def codes(text):
    with pytest.raises(Refused) as refused:
        Condition(text).compile(NAMES)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("late", {"late": True}),
        ("not late", {}),
        ("count > 3", {"count": 4}),
        ("count + 0.2 == 0.3", {"count": Decimal("0.1")}),
        ("count * 3 >= 0.3", {"count": 0.1}),
        ("grade in ['good', 'bad']", {"grade": "bad"}),
        ("grade == null or note != null", {}),
        ("who in people", {"who": "li", "people": ["li"]}),
        ("people.length > 1", {"people": ["li", "wu"]}),
        ("at < due", {"at": datetime(2026, 1, 1, tzinfo=UTC), "due": datetime(2026, 1, 2, tzinfo=UTC)}),
        ("note =~ '.*broken'", {"note": "quite broken"}),
        ("(count ?? 0) == 0", {}),
        ("-count < 0", {"count": 1}),
        ("late ? count > 1 : count > 5", {"late": True, "count": 2}),
        ("[x for x in people if x == 'li'].length == 1", {"people": ("li", "wu")}),
    ],
)
def test_what_holds(text, values):
    assert holds(text, **values)


@pytest.mark.parametrize(
    "text", ["count > 3", "count <= 3", "at < due", "who in people", "note =~ 'a'", "count / 0 == 1", "-count < 0"]
)
def test_of_nothing_known_nothing_is_more_or_less(text):
    assert not holds(text)


def test_division_by_nothing_is_nothing_known():
    assert not holds("count / 0 == 1", count=3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cuont > 3", ["rule.unknown_field"]),
        ("cuont > 3 and lat", ["rule.unknown_field", "rule.unknown_field"]),
        ("price > 3", ["condition.unusable"]),
        ("bought == null", ["condition.unusable"]),
        ("at < count", ["condition.type"]),
        ("count == 'x'", ["condition.type"]),
        ("late == 'yes'", ["condition.type"]),
        ("note > 'a'", ["condition.type"]),
        ("grade == 'god'", ["condition.unknown_choice"]),
        ("grade in ['good', 'god']", ["condition.unknown_choice"]),
        ("note", ["condition.not_bool"]),
        ("count >", ["condition.syntax"]),
        ("note =~ '(('", ["condition.syntax"]),
        ("", ["condition.syntax"]),
        ("$now > at", ["condition.unusable"]),
    ],
)
def test_what_is_refused_when_the_pack_is_checked(text, expected):
    assert codes(text) == expected


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(Refused) as refused:
        Condition("cuont > 3").compile(NAMES)
    assert "Did you mean 'count'?" in refused.value.problems[0].line("en")


def test_it_says_which_names_it_reads():
    assert Condition("late and count > 3 or grade == 'good'").compile(NAMES).names == {"late", "count", "grade"}
