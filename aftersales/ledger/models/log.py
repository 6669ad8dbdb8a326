"""Owns the log: every act somebody tried, and every event, which together are the only truth of the ledger."""

from __future__ import annotations

from django.db import models

from aftersales.ledger.models.matters import Matter
from aftersales.ledger.models.parties import Party

OUTCOMES = ("done", "refused", "held", "dropped")


class Act(models.Model):
    """One attempt, done, refused or held; ``request_id`` makes it the only one of its kind."""

    request_id = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=80)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="acts")
    given = models.JSONField(default=dict)
    by = models.ForeignKey(Party, models.PROTECT, related_name="acts")
    for_party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="acts_for")
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=16, default="live")
    outcome = models.CharField(max_length=8, choices=[(name, name) for name in OUTCOMES])
    problems = models.JSONField(default=list)
    response = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)

    class Meta:
        db_table = "ledger_act"
        indexes = [
            models.Index(fields=["matter", "-at"], name="act_matter"),
            models.Index(fields=["outcome", "-at"], name="act_outcome"),
            models.Index(fields=["by", "-at"], name="act_by"),
        ]


class Event(models.Model):
    """One fact on one matter; ``seq`` is its place in the log, ``(at, seq)`` the order in which it is judged."""

    seq = models.BigAutoField(primary_key=True)
    place = models.BigIntegerField(null=True, blank=True)  # the seq of what it corrects
    uid = models.CharField(max_length=500, unique=True)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    root = models.ForeignKey(Matter, models.PROTECT, related_name="family_events")
    by = models.ForeignKey(Party, models.PROTECT, related_name="events")
    fields = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    source = models.CharField(max_length=16, default="live")
    derived = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    makes = models.CharField(max_length=40, blank=True, default="")
    form = models.CharField(max_length=64, blank=True, default="")
    cause_event = models.CharField(max_length=500, blank=True, default="")
    cause_rule = models.CharField(max_length=160, blank=True, default="")
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="events")
    act_name = models.CharField(max_length=80, blank=True, default="")
    for_party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        db_table = "ledger_event"
        indexes = [
            models.Index(fields=["root", "at", "seq"], name="event_family_order"),
            models.Index(fields=["matter", "at", "seq"], name="event_matter_order"),
            models.Index(fields=["name", "at"], name="event_name_at"),
            models.Index(fields=["cause_event"], name="event_cause"),
        ]
