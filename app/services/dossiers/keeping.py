"""Create a dossier, and change its name, its note and its parties: the wizard, and Modifier les parties (spec 3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dossier_refusals import (
    PartyInUse,
    PartyMissing,
    PartyTwice,
    PartyWeightImplausible,
    TooManyParties,
)
from app.domain.dossiers import LARGEST_WEIGHT, MOST_PARTIES, Party
from app.domain.ids import ClientId, DossierId
from app.domain.names import search_text
from app.domain.refusals import Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Activity, ActivityShare, Dossier, DossierParty
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.dossiers.publishing import catch_up
from app.services.dossiers.requests import PartyFields, SaveDossier
from app.services.dossiers.rows import (
    Named,
    count_change,
    dossier_row,
    names_of,
    parties_of,
    touched_dossier,
)
from app.services.dossiers.rules import refuse_stopped
from app.services.dossiers.shared_pages import mark_due, withdraw_for_inactive
from app.services.form_checks import FormChecks
from app.services.refusals import NotFound
from app.services.stale import refuse_stale
from app.services.unit_of_work import UnitOfWork, writing

NOTE_LENGTH = 500
NO_DOSSIER = DossierId(0)


@dataclass(frozen=True, slots=True)
class DossierSaved(Outcome):
    """A dossier was saved; `sharing_stopped`: a client was made inactive, so it is shared no longer."""

    dossier: DossierId = NO_DOSSIER
    sharing_stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Checked:
    name: str
    note: str
    parties: tuple[Party, ...]


def save_dossier(desk: Desk, request: SaveDossier) -> DossierSaved:
    """Create a dossier, or change its name, note and parties (spec 3.3, 3.1).

    Making a client inactive switches the sharing off. Refuses all wrong fields at once; PartyTwice,
    PartyMissing; a new party who is blocked or deactivated, with the reason; PartyInUse for a client who
    is taken away but has activities there; StaleEdit, NotFound.
    """
    desk.require(Right.KEEP_DOSSIER)
    checked = _checked(request)
    with writing(desk, request.command, DossierSaved) as work:
        if work.earlier is not None:
            return work.earlier
        names = names_of(work.session, [each.client for each in checked.parties])
        _refuse_unknown(checked.parties, names)
        if request.dossier is None:
            done = _create(work, checked, names)
        else:
            done = _change(work, request.dossier, request.version, checked, names)
    catch_up(desk, done.dossier)
    return done


def _checked(request: SaveDossier) -> _Checked:
    checks = FormChecks()
    name = checks.name(request.name)
    note = checks.line("note", request.note, NOTE_LENGTH)
    checks.refusals.extend(_wrong_parties(request.parties))
    checks.finish()
    parties = (
        Party(each.client, position, bool(each.active), each.weight)
        for position, each in enumerate(request.parties, 1)
    )
    return _Checked(name, note, tuple(parties))


def _wrong_parties(parties: Sequence[PartyFields]) -> list[Refusal]:
    wrong: list[Refusal] = []
    if not parties:
        wrong.append(PartyMissing())
    if len(parties) > MOST_PARTIES:
        wrong.append(TooManyParties(MOST_PARTIES))
    if any(type(each.weight) is not int or not 1 <= each.weight <= LARGEST_WEIGHT for each in parties):
        wrong.append(PartyWeightImplausible(LARGEST_WEIGHT))
    return wrong


def _refuse_unknown(parties: Sequence[Party], names: Mapping[ClientId, Named]) -> None:
    """Each party is a client that exists, and stands there once."""
    seen: set[ClientId] = set()
    twice: list[Refusal] = []
    for party in parties:
        if party.client not in names:
            raise Refused(NotFound("client"))
        if party.client in seen:
            twice.append(PartyTwice(names[party.client].name))
        seen.add(party.client)
    refuse_if_any(twice)


def _create(
    work: UnitOfWork[DossierSaved], checked: _Checked, names: Mapping[ClientId, Named]
) -> DossierSaved:
    refuse_stopped(work.session, [each.client for each in checked.parties])
    row = Dossier(
        name=checked.name,
        name_key=search_text(checked.name),
        note=checked.note,
        created_at=work.desk.now(),
        created_by=work.desk.operator.name,
    )
    work.session.add(row)
    work.session.flush()
    dossier = DossierId(row.id)
    _store(work.session, dossier, checked.parties)
    facts = {"dossier": row.name, "clients": _told(checked.parties, names)}
    work.tell(Entry("dossier_created", dossier=dossier, facts=facts))
    touched = touched_dossier(dossier, (each.client for each in checked.parties))
    return work.commit(DossierSaved(touched, dossier=dossier))


def _change(
    work: UnitOfWork[DossierSaved],
    dossier: DossierId,
    version: int,
    checked: _Checked,
    names: Mapping[ClientId, Named],
) -> DossierSaved:
    session = work.session
    row = dossier_row(session, dossier)
    before = parties_of(session, dossier)
    refuse_stale(session, row, version, dossier=dossier, theirs=_as_asked(work, row, before))
    known = {each.client: each for each in before}
    kept = {each.client for each in checked.parties}
    gone = [each.client for each in before if each.client not in kept]
    all_names = {**names, **names_of(session, gone)}
    refuse_if_any(
        PartyInUse(all_names[each].name, count) for each in gone if (count := uses_of(session, dossier, each))
    )
    refuse_stopped(session, [each.client for each in checked.parties if each.client not in known])
    _tell_changes(work, row, before, checked, all_names)
    row.name, row.name_key, row.note = checked.name, search_text(checked.name), checked.note
    count_change(row)
    _store(session, dossier, checked.parties)
    stopped = _stop_sharing(work, row, known, checked.parties, all_names)
    mark_due(session, dossier)
    touched = touched_dossier(dossier, {*known, *kept})
    return work.commit(DossierSaved(touched, dossier=dossier, sharing_stopped=stopped))


def _as_asked(work: UnitOfWork[DossierSaved], row: Dossier, parties: Sequence[Party]) -> SaveDossier:
    """The dossier as it stands, in the form in which it is asked for: what a stale edit is shown beside."""
    fields = tuple(PartyFields(each.client, each.active, each.weight) for each in parties)
    return SaveDossier(work.command, DossierId(row.id), row.version, row.name, fields, row.note)


def _stop_sharing(
    work: UnitOfWork[DossierSaved],
    row: Dossier,
    known: Mapping[ClientId, Party],
    after: Sequence[Party],
    names: Mapping[ClientId, Named],
) -> bool:
    """Whether the sharing was on and a client who was active is so no longer."""
    for each in after:
        if each.client in known and known[each.client].active and not each.active:
            return withdraw_for_inactive(work, DossierId(row.id), row.name, names[each.client].name)
    return False


def _store(session: Session, dossier: DossierId, parties: Sequence[Party]) -> None:
    session.execute(sa.delete(DossierParty).where(DossierParty.dossier_id == dossier))
    rows = [
        {
            "dossier_id": dossier,
            "client_id": each.client,
            "position": each.position,
            "active": each.active,
            "weight": each.weight,
        }
        for each in parties
    ]
    session.execute(sa.insert(DossierParty), rows)


def uses_of(session: Session, dossier: DossierId, client: ClientId) -> int:
    """How many activities of a dossier are this client's, or were billed to him."""
    billed = sa.select(ActivityShare.activity_id).where(ActivityShare.client_id == client)
    his = sa.or_(Activity.client_id == client, Activity.id.in_(billed))
    query = sa.select(sa.func.count()).select_from(Activity).where(Activity.dossier_id == dossier, his)
    return session.scalar(query) or 0


def _told(parties: Sequence[Party], names: Mapping[ClientId, Named]) -> str:
    """The parties as the history keeps them: `LEFÈVRE Marie, DUPONT Jean (2)`; a weight of 1 is not said."""
    return ", ".join(
        names[each.client].name + (f" ({each.weight})" if each.weight != 1 else "") for each in parties
    )


def _tell_changes(
    work: UnitOfWork[DossierSaved],
    row: Dossier,
    before: Sequence[Party],
    checked: _Checked,
    names: Mapping[ClientId, Named],
) -> None:
    dossier, facts = DossierId(row.id), {"dossier": checked.name}
    was = {"name": row.name, "note": row.note, "parties": _told(before, names)}
    became = {"name": checked.name, "note": checked.note, "parties": _told(checked.parties, names)}
    changed = [name for name in was if was[name] != became[name]]
    if changed:
        then, now = ({name: each[name] for name in changed} for each in (was, became))
        work.tell(Entry("dossier_saved", dossier=dossier, facts=facts, before=then, after=now))
    states = {each.client: each.active for each in before}
    for each in checked.parties:
        if states.get(each.client, True) != each.active:
            _tell_state(work, row, each.client, each.active, names[each.client].name)


def _tell_state(
    work: UnitOfWork[DossierSaved], row: Dossier, client: ClientId, active: bool, name: str
) -> None:
    what = "party_activated" if active else "party_inactivated"
    facts = {"dossier": row.name, "client": name}
    work.tell(Entry(what, client=client, dossier=DossierId(row.id), facts=facts))
