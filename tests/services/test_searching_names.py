"""Whatever beginnings of names are typed, the same clients come in the same order as by reading every name."""

from itertools import product

import pytest

from app.domain.names import search_text
from app.services.criteria import Criteria, Sort, StateFilter
from app.services.desk import Desk
from app.services.fields import ClientFields
from app.services.queries import search, surname_order
from tests.services.test_searching import every_row, fill

SURNAMES = (
    "DE SMET", "D'HONDT", "LEFÈVRE", "VAN DE VELDE", "MARTIN", "DUPONT-DE LA SALLE", "SIMON", "VERVAEKE", "MARIE",
    "DELMOTTE", "VAN DAMME", "ADAM",
)  # fmt: skip
FIRST_NAMES = (
    "Jean",
    "Jean-Marie",
    "Marie",
    "Dirk",
    "Sophie",
    "Anne-Sophie",
    "Simon",
    "Véronique",
    "Lars",
    "Adam",
)
PEOPLE = tuple(
    ClientFields(surname=surname, first_name=first_name)
    for number, (first_name, surname) in enumerate(product(FIRST_NAMES, SURNAMES))
    if number % 3
)
BEGINNINGS = ("a", "d", "de", "jean", "l", "ma", "mar", "s", "si", "sophie", "v", "van", "ve", "z")
TYPED = (
    *BEGINNINGS,
    *(f"{one} {other}" for one, other in product(BEGINNINGS, repeat=2) if one != other),
    "d s v",
)

NEVER, ALWAYS, NOW_AND_THEN = (12_000, 20_000, (500, 5_000)), (0, 0, ()), (11, 11, (2, 6))


@pytest.fixture(params=[NEVER, ALWAYS, NOW_AND_THEN], ids=["never", "always", "now and then"])
def frequent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How soon a word is frequent, so that every way is gone; a walk is short."""
    few, together, rare = request.param
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(surname_order, "FEW_WORDS", few)
    monkeypatch.setattr(surname_order, "FEW_TOGETHER", together)
    monkeypatch.setattr(surname_order, "RARE", rare)
    monkeypatch.setattr(surname_order, "NEAR", 20)


def by_reading(typed: str) -> list[int]:
    """The numbers of those who have each word at the beginning of some word of their name, by surname."""
    found = []
    for number, person in enumerate(PEOPLE, start=1):
        name = search_text(f"{person.surname} {person.first_name}").split()
        if all(any(own.startswith(word) for own in name) for word in typed.split()):
            found.append((search_text(person.surname), number))
    return [number for _, number in sorted(found)]


@pytest.mark.usefixtures("frequent")
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_beginnings_find_what_reading_every_name_finds(desk: Desk) -> None:
    fill(desk, PEOPLE)
    wanted = {typed: by_reading(typed) for typed in TYPED}
    assert len({len(found) for found in wanted.values()}) > 10
    for descending in (False, True):
        sort = Sort(descending=descending)
        rows = {typed: every_row(desk, Criteria(anything=typed), sort, 9) for typed in TYPED}
        numbers = {typed: [row.number for row in rows[typed]] for typed in TYPED}
        assert numbers == {typed: found[::-1] if descending else found for typed, found in wanted.items()}


def test_a_filter_beside_the_beginnings_changes_nothing_else(desk: Desk) -> None:
    fill(desk, PEOPLE)
    for typed in TYPED[::7]:
        rows = every_row(desk, Criteria(anything=typed, state=StateFilter.PROSPECTS), Sort(), 7)
        assert [row.number for row in rows] == by_reading(typed)
