"""Owns the tests of the room of parts: moves that are never edited, balances that are sums."""

from decimal import Decimal

from aftersales.domain.parts import facts, queries
from tests.domain.house import House


def stocked(house: House):
    part = house.makes("part.register", part_no="6205", name="轴承 6205", unit_price="85 CNY")
    store = house.makes("place.open", name="总库")
    van = house.makes("place.open", name="李师傅车", keeper=house.people["li"])
    house.done("part.receive", part, place=store, quantity="10")
    return part, store, van


def test_what_moves_leaves_one_place_for_another(house: House) -> None:
    part, store, van = stocked(house)
    house.done("part.move", part, from_place=store, to_place=van, quantity="4")
    assert (queries.balance(part.pk, store.pk), queries.balance(part.pk, van.pk)) == (Decimal(6), Decimal(4))
    assert facts.stock_quantity(part, house.clock) == 10


def test_more_than_there_is_cannot_move(house: House) -> None:
    part, store, van = stocked(house)
    assert house.refused("part.move", part, from_place=store, to_place=van, quantity="11")[0].code == "part.short"
    assert house.refused("part.move", part, from_place=store, to_place=van, quantity="0")[0].code == "part.nothing"


def test_a_count_states_its_difference_as_a_move(house: House) -> None:
    part, store, _ = stocked(house)
    said = house.facts("part.count", part, place=store, counted="8", reason="盘亏")
    assert said["difference"] == -2
    assert queries.balance(part.pk, store.pk) == 8


def test_a_report_takes_its_parts_from_the_engineers_own_place_first(house: House) -> None:
    part, store, van = stocked(house)
    house.done("part.move", part, from_place=store, to_place=van, quantity="4")
    house.done("workorder.complete", house.order(), parts_used=[{"part_no": "6205", "quantity": "3"}])
    assert (queries.balance(part.pk, store.pk), queries.balance(part.pk, van.pk)) == (Decimal(6), Decimal(1))


def test_a_part_is_used_on_a_dispatch(house: House) -> None:
    part, store, _ = stocked(house)
    house.done("part.use", house.order(), part=part, place=store, quantity="2")
    assert [(one.part.part_no, one.quantity) for one in queries.balances(store.pk)] == [("6205", Decimal(8))]


def test_a_number_belongs_to_one_part(house: House) -> None:
    stocked(house)
    assert house.refused("part.register", part_no="6205", name="x")[0].code == "part.taken"
    assert house.refused("place.open", name="总库")[0].code == "part.taken"
