"""Whether this desk may do something in a dossier now: asked by windows, and again inside each transaction (spec 3.3)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.domain.dossier_refusals import (
    NotAnIntervenant,
    NotAParty,
    PartyBlocked,
    PartyDeactivated,
    PartyInactive,
)
from app.domain.dossiers import Party, why_no_activity
from app.domain.ids import ClientId
from app.domain.refusals import NotAllowed, Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Client
from app.services.desk import Desk
from app.services.dossiers.rows import called, names_of
from app.services.dossiers.views import Intervenant
from app.services.stale import found
from app.services.standing import refuse_if_stopped


def why_not_here(desk: Desk, intervenants: Sequence[Intervenant]) -> Refusal | None:
    """Why this person enters nothing in a dossier: no right, or others are its intervenants (spec 3.3.11)."""
    if not desk.operator.may(Right.ENTER_ACTIVITY):
        return NotAllowed(Right.ENTER_ACTIVITY)
    named = {each.user for each in intervenants}
    if not named or desk.operator.user in named or desk.operator.may(Right.ENTER_ANY_ACTIVITY):
        return None
    return NotAnIntervenant(", ".join(each.name for each in intervenants))


def why_not_entered(
    desk: Desk, parties: Sequence[Party], intervenants: Sequence[Intervenant]
) -> Refusal | None:
    """Why Nouvelle activité cannot be clicked (spec 3.3.4, 3.3.5, 3.3.11)."""
    return why_not_here(desk, intervenants) or why_no_activity(parties)


def why_not_for(session: Session, parties: Sequence[Party], client: ClientId | None) -> Refusal | None:
    """Why nothing is entered for this client, or from his card (spec 3.3.7); None client: in common."""
    if client is None:
        return None
    party = next((each for each in parties if each.client == client), None)
    if party is None:
        return NotAParty()
    return None if party.active else PartyInactive(names_of(session, [client])[client].name)


def refuse(reason: Refusal | None) -> None:
    """Refuse for this reason, if there is one."""
    refuse_if_any([reason] if reason is not None else [])


def refuse_stopped(session: Session, clients: Sequence[ClientId]) -> None:
    """Refuse what would be sold to clients who are blocked or deactivated (spec 3.1, 3.2.6).

    One client: ClientBlocked, ClientDeactivated. Several: PartyBlocked, PartyDeactivated say who. NotFound.
    """
    if len(clients) == 1:
        refuse_if_stopped(session, clients[0])
        return
    reasons: list[Refusal] = []
    for client in clients:
        row = found(session, Client, client, "client")
        if row.deactivated_on is not None:
            reasons.append(PartyDeactivated(called(row), row.deactivated_on))
        if row.block_on is not None:
            reasons.append(PartyBlocked(called(row), row.block_reason))
    if reasons:
        raise Refused(*reasons)
