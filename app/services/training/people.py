"""Whom the training club knows: about 300 invented clients, the same on every machine for one day.

Values only: what was sold to them and what happened since stands in `training.lives`.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from app.services.fields import ClientFields, ClientType, PersonKind

WORDS = Path(__file__).resolve().parents[3] / "resources" / "demo" / "club.toml"
FIRST_NUMBER = 101
LEFEVRE = 348
"""Client number of the member of the worked example (spec 1.6)."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town as the invented addresses need it."""

    name: str
    postal_code: str
    province: str
    country: str
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Words:
    """The words people are made of (resources/demo/club.toml)."""

    towns: tuple[Town, ...]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.lists[name]


@cache
def words() -> Words:
    """The words, read once."""
    content = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    towns = tuple(Town(**town) for town in content.pop("towns"))
    return Words(towns, {name: tuple(text.replace("\n", "").split("|")) for name, text in content.items()})


@dataclass(frozen=True, slots=True)
class InventedClient:
    """A client's number, card and household (members of one household share address and account)."""

    number: int
    fields: ClientFields
    household: int


def invented_clients(today: date, count: int = 300) -> tuple[InventedClient, ...]:
    """`count` clients; number 348 is the member of spec 1.6 when there are enough."""
    chance = random.Random(348)
    people = list(_households(chance, today, count))[:count]
    numbered = [replace(person, number=FIRST_NUMBER + place) for place, person in enumerate(people)]
    place = LEFEVRE - FIRST_NUMBER
    if place + 1 < count:
        household = numbered[-1].household + 1
        numbered[place] = InventedClient(LEFEVRE, jean_noel(today), household)
        numbered[place + 1] = InventedClient(LEFEVRE + 1, margaux(today), household)
    return tuple(numbered)


def jean_noel(today: date) -> ClientFields:
    """The member of the worked example."""
    return ClientFields(
        surname="LEFÈVRE",
        first_name="Jean-Noël",
        title="M.",
        birth_date=date(1976, 3, 14),
        address="12, rue des Écoles",
        postal_code="59000",
        town="Lille",
        province="Nord",
        country="FR",
        mobile="06 12 34 56 78",
        email="jn.lefevre@exemple.fr",
        client_type=ClientType.PRIVATE,
        adviser="Sarah",
        iban=french_iban(348),
        bic="TESTFRPPXXX",
        card_number="00 348 112",
        remark="Certificat médical à rapporter à la reprise.",
    )


def margaux(today: date) -> ClientFields:
    """Who lives with him."""
    return replace(
        jean_noel(today),
        first_name="Margaux",
        title="Mme",
        birth_date=date(1979, 9, 2),
        mobile="06 12 34 56 79",
        email="margaux.lefevre@exemple.fr",
        card_number="00 349 113",
        remark="",
    )


def _households(chance: random.Random, today: date, count: int) -> Iterator[InventedClient]:
    """Single people, couples, families with children, and companies, until there are `count` of them."""
    made = household = 0
    companies = list(words()["companies"])
    while made < count:
        household += 1
        home = _home(chance, household)
        if household % 19 == 3 and companies:
            members = [_company(chance, home, companies.pop(0), household)]
        else:
            members = list(_family(chance, today, home, household))
        for member in members:
            yield InventedClient(0, _reachable(chance, member, made), household)
            made += 1


def _home(chance: random.Random, household: int) -> ClientFields:
    """Address and account that a household shares."""
    town = chance.choice(words().towns)
    street = chance.choice(words()["dutch_streets" if town.language == "nl" else "streets"])
    number = chance.randint(1, 180)
    french = town.country == "FR"
    return ClientFields(
        address=f"{street} {number}" if town.language == "nl" else f"{number}, {street}",
        address2=f"boîte {chance.randint(1, 12)}" if not french and chance.random() < 0.15 else "",
        postal_code=town.postal_code,
        town=town.name,
        province=town.province,
        country=town.country,
        language=town.language,
        iban=french_iban(household) if french else belgian_iban(household),
        bic="TESTFRPPXXX" if french else "TESTBEBBXXX",
        adviser=chance.choice(("Sarah", "Tom", "")),
        client_type=ClientType.PRIVATE,
    )


def _family(chance: random.Random, today: date, home: ClientFields, household: int) -> Iterator[ClientFields]:
    """One to five people: adults first, then minors, who mostly have a legal representative."""
    size = chance.choices((1, 2, 3, 4, 5), (68, 17, 7, 6, 2))[0]
    surnames = words()["surnames" if home.country == "FR" or chance.random() < 0.3 else "belgian_surnames"]
    surname = chance.choice(surnames).upper().replace("ẞ", "ß")
    adults = 1 if size == 1 else 2
    eldest = chance.randint(19, 78)
    parent = ""
    for place in range(size):
        is_child = place >= adults
        age = chance.randint(6, 17) if is_child else max(18, eldest + chance.randint(-4, 4))
        if adults < size and not is_child:
            age = chance.randint(30, 52)
        person = _person(chance, today, replace(home, surname=surname), age)
        if is_child:
            alone = household % 7 == 0
            person = replace(
                person, legal_representative="" if alone else parent, client_type=ClientType.YOUTH
            )
        else:
            parent = parent or f"{person.first_name} {surname}"
        yield person


def _person(chance: random.Random, today: date, home: ClientFields, age: int) -> ClientFields:
    """Somebody of this age who lives there."""
    is_woman = chance.random() < 0.52
    pool = ("dutch_" if home.language == "nl" else "") + ("women" if is_woman else "men")
    dutch = home.language == "nl"
    title = ("Mevr." if dutch else "Mme") if is_woman else ("Dhr." if dutch else "M.")
    born = today - timedelta(days=round(age * 365.25) + chance.randint(1, 364))
    return replace(
        home,
        first_name=chance.choice(words()[pool]),
        title="" if age < 18 else title,
        birth_date=born if chance.random() > 0.04 else None,
        client_type=ClientType.STUDENT if 18 <= age <= 24 else home.client_type,
        remark=chance.choice(words()["remarks"]) if chance.random() < 0.08 else "",
        show_remark=chance.random() < 0.3,
    )


def _company(chance: random.Random, home: ClientFields, name: str, household: int) -> ClientFields:
    """A company that pays for its people."""
    dutch = home.language == "nl"
    contact = chance.choice(words()["dutch_women" if dutch else "women"])
    surname = chance.choice(words()["surnames"])
    french = home.country == "FR"
    return replace(
        home,
        company=name,
        kind=PersonKind.LEGAL,
        contact_person=f"{contact} {surname}",
        client_type=ClientType.BUSINESS,
        vat_number=french_vat(household) if french else belgian_vat(household),
        vat_rate="20 %" if french else "21 %",
        payment_term="30 jours",
    )


def _reachable(chance: random.Random, person: ClientFields, place: int) -> ClientFields:
    """With a card, a telephone and most often an e-mail address, none of which reaches anybody."""
    french = person.country == "FR"
    mobile = (
        f"06 39 98 {place // 100:02} {place % 100:02}"
        if french
        else f"0470 00 {place // 100:02} {place % 100:02}"
    )
    fixed = (
        f"03 53 01 {place // 100:02} {place % 100:02}"
        if french
        else f"056 00 {place // 100:02} {place % 100:02}"
    )
    label = _address_label(person.company or f"{person.first_name}.{person.surname}")
    return replace(
        person,
        mobile="" if person.company or chance.random() < 0.06 else mobile,
        phone=fixed if person.company or chance.random() < 0.2 else "",
        email=f"{label}{place}@example.{'org' if french else 'com'}" if chance.random() < 0.85 else "",
        card_number=f"00 {FIRST_NUMBER + place:03} {chance.randint(100, 999)}",
    )


def _address_label(name: str) -> str:
    """What stands before the @: plain letters and dots."""
    from app.domain.names import search_text

    return search_text(name).replace(" ", ".")[:40].strip(".")


def _iban(country: str, account: str) -> str:
    """The account with its check digits (ISO 13616)."""
    letters = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(letters) % 97:02}{account}"


def french_iban(place: int) -> str:
    """An account at a bank that does not exist, with a right RIB key."""
    bank, branch, account = 99999, 348, place
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    return _iban("FR", f"{bank:05}{branch:05}{account:011}{key:02}")


def belgian_iban(place: int) -> str:
    """An account of the test range 539, with right check digits."""
    base = 5390000000 + place
    return _iban("BE", f"{base:010}{base % 97 or 97:02}")


def belgian_vat(place: int) -> str:
    """An enterprise number with right check digits."""
    base = 4_990_000 + place
    return f"BE{base:08}{97 - base % 97:02}"


def french_vat(place: int) -> str:
    """A SIREN of nobody with its Luhn digit and key."""
    base = f"{99_900_000 + place:08}"
    digits = [int(sign) * (2 if odd % 2 == 1 else 1) for odd, sign in enumerate(base)]
    check = -sum(digit // 10 + digit % 10 for digit in digits) % 10
    siren = int(f"{base}{check}")
    return f"FR{(12 + 3 * (siren % 97)) % 97:02}{siren:09}"
