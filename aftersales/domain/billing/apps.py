"""Owns the registration of the room of billing as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Billing."""

    name = "aftersales.domain.billing"
    label = "billing"
    verbose_name = "费用"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.billing import acts, facts, reactions  # noqa: F401 - declared by being imported
