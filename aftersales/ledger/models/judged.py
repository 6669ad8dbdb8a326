"""Owns what the law judged: a projection of the log, family by family, written only by differences."""

from __future__ import annotations

from django.db import models

from aftersales.ledger.models.matters import Matter
from aftersales.ledger.models.parties import Party


class Judged(models.Model):
    """What all judged rows share: a key that the law derives, the family, the rule and the edition's digest."""

    key = models.CharField(max_length=500, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="%(class)s_rows")
    root = models.ForeignKey(Matter, models.PROTECT, related_name="family_%(class)s_rows")
    rule = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=60, blank=True, default="")
    edition = models.CharField(max_length=120, blank=True, default="")
    event = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()
    state = models.CharField(max_length=24)
    detail = models.JSONField(default=dict)

    class Meta:
        abstract = True


class Obligation(Judged):
    """Who owes which act on which matter by when, under which rule; a breach is a dated mark on it."""

    must = models.JSONField(default=list)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="owes")
    role = models.CharField(max_length=64, blank=True, default="")
    person = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="owes_in_person")
    branch = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="owed_here")
    gap = models.BooleanField(default=False)
    taken_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="has_taken")
    due_at = models.DateTimeField(null=True, blank=True)
    breached_at = models.DateTimeField(null=True, blank=True)
    breached_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="breaches")
    kept_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="has_kept")
    kept_event = models.CharField(max_length=500, blank=True, default="")
    ended_reason = models.TextField(blank=True, default="")
    extension_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_obligation"
        indexes = [
            models.Index(fields=["person", "state", "due_at"], name="obligation_person"),
            models.Index(fields=["role", "branch", "state", "due_at"], name="obligation_role_branch"),
            models.Index(fields=["state", "due_at"], name="obligation_state_due"),
            models.Index(fields=["matter", "state"], name="obligation_matter"),
            models.Index(fields=["root"], name="obligation_root"),
            models.Index(fields=["clause", "at"], name="obligation_clause"),
        ]


class Finding(Judged):
    """An allegation that is heard, then upheld or dismissed."""

    ground = models.CharField(max_length=64)
    against = models.JSONField(default=list)
    responsible = models.JSONField(default=list)
    heard_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "ledger_finding"
        indexes = [
            models.Index(fields=["matter", "state"], name="finding_matter"),
            models.Index(fields=["root"], name="finding_root"),
        ]


class Approval(Judged):
    """A consent that a held act waits for."""

    act = models.ForeignKey("ledger.Act", models.PROTECT, null=True, blank=True, related_name="approvals")
    step = models.PositiveIntegerField(default=0)
    role = models.CharField(max_length=64, blank=True, default="")
    person = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="approvals")
    branch = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="approved")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_approval"
        indexes = [
            models.Index(fields=["person", "state"], name="approval_person"),
            models.Index(fields=["role", "branch", "state"], name="approval_role"),
            models.Index(fields=["root"], name="approval_root"),
        ]


class Consequence(Judged):
    """A fine, points, a demerit, a reward, compensation or liability: proposed, decided, appealed, settled."""

    kind = models.CharField(max_length=24)
    party = models.ForeignKey(Party, models.PROTECT, related_name="consequences")
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    points = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    choice = models.CharField(max_length=64, blank=True, default="")
    basis = models.CharField(max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "ledger_consequence"
        indexes = [
            models.Index(fields=["party", "state", "at"], name="consequence_party"),
            models.Index(fields=["state", "at"], name="consequence_state"),
            models.Index(fields=["root"], name="consequence_root"),
        ]


class Charge(Judged):
    """Who pays what, line by line."""

    payer = models.CharField(max_length=24)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="charges")
    item = models.CharField(max_length=40, blank=True, default="")
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3)

    class Meta:
        db_table = "ledger_charge"
        indexes = [
            models.Index(fields=["party", "state"], name="charge_party"),
            models.Index(fields=["root"], name="charge_root"),
        ]


class Flag(Judged):
    """A mark on a matter that everybody who opens it sees."""

    class Meta:
        db_table = "ledger_flag"
        indexes = [
            models.Index(fields=["matter", "state"], name="flag_matter"),
            models.Index(fields=["root"], name="flag_root"),
        ]


class Notice(Judged):
    """A word to one party; when they read it is theirs, not the law's."""

    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="notices")
    role = models.CharField(max_length=64, blank=True, default="")
    branch = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=80, blank=True, default="")
    obligation = models.CharField(max_length=500, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_notice"
        indexes = [
            models.Index(fields=["party", "read_at", "-at"], name="notice_party"),
            models.Index(fields=["role", "branch", "-at"], name="notice_role"),
            models.Index(fields=["root"], name="notice_root"),
        ]


class Routing(Judged):
    """To whom a rule sent a matter."""

    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        db_table = "ledger_routing"
        indexes = [models.Index(fields=["root"], name="routing_root")]


class Measure(Judged):
    """A closed figure of one member and period, against its target."""

    figure = models.CharField(max_length=64, blank=True, default="")
    target = models.CharField(max_length=64, blank=True, default="")
    count = models.BigIntegerField(default=0)
    missed = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        db_table = "ledger_measure"
        indexes = [
            models.Index(fields=["rule", "-until"], name="measure_rule"),
            models.Index(fields=["root"], name="measure_root"),
        ]


class PeriodOpened(models.Model):
    """One period of one population that has begun; the row is why it begins once."""

    population = models.CharField(max_length=80)
    every = models.CharField(max_length=24)
    period = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_at = models.DateTimeField()
    members = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_period_opened"
        constraints = [
            models.UniqueConstraint(fields=["population", "every", "period"], name="period_begins_once"),
        ]
