"""Owns the table of quality problems."""

from __future__ import annotations

from django.db import models


class QualityIssue(models.Model):
    """A problem of quality: who has it, what caused it, what was done."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="quality_issue")
    product_model = models.CharField(max_length=120, blank=True, default="", db_index=True)
    severity = models.CharField(max_length=8)
    description = models.TextField()
    department = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="quality_issues")
    found_by = models.ForeignKey("ledger.Party", models.PROTECT, related_name="issues_found")
    found_at = models.DateTimeField()
    cause = models.TextField(blank=True, default="")
    measure = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "quality_issue"
