"""The client a row is about, read along with it; deactivated ones can be chosen too (spec 3.2.6)."""

from typing import Any

from sqlalchemy.orm import Session

from app.domain.ids import ClientId
from app.models import Client
from app.services.prospects.views import Someone
from app.services.stale import found
from app.services.views import ClientState

SOMEONE = (
    Client.id.label("client_key"),
    Client.number.label("client_number"),
    Client.surname,
    Client.first_name,
    Client.company,
    Client.state.label("client_state"),
    Client.mobile,
    Client.phone,
    Client.email,
)


def someone(row: Any) -> Someone:
    """Whom a row read with `SOMEONE` is about: `LEFÈVRE Jean-Noël`, or the company."""
    name = " ".join(word for word in (row.surname, row.first_name) if word) or row.company
    return Someone(
        id=ClientId(row.client_key),
        name=name,
        number=row.client_number,
        state=ClientState(row.client_state),
        phone=row.mobile or row.phone,
        email=row.email,
    )


def someone_of(session: Session, client: ClientId) -> Someone:
    """This client. Refuses NotFound."""
    row = found(session, Client, client, "client")
    name = " ".join(word for word in (row.surname, row.first_name) if word) or row.company
    state = ClientState(row.state)
    return Someone(client, name, row.number, state, row.mobile or row.phone, row.email)
