"""Owns the tests of the room of feedback: whose words a survey holds, visits, leads."""

from datetime import timedelta

from aftersales.domain.cases.queries import rating_of
from aftersales.domain.feedback import facts, queries
from aftersales.domain.feedback.models import Lead
from tests.domain.house import House


def test_a_survey_is_the_customers_own_only_if_the_customer_fills_it(house: House) -> None:
    order, wang = house.order(), house.people["wang"]
    own = house.facts("survey.fill", order, by=wang, satisfied="yes", patience=5)
    lent = house.facts("survey.fill", order, by=wang, satisfied="yes", handed_over=True)
    staff = house.facts("survey.fill", order, by=house.people["li"], satisfied="yes")
    assert [(one["mode"], one["filled_by_customer"]) for one in (own, lent, staff)] == [
        ("own_device", True),
        ("handed_over", True),
        ("staff", False),
    ]
    assert own["engineer"] == str(house.people["li"].pk)
    assert own["case"] == str(order.parent_id)


def test_what_staff_fill_in_is_no_rating(house: House) -> None:
    order = house.order()
    house.done("survey.fill", order, by=house.people["li"], satisfied="no")
    assert order.parent_id is not None
    assert rating_of(order.parent_id, house.clock) is None
    house.done("survey.fill", order, by=house.people["wang"], satisfied="fair", patience=2)
    found = queries.ratings_of(house.people["li"].pk, house.clock - timedelta(days=1), house.clock + timedelta(days=1))
    assert (found.surveys, found.satisfied, found.patience) == (1, 0, 2)


def test_a_grade_is_from_one_to_five(house: House) -> None:
    assert house.refused("survey.fill", house.order(), satisfied="yes", patience=6)[0].field == "patience"


def test_a_survey_is_filed_away_once(house: House) -> None:
    survey = house.makes("survey.fill", house.order(), by=house.people["wang"], satisfied="yes")
    house.done("survey.archive", survey)
    assert house.refused("survey.archive", survey)[0].code == "survey.archived"


def test_a_visit_is_planned_and_made_once(house: House) -> None:
    account = house.made["account"]
    visit = house.makes("visit.plan", account, visitor=house.people["li"], planned_at="2026-03-05T09:00")
    assert facts.last_visit_at(account, house.clock) is None
    house.done("visit.complete", visit, usage="正常", design_opinion="无", assembly_opinion="无")
    assert facts.last_visit_at(account, house.clock) == house.clock
    assert house.refused("visit.complete", visit, usage="x")[0].code == "visit.made_already"
    assert list(facts.visitor_of(visit, house.clock)) == [house.people["li"].pk]


def test_a_lead_belongs_to_who_found_it_and_to_the_department(house: House) -> None:
    li = house.people["li"]
    lead = house.makes("lead.record", house.made["li"], by=li, content="想买第二台", customer_name="江南厂")
    row = Lead.objects.get(pk=lead.pk)
    assert (row.recorded_by_id, row.department_id) == (li.pk, house.people["department"].pk)
    house.done("lead.report_outcome", lead, outcome="已报价")
    lead.refresh_from_db()
    assert lead.state == "reported"
