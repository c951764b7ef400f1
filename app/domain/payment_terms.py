"""Reads a payment term as a club writes it on a card: "30 jours", "30 dagen einde maand", "net 30" (spec 1.3)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from app.domain.names import search_text


class Unit(Enum):
    """What is counted on from the day of issue; MONTH_END goes to the last day of the month reached."""

    DAYS = "days"
    MONTHS = "months"
    MONTH_END = "month_end"


@dataclass(frozen=True, slots=True)
class PaymentTerm:
    """Steps from the day of issue, taken in their order: "30 jours fin de mois" is 30 days, then the
    end of that month; in "fin de mois le 10" ten days follow it."""

    steps: tuple[tuple[Unit, int], ...]

    def due(self, issued: date) -> date:
        """When an invoice of this day is due: "30 jours" after 15/01/2010 is 14/02/2010, "30 jours fin
        de mois" 28/02/2010."""
        day = issued
        for unit, count in self.steps:
            if unit is Unit.DAYS:
                day += timedelta(days=count)
            else:
                day += relativedelta(months=count) if unit is Unit.MONTHS else _LAST_OF_MONTH
        return day


_LAST_OF_MONTH = relativedelta(day=31)
_MOST = {Unit.DAYS: 366, Unit.MONTHS: 12}
_WEEK = 7
_UNITS = {
    **dict.fromkeys(
        ["j", "jr", "jrs", "jour", "jours", "d", "dag", "dagen", "dgn", "kalenderdagen", "day", "days"],
        (Unit.DAYS, 1),
    ),
    **dict.fromkeys(["semaine", "semaines", "sem", "week", "weken", "wk", "weeks"], (Unit.DAYS, _WEEK)),
    **dict.fromkeys(["mois", "maand", "maanden", "mnd", "month", "months"], (Unit.MONTHS, 1)),
}
_ONE = frozenset(("un", "een", "one"))
_END, _NEXT_END = "monthend", "nextmonthend"
_NEXT_MONTH = re.compile(
    r"\b(?:fin (?:du |de )?mois (?:suivant|prochain)|eind(?:e)? (?:van )?(?:de )?volgende maand"
    r"|end of (?:the )?(?:next|following) month)\b"
)
_THIS_MONTH = re.compile(
    r"\b(?:fin (?:du |de )?mois|fdm|eind(?:e)? (?:van )?(?:de )?maand|end of (?:the )?month|month end|eom)\b"
)
_AT_ONCE = re.compile(
    r"(?:paiement |betaling |payment )?(?:au )?(?:comptant|contant|cash|immediate?|onmiddellijk)"
    r"|(?:a|des) (?:la )?reception(?: de (?:la )?facture)?|(?:bij|na) ontvangst(?: (?:van )?(?:de )?factuur)?"
    r"|(?:due |payable )?(?:up)?on receipt(?: of (?:the )?invoice)?"
)
_SAYS_NOTHING = re.compile(
    "a|apres|calendrier|compter|date|de|delai|du|emission|facturation|facture|la|le|nets?|paiement|plus"
    "|af|betaalbaar|betaling|binnen|factuur|factuurdatum|het|na|netto|op|te|termijn|van|vanaf"
    "|after|at|calendar|due|from|in|invoice|of|on|pay|payable|payment|terms?|the|within"
)


def read_payment_term(text: str) -> PaymentTerm | None:
    """The term that a text in French, Dutch or English says; None where it is not sure that it says one.

    Every word must be understood: "30 jours, 2 % d'escompte à 8 jours" says two terms, and is not read.
    """
    said = search_text(text)
    if _AT_ONCE.fullmatch(said):
        return PaymentTerm(((Unit.DAYS, 0),))
    words = re.sub(r"(?<=[0-9])(?=[a-z])", " ", _THIS_MONTH.sub(_END, _NEXT_MONTH.sub(_NEXT_END, said)))
    steps = _steps(words.split())
    return PaymentTerm(tuple(steps)) if steps and _is_one_term(steps) else None


def due_day(said: str, issued: date, club_days: int) -> date:
    """When an invoice of this day is due: as the card says where that is read, else after the club's days."""
    term = read_payment_term(said)
    return term.due(issued) if term is not None else issued + timedelta(days=club_days)


def _steps(words: Sequence[str]) -> list[tuple[Unit, int]]:
    """What the words say one after the other; nothing where one of them is not understood."""
    steps = list[tuple[Unit, int]]()
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if (word.isascii() and word.isdigit()) or word in _ONE:
            unit, each = _UNITS.get(following, (Unit.DAYS, 1))
            steps.append((unit, each * (1 if word in _ONE else int(word))))
        elif word in (_END, _NEXT_END):
            steps += [(Unit.MONTHS, 1)] * (word == _NEXT_END) + [(Unit.MONTH_END, 0)]
        elif word not in _UNITS and not _SAYS_NOTHING.fullmatch(word):
            return []
    return steps


def _is_one_term(steps: Sequence[tuple[Unit, int]]) -> bool:
    """Whether they are one term that a club may mean: one end of a month at most, no two counts in a row."""
    ends = [unit is Unit.MONTH_END for unit, _ in steps]
    believable = all(count <= _MOST.get(unit, 0) for unit, count in steps)
    return believable and sum(ends) <= 1 and all(one or other for one, other in pairwise(ends))
