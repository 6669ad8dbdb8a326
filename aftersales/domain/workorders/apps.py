"""Owns the registration of the room of work orders as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkordersConfig(AppConfig):
    """Work orders."""

    name = "aftersales.domain.workorders"
    label = "workorders"
    verbose_name = "派工"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.workorders import acts, facts, reactions  # noqa: F401 - declared by being imported
