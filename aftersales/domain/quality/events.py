"""Owns what the room of quality can be told and what it states: quality problems, their cause and cure."""

from __future__ import annotations

from typing import Literal

from aftersales.ledger.acts import Given, PartyRef, field

REPORTED = "issue.reported.v1"
GRADED = "issue.graded.v1"
ANSWERED = "issue.answered.v1"
CLOSED = "issue.closed.v1"

Severity = Literal["minor", "major"]
SEVERITIES = {
    "minor": ("一般", "Minor"),
    "major": ("重大", "Major"),
}


class Report(Given):
    """A problem of quality is reported."""

    product_model: str | None = field("产品型号", "Model", default=None)
    severity: Severity = field("严重程度", "Severity", choices=SEVERITIES)
    description: str = field("问题描述", "Description", multiline=True)
    department: PartyRef | None = field("责任部门", "Department", of="department", default=None)


class Grade(Given):
    """The problem is graded anew."""

    severity: Severity = field("严重程度", "Severity", choices=SEVERITIES)
    department: PartyRef | None = field("责任部门", "Department", of="department", default=None)
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class Answer(Given):
    """Cause and measure."""

    cause: str = field("原因分析", "Cause", multiline=True)
    measure: str = field("措施", "Measure", multiline=True)
