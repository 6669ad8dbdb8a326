"""Owns the tables of the ledger; one small file for each kind of memory."""

from aftersales.ledger.models.judged import (
    Approval,
    Charge,
    Consequence,
    Finding,
    Flag,
    Measure,
    Notice,
    Obligation,
    PeriodOpened,
    Routing,
)
from aftersales.ledger.models.law import Edition, Publication, Setting
from aftersales.ledger.models.log import Act, Event
from aftersales.ledger.models.matters import Counter, Matter, MatterLink, MatterParty
from aftersales.ledger.models.outbox import OutboxItem
from aftersales.ledger.models.papers import Attachment, Comment, CustomerLink, Document, Signature
from aftersales.ledger.models.parties import Absence, Party, PartyRelation, PersonalData, RoleHolding
from aftersales.ledger.models.users import User

__all__ = [
    "Absence",
    "Act",
    "Approval",
    "Attachment",
    "Charge",
    "Comment",
    "Consequence",
    "Counter",
    "CustomerLink",
    "Document",
    "Edition",
    "Event",
    "Finding",
    "Flag",
    "Matter",
    "MatterLink",
    "MatterParty",
    "Measure",
    "Notice",
    "Obligation",
    "OutboxItem",
    "Party",
    "PartyRelation",
    "PeriodOpened",
    "PersonalData",
    "Publication",
    "RoleHolding",
    "Routing",
    "Setting",
    "Signature",
    "User",
]
