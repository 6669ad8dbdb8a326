"""Owns the tests of the room of intake: numbers, times that never change, marks that leave a trace."""

from typing import Any
from uuid import uuid4

from aftersales.domain.intake import facts, queries
from aftersales.domain.intake.models import Entry
from aftersales.ledger.models import Event, Matter
from tests.domain.house import House


def call(house: House, **given: Any) -> Matter:
    return house.makes("entry.register", **({"channel": "phone", "description": "主轴异响"} | given))


def test_entries_are_numbered_without_gaps(house: House) -> None:
    numbers = [call(house).number for _ in range(3)]
    assert numbers == ["R-2026-00001", "R-2026-00002", "R-2026-00003"]


def test_the_time_of_receipt_is_the_clocks_and_stays(house: House) -> None:
    entry = call(house)
    received = house.clock
    house.done("entry.answer", entry, reply="明日上门")
    house.done("entry.answer", entry, reply="改为后日")
    row = Entry.objects.get(pk=entry.pk)
    assert (row.received_at, row.received_by_id) == (received, house.by.pk)
    assert row.replied_at is not None
    assert row.replied_at < house.clock
    assert row.reply == "改为后日"


def test_a_known_customer_fills_in_the_file(house: House) -> None:
    entry = call(house, customer=house.people["wang"])
    card = queries.entry_card(entry.pk)
    assert card is not None
    assert (card.customer_name, card.address) == ("武汉汽轮机厂", "武汉市青山区")
    assert entry.customer_id == house.people["wang"].pk


def test_a_customer_who_registers_is_the_customer(house: House) -> None:
    assert call(house, by=house.people["wang"], channel="web").customer_id == house.people["wang"].pk


def test_the_mark_of_dissatisfaction_comes_and_goes_with_a_trace(house: House) -> None:
    entry = call(house)
    assert house.refused("entry.clear_dissatisfied", entry, reason="误标")[0].code == "entry.not_marked"
    house.done("entry.mark_dissatisfied", entry, person=house.people["li"], description="态度差")
    house.done("entry.clear_dissatisfied", entry, reason="误标")
    names = (
        Event.objects.filter(matter=entry, superseded_by__isnull=True).order_by("seq").values_list("name", flat=True)
    )
    assert {"entry.marked_dissatisfied.v1", "entry.cleared_dissatisfied.v1"} <= set(names)
    assert not Entry.objects.get(pk=entry.pk).dissatisfied


def test_a_correction_reaches_the_register_and_keeps_the_old_words(house: House) -> None:
    entry = call(house)
    event = Event.objects.get(matter=entry, name="entry.registered.v1")
    house.done(
        "event.correct", entry, event=event.uid, fields={"description": "副轴异响"}, reason="听错 " + uuid4().hex
    )
    assert Entry.objects.get(pk=entry.pk).description == "副轴异响"
    assert Event.objects.get(uid=event.uid).fields["description"] == "主轴异响"


def test_an_entry_is_handed_on_and_its_receiver_stays_known(house: House) -> None:
    entry = call(house)
    house.done("entry.transfer", entry, to=house.people["li"])
    assert Entry.objects.get(pk=entry.pk).holder_id == house.people["li"].pk
    assert list(facts.received_by_of(entry, house.clock)) == [house.by.pk]


def test_earlier_calls_are_found_by_phone(house: House) -> None:
    entry = call(house, phone="139")
    assert [card.id for card in queries.by_phone("139")] == [entry.pk]
