"""Owns parties: whoever can owe, hold, decide or be owed, with their dated relations, roles and absences."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Self, TypeVar

from django.db import models
from django.db.models import F, Q

PARTY_KINDS: Final = (
    "person",
    "post",
    "department",
    "branch",
    "company",
    "customer",
    "provider",
    "supplier",
    "system",
)


Row = TypeVar("Row", bound=models.Model)


class Dated(models.QuerySet[Row]):
    """Rows that hold from ``since`` until (and without) ``until``."""

    def on(self, at: datetime) -> Self:
        """The rows that held at the instant ``at``."""
        return self.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))


class Party(models.Model):
    """One party; ``key`` names the few that every installation has (company, policy, installation, system)."""

    key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in PARTY_KINDS])
    name = models.CharField(max_length=200)
    names_pinyin = models.CharField(max_length=400, blank=True, default="")
    branch = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="of_branch")
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "ledger_party"
        indexes = [
            models.Index(fields=["kind", "name"], name="party_kind_name"),
            models.Index(fields=["branch", "kind"], name="party_branch_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PARTY_KINDS), name="party_kind_known"),
        ]


class PartyRelation(models.Model):
    """``party`` stands to ``other`` as ``kind`` says: head_of, superior_of, holder_of, member_of, branch_of or a room's."""

    kind = models.CharField(max_length=40)
    party = models.ForeignKey(Party, models.PROTECT, related_name="relations")
    other = models.ForeignKey(Party, models.PROTECT, related_name="related_from")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        db_table = "ledger_party_relation"
        indexes = [
            models.Index(fields=["other", "kind", "since"], name="relation_other_kind"),
            models.Index(fields=["party", "kind", "since"], name="relation_party_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "party", "other"], condition=Q(until__isnull=True), name="relation_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="relation_ends_after_it_began"
            ),
        ]


class RoleHolding(models.Model):
    """``party`` holds ``role`` at ``branch`` (everywhere where it names none)."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=64)
    branch = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="roles_here")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        db_table = "ledger_role_holding"
        indexes = [
            models.Index(fields=["role", "branch", "since"], name="holding_role_branch"),
            models.Index(fields=["party", "since"], name="holding_party"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "role", "branch"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="holding_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="holding_ends_after_it_began"
            ),
        ]


class Absence(models.Model):
    """``party`` is away from ``since`` until ``until``; ``stand_in`` acts for them."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="stands_in")
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True, default="")
    event = models.CharField(max_length=500, blank=True, default="")

    objects = Dated.as_manager()

    class Meta:
        db_table = "ledger_absence"
        indexes = [models.Index(fields=["party", "since"], name="absence_party")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="absence_ends_after_it_began"),
        ]


class PersonalData(models.Model):
    """One personal value in a row of its own, which can be blanked; events hold only its ``token``, a salted digest."""

    token = models.CharField(max_length=80, null=True, blank=True, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="personal")
    matter = models.ForeignKey("ledger.Matter", models.PROTECT, null=True, blank=True, related_name="personal")
    kind = models.CharField(max_length=64)
    value = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=64, blank=True, default="")
    since = models.DateTimeField()
    blanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_personal_data"
        indexes = [
            models.Index(fields=["party", "kind"], name="personal_party_kind"),
            models.Index(fields=["matter", "kind"], name="personal_matter_kind"),
        ]
