"""The end of a relation and its return: deactivate and reactivate a client (spec 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ending import end_access, lasts
from app.domain.ids import AccessId, ClientId, CommandId
from app.domain.refusals import Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Access, Client
from app.services.audit import Entry
from app.services.billing.holding import held_invoices, hold_in, open_invoices
from app.services.billing.views import InvoiceRow
from app.services.client_fields import plain_text_verdict
from app.services.clients import REASON_LENGTH
from app.services.company_links import LinkRow, linked_in
from app.services.decisions import Opened, open_access
from app.services.desk import Desk, Outcome, Touched, touched_client, touched_invoice
from app.services.queries.access import items_of
from app.services.schedules import store_schedule
from app.services.stale import found, refuse_stale
from app.services.state_refusals import (
    AlreadyDeactivated,
    EndingNotConfirmed,
    LinkedMeanwhile,
    NotDeactivated,
)
from app.services.unit_of_work import UnitOfWork, reading, writing
from app.services.views import AccessItem, AccessState, ClientState


@dataclass(frozen=True, slots=True)
class DeactivateClient:
    """End the relation. `end_accesses`: running and coming accesses end today, which cannot be undone and
    is confirmed separately; `hold_invoices`: all open invoices go *en attente*. What is left out stays as
    it is. `reason` may be empty. `shown`: what was listed when that was decided; None: it was not asked."""

    command: CommandId
    client: ClientId
    version: int
    end_accesses: bool = False
    confirmed_irreversible: bool = False
    reason: str = ""
    hold_invoices: bool = False
    shown: "DeactivationFacts | None" = None


@dataclass(frozen=True, slots=True)
class ReactivateClient:
    """Take the relation up again; `reason` may be empty."""

    command: CommandId
    client: ClientId
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeactivationFacts:
    """What is linked to a client who is to be deactivated or brought back.

    `accesses` run or are to come, `invoices` are open, `held` are *en attente* already, `links` are the
    persons or companies that stay active.
    """

    client: ClientId
    version: int
    accesses: tuple[AccessItem, ...]
    invoices: tuple[InvoiceRow, ...] = ()
    held: tuple[InvoiceRow, ...] = ()
    links: tuple[LinkRow, ...] = ()

    @property
    def listed(self) -> tuple[object, ...]:
        """What a deactivation says of them: which accesses and their days, what is left of which invoices,
        and who stays active."""
        return (
            {(each.id, each.first_day, each.last_day, each.end_open) for each in self.accesses},
            {(each.id, each.left) for each in self.invoices},
            {each.client for each in self.links},
        )


def deactivation_facts(desk: Desk, client: ClientId) -> DeactivationFacts:
    """What the dialog lists before a client is deactivated or brought back (spec 3.2.2, 3.2.7). Refuses NotFound."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return _facts_in(session, client, desk.today())


def _facts_in(session: Session, client: ClientId, today: date) -> DeactivationFacts:
    row = found(session, Client, client, "client")
    items = (item for item, _ in items_of(session, client, today))
    links = linked_in(session, client)
    return DeactivationFacts(
        client,
        row.version,
        tuple(item for item in items if item.state is not AccessState.ENDED),
        open_invoices(session, client, today),
        held_invoices(session, client, today),
        tuple(each for each in links if each.state is not ClientState.DEACTIVATED),
    )


def deactivate(desk: Desk, request: DeactivateClient) -> Outcome:
    """Deactivate a client; a block, the suspensions, linked persons and companies and, unless they are to
    change, the accesses and the invoices stay.

    Refuses: AlreadyDeactivated, LinkedMeanwhile where something else is linked now than was shown,
    EndingNotConfirmed, StaleEdit, NotFound.
    """
    desk.require(Right.DEACTIVATE)
    if request.hold_invoices:
        desk.require(Right.HOLD_INVOICE)
    reason = _reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Client, request.client, "client")
        if row.deactivated_on is not None:
            raise Refused(AlreadyDeactivated(row.deactivated_on))
        refuse_stale(work.session, row, request.version, client=row.id)
        _refuse_other_links(work, request)
        ending = _lasting(work, request.client) if request.end_accesses else []
        if ending and not request.confirmed_irreversible:
            raise Refused(EndingNotConfirmed(len(ending)))
        touched = _end(work, ending)
        held = hold_in(work, request.client, reason) if request.hold_invoices else ()
        touched |= {touched_invoice(invoice) for invoice in held}
        row.deactivated_on, row.deactivated_by = work.desk.today(), desk.operator.name
        what = "client_deactivated_because" if reason else "client_deactivated"
        work.tell(Entry(what, client=request.client, reason=reason))
        work.summarise(row.id)
        return work.commit(Outcome(touched | {touched_client(row.id)}))


def reactivate(desk: Desk, request: ReactivateClient) -> Outcome:
    """Bring a client back. Ended accesses stay ended, invoices *en attente*, a block stays (spec 3.2.4).

    Refuses: NotDeactivated, StaleEdit, NotFound.
    """
    desk.require(Right.REACTIVATE)
    reason = _reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Client, request.client, "client")
        if row.deactivated_on is None:
            raise Refused(NotDeactivated())
        refuse_stale(work.session, row, request.version, client=row.id)
        row.deactivated_on, row.deactivated_by = None, ""
        what = "client_reactivated_because" if reason else "client_reactivated"
        work.tell(Entry(what, client=request.client, reason=reason))
        work.summarise(row.id)
        return work.commit(Outcome(frozenset({touched_client(row.id)})))


def _reason(typed: str) -> str:
    verdict = plain_text_verdict("reason", typed, REASON_LENGTH)
    refuse_if_any([verdict.refusal] if verdict.refusal else [])
    return verdict.text


def _refuse_other_links(work: UnitOfWork[Any], request: DeactivateClient) -> None:
    """What another desk sold or billed since was neither shown nor decided on; it neither ends nor waits."""
    if request.shown is None:
        return
    now = _facts_in(work.session, request.client, work.desk.today())
    if now.listed != request.shown.listed:
        raise Refused(LinkedMeanwhile())


def _lasting(work: UnitOfWork[Any], client: ClientId) -> list[Opened]:
    """The accesses of a client that run or are to come."""
    ids = work.session.scalars(sa.select(Access.id).where(Access.client_id == client).order_by(Access.id))
    opened = [open_access(work.session, AccessId(access)) for access in ids.all()]
    return [each for each in opened if lasts(each.contract, work.desk.today())]


def _end(work: UnitOfWork[Any], ending: Sequence[Opened]) -> frozenset[Touched]:
    """End these accesses today, for good; what was due before and what is at the bank stays."""
    today, touched = work.desk.today(), frozenset[Touched]()
    for each in ending:
        before = {"last_day": each.access.current_last}
        each.access.ended_on = today
        store_schedule(work.session, each.access, end_access(each.contract, today), today)
        work.tell(
            Entry(
                "access_ended",
                client=each.client,
                access=each.id,
                facts={"plan": each.access.plan_name},
                before=before,
                after={"ended_on": today},
            )
        )
        touched |= each.touched
    return touched
