"""Owns the registration of the room of cases as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "aftersales.domain.cases"
    label = "cases"
    verbose_name = "服务单"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.cases import acts, facts, reactions  # noqa: F401 - declared by being imported
