"""Owns the tests of the room of quality: problems, their department, their answer."""

from datetime import timedelta

from aftersales.domain.quality import facts, queries
from tests.domain.house import House


def test_a_problem_knows_the_model_of_the_job_it_was_found_on(house: House) -> None:
    case = house.job(product_model="HL-200")
    issue = house.makes("issue.report", case, severity="minor", description="漏油")
    order = house.makes("workorder.dispatch", case, engineer=house.people["li"])
    also = house.makes("issue.report", order, severity="major", description="裂纹")
    assert (issue.quality_issue.product_model, also.quality_issue.product_model) == ("HL-200", "HL-200")
    found = queries.by_model(house.clock - timedelta(days=1), house.clock + timedelta(days=1))
    assert {(one.product_model, one.severity, one.count) for one in found} == {
        ("HL-200", "minor", 1),
        ("HL-200", "major", 1),
    }


def test_a_problem_is_graded_answered_and_closed(house: House) -> None:
    issue = house.makes("issue.report", severity="minor", description="漏油", product_model="X")
    house.done("issue.grade", issue, severity="major", department=house.people["department"])
    before = house.clock
    house.done("issue.answer", issue, cause="密封圈", measure="改材料")
    assert (facts.issue_answered(issue, before), facts.issue_answered(issue, house.clock)) == (False, True)
    house.done("issue.close", issue)
    row = issue.quality_issue
    row.refresh_from_db()
    assert (row.severity, row.department_id) == ("major", house.people["department"].pk)
    assert house.refused("issue.answer", issue, cause="x", measure="y")[0].code == "matter.closed"
