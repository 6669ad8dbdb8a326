"""Owns the tests of service jobs: which terms they begin with, what is known when they end."""

from datetime import timedelta

from aftersales.domain.cases import facts
from aftersales.domain.cases.models import Case
from tests.domain.house import House


def with_contract(house: House, **given: object):
    wanted = {
        "contract_no": "HL-1",
        "warranty_until": "2027-06-30",
        "product_model": "HL-200",
        "training_included": True,
    }
    return house.makes("contract.register", house.made["account"], **(wanted | given))


def test_a_job_of_a_customer_with_a_contract_begins_with_its_terms(house: House) -> None:
    contract = with_contract(house, limits="不含耗材")
    said = house.facts("case.open", house.made["account"], product_model="HL-200", description="异响")
    assert said["contract_found"] == str(contract.pk)
    assert (said["in_warranty"], said["training_included"], said["limits"]) == (True, True, "不含耗材")


def test_the_end_of_warranty_is_its_last_day(house: House) -> None:
    with_contract(house, warranty_until="2026-03-02")
    assert house.facts("case.open", house.made["account"], product_model="HL-200")["in_warranty"] is True
    house.clock += timedelta(days=1)
    assert house.facts("case.open", house.made["account"], product_model="HL-200")["in_warranty"] is False


def test_with_a_stated_reason_no_contract_is_looked_for(house: House) -> None:
    with_contract(house)
    said = house.facts("case.open", house.made["account"], product_model="HL-200", no_contract_reason="goodwill")
    assert (said.get("contract_found"), said["in_warranty"]) == (None, False)


def test_a_unit_brings_its_customer_serial_and_warranty(house: House) -> None:
    unit = house.makes(
        "unit.install", house.made["account"], serial_no="S1", product_model="HL-300", warranty_until="2026-12-31"
    )
    case = house.makes("case.open", unit=unit, no_contract_reason="old_product")
    row = Case.objects.get(pk=case.pk)
    assert (row.serial_no, row.product_model, row.in_warranty) == ("S1", "HL-300", True)
    assert case.customer_id == house.people["wang"].pk


def test_a_job_takes_over_what_the_entry_says(house: House) -> None:
    entry = house.makes(
        "entry.register", channel="phone", customer_name="江南厂", address="上海", description="漏油", product_model="X"
    )
    row = Case.objects.get(pk=house.makes("case.open", entry, no_contract_reason="one_off").pk)
    assert (row.customer_name, row.address, row.product_model) == ("江南厂", "上海", "X")


def test_the_contract_of_another_customer_is_refused(house: House) -> None:
    contract = with_contract(house)
    other = house.makes("customer.register", name="别家")
    assert house.refused("case.open", other, contract=contract)[0].code == "case.not_their_contract"


def test_the_worst_rating_and_the_last_fault_stand_when_a_job_ends(house: House) -> None:
    order = house.order()
    case = order.parent
    assert case is not None
    house.done("case.diagnose", case, fault_class="misuse")
    house.done("workorder.complete", order, fault_class="material")
    before = house.clock
    for satisfied in ("yes", "no"):
        house.done("survey.fill", order, by=house.people["wang"], satisfied=satisfied)
    assert facts.user_rating(case, before) is None
    assert facts.user_rating(case, house.clock) == "no"
    said = house.facts("case.close", case, result="ordinary")
    assert (said["fault_class"], said["user_rating"]) == ("material", "no")
    assert house.refused("case.close", case)[0].code == "matter.closed"


def test_earlier_repairs_of_the_same_machine_are_counted(house: House) -> None:
    first = house.job(serial_no="S9")
    house.clock += timedelta(days=30)
    second = house.job(serial_no="S9")
    assert (facts.earlier_repairs(first, house.clock), facts.earlier_repairs(second, house.clock)) == (0, 1)


def test_open_jobs_are_those_open_at_the_instant(house: House) -> None:
    case = house.job()
    opened = house.clock
    house.done("case.cancel", case, reason="用户撤回")
    assert list(facts.open_cases(opened)) == [case.pk]
    assert list(facts.open_cases(house.clock)) == []
