"""Owns the registration of the ledger as one Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The memory of the house."""

    name = "aftersales.ledger"
    label = "ledger"
    verbose_name = "台账"

    def ready(self) -> None:
        """The law's own acts are always at hand."""
        from aftersales.ledger import generic

        generic.load()
