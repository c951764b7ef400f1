"""Whether a client may buy at all: the one check of everything that starts a sale (spec 3.1, 3.2.6).

It reads inside the transaction that writes, so that a block set by another desk a second ago counts.
"""

from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from app.domain.ids import ClientId
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refusal, refuse_if_any
from app.domain.sales import Standing
from app.models import Client
from app.services.stale import found


class Stoppable(Protocol):
    """What of a client's row decides; a whole row or just these columns."""

    @property
    def block_on(self) -> date | None:
        """Since when the client is blocked."""
        ...

    @property
    def block_reason(self) -> str:
        """Why."""
        ...

    @property
    def deactivated_on(self) -> date | None:
        """Since when the client is deactivated."""
        ...


def standing_of(client: Stoppable) -> Standing:
    """What of a client's row forbids a sale, as the domain's sale asks it."""
    return Standing(
        blocked=client.block_on is not None,
        block_reason=client.block_reason,
        deactivated=client.deactivated_on is not None,
        deactivated_on=client.deactivated_on,
    )


def what_stops(client: Stoppable) -> tuple[Refusal, ...]:
    """Every reason for which nothing can be sold to this client: deactivated, blocked and why."""
    reasons: list[Refusal] = []
    if client.deactivated_on is not None:
        reasons.append(ClientDeactivated(client.deactivated_on))
    if client.block_on is not None:
        reasons.append(ClientBlocked(client.block_reason))
    return tuple(reasons)


def refuse_if_stopped(session: Session, client: ClientId) -> Client:
    """The row of a client to whom something may be sold.

    Refuses: ClientBlocked with the reason, ClientDeactivated, NotFound.
    """
    row = found(session, Client, client, "client")
    refuse_if_any(what_stops(row))
    return row
