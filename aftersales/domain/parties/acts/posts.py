"""Owns the acts by which people join, leave and hold roles."""

from __future__ import annotations

from aftersales.domain.parties import events, problems
from aftersales.domain.parties.acts.units import seat
from aftersales.domain.parties.models import Post
from aftersales.foundation.problems import Problem
from aftersales.ledger.acts import Doing, act, is_open
from aftersales.ledger.enrolment import end_roles, enrol, grant, holds, relate, retire, sign_in, username_taken


def _name_is_free(_do: Doing, given: events.Hire) -> Problem | None:
    taken = given.username is not None and username_taken(given.username)
    return problems.user_taken(given.username or "") if taken else None


def _is_person(do: Doing, _given: object) -> Problem | None:
    known = Post.objects.filter(pk=do.on.pk, post_kind="person").exists()
    return None if known else problems.NOT_A_PERSON


def _units_fit(do: Doing, given: events.Hire) -> Problem | None:
    for name in ("branch", "department"):
        ref = getattr(given, name)
        if ref and do.party(ref).kind != name:
            return problems.wrong_kind(name)
    return None


def _is_held(do: Doing, given: events.EndRole) -> Problem | None:
    return None if holds(_party(do), given.role) else problems.no_role(given.role)


@act(
    "staff.hire",
    makes="post",
    states=events.HIRED,
    given=events.Hire,
    computed=events.HireFacts,
    needs=[_name_is_free, _units_fit],
    zh="员工入职",
    en="Hire",
)
def hire(do: Doing, given: events.Hire) -> events.HireFacts:
    """Somebody joins the staff: a person, a seat, a department, roles, and perhaps a sign-in name."""
    department = do.party(given.department) if given.department else None
    branch = int(given.branch) if given.branch else (department.branch_id if department else None)
    person = enrol("person", given.name, branch)
    seat(
        do,
        person,
        "person",
        department=department,
        field_service=given.field_service,
        phone=given.phone or "",
        email=given.email or "",
    )
    if department is not None:
        relate("member_of", person.pk, department.pk, do.at)
        if given.head:
            relate("head_of", person.pk, department.pk, do.at)
    if given.superior:
        relate("superior_of", do.party(given.superior).pk, person.pk, do.at)
    grant(person.pk, given.roles, branch, do.at)
    if given.username:
        sign_in(given.username, person.pk)
    return events.HireFacts(person=str(person.pk))


@act(
    "staff.leave",
    on=("post",),
    states=events.LEFT,
    given=events.Leave,
    needs=[is_open, _is_person],
    zh="员工离职",
    en="Leave",
)
def leave(do: Doing, _given: events.Leave) -> None:
    """Somebody leaves the staff: roles, relations and sign-in end."""
    retire(_party(do), do.at)
    Post.objects.filter(pk=do.on.pk).update(left_at=do.at)
    do.close("left")


@act(
    "role.grant",
    on=("post",),
    states=events.ROLE_GRANTED,
    given=events.GrantRole,
    needs=[is_open],
    zh="授予角色",
    en="Grant a role",
)
def grant_role(do: Doing, given: events.GrantRole) -> None:
    """A role is given to the holder of a seat, at the seat's branch unless another is named."""
    branch = do.party(given.branch).pk if given.branch else do.on.branch_id
    grant(_party(do), [given.role], branch, do.at)


@act(
    "role.end",
    on=("post",),
    states=events.ROLE_ENDED,
    given=events.EndRole,
    needs=[_is_held],
    zh="解除角色",
    en="End a role",
)
def end_role(do: Doing, given: events.EndRole) -> None:
    """A role is taken from the holder of a seat."""
    end_roles(_party(do), do.at, given.role)


def _party(do: Doing) -> int:
    return Post.objects.values_list("party_id", flat=True).get(pk=do.on.pk)
