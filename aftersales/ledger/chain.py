"""Owns the checks that need no law: the chain of digests through the log, papers against their digests, acts against events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from aftersales.ledger import attachments
from aftersales.ledger.documents import digest_of_row
from aftersales.ledger.log import chained
from aftersales.ledger.models import Act, Attachment, Comment, Document, Event, Matter, Signature

Wrong = tuple[str, str, str]


def broken_chain(root: Matter) -> Iterator[Wrong]:
    """Events of a family that were changed, deleted or slipped in."""
    before = ""
    for row in Event.objects.filter(root=root).order_by("seq"):
        if row.digest != chained(before, row):
            yield ("ledger_event", row.uid, "is not what was written, or one before it is gone")
        before = row.digest
    if before != root.log_digest:
        yield ("ledger_event", f"family {root.pk}", "the end of the log is not what was written")


def broken_papers() -> Iterator[Wrong]:
    """Documents, signatures, comments and files that are not what was filed."""
    for document in Document.objects.order_by("pk").iterator():
        if digest_of_row(document) != document.digest:
            yield ("ledger_document", str(document.pk), "its values are not those of its digest")
    for signature in Signature.objects.select_related("document").order_by("pk").iterator():
        if signature.digest != signature.document.digest:
            yield ("ledger_signature", str(signature.pk), "it was given under other words")
    said = dict(Event.objects.filter(name="matter.commented.v1").values_list("uid", "fields"))
    told = {row.event: row for row in Comment.objects.exclude(event="").order_by("pk")}
    for uid, fields in said.items():
        comment = told.get(uid)
        if comment is None or comment.text != fields.get("text"):
            yield ("ledger_comment", uid, "it is not what was said")
    for file in Attachment.objects.order_by("pk").iterator():
        place = attachments.path_of(file)
        if not place.is_file() or hashlib.sha256(place.read_bytes()).hexdigest() != file.digest:
            yield ("ledger_attachment", str(file.pk), "the file is gone or not what was kept")


def broken_requests() -> Iterator[Wrong]:
    """Acts that were done without an event, and events whose act was not done."""
    uids = set(Event.objects.exclude(act_name="").values_list("uid", flat=True))
    for act in Act.objects.filter(outcome="done").order_by("pk").iterator():
        if act.response.get("event") not in uids:
            yield ("ledger_act", act.request_id, "it was done but left no event")
    undone = Event.objects.exclude(act_name="").exclude(act__outcome="done")
    for event in undone.order_by("seq"):
        yield ("ledger_act", event.uid, "its event stands, but the act was not done")
