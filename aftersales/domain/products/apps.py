"""Owns the registration of the room of products as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Products."""

    name = "aftersales.domain.products"
    label = "products"
    verbose_name = "产品"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.products import acts, facts, reactions  # noqa: F401 - declared by being imported
