"""Owns the refusals that the room of parties can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

NOT_A_PERSON = Problem("post.not_a_person", Text("该席位不是人员席位。", "This is not the seat of a person."))
NOT_A_UNIT = Problem(
    "post.not_a_unit",
    Text("该席位不是部门、分公司或公司。", "This is not the seat of a department, a branch or the company."),
)
GONE = Problem("post.gone", Text("该人员已离职。", "The person has left."))
FOUNDED = Problem("company.founded_already", Text("公司已登记。", "The company is on file already."))


def user_taken(username: str) -> Problem:
    """A sign-in name that is in use."""
    return Problem(
        "staff.username_taken",
        Text(f"登录名“{username}”已被使用。", f"The sign-in name '{username}' is in use."),
        field="username",
    )


def no_role(role: str) -> Problem:
    """A role that the party does not hold."""
    return Problem("role.not_held", Text(f"未担任角色“{role}”。", f"The role '{role}' is not held."), field="role")


def wrong_kind(field: str) -> Problem:
    """A party of another kind than the field wants."""
    return Problem("party.wrong_kind", Text("主体类别不符。", "A party of another kind is wanted."), field=field)
