"""Reads the fiche: head, facts and accesses of one client, and the documents kept of it (spec 1.3)."""

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.contract import Contract
from app.domain.ids import ClientId, CommandId, DocumentId
from app.domain.limits import usage
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import Client, ClientPhoto, Document, History
from app.services import audit
from app.services.audit import Entry, Signature
from app.services.client_rows import fields_of
from app.services.club_rules import club_rules
from app.services.desk import Desk
from app.services.fields import ClientFields, PersonKind
from app.services.masking import may_see_identity, visible_fields
from app.services.overdue import overdue_of
from app.services.queries.access import document_row, document_rows, items_of
from app.services.refusals import NotFound
from app.services.stale import found
from app.services.unit_of_work import reading, upkeep
from app.services.views import (
    Block,
    ClientCard,
    ClientState,
    DocumentRow,
)

ADULT = 18
IDENTITY_SEEN = "identity_seen"


def client_card(desk: Desk, client: ClientId) -> ClientCard:
    """The card of a client as this operator may see it. Refuses: NotFound.

    Where identity data are shown, that is noted in the history, once a day for each operator.
    """
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        card = _card(desk, session, client)
        seen = card.identity_visible and bool(card.fields.national_number or card.fields.identity_document)
        is_noted = seen and _is_noted(desk, session, client)
    if seen and not is_noted:
        _note_identity_seen(desk, client)
    return card


def client_glance(desk: Desk, client: ClientId) -> ClientCard:
    """The same facts for the preview beside the search; identity data stay masked there."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return _card(desk, session, client, with_identity=False)


def documents(desk: Desk, client: ClientId) -> tuple[DocumentRow, ...]:
    """The documents kept of a client, in the order they were added."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        query = document_rows().where(Document.client_id == client)
        return tuple(document_row(row) for row in session.execute(query))


def document_content(desk: Desk, document: DocumentId) -> tuple[DocumentRow, bytes]:
    """A document and its content. Refuses: NotFound."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        query = document_rows().add_columns(Document.content).where(Document.id == document)
        read = session.execute(query).one_or_none()
    if read is None:
        raise Refused(NotFound("document"))
    *row, content = read
    return document_row(row), content


def _card(desk: Desk, session: Session, client: ClientId, *, with_identity: bool = True) -> ClientCard:
    row = found(session, Client, client, "client")
    today = desk.today()
    listed = items_of(session, client, today)
    items = tuple(item for item, _ in listed)
    chosen = next(((item, contract) for item, contract in listed), None)
    stored = fields_of(row)
    identity = with_identity and may_see_identity(desk.operator, stored)
    shown = visible_fields(stored if identity else _without_identity(stored), desk.operator)
    debits = [item.next_debit for item in items if item.next_debit is not None]
    suspensions = [item.current_suspension for item in items if item.current_suspension is not None]
    used, left = _days_used(session, chosen[1] if chosen else None, today)
    age = age_on(stored.birth_date, today)
    return ClientCard(
        id=client,
        number=row.number,
        version=row.version,
        fields=shown,
        photo=session.scalar(sa.select(ClientPhoto.content).where(ClientPhoto.client_id == row.id)),
        state=ClientState(row.state),
        age=age,
        is_minor_alone=_is_minor_alone(stored, age),
        block=_block(row),
        deactivated_on=row.deactivated_on,
        deactivated_by=row.deactivated_by,
        accesses=items,
        suspension=suspensions[0] if suspensions else None,
        next_debit=min(debits, key=lambda debit: debit.due, default=None),
        overdue=overdue_of(session, row.id, today),
        access_last=row.access_last,
        end_open=row.end_open,
        suspended_days_used=used,
        suspended_days_left=left,
        identity_visible=identity,
        iban_visible=desk.operator.may(Right.SEE_IBAN),
        balance=Cents(row.balance),
    )


def _without_identity(fields: ClientFields) -> ClientFields:
    return replace(fields, show_identity=False)


def _days_used(session: Session, contract: Contract | None, today: date) -> tuple[int, int | None]:
    """Suspended days used and left in the contract year of the first access listed."""
    if contract is None:
        return 0, None
    counted = usage(contract, today, club_rules(session))
    return counted.days_used, counted.days_left


def age_on(born: date | None, day: date) -> int | None:
    """Age in whole years; somebody born on 29/02 gets older on 01/03 of a common year."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _is_minor_alone(fields: ClientFields, age: int | None) -> bool:
    """A minor without a legal representative (spec 1.3)."""
    is_minor = age is not None and age < ADULT and fields.kind is PersonKind.NATURAL
    return is_minor and not fields.legal_representative


def _block(row: Client) -> Block | None:
    if row.block_on is None:
        return None
    return Block(row.block_on, row.block_by, row.block_reason, row.block_automatic)


def _is_noted(desk: Desk, session: Session, client: ClientId) -> bool:
    """Whether this operator's look at the identity data was noted within a day."""
    query = sa.select(History.id).where(
        History.client_id == client,
        History.what == IDENTITY_SEEN,
        History.operator == desk.operator.name,
        History.at > desk.now() - timedelta(days=1),
    )
    return session.execute(query.limit(1)).first() is not None


def _note_identity_seen(desk: Desk, client: ClientId) -> None:
    operator = desk.operator
    signature = Signature(operator.name, operator.workstation, desk.now(), CommandId(""))
    with upkeep(desk.store) as session:
        audit.append(session, signature, [Entry(IDENTITY_SEEN, client=client)])
        session.commit()
