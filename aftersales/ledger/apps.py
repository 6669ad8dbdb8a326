"""Owns the registration of the ledger as one Django app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    """The memory of the house."""

    name = "aftersales.ledger"
    label = "ledger"
    verbose_name = "台账"

    def ready(self) -> None:
        """The law's own acts are always at hand, and so are the parties that every installation has."""
        from aftersales.ledger import generic

        generic.load()
        post_migrate.connect(_first_parties, sender=self)


def _first_parties(**_named: Any) -> None:
    """After a database was brought up to date, or emptied as a whole, the first parties are there."""
    from aftersales.ledger.known import first_parties

    first_parties()
