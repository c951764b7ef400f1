"""Three members in a table, as the tests of tables show them."""

from dataclasses import dataclass
from datetime import date

from app.ui.kit.columns import Chip, Column


@dataclass(frozen=True)
class Member:
    number: int
    name: str
    birth: date | None
    state: Chip
    balance: int


MEMBERS = [
    Member(1042, "Lambert", date(1994, 2, 19), Chip("active", "Actif"), 0),
    Member(77, "Élodie", date(1970, 5, 11), Chip("blocked", "Bloqué"), 11800),
    Member(348, "Zoé", None, Chip("suspended", "Suspendu"), -250),
]
COLUMNS = [
    Column("number", "N°", "number", 70),
    Column("name", "Nom", "bold", 130),
    Column("birth", "Naissance", "date", 60),
    Column("state", "État", "chip", 60),
    Column("balance", "Solde", "money", 60),
]


def tone_of(member: Member) -> str:
    return "blocked" if member.balance > 0 else ""


def number_of(member: Member) -> int:
    return member.number
