"""Owns the tables of dispatch: orders, their reports, the customer's questions."""

from __future__ import annotations

from django.db import models


class WorkOrder(models.Model):
    """One dispatch: who goes where, by when, and when each step was done."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="workorder")
    entry_no = models.CharField(max_length=40, blank=True, default="")
    customer_name = models.CharField(max_length=200, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    destination = models.CharField(max_length=120, blank=True, default="")
    engineer = models.ForeignKey("ledger.Party", models.PROTECT, related_name="workorders")
    assigned_people = models.JSONField(default=list)
    dispatched_at = models.DateTimeField(db_index=True)
    arrive_by = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    departed_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    late_reason = models.TextField(blank=True, default="")
    late_reason_class = models.CharField(max_length=16, blank=True, default="")
    called_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workorders_order"
        indexes = [models.Index(fields=["engineer", "-dispatched_at"], name="order_engineer")]


class Report(models.Model):
    """The service report of an order; a new version stands beside the old."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="reports")
    fault_cause = models.TextField(blank=True, default="")
    fault_class = models.CharField(max_length=16, blank=True, default="")
    solution = models.TextField(blank=True, default="")
    parts_replaced = models.TextField(blank=True, default="")
    customer_opinion = models.TextField(blank=True, default="")
    advice_given = models.TextField(blank=True, default="")
    advice_none_reason = models.TextField(blank=True, default="")
    service_people = models.JSONField(default=list)
    finished_at = models.DateTimeField()
    on_paper = models.BooleanField(default=False)
    incomplete = models.BooleanField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "workorders_report"
        indexes = [models.Index(fields=["order", "-at"], name="report_order")]


class CustomerQuestion(models.Model):
    """A question of the customer, and headquarters' answer."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="customer_question")
    question = models.TextField()
    asked_at = models.DateTimeField()
    cannot_answer = models.BooleanField(default=False)
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workorders_question"
