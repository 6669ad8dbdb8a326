"""Owns the tables of models, installed units, contracts and deliveries."""

from __future__ import annotations

from django.db import models


class ProductModel(models.Model):
    """A model that the company sells."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="product_model")
    product_model = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    warranty_months = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        db_table = "products_model"


class Component(models.Model):
    """One component of a model, with its own term of warranty where it has one."""

    model = models.ForeignKey(ProductModel, models.PROTECT, related_name="components")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    warranty_months = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        db_table = "products_component"
        constraints = [models.UniqueConstraint(fields=["model", "code"], name="component_once_per_model")]


class Contract(models.Model):
    """A contract with its technical agreement."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="contract")
    customer = models.ForeignKey("ledger.Party", models.PROTECT, null=True, related_name="contracts")
    contract_no = models.CharField(max_length=80, unique=True)
    product_model = models.CharField(max_length=120, blank=True, default="")
    service_scope = models.TextField(blank=True, default="")
    warranty_until = models.DateField(null=True, blank=True)
    installation_included = models.BooleanField(default=False)
    training_included = models.BooleanField(default=False)
    limits = models.TextField(blank=True, default="")
    since = models.DateTimeField()

    class Meta:
        db_table = "products_contract"
        indexes = [models.Index(fields=["customer", "since"], name="contract_customer")]


class Unit(models.Model):
    """One machine at a customer's; its serial number is the only one of its kind."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="unit")
    serial_no = models.CharField(max_length=80, unique=True)
    product_model = models.CharField(max_length=120)
    customer = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="units")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="units")
    installed_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True, default="")
    warranty_until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "products_unit"
        indexes = [models.Index(fields=["customer"], name="unit_customer")]


class Delivery(models.Model):
    """Goods that reached a customer."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="delivery")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="deliveries")
    delivered_at = models.DateTimeField()
    installation_included = models.BooleanField(default=False)
    training_included = models.BooleanField(default=False)
    installation_due = models.DateTimeField(null=True, blank=True)
    commissioned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "products_delivery"
