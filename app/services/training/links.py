"""Who works for which company of the invented club (spec 3.2.7)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.company_links import LinkClients, link
from app.services.fields import PersonKind
from app.services.training.base import Club
from app.services.training.people import InventedClient, words

ADULT = 18
"""Years of age that somebody has at least who works."""


def add_links(
    club: Club, today: date, people: Sequence[InventedClient], clients: Mapping[int, ClientId]
) -> None:
    """Two to four persons at each company, and one who is at two of them."""
    desk, roles = club.desk(today, "SARAH", Role.MANAGER), words()["link_roles"]
    for place, (company, person) in enumerate(_employed(people, today)):
        role = roles[place % len(roles)]
        link(desk, LinkClients(club.command(), clients[person], clients[company], role))


def _employed(people: Sequence[InventedClient], today: date) -> Iterator[tuple[int, int]]:
    """The numbers of a company and of a person there."""
    adults = [each.number for each in people if _is_adult(each, today)]
    companies = [each.number for each in people if each.fields.kind is PersonKind.LEGAL]
    made: set[tuple[int, int]] = set()
    for place, company in enumerate(companies):
        following = [number for number in adults if number > company] or adults
        made |= {(company, person) for person in following[: 2 + place % 3]}
    if companies and made:
        made.add((companies[-1], min(made)[1]))
    yield from sorted(made)


def _is_adult(person: InventedClient, today: date) -> bool:
    born = person.fields.birth_date
    return person.fields.kind is PersonKind.NATURAL and born is not None and today.year - born.year > ADULT
