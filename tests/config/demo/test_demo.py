"""Owns the tests of the demo company: it is told through the doors, shows kept and broken promises, and opens to all roles."""

import pytest
from django.test import Client

from aftersales.config.demo import load
from aftersales.foundation.problems import Refused
from aftersales.ledger import links, present
from aftersales.ledger.models import Consequence, Matter, Obligation, User

ROLES = {"admin", "company", "service_hq", "sales_dept", "finance", "concerned_dept", "service_staff"}
MEANT = ("workorder.close", "workorder.dispatch", "expense.approve")  # the refusals that the year is to show


def test_a_company_nobody_wrote_is_refused(db: None) -> None:
    with pytest.raises(Refused):
        load("nobody")


@pytest.mark.slow
def test_the_year_shows_promises_kept_and_broken(db: None) -> None:
    told = load()
    assert [line for line in told.refused if not line.startswith(MEANT)] == []
    assert {role for role, _, _ in told.sign_ins} == ROLES
    for _, name, password in told.sign_ins:
        assert User.objects.get(username=name).check_password(password)
        assert Client().login(username=name, password=password)
    link = links.open_link(told.customer_link.strip("/").removeprefix("c/"), present.now())
    assert link is not None
    assert Matter.objects.filter(kind="entry").count() > 100
    clauses = set(Obligation.objects.values_list("clause", flat=True))
    assert {"S10-2.2b", "S10-2.3a", "S10-2.4a", "S10-3.4a", "S10-3.4b", "S10-3.8", "S10-4.2b"} <= clauses
    broken = set(Obligation.objects.filter(breached_at__isnull=False).values_list("clause", flat=True))
    assert {"S10-3.4a", "S10-3.4b", "S10-2.2b"} <= broken
    assert Obligation.objects.filter(state="open", breached_at__isnull=True).exists()
    fined = set(Consequence.objects.filter(state="confirmed").values_list("clause", flat=True))
    assert {"S10-4.4b", "S10-4.5", "S10-4.6", "S10-4.7b", "S10-4.2a"} <= fined
