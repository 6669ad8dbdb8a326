"""Owns the tests of complaints: opened on anything, repaired, answered, closed."""

from tests.domain.house import House


def test_a_complaint_stands_on_whatever_it_is_about(house: House) -> None:
    order = house.order()
    complaint = house.makes(
        "complaint.open",
        order,
        channel="phone",
        person=house.people["li"],
        complaint_ground="quarrel",
        customer_name="刘工",
    )
    assert (complaint.number, complaint.parent_id) == ("T-2026-00001", order.pk)
    assert complaint.complaint.person_id == house.people["li"].pk


def test_a_customers_own_complaint_names_the_customer(house: House) -> None:
    complaint = house.makes("complaint.open", by=house.people["wang"], channel="web", description="太慢")
    assert complaint.customer_id == house.people["wang"].pk
    assert complaint.complaint.customer_name == "武汉汽轮机厂"


def test_a_complaint_is_repaired_answered_and_closed(house: House) -> None:
    complaint = house.makes("complaint.open", channel="letter")
    house.done("complaint.recover", complaint, recovery_measure="上门致歉", customer_answer="接受")
    house.done("complaint.answer", complaint, reply="已处理")
    house.done("complaint.close", complaint)
    row = complaint.complaint
    row.refresh_from_db()
    assert (row.recovery_measure, row.closed_at) == ("上门致歉", house.clock)
    assert house.refused("complaint.close", complaint)[0].code == "matter.closed"
