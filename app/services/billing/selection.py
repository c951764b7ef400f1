"""The same bill to a whole selection: who would get it, who is refused and why, then all at once (spec 3.2)."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.domain.ids import ClientId, CommandId
from app.domain.invoicing import totals, why_not_billed
from app.domain.refusal import Refusal
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Client
from app.services.billing.issuing import issue_many
from app.services.billing.requests import IssueInvoice
from app.services.billing.selection_views import BilledClient, BillMany, BillRehearsal, BillResult
from app.services.billing.views import InvoicesIssued
from app.services.bulk.members import clients_of, slices
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk
from app.services.standing import what_stops
from app.services.unit_of_work import reading

_AGAIN = 3
"""So often the batch is tried where another desk stops a client in between."""


class _Stopped(Exception):
    """The person asked to stop: nothing is issued."""


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
        stopped = _stopped(desk, [row.id for row in some])
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
    """Issue the bill to everybody who was accepted, in one transaction: all of them or, cancelled, none.

    Who was blocked or deactivated since the rehearsal is left out and listed with the reason.
    Refuses: TermImplausible, ClockBehindInvoices, TooManyAtOnce, NothingChosen.
    """
    desk.require(Right.BILL)
    accepted, refused = list(rehearsal.accepted), list(rehearsal.refused)
    for _ in range(_AGAIN):
        try:
            issued = _issue(desk, command, rehearsal.request, accepted, progress, cancelled)
        except _Stopped:
            return BillResult(request=rehearsal.request, refused=tuple(refused), cancelled=True)
        except Refused as why:
            if not any(isinstance(each, ClientBlocked | ClientDeactivated) for each in why.refusals):
                raise
            accepted, since = _sorted_out(desk, accepted)
            refused += since
            continue
        return BillResult(
            issued.touched,
            issued.repeated,
            request=rehearsal.request,
            issued=issued,
            done=tuple(accepted),
            refused=tuple(refused),
        )
    raise Refused(*(refusal for client in refused for refusal in client.refusals))


def _issue(
    desk: Desk,
    command: CommandId,
    request: BillMany,
    accepted: Sequence[BilledClient],
    progress: Progress,
    cancelled: Cancelled,
) -> InvoicesIssued:
    def told(done: int, of: int) -> None:
        progress(done, of)
        if cancelled():
            raise _Stopped

    bills = [
        IssueInvoice(command, each.client, request.lines, request.due, request.note) for each in accepted
    ]
    return issue_many(desk, command, bills, told)


def _sorted_out(
    desk: Desk, accepted: Sequence[BilledClient]
) -> tuple[list[BilledClient], list[BilledClient]]:
    """Who can still be billed, and who was stopped meanwhile."""
    stopped: dict[ClientId, tuple[Refusal, ...]] = {}
    for some in slices(accepted):
        stopped |= _stopped(desk, [each.client for each in some])
    still = [each for each in accepted if each.client not in stopped]
    since = [
        BilledClient(each.client, each.number, each.name, stopped[each.client])
        for each in accepted
        if each.client in stopped
    ]
    return still, since


def _stopped(desk: Desk, clients: Sequence[ClientId]) -> dict[ClientId, tuple[Refusal, ...]]:
    """Those of these clients to whom nothing can be sold, and why."""
    columns = (Client.id, Client.block_on, Client.block_reason, Client.deactivated_on)
    with reading(desk) as session:
        rows = session.execute(sa.select(*columns).where(Client.id.in_(clients))).all()
    found = {ClientId(row.id): what_stops(row) for row in rows}
    return {client: refusals for client, refusals in found.items() if refusals}
