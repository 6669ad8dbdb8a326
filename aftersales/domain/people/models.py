"""Owns the tables of reports on conduct, attempts to call and trainings."""

from __future__ import annotations

from django.db import models


class ConductReport(models.Model):
    """A report on somebody's conduct, and what its check found."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="conduct_report")
    person = models.ForeignKey("ledger.Party", models.PROTECT, related_name="conduct_reports")
    ground = models.CharField(max_length=64)
    workorder = models.ForeignKey(
        "ledger.Matter", models.PROTECT, null=True, blank=True, related_name="conduct_reports"
    )
    observation = models.TextField(blank=True, default="")
    verified = models.BooleanField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "people_conduct_report"
        indexes = [models.Index(fields=["person", "checked_at"], name="conduct_person")]


class CallCheck(models.Model):
    """An attempt to reach somebody by phone, the reason given, and whether it was accepted."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="call_check")
    person = models.ForeignKey("ledger.Party", models.PROTECT, related_name="call_checks")
    attempted_at = models.DateTimeField()
    result = models.CharField(max_length=16)
    reason = models.TextField(blank=True, default="")
    reason_accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        db_table = "people_call_check"
        indexes = [models.Index(fields=["person", "attempted_at"], name="call_check_person")]


class Training(models.Model):
    """A training held for a customer's people."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="training")
    topic = models.TextField()
    trainer = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="trainings")
    held_at = models.DateTimeField()
    participants = models.JSONField(default=list)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta:
        db_table = "people_training"
