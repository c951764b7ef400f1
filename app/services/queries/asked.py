"""What a search asks for, worked out from what was typed: terms of SQL, and words of names."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.names import card_digits, phone_digits, search_text
from app.domain.refusals import Refused
from app.models import Client
from app.services.client_refusals import BadCondition
from app.services.clock import Clock
from app.services.condition_values import LONGEST_TEXT, is_meaningful
from app.services.criteria import Criteria
from app.services.name_keys import storable
from app.services.queries.predicates import (
    Term,
    beginning,
    condition_term,
    either,
    equal,
    nobody,
    state_term,
)

LARGEST_NUMBER = 2_147_483_647
SHORTEST_DIGITS = 4
"""So many digits can begin a card or a telephone number; fewer are a client number."""
_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_DIGITS = re.compile(r"\+?[\d\s./()\-]*\d[\d\s./()\-]*")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that each begin some word of a name: anywhere in it, in the surname, in the first name."""

    anywhere: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    first_name: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every word once; one that begins another is left out, since whoever has that has both."""
        words = dict.fromkeys((*self.anywhere, *self.surname, *self.first_name))
        return tuple(
            word for word in words if not any(other != word and other.startswith(word) for other in words)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Terms that must hold, and words that must be found in the name."""

    terms: tuple[Term, ...]
    words: Words


def asked(criteria: Criteria, clock: Clock) -> Asked:
    """What these criteria ask for on this day. Refuses: BadCondition."""
    for condition in criteria.conditions:
        if not is_meaningful(condition):
            raise Refused(BadCondition(condition.field.value, condition.value[:LONGEST_TEXT]))
    anywhere = criteria.anything.strip()
    is_name = anywhere != "" and _anything(anywhere) is None
    texts = (criteria.surname, criteria.first_name, anywhere if is_name else "")
    terms = [
        *([] if is_name or not anywhere else [_anything(anywhere)]),
        *(nobody() for text in texts if text.strip() and not search_text(text)),
        *_field_terms(criteria),
        state_term(criteria.state, clock),
        *(condition_term(condition, clock) for condition in criteria.conditions),
    ]
    surname, first_name, name = (tuple(search_text(text[:LONGEST_TEXT]).split()) for text in texts)
    if len(surname) > 1:  # several words in the field of the name may be a whole name: `lefevre jean`
        surname, name = (), (*name, *surname)
    return Asked(tuple(term for term in terms if term is not None), Words(name, surname, first_name))


def _field_terms(criteria: Criteria) -> list[Term]:
    """The fields of the criteria that have a column of their own."""
    terms: list[Term] = []
    if criteria.number.strip():
        terms.append(_number(criteria.number))
    if criteria.card.strip():
        terms.append(_beginning(Client.card_key, card_digits(criteria.card)))
    if criteria.phone.strip():
        terms.append(_phone(phone_digits(criteria.phone)))
    if criteria.email.strip():
        terms.append(_beginning(Client.email_key, storable(criteria.email).strip().casefold()))
    if criteria.town.strip():
        terms.append(_beginning(Client.town_key, search_text(criteria.town)))
    if criteria.birth_date is not None:
        terms.append(equal(Client.birth_key, criteria.birth_date))
    return terms


def _anything(text: str) -> Term | None:
    """The field of the top bar, where it is no name: e-mail, birth date, number, card, telephone."""
    if "@" in text:
        return _beginning(Client.email_key, storable(text).casefold())
    born = _date(text)
    if born is not None:
        return equal(Client.birth_key, born)
    if not _DIGITS.fullmatch(text) or not text.isascii():
        return None
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) < SHORTEST_DIGITS:
        return _number(digits)
    return either(_number(digits), beginning(Client.card_key, digits), _phone(phone_digits(text)))


def _date(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _number(text: str) -> Term:
    typed = text.strip()
    if not typed.isascii() or not typed.isdigit() or len(typed) > 12 or int(typed) > LARGEST_NUMBER:
        return nobody()
    return equal(Client.number, int(typed))


def _phone(digits: str) -> Term:
    if not digits:
        return nobody()
    return either(beginning(Client.phone_key, digits), beginning(Client.second_phone_key, digits))


def _beginning(column: object, prefix: str) -> Term:
    return beginning(column, prefix) if prefix else nobody()
