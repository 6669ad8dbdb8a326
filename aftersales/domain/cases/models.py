"""Owns the tables of service jobs and complaints."""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """A service job with the terms that contract and unit gave it."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="case")
    case_kind = models.CharField(max_length=16)
    customer_name = models.CharField(max_length=200, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    product_model = models.CharField(max_length=120, blank=True, default="", db_index=True)
    serial_no = models.CharField(max_length=80, blank=True, default="", db_index=True)
    unit = models.ForeignKey("ledger.Matter", models.PROTECT, null=True, blank=True, related_name="cases_of_unit")
    contract = models.ForeignKey("ledger.Matter", models.PROTECT, null=True, blank=True, related_name="cases_under")
    no_contract_reason = models.CharField(max_length=16, blank=True, default="")
    in_warranty = models.BooleanField(default=False)
    warranty_until = models.DateField(null=True, blank=True)
    fault_class = models.CharField(max_length=16, blank=True, default="")
    user_rating = models.CharField(max_length=8, blank=True, default="")
    result = models.CharField(max_length=16, blank=True, default="")
    opened_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "cases_case"


class Rating(models.Model):
    """What the customer said of a work order, told by the room that asks: the worst counts for the job."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="ratings")
    workorder = models.ForeignKey("ledger.Matter", models.PROTECT, null=True, blank=True, related_name="ratings")
    rating = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_rating"
        indexes = [models.Index(fields=["case", "at"], name="rating_case")]


class FaultSeen(models.Model):
    """The class of a fault as somebody found it; the last before an instant counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="faults")
    fault_class = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_fault_seen"
        indexes = [models.Index(fields=["case", "at"], name="fault_seen_case")]


class Complaint(models.Model):
    """A customer's complaint, its measures and its end."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="complaint")
    channel = models.CharField(max_length=16, blank=True, default="")
    customer_name = models.CharField(max_length=200, blank=True, default="")
    person = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="complaints_about")
    complaint_ground = models.CharField(max_length=64, blank=True, default="")
    description = models.TextField(blank=True, default="")
    received_at = models.DateTimeField()
    recovery_measure = models.TextField(blank=True, default="")
    recovered_at = models.DateTimeField(null=True, blank=True)
    customer_answer = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "cases_complaint"
