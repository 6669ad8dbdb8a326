"""Owns the outbox: rows that are due to leave the house, after commit, until each has arrived once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from aftersales.ledger.models.parties import Party


class OutboxItem(models.Model):
    """One message on one channel; retried with growing pauses until delivered or given up."""

    key = models.CharField(max_length=540, unique=True)
    channel = models.CharField(max_length=24)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=300, blank=True, default="")
    subject = models.CharField(max_length=300, blank=True, default="")
    body = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        db_table = "ledger_outbox"
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(delivered_at__isnull=True, given_up_at__isnull=True), name="outbox_due"
            ),
        ]
