"""Owns the tables of surveys, visits and leads."""

from __future__ import annotations

from django.db import models


class Survey(models.Model):
    """The customer's rating of one dispatch."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="survey")
    satisfied = models.CharField(max_length=8)
    attitude = models.PositiveSmallIntegerField(null=True, blank=True)
    patience = models.PositiveSmallIntegerField(null=True, blank=True)
    manners = models.CharField(max_length=16, blank=True, default="")
    asked_for_goods = models.BooleanField(default=False)
    remarks = models.TextField(blank=True, default="")
    mode = models.CharField(max_length=16)
    filled_by_customer = models.BooleanField()
    engineer = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="surveys")
    filled_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "feedback_survey"
        indexes = [models.Index(fields=["engineer", "filled_at"], name="survey_engineer")]


class Visit(models.Model):
    """A visit to a customer or a region: planned, then made."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="visit")
    account = models.ForeignKey("ledger.Matter", models.PROTECT, related_name="visits")
    visitor = models.ForeignKey("ledger.Party", models.PROTECT, related_name="visits")
    planned_at = models.DateTimeField()
    reason = models.TextField(blank=True, default="")
    visited_at = models.DateTimeField(null=True, blank=True)
    usage = models.TextField(blank=True, default="")
    design_opinion = models.TextField(blank=True, default="")
    assembly_opinion = models.TextField(blank=True, default="")
    passed_to = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="visits_passed")

    class Meta:
        db_table = "feedback_visit"
        indexes = [models.Index(fields=["account", "visited_at"], name="visit_account")]


class Lead(models.Model):
    """A promotion talk or a chance of business, and what became of it."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="lead")
    recorded_by = models.ForeignKey("ledger.Party", models.PROTECT, related_name="leads")
    department = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="leads_here")
    customer_name = models.CharField(max_length=200, blank=True, default="")
    product_model = models.CharField(max_length=120, blank=True, default="")
    content = models.TextField()
    recorded_at = models.DateTimeField()
    outcome = models.TextField(blank=True, default="")

    class Meta:
        db_table = "feedback_lead"
        indexes = [models.Index(fields=["recorded_by", "recorded_at"], name="lead_recorded_by")]
