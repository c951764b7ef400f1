"""Reads the accesses of a client, and all that the Accès dialog shows of one (spec 1.5)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.contract import Contract, InstalmentState, Origin
from app.domain.ending import lasts
from app.domain.ids import AccessId, ClientId, DocumentId, Rank, SuspensionId
from app.domain.periods import days_of
from app.domain.rights import Right
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, schedule
from app.models import Access, Client, Document, Mandate, Suspension
from app.services.club_rules import club_rules, settings_of
from app.services.desk import Desk
from app.services.fields import MandateFields, PaymentMode, PlanKind
from app.services.masking import iban_masked, visible_mandate
from app.services.schedules import contract_of, contracts_of, suspension_of
from app.services.stale import found
from app.services.unit_of_work import reading
from app.services.views import (
    AccessItem,
    AccessState,
    AccessView,
    DocumentRow,
    NextDebit,
    SuspensionRow,
)

_ORDER = {AccessState.RUNNING: 0, AccessState.SUSPENDED: 0, AccessState.UPCOMING: 1, AccessState.ENDED: 2}


def rules(desk: Desk) -> ClubRules:
    """The club's rules of suspension, for previews."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return club_rules(session)


def accesses(desk: Desk, client: ClientId) -> tuple[AccessItem, ...]:
    """The accesses of a client: running ones first, then coming, then ended; the latest first."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return tuple(item for item, _ in items_of(session, client, desk.today()))


def access_view(desk: Desk, access: AccessId) -> AccessView:
    """All that the Accès dialog shows of one access. Refuses: NotFound.

    The account of the mandate is masked for a role that may not see it.
    """
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        row = found(session, Access, access, "access")
        contract = contract_of(session, row)
        suspensions = suspensions_of(session, [row.id])[row.id]
        holder = session.execute(
            sa.select(Client.surname, Client.first_name, Client.company, Client.number).where(
                Client.id == row.client_id
            )
        ).one()
        mandate = _mandate(session, row)
        proposed = row.maintenance or settings_of(session).default_maintenance
        name = " ".join(word for word in (holder.surname, holder.first_name) if word) or holder.company
        return AccessView(
            item=_item(row, contract, suspensions, desk.today())[0],
            version=row.version,
            client_name=name,
            client_number=holder.number,
            sold_on=row.sold_at.astimezone().date(),
            sold_by=row.sold_by,
            contract=contract,
            suspensions=suspensions,
            mandate=None if mandate is None else visible_mandate(mandate, desk.operator),
            iban_masked="" if mandate is None else iban_masked(mandate.iban),
            normal_amount=None if contract.terms is None else Cents(row.amount),
            proposed_maintenance=Cents(proposed),
            amount_at_once=Cents(row.amount) if contract.terms is None else None,
            registration_fee=Cents(row.registration_fee),
        )


def _mandate(session: Session, row: Access) -> MandateFields | None:
    if row.mandate_id is None:
        return None
    held = session.get_one(Mandate, row.mandate_id)
    return MandateFields(held.iban, held.bic, held.reference, held.signed_on)


def items_of(
    session: Session, client: ClientId | int, today: date
) -> tuple[tuple[AccessItem, Contract], ...]:
    """The accesses of a client with their contracts, in the order they are listed."""
    rows = session.scalars(sa.select(Access).where(Access.client_id == client)).all()
    if not rows:
        return ()
    contracts = contracts_of(session, rows)
    suspensions = suspensions_of(session, [row.id for row in rows])
    made = [_item(row, contracts[AccessId(row.id)], suspensions[row.id], today) for row in rows]
    return tuple(sorted(made, key=_place))


def _place(listed: tuple[AccessItem, Contract]) -> tuple[int, int, int]:
    item = listed[0]
    return _ORDER[item.state], -item.first_day.toordinal(), -item.id


def _item(
    row: Access, contract: Contract, suspensions: Sequence[SuspensionRow], today: date
) -> tuple[AccessItem, Contract]:
    made = schedule(contract)
    current = next((each for each in suspensions if _holds(each, today)), None)
    current = current if lasts(contract, today) else None
    item = AccessItem(
        id=AccessId(row.id),
        client=ClientId(row.client_id),
        plan_name=row.plan_name,
        kind=PlanKind(row.kind),
        payment=PaymentMode(row.payment),
        first_day=row.first_day,
        last_day=made.access_last,
        end_open=made.end_open,
        state=_state(contract, current, today),
        current_suspension=current,
        next_debit=_next_debit(made, today),
    )
    return item, contract


def _holds(suspension: SuspensionRow, day: date) -> bool:
    if suspension.cancelled or suspension.first_day > day:
        return False
    return suspension.last_day is None or day <= suspension.last_day


def _state(contract: Contract, current: SuspensionRow | None, today: date) -> AccessState:
    if not lasts(contract, today):
        return AccessState.ENDED
    if today < contract.access.first:
        return AccessState.UPCOMING
    return AccessState.RUNNING if current is None else AccessState.SUSPENDED


def _next_debit(made: Schedule, today: date) -> NextDebit | None:
    """The next debit from today on, and the first planned one after it with another amount."""
    coming = made.next_due(today)
    if coming is None:
        return None
    then = next(
        (
            (line.first_due, line.amount)
            for line in made.lines(coming.due)
            if line.state is InstalmentState.PLANNED
            and line.amount != coming.amount
            and line.first_due > coming.due
        ),
        (None, None),
    )
    return NextDebit(coming.due, coming.amount, coming.origin is Origin.SUSPENSION, *then)


def suspensions_of(session: Session, ids: Iterable[int]) -> dict[int, tuple[SuspensionRow, ...]]:
    """The suspensions of these accesses in the order of their days, cancelled ones too, with their proofs."""
    wanted = list(ids)
    proofs = _proofs(session, wanted)
    columns = Suspension.__table__.columns
    query = sa.select(*columns).where(columns.access_id.in_(wanted))
    listed: dict[int, list[SuspensionRow]] = defaultdict(list)
    for row in session.execute(query.order_by(columns.first_day, columns.id)):
        listed[row.access_id].append(_suspension(row, tuple(proofs[row.id])))
    return defaultdict(tuple, {access: tuple(rows) for access, rows in listed.items()})


def _suspension(row: Any, proofs: tuple[DocumentRow, ...]) -> SuspensionRow:
    value = suspension_of(row)
    return SuspensionRow(
        id=SuspensionId(row.id),
        access=AccessId(row.access_id),
        version=row.version,
        first_day=row.first_day,
        last_day=row.last_day,
        days=days_of(value.days),
        cause=row.cause,
        first_rank=None if row.first_rank is None else Rank(row.first_rank),
        last_rank=None if row.last_rank is None else Rank(row.last_rank),
        open_ranks=row.open_ranks,
        maintenance=None if row.maintenance is None else Cents(row.maintenance),
        postpones=row.postpones,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        stopped_on=row.stopped_on,
        cancelled=row.cancelled,
        proofs=proofs,
    )


def _proofs(session: Session, ids: Sequence[int]) -> dict[int, list[DocumentRow]]:
    query = (
        document_rows()
        .add_columns(Document.suspension_id)
        .where(Document.access_id.in_(ids), Document.suspension_id.is_not(None))
    )
    listed: dict[int, list[DocumentRow]] = defaultdict(list)
    for *row, suspension in session.execute(query):
        listed[suspension].append(document_row(row))
    return listed


def document_rows() -> sa.Select[Any]:
    """Documents without their content, in the order they were added."""
    columns = ("id", "name", "media_type", "size", "added_at", "added_by")
    return sa.select(*(getattr(Document, column) for column in columns)).order_by(Document.id)


def document_row(row: Sequence[Any]) -> DocumentRow:
    """One row of `document_rows`."""
    number, name, media_type, size, added_at, added_by = row
    return DocumentRow(DocumentId(number), name, media_type, size, added_at, added_by)
