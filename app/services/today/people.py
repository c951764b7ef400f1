"""The columns by which every list of the day names its client."""

from typing import Any

from app.domain.ids import ClientId
from app.models import Client
from app.services.today.views import Person

PERSON = (
    Client.id.label("client"),
    Client.number,
    Client.surname,
    Client.first_name,
    Client.company,
)


def person(row: Any) -> Person:
    """Whom a row read with `PERSON` is about: `LEFÈVRE Jean-Noël`, or the company."""
    name = " ".join(word for word in (row.surname, row.first_name) if word) or row.company
    return Person(ClientId(row.client), name, row.number)
