"""Owns the acceptance of part three of the equipment maker's policy: manners, answers, arrival, reports, registers."""

from __future__ import annotations

from tests.acceptance import jobs
from tests.acceptance.evidence import Evidence, accepts
from tests.acceptance.running import System, soon


@accepts("S10-3.1a")
def the_users_satisfaction(system: System, seen: Evidence) -> None:
    job = jobs.case(system)
    found = jobs.on_site_of(system, jobs.dispatched(system, job))
    jobs.reported(system, found)
    jobs.rated(system, found, satisfied="no")
    system.li.does("workorder.call_hq", found)
    system.li.does("workorder.leave", found)
    system.sun.does("workorder.close", found)
    refused = system.sun.refused("case.close", job, result="good")
    seen.shows(f"rated 'not satisfied' it cannot count as good: {refused.words}", "S10-3.1a" in refused.clauses)
    system.passes(days=32)
    measured = [m for m in system.he.all("/measures", rule="S10-3.1a#satisfaction") if m["matter"] == system.li.seat]
    seen.shows(f"the person's share of satisfied users is kept: {[m['figure'] for m in measured]}", measured)


@accepts("S10-3.1b")
def no_quarrel(system: System, seen: Evidence) -> None:
    found = jobs.order(system)
    report = system.sun.makes(
        "conduct.report", found, person=system.li.party, ground="quarrel", observation="与用户争吵"
    )
    seen.shows("headquarters is told of the report", system.told("sun", "S10-3.1b#check", report))
    system.sun.does("conduct.check", report, verified=True, note="属实")
    seen.shows("verified, a conduct record is stored on the person", system.booked("S10-3.1b#record", report))
    other = system.sun.makes("conduct.report", found, person=system.li.party, ground="quarrel", observation="听说")
    system.sun.does("conduct.check", other, verified=False, note="不实")
    seen.shows("an unverified report leaves no penalty", system.booked("S10-3.1b#record", other) == [])
    matter = jobs.complaint(system, "quarrel")
    jobs.verified(system, matter, "quarrel")
    seen.shows("as a user's complaint the demerit of 4.2a is proposed too", system.booked("S10-4.2a#demerit", matter))


@accepts("S10-3.2a")
def advice_is_given(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    jobs.reported(system, found, advice_given=None)
    refused = system.sun.refused("workorder.close", found)
    seen.shows(f"without advice closing is refused: {refused.words}", "S10-3.2a" in refused.clauses)
    jobs.reported(system, found, advice_given=None, advice_none_reason="用户已懂")
    jobs.rated(system, found, patience="1")
    seen.shows("marked 'none' with a reason it is closed", system.sun.does("workorder.close", found))
    system.passes(days=32)
    figures = [m for m in system.he.all("/measures", rule="S10-3.2a#patience") if m["matter"] == system.li.seat]
    seen.shows(f"patience is shown on the person's page: {[m['figure'] for m in figures]}", figures)


@accepts("S10-3.2b")
def questions_go_to_headquarters(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    jobs.reported(system, found)
    asked = system.li.makes(
        "question.note",
        found,
        question="能接 380V 吗",
        cannot_answer=True,
        explained="已说明会问总部",
        asked_at=soon(system, -3),
    )
    (late,) = system.owed("S10-3.2b#reported", asked)
    seen.shows("reported three hours after it was asked: a breach", late["breached_at"])
    (help_,) = system.owed("S10-3.2b#help", asked)
    seen.shows("headquarters has a help task", help_["state"] == "open")
    refused = system.sun.refused("workorder.close", found)
    seen.shows("the job cannot be closed while it is unanswered", "S10-3.2b" in refused.clauses)
    system.sun.does("question.answer", asked, answer="可以")
    jobs.rated(system, found)
    seen.shows("answered, it can", system.sun.does("workorder.close", found))


@accepts("S10-3.3")
def civil_and_polite(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    jobs.reported(system, found)
    survey = jobs.rated(system, found, manners="impolite")
    reports = system.sun.all("/matters", kind="conduct_report", parent=survey)
    seen.shows("headquarters gets a conduct report to check", reports and system.owed("S10-3.3#report", survey))
    refused = system.sun.refused("survey.archive", survey)
    seen.shows("unchecked, the survey cannot be archived", "S10-3.3" in refused.clauses)
    system.sun.does("conduct.check", reports[0]["id"], verified=True, note="属实")
    seen.shows("the result is stored on the person", system.booked("S10-3.3#record", reports[0]["id"]))
    seen.shows("and the survey is archived", system.sun.does("survey.archive", survey))


@accepts("S10-3.4a")
def answered_within_a_day(system: System, seen: Evidence) -> None:
    kept, broken = jobs.entry(system), jobs.entry(system)
    system.passes(hours=23)
    system.sun.does("entry.answer", kept, reply="明天上门")
    system.passes(hours=2)
    (good,) = system.owed("S10-3.4a#answer", kept)
    (bad,) = system.owed("S10-3.4a#answer", broken)
    seen.shows(f"answered after 23 h: {good['state']}", good["state"] == "kept" and good["breached_at"] is None)
    seen.shows(
        f"not answered: broken at {bad['breached_at']}, still {bad['state']}",
        bad["breached_at"] == bad["due_at"] and bad["state"] == "open",
    )
    seen.shows("headquarters is alerted", system.told("sun", "S10-3.4a#answer", broken))


@accepts("S10-3.4b")
def arrival_in_time(system: System, seen: Evidence) -> None:
    found = jobs.order(system, hours=3)
    system.passes(hours=4)
    system.li.does("workorder.arrive", found)
    (owed,) = system.owed("S10-3.4b#arrive", found)
    seen.shows(
        f"arrived an hour late: broken at {owed['breached_at']}",
        owed["breached_at"] == owed["due_at"] and owed["state"] == "kept",
    )
    (reason,) = system.owed("S10-3.4b#reason", found)
    seen.shows("the reason is asked for", reason["state"] == "open")
    engineer = system.li.party
    refused = system.sun.refused(
        "workorder.dispatch",
        jobs.case(system),
        entry_no="R-1",
        customer_name="用户",
        address="武汉",
        engineer=engineer,
        assigned_people=[engineer],
    )
    seen.shows(
        "a dispatch without 'arrive by' cannot be issued",
        "arrive_by" in refused.fields and "S10-3.4b" in refused.clauses,
    )


@accepts("S10-3.5")
def nothing_is_asked_of_users(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    jobs.reported(system, found)
    survey = jobs.rated(system, found, asked_for_goods="on")
    seen.shows("headquarters is alerted at once", system.told("sun", "S10-3.5#check", survey))
    refused = system.sun.refused("survey.archive", survey)
    seen.shows("the survey cannot be filed away unchecked", "S10-3.5" in refused.clauses)
    (matter,) = system.sun.all("/matters", kind="complaint", parent=survey)
    jobs.verified(system, matter["id"], "demanding_goods")
    seen.shows("verified, the penalty of 4.2a is proposed", system.booked("S10-4.2a#demerit", matter["id"]))


@accepts("S10-3.6a")
def the_report_is_complete(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    system.li.does("workorder.complete", found, fault_cause="磨损", solution="", advice_given="加油")
    refused = system.sun.refused("workorder.close", found)
    lacking = {"solution", "parts_replaced", "customer_opinion"}
    seen.shows(
        f"closing is refused and the fields named: {sorted(set(refused.fields))}",
        lacking <= set(refused.fields) and "S10-3.6a" in refused.clauses,
    )


@accepts("S10-3.6b")
def the_user_fills_in_the_survey(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    jobs.reported(system, found)
    refused = system.sun.refused("workorder.close", found)
    seen.shows("without the user's survey closing is refused", "S10-3.6b" in refused.clauses)
    staff = system.li.refused("survey.fill", found, satisfied="yes")
    seen.shows("a survey from the staff member's own account is refused", staff.status in (403, 422))
    link = system.rating("li", found, handed_over=True)
    seen.shows("handed over, the staff session is locked", "/phone/" not in link.http.get("/phone/").url.path)
    answer = link.does("survey.fill", **jobs.RATING)
    survey = system.sun.all("/matters", kind="survey", parent=found)
    memory = system.whole(survey[0]["id"])["memory"]
    seen.shows(
        f"filled by the customer, the record says how: {memory['mode']}",
        answer.status_code == 200 and memory["mode"] == "handed_over",
    )
    seen.shows("then it is closed", system.sun.does("workorder.close", found))


@accepts("S10-3.7")
def nothing_unrelated_on_site(system: System, seen: Evidence) -> None:
    refused = system.sun.refused(
        "conduct.report", system.li.seat, person=system.li.party, ground="sleeping", observation="睡觉"
    )
    seen.shows("a report without a dispatch is refused", "S10-3.7" in refused.clauses)
    found = jobs.on_site(system)
    report = system.sun.makes(
        "conduct.report", found, person=system.li.party, ground="sleeping", observation="现场睡觉"
    )
    system.sun.does("conduct.check", report, verified=True, note="属实")
    seen.shows("verified, a conduct record with the dispatch is stored", system.booked("S10-3.7#record", report))
    seen.shows("and headquarters is told", system.told("sun", "S10-3.7#record", report))


@accepts("S10-3.8")
def major_problems_go_to_the_department(system: System, seen: Evidence) -> None:
    found = jobs.on_site(system)
    refused = system.sun.refused("issue.report", found, product_model="X1", severity="major", description="机架开裂")
    seen.shows("a major problem needs a department", "department" in refused.fields and "S10-3.8" in refused.clauses)
    place = system.root.does("department.open", name=f"质量部{found}", roles=["concerned_dept"])
    unit = str(place["event"]["fields"]["party"])
    issue = system.sun.makes(
        "issue.report", found, product_model="X1", severity="major", description="机架开裂", department=unit
    )
    (owed,) = system.owed("S10-3.8#answer", issue)
    seen.shows("the department owes the answer within a day", owed["party"]["id"] == unit)
    system.passes(hours=25)
    (owed,) = system.owed("S10-3.8#answer", issue)
    seen.shows(
        "no answer: a breach, headquarters is told", owed["breached_at"] and system.told("sun", "S10-3.8#answer", issue)
    )


@accepts("S10-3.9a")
def the_register_of_calls(system: System, seen: Evidence) -> None:
    first, second = jobs.entry(system), jobs.entry(system)
    numbers = [system.whole(one)["matter"]["number"] for one in (first, second)]
    count = [int(number.rsplit("-", 1)[-1]) for number in numbers]
    seen.shows(f"numbers follow without a gap: {numbers}", count[1] == count[0] + 1)
    refused = system.sun.refused("entry.delete", first, reason="登错")
    seen.shows("deleting an entry is refused", "S10-3.9a" in refused.clauses or refused.status == 403)
    event = next(one for one in system.whole(first)["timeline"] if one["name"] == "entry.registered.v1")
    system.sun.does("event.correct", first, event=event["id"], fields={"description": "设备漏油"}, reason="听错")
    told = [one for one in system.sun.all("/events", matter=first) if one["name"] == "entry.registered.v1"]
    words = {one["fields"]["description"] for one in told}
    seen.shows(f"a correction keeps the old text: {sorted(words)}", {"设备不转", "设备漏油"} <= words)
    seen.shows("and the time does not change", len({one["at"] for one in told}) == 1)


@accepts("S10-3.9b")
def the_dispatch_register(system: System, seen: Evidence) -> None:
    engineer = system.li.party
    refused = system.sun.refused(
        "workorder.dispatch",
        jobs.case(system, in_warranty=True),
        entry_no="",
        customer_name="用户",
        address="武汉",
        engineer=engineer,
        assigned_people=[engineer],
        arrive_by=soon(system, 24),
    )
    seen.shows(
        f"with a field empty it is refused and the field named: {refused.fields}",
        "entry_no" in refused.fields and "S10-3.9b" in refused.clauses,
    )
    job = jobs.case(system)
    early = system.li.refused("workorder.arrive", job)
    seen.shows("an arrival without a dispatch entry is refused", early.status in (403, 404, 422))
