"""Owns the law in force: the published copies of packs, byte for byte, and the company's few switches."""

from __future__ import annotations

from django.db import models

from aftersales.ledger.models.parties import Party


class Publication(models.Model):
    """One act of publishing; the newest of a pack judges from ``in_force_from`` on."""

    pack = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Party, models.PROTECT, related_name="publications")
    at = models.DateTimeField()
    current = models.BooleanField(default=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        db_table = "ledger_publication"
        constraints = [
            models.UniqueConstraint(
                fields=["current"], condition=models.Q(current=True), name="publication_one_current"
            ),
        ]


class Edition(models.Model):
    """One file of a publication as it was, with its digest."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    path = models.CharField(max_length=300)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_edition"
        constraints = [models.UniqueConstraint(fields=["publication", "path"], name="edition_path_once")]


class Setting(models.Model):
    """A switch or figure that the company sets for itself (cap of monthly fines, whether points count)."""

    key = models.CharField(max_length=80, primary_key=True)
    value = models.JSONField()
    by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_setting"
