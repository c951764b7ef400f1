"""The unit of money, on its own so that every value can name it (spec 2.1)."""

from typing import NewType

Cents = NewType("Cents", int)
"""Whole cents of the one currency; `app.domain.money` reads and writes them."""

LARGEST = Cents(99_999_999_999)
"""The largest amount of one debit, 999 999 999,99 (spec 4.2)."""
