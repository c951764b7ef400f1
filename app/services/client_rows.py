"""Between the row of a client and the fields of its card."""

from dataclasses import fields

from app.models import Client
from app.services.fields import ClientFields, PersonKind
from app.services.search_keys import search_keys

CARD_COLUMNS = tuple(field.name for field in fields(ClientFields))


def fields_of(row: Client) -> ClientFields:
    """The card as it is stored."""
    stored = {name: getattr(row, name) for name in CARD_COLUMNS if name != "kind"}
    return ClientFields(kind=PersonKind(row.kind), **stored)


def columns_of(card: ClientFields) -> dict[str, object]:
    """Every column that the card decides, search keys included."""
    typed: dict[str, object] = {name: getattr(card, name) for name in CARD_COLUMNS}
    return {**typed, "kind": card.kind.value, **search_keys(card)}


def name_of(card: ClientFields) -> str:
    """How a list calls the client: `LEFÈVRE Jean-Noël`, or the company."""
    return " ".join(word for word in (card.surname, card.first_name) if word) or card.company
