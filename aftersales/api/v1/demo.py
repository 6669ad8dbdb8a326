"""The demo's clock for programs: there is none outside demo mode."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field, model_validator

from aftersales.api.v1 import once
from aftersales.api.v1.auth import admin
from aftersales.api.v1.problems import absent
from aftersales.api.v1.shapes import ClockOut, reply
from aftersales.ledger import doors, present

router = Router(tags=["demo"])
MONTH = timedelta(days=30)


class Forward(BaseModel):
    """How far the clock goes forward."""

    model_config = ConfigDict(extra="forbid")

    hours: int = Field(0, ge=0, le=10_000)
    days: int = Field(0, ge=0, le=1_000)
    months: int = Field(0, ge=0, le=60)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.hours or self.days or self.months):
            raise ValueError("say hours, days or months")
        return self


@router.post(
    "/demo/clock",
    response=ClockOut,
    operation_id="demo_clock",
    summary="拨快演示时钟 · Move the demo's clock",
    openapi_extra=once.EXTRA,
)
@once.once
def clock(request: HttpRequest, body: Forward) -> HttpResponse:
    """Moves the demo's clock forward; what comes due meanwhile is marked at its own instant."""
    if not settings.DEMO:
        raise absent()
    admin(request)
    now = present.move(timedelta(hours=body.hours, days=body.days) + body.months * MONTH)
    passed = 0
    while woken := doors.pass_time(now):
        passed += woken
    return reply(200, ClockOut(now=now, passed=passed))
