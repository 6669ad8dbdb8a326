"""Owns the tables of parts, places and moves; moves are never edited, balances are their sum."""

from __future__ import annotations

from django.db import models


class Part(models.Model):
    """A spare part."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="part")
    part_no = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=20, default="件")
    abc_class = models.CharField(max_length=1, default="c")
    unit_price = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")

    class Meta:
        db_table = "parts_part"


class StockPlace(models.Model):
    """A warehouse, or the stock that one person carries."""

    matter = models.OneToOneField("ledger.Matter", models.PROTECT, primary_key=True, related_name="stock_place")
    name = models.CharField(max_length=120, unique=True)
    keeper = models.ForeignKey("ledger.Party", models.PROTECT, null=True, blank=True, related_name="stock_places")

    class Meta:
        db_table = "parts_stock_place"


class StockMove(models.Model):
    """A quantity that left one place (or none) for another (or none)."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="moves")
    from_place = models.ForeignKey(StockPlace, models.PROTECT, null=True, blank=True, related_name="moves_out")
    to_place = models.ForeignKey(StockPlace, models.PROTECT, null=True, blank=True, related_name="moves_in")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    why = models.CharField(max_length=16)
    matter = models.ForeignKey("ledger.Matter", models.PROTECT, null=True, blank=True, related_name="stock_moves")
    at = models.DateTimeField()
    by = models.ForeignKey("ledger.Party", models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")

    class Meta:
        db_table = "parts_stock_move"
        indexes = [
            models.Index(fields=["part", "to_place"], name="move_part_to"),
            models.Index(fields=["part", "from_place"], name="move_part_from"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="move_of_something"),
        ]
