"""Owns the table of the register: every call, letter, visit and message."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One numbered entry of the register; its time of receipt never changes."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="entry")
    channel = models.CharField(max_length=16)
    customer_name = models.CharField(max_length=200, blank=True, default="")
    contact_name = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="", db_index=True)
    address = models.CharField(max_length=300, blank=True, default="")
    unit = models.ForeignKey("ledger.Matter", models.PROTECT, null=True, blank=True, related_name="entries")
    product_model = models.CharField(max_length=120, blank=True, default="")
    description = models.TextField()
    needs_site_visit = models.BooleanField(default=False)
    dissatisfied = models.BooleanField(default=False)
    person = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="entries_about")
    received_by = models.ForeignKey("ledger.Party", models.PROTECT, related_name="entries_received")
    holder = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="entries_held")
    received_at = models.DateTimeField(db_index=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True, default="")

    class Meta:
        db_table = "intake_entry"
