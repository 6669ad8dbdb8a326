"""Owns the lists that faces page through: rows with what is needed to show them, cut down to what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from aftersales.ledger import models, rights
from aftersales.ledger.models import Party

STAFF = ("person", "post", "department", "branch", "company")
STILL_OWED = ("open", "suspended")


def matters(viewer: Party) -> QuerySet[models.Matter]:
    """Matters with customer and branch."""
    rows = models.Matter.objects.select_related("customer", "branch")
    return rights.visible(rows, viewer)


def matter(viewer: Party, matter_id: int) -> models.Matter | None:
    """One matter, None where there is none or none for this viewer."""
    return matters(viewer).filter(pk=matter_id).first()


def named(rows: QuerySet[models.Matter], words: str) -> QuerySet[models.Matter]:
    """Matters whose number, title or customer says ``words``."""
    return rows.filter(
        Q(number__icontains=words)
        | Q(title__icontains=words)
        | Q(customer__name__icontains=words)
        | Q(customer__names_pinyin__icontains=words)
    )


def _judged(model: Any, viewer: Party, *others: str) -> QuerySet[Any]:
    rows = model.objects.select_related("matter", *others)
    return rights.visible(rows, viewer, through="matter")


def obligations(viewer: Party) -> QuerySet[models.Obligation]:
    """What is owed, kept and broken on matters the viewer sees."""
    return _judged(models.Obligation, viewer, "party", "person", "branch", "kept_by", "breached_by")


def findings(viewer: Party) -> QuerySet[models.Finding]:
    """What was alleged, heard and decided."""
    return _judged(models.Finding, viewer, "decided_by")


def approvals(viewer: Party) -> QuerySet[models.Approval]:
    """What waits for consent, and what was consented to or refused."""
    return _judged(models.Approval, viewer, "act", "person", "branch", "decided_by")


def consequences(viewer: Party) -> QuerySet[models.Consequence]:
    """Fines, points, demerits and rewards: on matters the viewer sees, and the viewer's own."""
    rows = models.Consequence.objects.select_related("matter", "party", "decided_by")
    seen = rights.visible(models.Matter.objects.all(), viewer)
    return rows.filter(Q(matter__in=seen.values("pk")) | Q(party=viewer))


def charges(viewer: Party) -> QuerySet[models.Charge]:
    """Who pays what."""
    return _judged(models.Charge, viewer, "party")


def measures(viewer: Party) -> QuerySet[models.Measure]:
    """Closed figures of the members that the viewer sees."""
    return _judged(models.Measure, viewer)


def flags(viewer: Party) -> QuerySet[models.Flag]:
    """Marks on matters."""
    return _judged(models.Flag, viewer)


def documents(viewer: Party) -> QuerySet[models.Document]:
    """Filed forms on matters the viewer sees."""
    rows = models.Document.objects.select_related("matter", "filed_by").prefetch_related("signatures")
    return rights.visible(rows, viewer, through="matter")


def attachments(viewer: Party) -> QuerySet[models.Attachment]:
    """Uploads on matters the viewer sees, and those of their own that hang on none yet; customers see no internal ones."""
    rows = models.Attachment.objects.select_related("matter", "by")
    seen = rights.visible(models.Matter.objects.all(), viewer)
    found = rows.filter(Q(matter__in=seen.values("pk")) | Q(matter__isnull=True, by=viewer))
    return found if viewer.kind in STAFF else found.filter(internal=False)


def events(viewer: Party) -> QuerySet[models.Event]:
    """The log on matters the viewer sees."""
    rows = models.Event.objects.select_related("matter", "by").filter(withdrawn=False)
    return rights.visible(rows, viewer, through="matter")


def notices(viewer: Party) -> QuerySet[models.Notice]:
    """What the viewer was told, in person or through a role."""
    told = Q(party=viewer) | Q(party__in=rights.units_of(viewer))
    for role, branches in rights.holdings(viewer).items():
        here = Q(party__isnull=True, role=role)
        if None not in branches:
            here &= Q(branch__isnull=True) | Q(branch__in=branches)
        told |= here
    return models.Notice.objects.select_related("matter", "party", "branch").filter(told)


def comments(viewer: Party) -> QuerySet[models.Comment]:
    """Remarks on matters the viewer sees; customers see no internal ones."""
    rows = rights.visible(models.Comment.objects.select_related("matter", "by"), viewer, through="matter")
    return rows if viewer.kind in STAFF else rows.filter(internal=False)


def parties(viewer: Party) -> QuerySet[Party]:
    """Staff sees the house and the customers of what it sees; outsiders see themselves."""
    rows = Party.objects.select_related("branch").exclude(kind="system")
    if viewer.kind not in STAFF:
        return rows.filter(pk=viewer.pk)
    seen = rights.visible(models.Matter.objects.all(), viewer)
    return rows.filter(Q(kind__in=STAFF) | Q(pk__in=seen.exclude(customer=None).values("customer")))


def of_families(roots: Iterable[int]) -> list[models.Obligation]:
    """The obligations of whole families in the order in which they were opened: for reports on an import."""
    wanted, found = list(roots), []
    for begin in range(0, len(wanted), 500):
        rows = models.Obligation.objects.filter(root_id__in=wanted[begin : begin + 500])
        found += list(rows.order_by("root_id", "at", "pk"))
    return found


def events_saying(matter_ids: Iterable[int], field: str) -> list[models.Event]:
    """Events on these matters that speak of a field, in effective order: for reports on an import."""
    wanted, found = list(matter_ids), []
    for begin in range(0, len(wanted), 500):
        rows = models.Event.objects.filter(
            matter_id__in=wanted[begin : begin + 500],
            fields__has_key=field,
            withdrawn=False,
            superseded_by__isnull=True,
        )
        found += list(rows.order_by("matter_id", "at", "seq"))
    return found


def party(party_id: int) -> Party:
    """The party of an id that the ledger itself gave out."""
    return Party.objects.get(pk=party_id)


def importer() -> Party:
    """The party that tells other systems' records; it holds the role of that name."""
    found, _ = Party.objects.get_or_create(key="importer", defaults={"kind": "system", "name": "历史数据导入"})
    return found
