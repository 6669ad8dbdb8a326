"""Owns matters: anything an act can be done to, as trees under a root, with their numbers and links."""

from __future__ import annotations

from django.db import models

from aftersales.ledger.models.parties import Party


class Matter(models.Model):
    """One matter; its ``root`` and everything under it are one family, which is judged and locked as a whole.

    ``memory`` is what its events last said (a projection). On roots stand ``wake_at``, the next instant at which
    something of the family comes due, ``heard_until``, how far time has passed for it, ``stamp``, which changes with
    every writing of the family, and ``log_digest``, the end of the chain of its events.
    """

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40, null=True, blank=True)
    title = models.CharField(max_length=300, blank=True, default="")
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="family")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    branch = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="matters_here")
    customer = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="matters")
    state = models.CharField(max_length=40, default="open")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    memory = models.JSONField(default=dict)
    wake_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    heard_until = models.DateTimeField(null=True, blank=True)
    stamp = models.CharField(max_length=32, blank=True, default="")
    log_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        db_table = "ledger_matter"
        indexes = [
            models.Index(fields=["kind", "state", "-opened_at"], name="matter_kind_state"),
            models.Index(fields=["branch", "kind", "-opened_at"], name="matter_branch_kind"),
            models.Index(fields=["customer", "-opened_at"], name="matter_customer"),
            models.Index(fields=["root", "id"], name="matter_root"),
            models.Index(fields=["parent", "kind"], name="matter_parent"),
            models.Index(fields=["wake_at"], condition=models.Q(wake_at__isnull=False), name="matter_wake"),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="matter_number_once")]

    @property
    def root_or_self(self) -> Matter:
        """The root of its family."""
        return self.root if self.root_id is not None and self.root is not None else self


class MatterLink(models.Model):
    """A named link between two matters that are no parent and child."""

    kind = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="links")
    other = models.ForeignKey(Matter, models.PROTECT, related_name="linked_from")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_matter_link"
        indexes = [models.Index(fields=["other", "kind"], name="link_other_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "matter", "other"], condition=models.Q(until__isnull=True), name="link_once_at_a_time"
            ),
        ]


class Counter(models.Model):
    """The last number given out of one book."""

    book = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "ledger_counter"


class MatterParty(models.Model):
    """A party that a matter, or one above it, names in its memory: so that one's own matters are found by an index."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="named")
    party = models.ForeignKey(Party, models.CASCADE, related_name="named_in")

    class Meta:
        db_table = "ledger_matter_party"
        constraints = [models.UniqueConstraint(fields=["party", "matter"], name="matter_party_once")]
