"""The same bill to a whole selection: who would get it, who is refused and why, then all (spec 3.2).

Issued some at a time (docs/adr/0016): each portion is one transaction under an id made of the command's and
its place, so that other desks get in between, and a retry answers for the portions that were issued and
goes on with the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, CommandId
from app.domain.invoicing import totals, why_not_billed
from app.domain.refusal import Refusal
from app.domain.refusals import Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Client
from app.services.billing.billed_already import billed_already
from app.services.billing.issuing import issue_all_in
from app.services.billing.refusals import BilledAlready, NothingChosen
from app.services.billing.requests import IssueInvoice
from app.services.billing.selection_views import BilledClient, BillMany, BillRehearsal, BillResult
from app.services.bulk.keeping import KeptOfClient, kept_of_client, refusal_kept
from app.services.bulk.members import clients_of, slices
from app.services.bulk.pace import collecting_rarely
from app.services.bulk.portions import in_portions, portion_of
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk, Outcome, Touched, touched_client, touched_invoice
from app.services.refusals import NotFound
from app.services.standing import what_stops
from app.services.unit_of_work import UnitOfWork, reading, writing

AT_ONCE = 500
"""So many invoices are one transaction: a second of the write lock, which other desks wait for."""
_NOT_THERE: tuple[Refusal, ...] = (NotFound("client"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsIssued(Outcome):
    """One portion: how many got their invoice, from which number to which, and why the others did not."""

    count: int
    first: str = ""
    last: str = ""
    refused: tuple[KeptOfClient, ...] = field(default=())


def rehearse_bills(desk: Desk, request: BillMany, progress: Progress, cancelled: Cancelled) -> BillRehearsal:
    """Who of the selection would get this bill and who would not; changes nothing.

    Refuses lines that cannot be billed, BadCondition.
    """
    desk.require(Right.BILL)
    refuse_if_any(why_not_billed(request.lines))
    people = clients_of(desk, request.members, cancelled)
    progress(0, len(people))
    found: list[BilledClient] = []
    for some in slices(people):
        if cancelled():
            break
        with reading(desk) as session:
            stopped = _stopped(session, [row.id for row in some], request, desk.today())
        for row in some:
            name = " ".join(word for word in (row.surname, row.first_name) if word) or row.company
            found.append(BilledClient(row.id, row.number, name, stopped.get(row.id, ())))
        progress(len(found), len(people))
    if cancelled():
        return BillRehearsal(request, totals(request.lines), cancelled=True)
    return BillRehearsal(request, totals(request.lines), tuple(found))


def issue_bills(
    desk: Desk, command: CommandId, rehearsal: BillRehearsal, progress: Progress, cancelled: Cancelled
) -> BillResult:
    """Issue the bill to everybody who was accepted, a portion at a time, each wholly or not at all.

    Who was blocked, deactivated or billed the same since the rehearsal is left out, listed with the reason.
    Cancelled, or refused on the way, it keeps what was issued and names the others; the same command goes
    on with them.
    Refuses, as long as nothing is issued: TermImplausible, ClockBehindInvoices, NothingChosen, DatabaseBusy,
    DiskFull, DatabaseUnreachable, AnswerLost.
    """
    desk.require(Right.BILL)
    accepted = rehearsal.accepted
    if not accepted:
        raise Refused(NothingChosen())

    def issue(number: int, some: Sequence[BilledClient]) -> BillsIssued:
        return _portion(desk, portion_of(command, number), rehearsal.request, some)

    result = BillResult(request=rehearsal.request, refused=rehearsal.refused, left=accepted)
    return in_portions(result, AT_ONCE, issue, _with, lambda issued: issued.count > 0, progress, cancelled)


def _with(result: BillResult, issued: BillsIssued, some: Sequence[BilledClient]) -> BillResult:
    """The result with one more portion."""
    reasons: dict[ClientId, tuple[Refusal, ...]] = {}
    for why in issued.refused:
        reasons[why.client] = (*reasons.get(why.client, ()), refusal_kept(why))
    done = tuple(each for each in some if each.client not in reasons)
    refused = tuple(replace(each, refusals=reasons[each.client]) for each in some if each.client in reasons)
    return replace(
        result,
        done=(*result.done, *done),
        refused=(*result.refused, *refused),
        first=result.first or issued.first,
        last=issued.last or result.last,
    )


def _portion(desk: Desk, command: CommandId, request: BillMany, some: Sequence[BilledClient]) -> BillsIssued:
    """Some of the invoices in one transaction; who is stopped by now gets none, and the reason is kept."""
    with collecting_rarely(), writing(desk, command, BillsIssued) as work:
        if work.earlier is not None:
            return work.earlier
        stopped = _stopped(work.session, [each.client for each in some], request, desk.today())
        clients = [each.client for each in some if each.client not in stopped]
        return work.commit(_issue(work, request, clients, stopped))


def _issue(
    work: UnitOfWork[Any],
    request: BillMany,
    clients: Sequence[ClientId],
    stopped: dict[ClientId, tuple[Refusal, ...]],
) -> BillsIssued:
    bills = [IssueInvoice(work.command, each, request.lines, request.due, request.note) for each in clients]
    issued = issue_all_in(work, bills)
    touched: set[Touched] = {touched_invoice(each.id) for each in issued}
    return BillsIssued(
        frozenset(touched | {touched_client(each) for each in clients}),
        count=len(issued),
        first=issued[0].number if issued else "",
        last=issued[-1].number if issued else "",
        refused=tuple(kept_of_client(client, why) for client in stopped for why in stopped[client]),
    )


def _stopped(
    session: Session, clients: Sequence[ClientId], request: BillMany, today: date
) -> dict[ClientId, tuple[Refusal, ...]]:
    """Those of these clients to whom this cannot be sold, or who were billed it today already, and why."""
    columns = (Client.id, Client.block_on, Client.block_reason, Client.deactivated_on)
    rows = session.execute(sa.select(*columns).where(Client.id.in_(clients))).all()
    standing = {ClientId(row.id): what_stops(row) for row in rows}
    found = {client: standing.get(client, _NOT_THERE) for client in clients}
    for client, number in billed_already(session, clients, request.lines, today).items():
        found[client] = (*found[client], BilledAlready(number))
    return {client: refusals for client, refusals in found.items() if refusals}
