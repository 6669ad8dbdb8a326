"""Owns the acceptance of part four of the equipment maker's policy: complaints, expenses, fines, phones, obedience."""

from __future__ import annotations

from typing import Any

from tests.acceptance import jobs
from tests.acceptance.evidence import Evidence, accepts
from tests.acceptance.running import System, soon


@accepts("S10-4.1")
def what_is_a_complaint(system: System, seen: Evidence) -> None:
    entry = jobs.entry(system, channel="letter", dissatisfied=True, person=system.li.party)
    (matter,) = system.sun.all("/matters", kind="complaint", parent=entry)
    memory = system.whole(matter["id"])["memory"]
    seen.shows(
        "a complaint with person and channel is opened",
        memory["channel"] == "letter" and str(memory["person"]) == system.li.party,
    )
    refused = system.sun.refused("entry.clear_dissatisfied", entry)
    seen.shows("removing the mark needs a reason", "S10-4.1" in refused.clauses and "reason" in refused.fields)
    system.sun.does("entry.clear_dissatisfied", entry, reason="用户改口")
    names = [one["name"] for one in system.whole(entry)["timeline"]]
    seen.shows("and leaves a trace", "entry.cleared_dissatisfied.v1" in names)


@accepts("S10-4.2a")
def one_major_demerit(system: System, seen: Evidence) -> None:
    matter = jobs.complaint(system, "quarrel")
    early = system.sun.refused("consequence.propose", matter, rule="S10-4.2a#demerit", person=system.li.party)
    seen.shows("unverified, booking it is refused", "S10-4.2a" in early.clauses)
    jobs.verified(system, matter, "quarrel")
    (one,) = system.booked("S10-4.2a#demerit", matter)
    system.sun.does("consequence.confirm", matter, consequence=one["key"], facts_checked=True)
    booked = system.booked("S10-4.2a#demerit", matter)
    seen.shows("exactly one major demerit is booked", len(booked) == 1 and booked[0]["state"] == "confirmed")
    seen.shows("and the person is told", system.told("li", "S10-4.2a#demerit", matter))
    other = jobs.complaint(system, "impolite")
    jobs.verified(system, other, "impolite")
    refused = system.sun.refused("consequence.propose", other, rule="S10-4.2a#demerit", person=system.li.party)
    seen.shows("on another ground booking is refused", "S10-4.2a" in refused.clauses)


@accepts("S10-4.2b")
def damage_is_repaired(system: System, seen: Evidence) -> None:
    matter = jobs.complaint(system, "quarrel")
    jobs.verified(system, matter, "quarrel")
    refused = system.sun.refused("complaint.close", matter)
    seen.shows("without a measure closing is refused", "S10-4.2b" in refused.clauses)
    system.passes(days=4)
    (owed,) = system.owed("S10-4.2b#recover", matter)
    seen.shows("not done in three days: a breach of headquarters", owed["breached_at"] and owed["role"] == "service_hq")
    system.sun.does("complaint.recover", matter, recovery_measure="上门致歉", customer_answer="接受")
    seen.shows("with the measure it is closed", system.sun.does("complaint.close", matter))


def _claim(system: System, *lines: dict[str, str]) -> tuple[str, str]:
    found = jobs.order(system)
    return found, system.li.makes(
        "expense.submit", found, lines=[{"kind": "hotel", "place": "武汉", **line} for line in lines]
    )


@accepts("S10-4.3a")
def truthful_expenses(system: System, seen: Evidence) -> None:
    system.qian.makes(
        "expense_limit.set", expense_kind="hotel", limit="300 CNY", since="2020-01-01", rule_title="财务制度"
    )
    _, claim = _claim(system, {"receipt_no": f"A-{soon(system, 0)}", "amount": "280 CNY"})
    seen.shows("within the limits finance approves it", system.qian.does("expense.approve", claim))
    number = f"B-{soon(system, 0)}"
    _, above = _claim(system, {"receipt_no": number, "amount": "420 CNY"})
    refused = system.qian.refused("expense.approve", above)
    seen.shows(
        f"a line above is refused, citing the rule: {refused.words}",
        "S10-4.3a" in refused.clauses and "300" in refused.words,
    )
    system.qian.does("expense.refuse_lines", above, cut=[{"receipt_no": number, "allowed": "300 CNY"}], reason="超限额")
    seen.shows("or cut", system.qian.does("expense.approve", above))


@accepts("S10-4.3b")
def genuine_receipts(system: System, seen: Evidence) -> None:
    _, wrong = _claim(system, {"receipt_no": f"C-{soon(system, 0)}", "amount": "50 CNY", "place": "成都"})
    refused = system.qian.refused("expense.approve", wrong)
    seen.shows(
        f"a receipt from Chengdu for Wuhan: {refused.words}",
        "place does not match" in refused.words and "S10-4.3b" in refused.clauses,
    )
    number = f"D-{soon(system, 0)}"
    _claim(system, {"receipt_no": number, "amount": "50 CNY"})
    _, again = _claim(system, {"receipt_no": number, "amount": "50 CNY"})
    twice = system.qian.refused("expense.approve", again)
    seen.shows(f"a receipt number used before: {twice.words}", "used before" in twice.words)


@accepts("S10-4.3c")
def fraud(system: System, seen: Evidence) -> None:
    _, claim = _claim(system, {"receipt_no": f"E-{soon(system, 0)}", "amount": "50 CNY"})
    system.qian.does("expense.mark_fraud", claim, reason="假发票")
    (one,) = system.booked("S10-4.3c#punish", claim)
    none = system.he.refused("consequence.drop", claim, consequence=one["key"], reason="算了")
    seen.shows("'no penalty' is refused", "S10-4.3c" in none.clauses)
    bare = system.he.refused("consequence.confirm", claim, consequence=one["key"], facts_checked=True)
    seen.shows("one of the four steps with a reason must be chosen", "S10-4.3c" in bare.clauses)
    system.he.does(
        "consequence.confirm",
        claim,
        consequence=one["key"],
        facts_checked=True,
        choice="major_demerit",
        reason="首次，金额小",
    )
    seen.shows("chosen: major_demerit", system.booked("S10-4.3c#punish", claim)[0]["choice"] == "major_demerit")
    unpaid = system.qian.refused("expense.approve", claim)
    seen.shows("the claim is not paid", "S10-4.3c" in unpaid.clauses)


@accepts("S10-4.4a")
def a_call_before_leaving(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    system.li.does("workorder.leave", found)
    flags = system.whole(found)["flags"]
    seen.shows(
        f"kept but flagged: {[one['said']['en'] for one in flags]}", any(one["clause"] == "S10-4.4a" for one in flags)
    )
    other = jobs.on_site(system)
    system.li.does("workorder.call_hq", other)
    system.li.does("workorder.leave", other)
    (owed,) = system.owed("S10-4.4a#call", other)
    seen.shows("with an earlier call it is in order", owed["state"] == "kept" and not system.whole(other)["flags"])


@accepts("S10-4.4b")
def fifty_for_leaving_without_a_call(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    left = system.now()
    system.li.does("workorder.leave", found)
    (fine,) = system.booked("S10-4.4b#fine", found)
    system.sun.does("consequence.confirm", found, consequence=fine["key"], facts_checked=True)
    (fine,) = system.booked("S10-4.4b#fine", found)
    seen.shows(
        f"confirmed: {fine['amount']} {fine['currency']}, once",
        float(fine["amount"]) == 50 and fine["state"] == "confirmed",
    )
    system.li.does("workorder.call_hq", found, at=left, note="通话记录证明")
    (fine,) = system.booked("S10-4.4b#fine", found)
    seen.shows(
        f"the call proved later: {fine['state']}, {fine['reason']}", fine["state"] == "reversed" and fine["reason"]
    )


@accepts("S10-4.5")
def twenty_for_arriving_late(system: System, seen: Evidence) -> None:
    personal, traffic = jobs.order(system, hours=1), jobs.order(system, hours=1)
    system.passes(hours=2)
    system.li.does("workorder.arrive", personal, late_reason="睡过头", late_reason_class="personal")
    jobs.verified(system, personal, "late_personal")
    (fine,) = system.booked("S10-4.5#fine", personal)
    seen.shows(f"confirmed as personal: {fine['amount']} {fine['currency']}", float(fine["amount"]) == 20)
    system.li.does("workorder.arrive", traffic, late_reason="封路", late_reason_class="traffic")
    refused = system.sun.refused("consequence.propose", traffic, rule="S10-4.5#fine", person=system.li.party)
    seen.shows("with a traffic closure no fine can be booked", "S10-4.5" in refused.clauses)
    silent = jobs.order(system, hours=1)
    system.passes(hours=2)
    system.li.does("workorder.arrive", silent)
    jobs.reported(system, silent)
    jobs.rated(system, silent)
    shut = system.sun.refused("workorder.close", silent)
    seen.shows("without a reason it stays open", "S10-4.5" in shut.clauses)


@accepts("S10-4.6")
def twenty_for_an_incomplete_report(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    jobs.reported(system, found, fault_cause=None, on_paper=True)
    system.sun.does("workorder.review_report", found, incomplete=True, note="补录")
    (fine,) = system.booked("S10-4.6#fine", found)
    seen.shows(
        f"marked incomplete: {fine['amount']} {fine['currency']} once, naming {fine['basis']}",
        float(fine["amount"]) == 20,
    )
    review = next(one for one in system.whole(found)["timeline"] if one["name"] == "workorder.report_reviewed.v1")
    seen.shows(
        f"the field is named: {review['fields']['missing_fields']}", "fault_cause" in review["fields"]["missing_fields"]
    )
    whole = jobs.on_site(system)
    jobs.reported(system, whole)
    refused = system.sun.refused("consequence.propose", whole, rule="S10-4.6#fine", person=system.li.party)
    seen.shows("a complete report cannot be fined", "S10-4.6" in refused.clauses)


def _evening(system: System, clock: str) -> str:
    day = system.now().date().isoformat()
    return f"{day}T{clock}:00+08:00"


@accepts("S10-4.7a")
def phones_switched_on(system: System, seen: Evidence) -> None:
    check = system.sun.makes(
        "phone.check",
        system.li.seat,
        person=system.li.party,
        attempted_at=_evening(system, "21:30"),
        result="switched_off",
    )
    (owed,) = system.owed("S10-4.7a#check", check)
    seen.shows("at 21:30 a check opens", owed["state"] == "open")
    system.li.does("phone.explain", check, reason="在隧道里")
    seen.shows(
        "the person may state a reason", any(e["name"] == "phone.explained.v1" for e in system.whole(check)["timeline"])
    )
    refused = system.sun.refused(
        "phone.check",
        system.li.seat,
        person=system.li.party,
        attempted_at=_evening(system, "22:30"),
        result="switched_off",
    )
    seen.shows("an attempt at 22:30 cannot be logged", "S10-4.7a" in refused.clauses)


@accepts("S10-4.7b")
def ten_for_being_unreachable(system: System, seen: Evidence) -> None:
    given: dict[str, Any] = {"person": system.li.party, "attempted_at": _evening(system, "21:30"), "result": "rejected"}
    check = system.sun.makes("phone.check", system.li.seat, **given)
    system.sun.does("phone.decide", check, reason_accepted=False, note="无理由")
    (fine,) = system.booked("S10-4.7b#fine", check)
    seen.shows(f"rejected without reason: {fine['amount']} {fine['currency']}", float(fine["amount"]) == 10)
    other = system.sun.makes("phone.check", system.li.seat, **given)
    system.sun.does("phone.decide", other, reason_accepted=True, note="手术中")
    refused = system.sun.refused("consequence.propose", other, rule="S10-4.7b#fine", person=system.li.party)
    seen.shows("with an accepted reason booking is refused", "S10-4.7b" in refused.clauses)


@accepts("S10-4.8")
def a_hundred_for_not_obeying(system: System, seen: Evidence) -> None:
    found = jobs.order(system)
    system.li.does("workorder.refuse", found, reason="不想去", reason_class="none")
    (fine,) = system.booked("S10-4.8#refused", found)
    system.sun.does("consequence.confirm", found, consequence=fine["key"], facts_checked=True)
    (fine,) = system.booked("S10-4.8#refused", found)
    seen.shows(
        f"confirmed by headquarters: {fine['amount']} {fine['currency']}",
        float(fine["amount"]) == 100 and fine["state"] == "confirmed",
    )
    seen.shows("and the person is told", system.told("li", "S10-4.8#refused", found))
    account, _ = jobs.customer(system)
    visit = system.sun.makes("visit.plan", account, visitor=system.li.party, planned_at=soon(system, 24))
    refused = system.sun.refused("consequence.propose", visit, rule="S10-4.8#refused", person=system.li.party)
    seen.shows("without an instruction on file booking is refused", "S10-4.8" in refused.clauses)
