"""Money: whole cents of one currency, never a float (spec 2.1)."""

import re
from decimal import Decimal

from app.domain.cents import LARGEST, Cents
from app.domain.refusals import AmountNotPositive, AmountTooLarge, BadAmount, Refused

__all__ = ["LARGEST", "Cents", "from_decimal", "parse_money", "to_decimal"]

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))
_AMOUNT = re.compile(r"(-?)([0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]{1,2}))? ?(?:€|EUR)?")
_LONGEST_TEXT = 40


def to_decimal(amount: Cents) -> Decimal:
    """The amount in euros with exactly two places: 5900 → Decimal('59.00')."""
    return Decimal(amount).scaleb(-2)


def from_decimal(amount: Decimal) -> Cents:
    """Whole cents of an amount in euros; refuses a fraction of a cent and more than `LARGEST`."""
    if not amount.is_finite():
        raise Refused(BadAmount(str(amount)))
    if abs(amount) > to_decimal(LARGEST):
        raise Refused(AmountTooLarge(LARGEST))
    cents = amount.scaleb(2)
    if cents != cents.to_integral_value():
        raise Refused(BadAmount(str(amount)))
    return Cents(int(cents))


def parse_money(text: str) -> Cents:
    """What a person typed, in cents: `12,50`, `12.50` and `1 234,56 €` (spec 5.4).

    Zero is returned as 0: the decisions refuse it with "supprimez l'échéance". Refuses letters,
    more than two decimals and hostile text (`BadAmount`), amounts below zero
    (`AmountNotPositive`), and more than 999 999 999,99 (`AmountTooLarge`).
    """
    typed = text.translate(_SPACES).strip(" ")
    found = _AMOUNT.fullmatch(typed) if len(typed) <= _LONGEST_TEXT else None
    if found is None:
        raise Refused(BadAmount(text[:_LONGEST_TEXT]))
    sign, whole, decimals = found.groups()
    cents = Cents(int(whole.replace(" ", "")) * 100 + int((decimals or "0").ljust(2, "0")))
    if sign:
        raise Refused(AmountNotPositive(Cents(-cents)))
    if cents > LARGEST:
        raise Refused(AmountTooLarge(LARGEST))
    return cents
