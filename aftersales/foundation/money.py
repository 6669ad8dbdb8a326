"""Owns money: a decimal amount that never parts from its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 code); sums of different currencies are refused."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str = "CNY") -> Money:
        """``"20 CNY"``, ``"20.50"`` (in ``currency``); ValueError says what is expected."""
        parts = text.strip().split()
        try:
            amount = Decimal(parts[0])
        except (IndexError, InvalidOperation):
            raise ValueError(f"'{text}' is not an amount; write it as 20.50 or 20.50 CNY") from None
        if not amount.is_finite() or len(parts) > 2:
            raise ValueError(f"'{text}' is not an amount; write it as 20.50 or 20.50 CNY")
        return cls(amount, parts[1].upper() if len(parts) == 2 else currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added or compared")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def rounded(self, places: int = 2) -> Money:
        """Rounded half up, as invoices are."""
        return Money(self.amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), self.currency)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"
