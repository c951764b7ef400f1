"""Lists of dossiers: the page of all, those of a client, those under the +, and what a form begins with (spec 3.3)."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossier_refusals import PartyInactive
from app.domain.dossiers import Party, active_parties
from app.domain.ids import ClientId, DossierId, UserId
from app.domain.names import search_text
from app.domain.rights import Right
from app.models import Activity, Client, Dossier, DossierIntervenant, DossierParty, PortalPage, User
from app.models.dossiers import HUNDREDTHS
from app.services.desk import Desk
from app.services.dossiers.page import dossier_view, party_rows_of
from app.services.dossiers.requests import DossierFilter
from app.services.dossiers.rows import (
    Named,
    dossier_row,
    intervenants_of,
    names_of,
    parties_of,
    parties_of_many,
    plain_number,
)
from app.services.dossiers.rules import why_not_entered, why_not_for
from app.services.dossiers.views import (
    ActivityForm,
    DossierKey,
    DossierPage,
    DossierRow,
    Intervenant,
    OfferedDossier,
    OfferedParty,
    PartyRow,
    UsualActivity,
)
from app.services.queries.name_words import has_word
from app.services.unit_of_work import reading

__all__ = [
    "activity_form", "count_dossiers", "dossier_page", "dossier_view", "dossiers_of", "offered_dossiers",
    "party_rows", "possible_intervenants", "transfer_targets", "usual_activities",
]  # fmt: skip

MOST_AT_ONCE = 500
LONGEST_TEXT = 100
LATELY = 2000
"""Usual activities are looked for among the latest so many."""
_UNBILLED = (
    sa.select(sa.literal(1)).where(Activity.dossier_id == Dossier.id, Activity.billed_on.is_(None)).exists()
)
_SHARED = sa.select(sa.literal(1)).where(PortalPage.dossier_id == Dossier.id, PortalPage.wanted).exists()
_ACTIVE = sa.select(sa.literal(1)).where(DossierParty.dossier_id == Dossier.id, DossierParty.active).exists()


def dossier_page(
    desk: Desk, wanted: DossierFilter, after: DossierKey | None = None, limit: int = 100
) -> DossierPage:
    """A page of the dossiers by name; `after` is the `next_key` of the page before."""
    desk.require(Right.SEARCH)
    most = max(1, min(limit, MOST_AT_ONCE))
    with reading(desk) as session:
        query = sa.select(Dossier.id, Dossier.name_key).where(*_claims(session, wanted))
        if after is not None:
            query = query.where(sa.tuple_(Dossier.name_key, Dossier.id) > (after.name_key, after.id))
        keys = session.execute(query.order_by(Dossier.name_key, Dossier.id).limit(most + 1)).all()
        shown = keys[:most]
        rows = _rows(desk, session, [DossierId(row.id) for row in shown], wanted.client)
    follows = len(keys) > most
    return DossierPage(rows, DossierKey(shown[-1].name_key, DossierId(shown[-1].id)) if follows else None)


def count_dossiers(desk: Desk, wanted: DossierFilter) -> int:
    """How many dossiers a filter finds."""
    desk.require(Right.SEARCH)
    with reading(desk) as session:
        query = sa.select(sa.func.count()).select_from(Dossier).where(*_claims(session, wanted))
        return session.scalar(query) or 0


def found_dossiers(desk: Desk, wanted: DossierFilter) -> tuple[DossierId, ...]:
    """Every dossier that a filter finds, by name: what is done with all of them is not done page by page."""
    desk.require(Right.SEARCH)
    with reading(desk) as session:
        query = sa.select(Dossier.id).where(*_claims(session, wanted))
        return tuple(
            DossierId(each) for each in session.scalars(query.order_by(Dossier.name_key, Dossier.id))
        )


def dossiers_of(desk: Desk, client: ClientId) -> tuple[DossierRow, ...]:
    """The dossiers of a client for his card; where he is inactive, nothing is entered from it (spec 3.3.7)."""
    desk.require(Right.SEE_CARD)
    his = sa.select(DossierParty.dossier_id).where(DossierParty.client_id == client)
    query = sa.select(Dossier.id).where(Dossier.id.in_(his)).order_by(Dossier.name_key, Dossier.id)
    with reading(desk) as session:
        found = session.scalars(query.limit(MOST_AT_ONCE))
        return _rows(desk, session, [DossierId(each) for each in found], client)


def offered_dossiers(desk: Desk, text: str, limit: int = 20) -> tuple[OfferedDossier, ...]:
    """The dossiers under the + of the top bar: someone is active there, and this person may enter
    activities (spec 3.3.4, 3.3.5, 3.3.11)."""
    desk.require(Right.ENTER_ACTIVITY)
    with reading(desk) as session:
        return _offered(session, [*_text_claims(session, text), _ACTIVE, *_mine(desk)], limit)


def transfer_targets(desk: Desk, text: str, limit: int, without: DossierId) -> tuple[OfferedDossier, ...]:
    """The dossiers that activities can be transferred to: someone is active there (spec 3.3.8)."""
    desk.require(Right.KEEP_DOSSIER)
    with reading(desk) as session:
        claims = [*_text_claims(session, text), _ACTIVE, *_mine(desk), Dossier.id != without]
        return _offered(session, claims, limit)


def activity_form(desk: Desk, dossier: DossierId, card: ClientId | None = None) -> ActivityForm:
    """The active clients of a dossier, and why no activity can be entered there, or from this card.

    Refuses NotFound.
    """
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        row = dossier_row(session, dossier)
        parties = parties_of(session, dossier)
        why_not = why_not_entered(desk, parties, intervenants_of(session, dossier))
        active = party_rows_of(session, active_parties(parties), None)
        return ActivityForm(
            dossier,
            row.name,
            tuple(
                OfferedParty(each.client, each.number, each.name, each.stopped, each.weight)
                for each in active
            ),
            why_not or why_not_for(session, parties, card),
        )


def usual_activities(desk: Desk, text: str, limit: int = 8) -> tuple[UsualActivity, ...]:
    """What was entered lately and begins with this text, the latest price of each, the latest first."""
    desk.require(Right.ENTER_ACTIVITY)
    words = search_text(text[:LONGEST_TEXT])
    query = sa.select(Activity.description, Activity.unit_price, Activity.vat_rate)
    found: dict[str, UsualActivity] = {}
    with reading(desk) as session:
        for description, price, rate in session.execute(query.order_by(Activity.id.desc()).limit(LATELY)):
            key = search_text(description)
            if key not in found and key.startswith(words):
                found[key] = UsualActivity(description, Cents(price), plain_number(rate, HUNDREDTHS))
            if len(found) == limit:
                break
    return tuple(found.values())


def party_rows(desk: Desk, parties: Sequence[Party]) -> tuple[PartyRow, ...]:
    """Clients chosen in the wizard, as its step Parties shows them before anything is saved."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return party_rows_of(session, parties, None)


def possible_intervenants(desk: Desk) -> tuple[Intervenant, ...]:
    """Who can be named intervenant of a dossier, by name."""
    desk.require(Right.NAME_INTERVENANTS)
    query = sa.select(User.id, User.name).where(User.active).order_by(User.name_key)
    with reading(desk) as session:
        return tuple(Intervenant(UserId(row.id), row.name) for row in session.execute(query))


def _claims(session: Session, wanted: DossierFilter) -> list[sa.ColumnElement[bool]]:
    claims = _text_claims(session, wanted.text)
    if wanted.client is not None:
        his = sa.select(DossierParty.dossier_id).where(DossierParty.client_id == wanted.client)
        claims.append(Dossier.id.in_(his))
    if wanted.only_unbilled:
        claims.append(_UNBILLED)
    if wanted.only_shared:
        claims.append(_SHARED)
    return claims


def _text_claims(session: Session, text: str) -> list[sa.ColumnElement[bool]]:
    """Each typed word begins a word of the dossier's name, or of the name of one of its clients."""
    dialect = session.get_bind().dialect.name
    claims: list[sa.ColumnElement[bool]] = []
    for word in search_text(text[:LONGEST_TEXT]).split():
        named = (
            sa.select(sa.literal(1))
            .select_from(DossierParty)
            .join(Client, Client.id == DossierParty.client_id)
            .where(DossierParty.dossier_id == Dossier.id, has_word(Client.name_key, word, dialect))
        )
        claims.append(sa.or_(has_word(Dossier.name_key, word, dialect), named.exists()))
    return claims


def _mine(desk: Desk) -> list[sa.ColumnElement[bool]]:
    """The dossiers in which this person enters activities."""
    if desk.operator.may(Right.ENTER_ANY_ACTIVITY):
        return []
    named = sa.select(sa.literal(1)).where(DossierIntervenant.dossier_id == Dossier.id)
    me = named.where(DossierIntervenant.user_id == desk.operator.user)
    return [sa.or_(me.exists(), sa.not_(named.exists()))]


def _offered(session: Session, claims: Sequence[Any], limit: int) -> tuple[OfferedDossier, ...]:
    query = sa.select(Dossier.id, Dossier.name).where(*claims).order_by(Dossier.name_key, Dossier.id)
    found = session.execute(query.limit(max(1, min(limit, MOST_AT_ONCE)))).all()
    parties = parties_of_many(session, [DossierId(row.id) for row in found])
    names = _names(session, parties)
    return tuple(
        OfferedDossier(
            DossierId(row.id),
            row.name,
            tuple(names[each.client].name for each in parties[DossierId(row.id)] if each.active),
        )
        for row in found
    )


def _names(session: Session, parties: dict[DossierId, tuple[Party, ...]]) -> dict[ClientId, Named]:
    return names_of(session, {each.client for some in parties.values() for each in some})


def _rows(
    desk: Desk, session: Session, dossiers: Sequence[DossierId], card: ClientId | None
) -> tuple[DossierRow, ...]:
    """The lines of these dossiers, in this order."""
    parties = parties_of_many(session, dossiers)
    names = _names(session, parties)
    sums = _sums(session, dossiers)
    shared = set(
        session.scalars(
            sa.select(PortalPage.dossier_id).where(PortalPage.dossier_id.in_(dossiers), PortalPage.wanted)
        )
    )
    titles = {
        row.id: row.name
        for row in session.execute(sa.select(Dossier.id, Dossier.name).where(Dossier.id.in_(dossiers)))
    }
    intervenants = _intervenants(session, dossiers)
    own = _own_counts(session, dossiers, card)
    rows = []
    for dossier in dossiers:
        here = next((each for each in parties[dossier] if each.client == card), None)
        why_not = why_not_entered(desk, parties[dossier], intervenants.get(dossier, ()))
        if why_not is None and here is not None and not here.active:
            why_not = PartyInactive(names[here.client].name)
        count, amount = sums.get(dossier, (0, 0))
        rows.append(
            DossierRow(
                id=dossier,
                name=titles[dossier],
                clients=tuple(names[each.client].name for each in parties[dossier]),
                active=len(active_parties(parties[dossier])),
                parties=len(parties[dossier]),
                unbilled=count,
                unbilled_amount=Cents(amount),
                shared=dossier in shared,
                why_no_activity=why_not,
                is_active_here=here.active if here is not None else None,
                unbilled_here=own.get(dossier, 0),
            )
        )
    return tuple(rows)


def _sums(session: Session, dossiers: Sequence[DossierId]) -> dict[DossierId, tuple[int, int]]:
    """How many activities of each dossier are not billed, and what they cost."""
    query = (
        sa.select(Activity.dossier_id, sa.func.count(), sa.func.sum(Activity.amount))
        .where(Activity.dossier_id.in_(dossiers), Activity.billed_on.is_(None))
        .group_by(Activity.dossier_id)
    )
    return {DossierId(row[0]): (row[1], int(row[2])) for row in session.execute(query)}


def _own_counts(
    session: Session, dossiers: Sequence[DossierId], client: ClientId | None
) -> dict[DossierId, int]:
    """How many activities of this client are not billed in each dossier (spec 3.3.3)."""
    query = (
        sa.select(Activity.dossier_id, sa.func.count())
        .where(Activity.dossier_id.in_(dossiers), Activity.billed_on.is_(None), Activity.client_id == client)
        .group_by(Activity.dossier_id)
    )
    return {DossierId(row[0]): row[1] for row in session.execute(query)} if client is not None else {}


def _intervenants(session: Session, dossiers: Sequence[DossierId]) -> dict[DossierId, list[Intervenant]]:
    query = (
        sa.select(DossierIntervenant.dossier_id, User.id, User.name)
        .join(User, User.id == DossierIntervenant.user_id)
        .where(DossierIntervenant.dossier_id.in_(dossiers))
        .order_by(User.name_key)
    )
    found: dict[DossierId, list[Intervenant]] = {}
    for dossier, user, name in session.execute(query):
        found.setdefault(DossierId(dossier), []).append(Intervenant(UserId(user), name))
    return found
