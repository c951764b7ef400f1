"""The one click on Actif / Inactif of a client in a dossier; his other dossiers do not change (spec 3.3.1)."""

from dataclasses import dataclass, replace

from app.domain.dossier_refusals import NotAParty
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.models import DossierParty
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.dossiers.publishing import catch_up
from app.services.dossiers.requests import SetPartyActive
from app.services.dossiers.rows import count_change, dossier_row, names_of, touched_dossier
from app.services.dossiers.shared_pages import mark_due, withdraw_for_inactive
from app.services.unit_of_work import writing


@dataclass(frozen=True, slots=True)
class PartySet(Outcome):
    """The state stands. `sharing_stopped`: the dossier was shared and is so no longer (spec 3.3.9);
    `not_removed`: why its page could not be removed yet."""

    sharing_stopped: bool = False
    not_removed: Refusal | None = None


def set_party_active(desk: Desk, request: SetPartyActive) -> PartySet:
    """Make a client active or inactive in one dossier (spec 3.3.1); unbilled activities are no obstacle (3.3.3).

    Common unbilled activities are from now on divided among the clients active now (3.3.6); making a client
    inactive switches the sharing off (3.3.9). Two desks that click the same state both get it.
    Refuses: NotAParty, NotFound.
    """
    desk.require(Right.KEEP_DOSSIER)
    with writing(desk, request.command, PartySet) as work:
        if work.earlier is not None:
            return work.earlier
        dossier = dossier_row(work.session, request.dossier)
        party = work.session.get(DossierParty, (request.dossier, request.client))
        if party is None:
            raise Refused(NotAParty())
        if party.active == request.active:
            return work.commit(PartySet())
        party.active = request.active
        count_change(dossier)
        name = names_of(work.session, [request.client])[request.client].name
        what = "party_activated" if request.active else "party_inactivated"
        facts = {"dossier": dossier.name, "client": name}
        work.tell(Entry(what, client=request.client, dossier=request.dossier, facts=facts))
        stopped = not request.active and withdraw_for_inactive(work, request.dossier, dossier.name, name)
        mark_due(work.session, request.dossier)
        touched = touched_dossier(request.dossier, [request.client])
        done = work.commit(PartySet(touched, sharing_stopped=stopped))
    failed = catch_up(desk, request.dossier)
    return replace(done, not_removed=failed if stopped else None)
