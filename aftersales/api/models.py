"""Tables of the interface itself: tokens, answers that were given once, cases that an import has told."""

from __future__ import annotations

from django.db import models


class Token(models.Model):
    """A key with which a program speaks for one user; only its digest is kept."""

    user = models.ForeignKey("ledger.User", models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "api_token"
        indexes = [models.Index(fields=["user", "revoked_at"], name="token_user")]


class Answer(models.Model):
    """What a request was answered, so that the same request again is not done again."""

    user = models.ForeignKey("ledger.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)  # none while the first request still runs
    content_type = models.CharField(max_length=80, blank=True, default="")
    body = models.TextField(blank=True, default="")

    class Meta:
        db_table = "api_answer"
        indexes = [models.Index(fields=["at"], name="answer_at")]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="answer_once")]


class ImportedCase(models.Model):
    """One case of one map: the matters that its rows made, and what was read of each row."""

    map = models.CharField(max_length=60)
    case = models.CharField(max_length=200)
    matters = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    verdict = models.JSONField(default=dict)

    class Meta:
        db_table = "api_imported_case"
        constraints = [models.UniqueConstraint(fields=["map", "case"], name="imported_once")]


class ImportedParty(models.Model):
    """The party that stands for a name in the files of one map."""

    map = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    party = models.ForeignKey("ledger.Party", models.PROTECT, related_name="+")

    class Meta:
        db_table = "api_imported_party"
        constraints = [models.UniqueConstraint(fields=["map", "key"], name="imported_party_once")]
