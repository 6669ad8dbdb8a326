"""Owns the tables of customers' files and of seats: what the company knows of its parties."""

from __future__ import annotations

from django.db import models


class Account(models.Model):
    """A customer's file, or that of a sales region."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="account")
    party = models.OneToOneField("ledger.Party", models.PROTECT, related_name="account")
    account_kind = models.CharField(max_length=16, default="customer")
    region = models.CharField(max_length=120, blank=True, default="")
    contact_name = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="", db_index=True)
    address = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "parties_account"


class KeyMark(models.Model):
    """From when on an account is, or is no longer, a key account; the last row before an instant counts."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="marks")
    key = models.BooleanField()
    since = models.DateTimeField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "parties_key_mark"
        indexes = [models.Index(fields=["account", "since"], name="key_mark_account")]


class Contact(models.Model):
    """One more person to speak to at a customer's."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="contacts")
    contact_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=60, blank=True, default="", db_index=True)
    email = models.CharField(max_length=200, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    since = models.DateTimeField()

    class Meta:
        db_table = "parties_contact"


class Site(models.Model):
    """One more place where a customer's machines stand."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="sites")
    site_name = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    since = models.DateTimeField()

    class Meta:
        db_table = "parties_site"


class Post(models.Model):
    """The seat of a person, a department, a branch or the company."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="post")
    party = models.OneToOneField("ledger.Party", models.PROTECT, related_name="post")
    post_kind = models.CharField(max_length=16)
    department = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="posts_here")
    field_service = models.BooleanField(default=False)
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.CharField(max_length=200, blank=True, default="")
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "parties_post"
        indexes = [models.Index(fields=["post_kind", "field_service"], name="post_kind_service")]
