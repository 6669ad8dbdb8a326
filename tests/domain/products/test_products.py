"""Owns the tests of the room of products: models, contracts, units with their warranty, deliveries."""

from datetime import date

from aftersales.domain.products import facts, queries
from aftersales.domain.products.models import Unit
from tests.domain.house import House


def contract(house: House, **given: object):
    wanted = {"contract_no": "HL-1", "warranty_until": "2027-06-30", "product_model": "HL-200"}
    return house.makes("contract.register", house.made["account"], **(wanted | given))


def test_a_serial_number_is_given_once(house: House) -> None:
    house.done("unit.install", house.made["account"], serial_no="S1", product_model="HL-200")
    again = house.refused("unit.install", house.made["account"], serial_no="S1", product_model="HL-200")
    assert [one.code for one in again] == ["product.taken"]


def test_warranty_follows_from_statement_then_contract_then_model(house: House) -> None:
    account = house.made["account"]
    house.done(
        "model.register",
        product_model="HL-300",
        name="压缩机",
        warranty_months=18,
        components=[{"code": "B", "name": "轴承"}],
    )
    contract(house)
    for serial, more in (
        ("S1", {"product_model": "HL-200", "warranty_until": "2026-12-31"}),
        ("S2", {"product_model": "HL-200"}),
        ("S3", {"product_model": "HL-300", "installed_on": "2025-08-31"}),
    ):
        house.done("unit.install", account, serial_no=serial, **more)
    ends = dict(Unit.objects.values_list("serial_no", "warranty_until"))
    assert ends == {"S1": date(2026, 12, 31), "S2": date(2027, 6, 30), "S3": date(2027, 2, 28)}


def test_a_delivery_says_what_its_contract_includes(house: House) -> None:
    bought = contract(house, installation_included=True, training_included=True)
    said = house.facts("delivery.record", bought, delivered_at="2026-03-01T10:00", units=["S1"])
    assert (said["installation_included"], said["training_included"]) == (True, True)


def test_a_delivery_without_a_contract_includes_nothing(house: House) -> None:
    said = house.facts("delivery.record", house.made["account"], delivered_at="2026-03-01T10:00")
    assert said["installation_included"] is False


def test_a_delivery_is_commissioned(house: House) -> None:
    delivery = house.makes("delivery.record", contract(house), delivered_at="2026-03-01T10:00")
    house.done("delivery.commission", delivery, note="试车正常")
    delivery.refresh_from_db()
    assert delivery.state == "commissioned"


def test_the_contract_on_file_is_the_one_for_the_model(house: House) -> None:
    account = house.made["account"]
    assert not facts.contract_on_file(account, house.clock)
    bought = contract(house)
    found = queries.contract_for(account.customer_id, "HL-200", house.clock)
    assert found is not None
    assert found.pk == bought.pk
    assert queries.contract_for(account.customer_id, "HL-900", house.clock) is None
    assert facts.contract_on_file(account, house.clock)


def test_a_longer_warranty_reaches_the_units(house: House) -> None:
    bought = contract(house)
    house.done("unit.install", bought, serial_no="S1", product_model="HL-200")
    house.done("contract.extend", bought, warranty_until="2028-06-30")
    assert queries.terms(queries.unit_by_serial("S1"), None).warranty_until == date(2028, 6, 30)
