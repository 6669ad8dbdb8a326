"""Owns the tables of quotations, expense claims and limits."""

from __future__ import annotations

from django.db import models


class Quotation(models.Model):
    """What a repair would cost, and what the customer said to it."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="quotation")
    parts_cost = models.DecimalField(max_digits=16, decimal_places=4, default=0)
    travel_cost = models.DecimalField(max_digits=16, decimal_places=4, default=0)
    labour_cost = models.DecimalField(max_digits=16, decimal_places=4, default=0)
    other_cost = models.DecimalField(max_digits=16, decimal_places=4, default=0)
    total = models.DecimalField(max_digits=16, decimal_places=4)
    currency = models.CharField(max_length=3)
    quoted_by = models.ForeignKey("ledger.Party", models.PROTECT, related_name="quotations")
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "billing_quotation"


class Expense(models.Model):
    """A claim for the expenses of a trip."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="expense")
    claimant = models.ForeignKey("ledger.Party", models.PROTECT, related_name="expenses")
    trip_destination = models.CharField(max_length=120, blank=True, default="")
    total = models.DecimalField(max_digits=16, decimal_places=4)
    currency = models.CharField(max_length=3)
    submitted_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    fraud_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "billing_expense"


class ExpenseLine(models.Model):
    """One receipt of a claim."""

    expense = models.ForeignKey(Expense, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=16)
    place = models.CharField(max_length=120, blank=True, default="")
    receipt_no = models.CharField(max_length=80, blank=True, default="", db_index=True)
    amount = models.DecimalField(max_digits=16, decimal_places=4)
    allowed = models.DecimalField(max_digits=16, decimal_places=4)
    refused = models.BooleanField(default=False)
    receipt_used = models.BooleanField(default=False)

    class Meta:
        db_table = "billing_expense_line"


class ExpenseLimit(models.Model):
    """How much of a kind of expense is paid at most, from a day on, at a place or anywhere."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="expense_limit")
    expense_kind = models.CharField(max_length=16)
    place = models.CharField(max_length=120, blank=True, default="")
    limit = models.DecimalField(max_digits=16, decimal_places=4)
    currency = models.CharField(max_length=3)
    since = models.DateField()
    rule_title = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "billing_expense_limit"
        indexes = [models.Index(fields=["expense_kind", "since"], name="limit_kind_since")]
