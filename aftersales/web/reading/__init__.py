"""What pages ask of the ledger: one place that knows how the ledger answers, so that pages know only their words."""

from aftersales.web.reading.acting import acts_on
from aftersales.web.reading.customers import (
    company_name,
    customer_acts,
    customer_target,
    made,
    promised,
    told_to_customer,
    visitor,
)
from aftersales.web.reading.doing import Attempt, perform
from aftersales.web.reading.explain import why
from aftersales.web.reading.figures import by, clause_figures, overview, promises, proof
from aftersales.web.reading.misc import (
    LINKED,
    basis,
    fields,
    make_link,
    may_link,
    proposed_values,
    published,
    related_owed,
)
from aftersales.web.reading.named import event_facts, given_facts, memory_facts, paper_facts, remembered
from aftersales.web.reading.parties import matter_choices, parties, party, people, roles_of
from aftersales.web.reading.policy import waivable, wording
from aftersales.web.reading.rights import manages, matter, may, sees_kind, waives
from aftersales.web.reading.rows import (
    approvals_for,
    approvals_on,
    approvals_seen,
    attachments,
    callers,
    charges,
    consequences,
    documents,
    events,
    flag_text,
    flags,
    is_of,
    kinds_seen,
    late_note,
    mark_read,
    matters,
    notices_for,
    open_finding,
    owed_by,
    owed_by_role,
    owed_on,
    own_orders,
    relatives,
    search,
    steps_to,
)
from aftersales.web.reading.words import (
    act_fields,
    act_label,
    asks_nothing,
    begins,
    consequence_label,
    event_label,
    form_label,
    kind_label,
    known,
    line_label,
    makes,
    policy_words,
    role_label,
    stands_on,
    topic_label,
)

__all__ = [
    "LINKED", "Attempt", "act_fields", "act_label", "acts_on", "approvals_for", "approvals_on", "approvals_seen",
    "asks_nothing", "attachments", "basis", "begins", "by", "callers", "charges", "clause_figures", "consequence_label",
    "company_name", "consequences", "customer_acts", "customer_target", "documents", "event_facts", "event_label", "events", "fields", "flag_text", "flags", "form_label",
    "given_facts", "is_of", "kind_label", "kinds_seen", "known", "late_note", "line_label", "made", "make_link", "makes", "manages",
    "mark_read", "matter", "matter_choices", "matters", "may", "may_link", "memory_facts", "notices_for", "open_finding", "overview",
    "owed_by", "owed_by_role", "owed_on", "own_orders", "paper_facts", "parties", "party", "people", "perform", "policy_words",
    "promised", "promises", "proof", "proposed_values", "published", "related_owed", "relatives", "remembered", "role_label", "roles_of", "search",
    "sees_kind", "stands_on", "steps_to", "told_to_customer", "topic_label", "visitor", "waivable", "waives", "why", "wording",
]  # fmt: skip
