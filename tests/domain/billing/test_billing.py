"""Owns the tests of the room of billing: quotations, claims looked up in the books, limits."""

from aftersales.domain.billing import facts
from aftersales.domain.billing.models import Expense, Quotation
from tests.domain.house import House


def line(number: str, amount: str = "300", place: str = "武汉", kind: str = "hotel") -> dict[str, str]:
    return {"kind": kind, "place": place, "receipt_no": number, "amount": amount}


def test_a_quotation_is_the_sum_of_its_items_and_answered_once(house: House) -> None:
    case = house.job()
    quotation = house.makes("quotation.send", case, parts_cost="850", travel_cost="400.50", other_cost="0")
    assert str(Quotation.objects.get(pk=quotation.pk).total.normalize()) == "1250.5"
    assert not facts.quotation_accepted(case, house.clock)
    house.done("quotation.accept", quotation, by=house.people["wang"], name="刘工")
    assert facts.quotation_accepted(case, house.clock)
    assert house.refused("quotation.decline", quotation)[0].code == "quotation.decided"


def test_one_quotation_has_one_currency(house: House) -> None:
    mixed = house.refused("quotation.send", house.job(), parts_cost="1 CNY", travel_cost="1 USD")
    assert [one.code for one in mixed] == ["expense.currencies"]


def test_receipts_are_looked_up_in_the_books(house: House) -> None:
    house.done("expense_limit.set", expense_kind="hotel", limit="350", since="2026-01-01", rule_title="差旅标准")
    house.done("expense_limit.set", expense_kind="hotel", place="武汉", limit="400", since="2026-01-01")
    house.done("expense.submit", house.order(), lines=[line("A1")])
    said = house.facts("expense.submit", house.order(), lines=[line("A1"), line("A2", "450"), line("A3", place="成都")])
    seen = [(one["receipt_used"], one["over_limit"], one["place_matches"]) for one in said["receipts"]]
    assert seen == [(True, False, True), (False, True, True), (False, False, False)]
    assert (said["trip_destination"], said["over_limit_count"]) == ("武汉", 1)


def test_a_receipt_twice_in_one_claim_counts_once(house: House) -> None:
    said = house.facts("expense.submit", house.order(), lines=[line("A1"), line("A1")])
    assert [one["receipt_used"] for one in said["receipts"]] == [False, True]


def test_refused_and_cut_lines_leave_the_rest_to_pay(house: House) -> None:
    expense = house.makes("expense.submit", house.order(), lines=[line("A1"), line("A2", "450"), line("A3")])
    assert house.refused("expense.refuse_lines", expense, refused=["A9"], reason="无")[0].code == "expense.no_receipt"
    cut = [{"receipt_no": "A2", "allowed": "400"}]
    said = house.facts("expense.refuse_lines", expense, refused=["A3"], cut=cut, reason="超标")
    assert [one["receipt_no"] for one in said["receipts"]] == ["A1", "A2"]
    assert Expense.objects.get(pk=expense.pk).total == 700
    assert house.refused("expense.pay", expense)[0].code == "expense.not_approved"
    house.done("expense.approve", expense)
    house.done("expense.pay", expense)
    expense.refresh_from_db()
    assert expense.state == "paid"


def test_a_false_claim_is_marked(house: House) -> None:
    expense = house.makes("expense.submit", house.order(), lines=[line("A1")])
    house.done("expense.mark_fraud", expense, reason="假票")
    assert Expense.objects.get(pk=expense.pk).fraud_at == house.clock
