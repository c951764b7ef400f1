"""Which VAT rates a line may be given: the club's own first, then those of its country.

Rates in force of Belgium (royal decree no. 20), France (CGI 278 to 281), the Netherlands (Wet OB 9)
and Luxembourg (law of 12/02/1979), in percent; 0 for what is exempt.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

_OF_COUNTRY: dict[str, tuple[str, ...]] = {
    "BE": ("21", "12", "6"),
    "FR": ("20", "10", "5.5", "2.1"),
    "NL": ("21", "9"),
    "LU": ("17", "14", "8", "3"),
}
_RATE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?")


def parse_rate(text: str) -> Decimal | None:
    """`21 %` or `5,5` as a number in percent; None where it is none from 0 to 100."""
    found = _RATE.fullmatch(text.strip().replace("\u00a0", " "))
    if found is None:
        return None
    rate = Decimal(f"{found[1]}.{found[2] or '0'}").normalize() + 0
    return rate if rate <= 100 else None


def rate_kept(rate: Decimal) -> str:
    """The text under which a rate is kept: `21 %`, `5,5 %`; `parse_rate` reads it again."""
    return f"{rate:f} %".replace(".", ",")


def rates_offered(country: str, preferred: Sequence[str] = ()) -> tuple[Decimal, ...]:
    """The rates to choose from, each once: the preferred ones first, then the country's, then 0."""
    first = [rate for text in preferred if (rate := parse_rate(text)) is not None]
    usual = [Decimal(rate) for rate in _OF_COUNTRY.get(country, _OF_COUNTRY["BE"])]
    return tuple(dict.fromkeys([*first, *usual, Decimal(0)]))
