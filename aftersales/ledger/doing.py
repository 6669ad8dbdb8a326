"""Owns what an act's body has in its hands while it is being done: the matter, the doer, the instant, and few tools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.attachments import drawing_of
from aftersales.ledger.documents import file_document, latest, sign_document
from aftersales.ledger.models import Act, Document, Matter, MatterLink, Party
from aftersales.ledger.registry import ActSpec
from aftersales.policy.catalogue import Catalogue


@dataclass(slots=True)
class Doing:
    """One act being done; ``matter`` is the locked row acted on, ``made`` the one that the act began."""

    spec: ActSpec
    catalogue: Catalogue
    by: Party
    at: datetime
    matter: Matter | None
    recorded_at: datetime
    source: str = "live"
    made: Matter | None = None
    for_party: Party | None = None
    act: Act | None = None
    event: str = ""
    stands_on: Matter | None = None
    papers: list[Document] = field(default_factory=list)
    all_made: list[Matter] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    session: Any = None

    @property
    def on(self) -> Matter:
        """The matter acted on; raises where the act is done on none."""
        if self.matter is None:
            raise Refused([Problem("act.no_matter", Text("此动作须在某个事项上进行。", "This act needs a matter."))])
        return self.matter

    def make(
        self,
        *,
        title: str = "",
        customer: Party | int | str | None = None,
        branch: Party | int | str | None = None,
        state: str = "open",
        kind: str | None = None,
        parent: Matter | None = None,
    ) -> Matter:
        """The matter that the act makes, under the one acted on; its number is stamped at the end."""
        above = parent or self.matter
        made = Matter(
            kind=kind or self.spec.type.makes or "",
            title=title[:300],
            parent=above,
            root=above.root_or_self if above else None,
            branch_id=_id(branch) or (above.branch_id if above else None) or _home(self.by),
            customer_id=_id(customer) or (above.customer_id if above else None),
            state=state,
            opened_at=self.at,
        )
        made.save(force_insert=True)
        if made.root_id is None:
            made.root = made
            made.save(update_fields=["root"])
        self.all_made.append(made)
        if self.made is None:
            self.made = made
        return made

    def set_state(self, state: str, matter: Matter | None = None) -> None:
        """The matter is now in ``state``; whether that ends it is said by :meth:`close`."""
        (matter or self.on).state = state

    def close(self, state: str = "closed", matter: Matter | None = None) -> None:
        """The matter has come to its end."""
        row = matter or self.on
        row.state, row.closed_at = state, self.at

    def reopen(self, state: str = "open", matter: Matter | None = None) -> None:
        """The matter goes on."""
        row = matter or self.on
        row.state, row.closed_at = state, None

    def party(self, ref: str | int | None) -> Party:
        """The party with this id; raises where there is none."""
        found = Party.objects.filter(pk=ref).first() if ref else None
        if found is None:
            raise Refused([Problem("party.unknown", Text(f"没有主体 {ref}。", f"There is no party {ref}."))])
        return found

    def parties(self, refs: Iterable[str | int]) -> list[Party]:
        """The parties with these ids, in their order."""
        return [self.party(ref) for ref in refs]

    def find(self, ref: str | int | None, kind: str | None = None) -> Matter:
        """The matter with this id (of ``kind``); raises where there is none."""
        found = Matter.objects.filter(pk=ref).first() if ref else None
        if found is None or (kind is not None and found.kind != kind):
            raise Refused([Problem("matter.unknown", Text(f"没有事项 {ref}。", f"There is no matter {ref}."))])
        return found

    def link(self, kind: str, other: Matter, matter: Matter | None = None) -> MatterLink:
        """A named link from the matter to another one."""
        row, _ = MatterLink.objects.get_or_create(
            kind=kind, matter=matter or self.made or self.on, other=other, until=None, defaults={"since": self.at}
        )
        return row

    def file(self, form: str, values: Mapping[str, Any], matter: Matter | None = None) -> Document:
        """A form filed for the matter; where one is on file already, its next revision."""
        made = file_document(matter or self.made or self.on, form, values, by=self.by, at=self.at, event=self.event)
        self.papers.append(made)
        return made

    def paper(self, form: str) -> Document | None:
        """The document of a form that stands on the matter now."""
        return latest(self.on, form)

    def sign(self, document: Document, *, image: str, name: str, role: str, place: str = "") -> Any:
        """A drawn signature under a document as it stands now; ``image`` is a PNG data address or an upload's id."""
        drawn = drawing_of(image, self.on) if image.isdigit() else image
        return sign_document(
            document, image=drawn, name=name, role=role, place=place, by=self.by, at=self.at, event=self.event
        )


def _id(ref: Party | int | str | None) -> int | None:
    if ref is None or ref == "":
        return None
    return ref.pk if isinstance(ref, Party) else int(ref)


def _home(party: Party) -> int | None:
    return party.pk if party.kind == "branch" else party.branch_id
