"""Owns papers: documents with their digest, signatures, uploads, comments and the customer's links."""

from __future__ import annotations

from django.db import models

from aftersales.ledger.models.matters import Matter
from aftersales.ledger.models.parties import Party


class Document(models.Model):
    """A filed form: its values and the digest of their canonical JSON; a change is a new revision."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="documents")
    form = models.CharField(max_length=64)
    edition = models.CharField(max_length=120, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    values = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    filed_by = models.ForeignKey(Party, models.PROTECT, related_name="filed")
    filed_at = models.DateTimeField()
    event = models.CharField(max_length=500, blank=True, default="")
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        db_table = "ledger_document"
        indexes = [models.Index(fields=["matter", "form", "-revision"], name="document_matter_form")]
        constraints = [
            models.UniqueConstraint(fields=["matter", "form", "revision"], name="document_revision_once"),
        ]


class Signature(models.Model):
    """Somebody's drawn name under one document, as it stood when they signed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    image = models.BinaryField(null=True, blank=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=64)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="signatures")
    place = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    event = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "ledger_signature"
        indexes = [models.Index(fields=["document", "role"], name="signature_document")]


class Attachment(models.Model):
    """An uploaded file, known by what it contains and kept under its digest."""

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Party, models.PROTECT, related_name="attachments")
    at = models.DateTimeField()
    internal = models.BooleanField(default=False)

    class Meta:
        db_table = "ledger_attachment"
        indexes = [
            models.Index(fields=["matter", "at"], name="attachment_matter"),
            models.Index(fields=["digest"], name="attachment_digest"),
        ]


class Comment(models.Model):
    """A remark on a matter; an internal one is not for the customer."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="comments")
    by = models.ForeignKey(Party, models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    text = models.TextField()
    internal = models.BooleanField(default=True)
    event = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "ledger_comment"
        indexes = [models.Index(fields=["matter", "at"], name="comment_matter")]


class CustomerLink(models.Model):
    """An unguessable address that opens one matter without signing in; only the digest of its token is kept."""

    digest = models.CharField(max_length=64, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="customer_links")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="customer_links")
    purpose = models.CharField(max_length=24)
    acts = models.JSONField(default=list)
    made_by = models.ForeignKey(Party, models.PROTECT, related_name="links_made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    single_use = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_customer_link"
        indexes = [models.Index(fields=["matter", "purpose"], name="link_matter_purpose")]
