"""Reads what people type as a day, an amount or a whole number; never guesses silently, never raises."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from app.i18n import current, number, tr

T = TypeVar("T")
MAX_CENTS = 10**12
_SEPARATED = re.compile(r"(\d{1,4})[/.\- ]+(\d{1,2})[/.\- ]+(\d{1,4})")
_DECIMAL = re.compile(r"(-?\d{1,15})(?:[.,](\d{1,6}))?")
_AMOUNT = re.compile(r"(-?)(\d{1,15}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Typed(Generic[T]):
    """What was understood: a value, nothing (empty), or the sentence that says why not."""

    value: T | None = None
    error: str | None = None


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def read_date(text: str, pivot: int = 69) -> Typed[date]:
    """Read 1/2/10, 01022010, 01.02.2010 or 2010-02-01; two-digit years up to `pivot` are 20xx."""
    trimmed = text.strip()
    if not trimmed:
        return Typed()
    parts = _date_parts(trimmed)
    if parts is None:
        return Typed(error=tr("Date illisible.\nÉcrivez jour/mois/année, par exemple 05/08/2010."))
    day, month, written_year = parts
    year = int(written_year)
    if len(written_year) == 2:
        year += 2000 if year <= pivot else 1900
    if not 1900 <= year <= 2199:
        return Typed(error=tr("L’année {year} n’est pas possible.", year=year))
    try:
        return Typed(date(year, month, day))
    except ValueError:
        return Typed(error=tr("Ce jour n’existe pas.\nVérifiez le jour et le mois."))


def _date_parts(text: str) -> tuple[int, int, str] | None:
    """Return day, month, year as typed, or None."""
    if not text.isascii():
        return None
    if _ascii_digits(text) and len(text) in (6, 8):
        return int(text[:2]), int(text[2:4]), text[4:]
    found = _SEPARATED.fullmatch(text)
    if found is None:
        return None
    first, middle, last = found.groups()
    if len(first) == 4:
        return int(last), int(middle), first
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    return int(first), int(middle), last


def read_money(text: str) -> Typed[int]:
    """Read 12,50 or 12.50 or 1 234,56 € as whole cents."""
    bare = re.sub(r"[\s€]", "", text)
    if not bare:
        return Typed() if not text.strip() else Typed(error=_unreadable_money())
    found = _AMOUNT.fullmatch(bare) if bare.isascii() else None
    if found is None:
        return Typed(error=_unreadable_money())
    sign, whole, rest = found.groups()
    if rest is None and not whole.isdigit():
        return Typed(error=_unreadable_money())
    cents = int(re.sub(r"[.,]", "", whole)) * 100 + int((rest or "").ljust(2, "0"))
    if cents > MAX_CENTS:
        return Typed(error=tr("Ce montant est trop grand."))
    return Typed(-cents if sign else cents)


def _unreadable_money() -> str:
    return tr("Montant illisible.\nÉcrivez par exemple 12,50.")


def read_whole(text: str, low: int, high: int) -> Typed[int]:
    """Read a whole number from `low` to `high`."""
    bare = re.sub(r"\s", "", text)
    if not bare:
        return Typed()
    digits = bare.removeprefix("-")
    if not _ascii_digits(digits):
        return Typed(error=tr("Écrivez un nombre entier."))
    if len(digits) > 15 or not low <= int(bare) <= high:
        return Typed(error=tr("Écrivez un nombre de {low} à {high}.", low=number(low), high=number(high)))
    return Typed(int(bare))


def read_decimal(text: str, low: Decimal, high: Decimal, places: int) -> Typed[Decimal]:
    """Read 2 or 1,5 or 1.5, from `low` to `high`, with at most `places` decimals."""
    bare = re.sub(r"[\s%]", "", text)
    if not bare:
        return Typed() if not text.strip() else Typed(error=tr("Écrivez un nombre, par exemple 1,5."))
    found = _DECIMAL.fullmatch(bare) if bare.isascii() else None
    if found is None or len(found.group(2) or "") > places:
        said = tr("Écrivez un nombre entier.") if not places else tr("Écrivez un nombre, par exemple 1,5.")
        return Typed(error=said)
    value = Decimal(bare.replace(",", "."))
    if not low <= value <= high:
        most = number(int(high)) if high == int(high) else decimal_text(high)
        return Typed(error=tr("Écrivez un nombre de {low} à {high}.", low=decimal_text(low), high=most))
    return Typed(value)


def decimal_text(value: Decimal) -> str:
    """See `Texts.decimal`."""
    return current().decimal(value)


def one_line(text: str) -> str:
    """Return `text` with line breaks and control characters turned into spaces."""
    return re.sub(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+", " ", text)
