"""Who sells and who buys, as an invoice freezes them on its day of issue (spec 3.2)."""

from typing import Any

from app.i18n import Language
from app.models import Client
from app.services.addressing import envelope, language_of
from app.services.billing.views import Party
from app.services.client_rows import fields_of
from app.services.fields import ClubSettings
from app.services.json_values import from_json, to_json


def seller_of(club: ClubSettings) -> dict[str, Any]:
    """The club, as its invoices name it."""
    place = " ".join(part for part in (club.postal_code, club.town) if part)
    address = ", ".join(part for part in (club.address, place) if part)
    reached = " · ".join(part for part in (club.phone, club.email, club.website) if part)
    lines = tuple(line for line in (address, reached) if line)
    return stored(Party(club.name, lines, club.vat_number, club.iban, club.bic, town=club.town))


def customer_of(row: Client, club: ClubSettings) -> tuple[dict[str, Any], Language]:
    """The client as an envelope names it, and the language of the client's papers."""
    fields = fields_of(row)
    name, lines = envelope(fields, club)
    party = Party(name, lines, fields.vat_number, number=row.number)
    return stored(party), language_of(fields)


def stored(party: Party) -> dict[str, Any]:
    """A party as it is kept; `party_of` reads it back."""
    kept: dict[str, Any] = to_json(party)
    return kept


def party_of(kept: dict[str, Any]) -> Party:
    """A party as it was frozen."""
    return from_json(Party, kept)
