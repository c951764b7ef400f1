"""Reads all that decides about the door for one client, as the domain asks it (head table of spec 3)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.card_state import ClientSituation, HeldAccess
from app.domain.ids import AccessId
from app.models import Access, Client
from app.services.schedules import contracts_of

_HOLDER = sa.select(Client).where(
    Client.card_key == sa.bindparam("digits"), Client.card_key != ""
)  # its index holds no ""
_ACCESSES = sa.select(Access).where(Access.client_id == sa.bindparam("client"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A client, the situation, and the accesses by id."""

    client: Client
    situation: ClientSituation
    accesses: dict[AccessId, Access]


def standing_of_card(session: Session, digits: str) -> Standing | None:
    """Who has this card, and how that client stands; None: nobody has it."""
    client = session.scalar(_HOLDER, {"digits": digits}) if digits else None
    return None if client is None else standing_of(session, client)


def standing_of(session: Session, client: Client) -> Standing:
    """How this client stands."""
    rows = session.scalars(_ACCESSES, {"client": client.id}).all()
    contracts = contracts_of(session, rows) if rows else {}
    situation = ClientSituation(
        accesses=tuple(HeldAccess(access, contract) for access, contract in contracts.items()),
        blocked=client.block_on is not None,
        block_reason=client.block_reason,
        deactivated=client.deactivated_on is not None,
        deactivated_on=client.deactivated_on,
    )
    return Standing(client, situation, {AccessId(row.id): row for row in rows})
