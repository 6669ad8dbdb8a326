"""Owns the acts on customers' files: register, update, mark as key, contacts, sites."""

from __future__ import annotations

from collections.abc import Collection

from aftersales.domain.parties import events
from aftersales.domain.parties.models import Account, Contact, KeyMark, Site
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.enrolment import Matter, enrol, rename
from aftersales.ledger.facts import erases
from aftersales.ledger.keeping import erase
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("account", Text("客户档案", "Customer file")),)
registry.add_kinds(KINDS)
_PLAIN = ("region", "contact_name", "phone", "address")


@act(
    "customer.register",
    makes="account",
    states=events.REGISTERED,
    given=events.RegisterCustomer,
    computed=events.CustomerFacts,
    zh="登记客户",
    en="Register a customer",
)
def register(do: Doing, given: events.RegisterCustomer) -> events.CustomerFacts:
    """A customer, or a sales region, gets a file."""
    branch = do.party(given.branch).pk if given.branch else None
    party = enrol("customer", given.name, branch or do.by.branch_id)
    row = Account.objects.create(
        matter=do.make(title=given.name, customer=party, branch=party.branch_id),
        party=party,
        account_kind=given.account_kind,
        **{name: getattr(given, name) or "" for name in _PLAIN},
    )
    if given.key:
        KeyMark.objects.create(account=row, key=True, since=do.at)
    return events.CustomerFacts(customer=str(party.pk))


@act(
    "customer.update",
    on=("account",),
    states=events.UPDATED,
    given=events.UpdateCustomer,
    zh="修改客户档案",
    en="Update the file",
)
def update(do: Doing, given: events.UpdateCustomer) -> None:
    """What is known of a customer changes; what is left out stays."""
    row = Account.objects.select_related("party").get(pk=do.on.pk)
    if given.name:
        rename(row.party_id, given.name)
        do.on.title = given.name
    for name in _PLAIN:
        if getattr(given, name) is not None:
            setattr(row, name, getattr(given, name))
    row.save()


@act(
    "account.mark_key", on=("account",), states=events.KEY_MARKED, given=events.MarkKey, zh="标记重点", en="Mark as key"
)
def mark_key(do: Doing, given: events.MarkKey) -> None:
    """An account becomes a key account, or ceases to be one."""
    KeyMark.objects.create(account_id=do.on.pk, key=given.key, since=do.at, reason=given.reason or "")


@act(
    "contact.add",
    on=("account",),
    states=events.CONTACT_ADDED,
    given=events.AddContact,
    zh="添加联系人",
    en="Add a contact",
)
def add_contact(do: Doing, given: events.AddContact) -> None:
    """One more person to speak to."""
    Contact.objects.create(
        account_id=do.on.pk,
        contact_name=given.contact_name,
        phone=given.phone or "",
        email=given.email or "",
        title=given.title or "",
        since=do.at,
    )


@act("site.add", on=("account",), states=events.SITE_ADDED, given=events.AddSite, zh="添加场所", en="Add a site")
def add_site(do: Doing, given: events.AddSite) -> None:
    """One more place where the customer's machines stand."""
    Site.objects.create(account_id=do.on.pk, site_name=given.site_name, address=given.address, since=do.at)


@act(
    "party.erase",
    on=("account",),
    states=events.PARTY_ERASED,
    given=events.EraseParty,
    zh="删除个人信息",
    en="Erase personal data",
)
def erase_party(do: Doing, _given: events.EraseParty) -> None:
    """Names, phones and addresses of the customer's people are blanked wherever they stand; the log keeps its tokens."""
    customer = Account.objects.get(pk=do.on.pk).party_id
    matters = list(Matter.objects.filter(customer=customer).values_list("pk", flat=True))
    erase([do.on.pk, *matters], None, do.at, party=customer)


@erases
def blank_accounts(matters: Collection[int], names: Collection[str] | None) -> None:
    """Whom to speak to at a customer's is forgotten."""
    for rows, columns in (
        (Account.objects.filter(pk__in=matters), ("contact_name", "phone")),
        (Contact.objects.filter(account__in=matters), ("contact_name", "phone", "email")),
    ):
        blank = {one: "" for one in columns if names is None or one in names}
        if blank:
            rows.update(**blank)
