"""Owns the acts by which the company, its branches and departments begin, and get their heads."""

from __future__ import annotations

from aftersales.domain.parties import events, problems
from aftersales.domain.parties.models import Post
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.enrolment import Matter, Party, company, end_heads, enrol, grant, relate, rename
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("post", Text("席位", "Seat")),)
registry.add_kinds(KINDS)


def _not_founded(_do: Doing, _given: object) -> Problem | None:
    return problems.FOUNDED if Post.objects.filter(post_kind="company").exists() else None


def _is_unit(do: Doing, _given: object) -> Problem | None:
    known = Post.objects.filter(pk=do.on.pk).exclude(post_kind="person").exists()
    return None if known else problems.NOT_A_UNIT


def seat(do: Doing, party: Party, post_kind: str, **more: object) -> Matter:
    """The matter that is a party's seat."""
    made = do.make(title=party.name, branch=party if post_kind == "branch" else party.branch_id)
    Post.objects.create(matter=made, party=party, post_kind=post_kind, since=do.at, **more)
    return made


@act(
    "company.found",
    makes="post",
    states=events.FOUNDED,
    given=events.Found,
    computed=events.SeatFacts,
    needs=[_not_founded],
    zh="登记公司",
    en="Found the company",
)
def found(do: Doing, given: events.Found) -> events.SeatFacts:
    """The company gets its name and its seat."""
    party = company()
    rename(party.pk, given.name)
    party.refresh_from_db()
    seat(do, party, "company")
    return events.SeatFacts(party=str(party.pk))


@act(
    "branch.open",
    makes="post",
    states=events.BRANCH_OPENED,
    given=events.OpenBranch,
    computed=events.SeatFacts,
    zh="设立分公司",
    en="Open a branch",
)
def open_branch(do: Doing, given: events.OpenBranch) -> events.SeatFacts:
    """A branch is opened."""
    party = enrol("branch", given.name)
    relate("branch_of", party.pk, company().pk, do.at)
    seat(do, party, "branch")
    return events.SeatFacts(party=str(party.pk))


@act(
    "department.open",
    makes="post",
    states=events.DEPARTMENT_OPENED,
    given=events.OpenDepartment,
    computed=events.SeatFacts,
    zh="设立部门",
    en="Open a department",
)
def open_department(do: Doing, given: events.OpenDepartment) -> events.SeatFacts:
    """A department is opened; it may hold roles of its own."""
    branch = do.party(given.branch).pk if given.branch else None
    party = enrol("department", given.name, branch)
    grant(party.pk, given.roles, branch, do.at)
    seat(do, party, "department", field_service=given.field_service)
    return events.SeatFacts(party=str(party.pk))


@act(
    "department.appoint_head",
    on=("post",),
    states=events.HEAD_APPOINTED,
    given=events.AppointHead,
    needs=[_is_unit],
    zh="任命负责人",
    en="Appoint the head",
)
def appoint_head(do: Doing, given: events.AppointHead) -> None:
    """Somebody becomes head of a department, a branch or the company."""
    unit = Post.objects.get(pk=do.on.pk).party_id
    end_heads(unit, do.at)
    relate("head_of", do.party(given.person).pk, unit, do.at)
