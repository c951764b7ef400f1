"""Money: whole cents of one currency, never a float (spec 2.1)."""

from decimal import Decimal
from typing import NewType

Cents = NewType("Cents", int)
"""Whole cents. `to_decimal` gives the amount with two places."""


def to_decimal(amount: Cents) -> Decimal:
    """The amount in euros with exactly two places: 5900 → Decimal('59.00')."""
    return Decimal(amount).scaleb(-2)
