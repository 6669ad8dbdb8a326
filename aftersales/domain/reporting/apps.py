"""Owns the registration of the room of reporting as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting."""

    name = "aftersales.domain.reporting"
    label = "reporting"
    verbose_name = "报表"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.reporting import acts, facts, reactions  # noqa: F401 - declared by being imported
