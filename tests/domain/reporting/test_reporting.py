"""Owns the tests of the room of reporting: what a person's page and a month's problems show."""

from datetime import timedelta

from aftersales.domain.reporting import queries
from tests.domain.house import House


def test_a_persons_page_brings_ratings_conduct_and_open_orders_together(house: House) -> None:
    order, li = house.order(), house.people["li"]
    house.done("survey.fill", order, by=house.people["wang"], satisfied="yes")
    report = house.makes("conduct.report", order, person=li, ground="idling")
    house.done("conduct.check", report, verified=True)
    page = queries.person_page(li.pk, house.clock - timedelta(days=1), house.clock + timedelta(days=1))
    assert (page.ratings.surveys, page.ratings.satisfied) == (1, 1)
    assert [one.ground for one in page.conduct] == ["idling"]
    assert [card.id for card in page.orders] == [order.pk]


def test_problems_of_a_span_are_counted_by_model(house: House) -> None:
    house.done("issue.report", severity="minor", description="漏油", product_model="X")
    span = (house.clock - timedelta(days=1), house.clock + timedelta(days=1))
    assert [(one.product_model, one.count) for one in queries.problems_by_model(*span)] == [("X", 1)]
