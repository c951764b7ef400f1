"""Bill a dossier: an invoice for each active client, his own activities and his shares, frozen at once (spec 3.3).

A credit note of such an invoice takes money back and frees nothing: the activities stay billed, and
what is to be billed again is entered again (docs/adr).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossier_refusals import DivisionChanged, NothingChosen, NothingToBill
from app.domain.dossiers import why_no_activity
from app.domain.ids import ActivityId, ClientId, CommandId, DossierId, InvoiceId
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.models import Activity, ActivityShare, Client, Dossier, DossierInvoice
from app.services.audit import Entry
from app.services.billing.issuing import issue_in
from app.services.billing.views import Issued
from app.services.desk import Desk, Outcome, Touched, touched_client, touched_invoice
from app.services.dossiers.billing_lines import Bill, bills, lines_of
from app.services.dossiers.dividing import divided, division_now
from app.services.dossiers.publishing import catch_up
from app.services.dossiers.requests import InvoiceDossier
from app.services.dossiers.rows import (
    Named,
    dossier_row,
    names_of,
    parties_of,
    touched_dossier,
    unbilled_rows,
)
from app.services.dossiers.rules import refuse
from app.services.dossiers.shared_pages import mark_due
from app.services.dossiers.views import Division
from app.services.unit_of_work import UnitOfWork, reading, writing

Told = Callable[[int, int], None]
"""Is told how many of how many dossiers are done; what it raises ends the batch, and nothing is billed."""
MOST_NAMED = 5
NOTHING = Cents(0)


@dataclass(frozen=True, slots=True)
class DossierInvoiced(Outcome):
    """The invoices of a dossier, in the order of its clients, and what they add up to."""

    invoices: tuple[InvoiceId, ...] = ()
    numbers: tuple[str, ...] = ()
    total: Cents = NOTHING


@dataclass(frozen=True, slots=True)
class DossiersInvoiced(Outcome):
    """The invoices of a batch; `left_out`: dossiers in which there was nothing to bill."""

    invoices: tuple[InvoiceId, ...] = ()
    left_out: tuple[DossierId, ...] = ()
    total: Cents = NOTHING


def rehearse_invoice(desk: Desk, dossier: DossierId, payer: ClientId | None = None) -> Division:
    """What would be billed now, to whom; nothing is changed. Refuses PayerNotActive, NotFound."""
    desk.require(Right.BILL)
    with reading(desk) as session:
        dossier_row(session, dossier)
        return division_now(session, dossier, payer)


def invoice_dossier(desk: Desk, request: InvoiceDossier) -> DossierInvoiced:
    """Bill everything unbilled of the active clients, in one transaction (spec 3.3.6).

    What was entered before a client was blocked is billed all the same: it is no new sale.
    Refuses: OnlyPartyInactive, AllPartiesInactive, NothingToBill, PayerNotActive, DivisionChanged
    where the total is no longer the one that was shown, and what `billing.issuing.issue_in` refuses.
    """
    desk.require(Right.BILL)
    with writing(desk, request.command, DossierInvoiced) as work:
        if work.earlier is not None:
            return work.earlier
        dossier = dossier_row(work.session, request.dossier)
        issued = _bill(work, dossier, request.payer, request.due, request.note, request.shown)
        done = work.commit(
            DossierInvoiced(
                _touched([request.dossier], issued),
                invoices=tuple(each.id for each, _ in issued),
                numbers=tuple(each.number for each, _ in issued),
                total=_total(issued),
            )
        )
    catch_up(desk, request.dossier)
    return done


def invoice_dossiers(
    desk: Desk,
    command: CommandId,
    dossiers: Sequence[DossierId],
    told: Told = lambda done, total: None,
) -> DossiersInvoiced:
    """Bill several dossiers, each client by his own invoice: all of them in one transaction, or none.

    A dossier in which there is nothing to bill, or nobody is active, is left out. Refuses:
    NothingChosen, NotFound, and what `billing.issuing.issue_in` refuses.
    """
    desk.require(Right.BILL)
    if not dossiers:
        raise Refused(NothingChosen())
    with writing(desk, command, DossiersInvoiced) as work:
        if work.earlier is not None:
            return work.earlier
        wanted, issued, left_out = list(dict.fromkeys(dossiers)), list[tuple[Issued, ClientId]](), []
        for done_so_far, dossier in enumerate(wanted):
            told(done_so_far, len(wanted))
            row = dossier_row(work.session, dossier)
            if why_not_billed(work.session, dossier) is not None:
                left_out.append(dossier)
                continue
            issued += _bill(work, row, None, None, "", None)
        told(len(wanted), len(wanted))
        done = work.commit(
            DossiersInvoiced(
                _touched(wanted, issued),
                invoices=tuple(each.id for each, _ in issued),
                left_out=tuple(left_out),
                total=_total(issued),
            )
        )
    catch_up(desk)
    return done


def why_not_billed(session: Session, dossier: DossierId) -> Refusal | None:
    """Why there is nothing to bill in a dossier; None: there is."""
    parties = parties_of(session, dossier)
    reason = why_no_activity(parties)
    if reason is not None:
        return reason
    made = divided(unbilled_rows(session, dossier), parties)
    return None if any(part.portions for part in made.parts) else NothingToBill()


def _bill(
    work: UnitOfWork[Any],
    dossier: Dossier,
    payer: ClientId | None,
    due: date | None,
    note: str,
    shown: Cents | None,
) -> list[tuple[Issued, ClientId]]:
    """Issue the invoices of one dossier and freeze what they bill."""
    session, number = work.session, DossierId(dossier.id)
    parties, rows = parties_of(session, number), unbilled_rows(session, number)
    refuse(why_no_activity(parties))
    made = divided(rows, parties, payer)
    wanted = list(bills(made))
    if not wanted:
        raise Refused(NothingToBill())
    if shown is not None and shown != made.total:
        raise Refused(DivisionChanged(made.total))
    by_id = {ActivityId(row.id): row for row in rows}
    names = names_of(session, [each.client for each in parties])
    spoken = _languages(session, {bill.client for bill in wanted})
    issued = []
    for bill in wanted:
        lines = lines_of(bill, by_id, names, spoken[bill.client])
        issued.append((issue_in(work, bill.client, lines, due=due, note=note), bill))
    _freeze(session, work.desk.today(), number, issued)
    mark_due(session, number)
    done = [(each, bill.client) for each, bill in issued]
    _tell(work, dossier, done, names)
    return done


def _freeze(session: Session, today: date, dossier: DossierId, issued: Sequence[tuple[Issued, Bill]]) -> None:
    """Keep what each client was billed of each activity; from now on it never moves."""
    session.flush()
    shares = [
        {
            "activity_id": portion.activity,
            "client_id": bill.client,
            "invoice_id": invoice.id,
            "amount": portion.amount,
        }
        for invoice, bill in issued
        for portion in bill.portions
    ]
    billed = sorted({portion.activity for _, bill in issued for portion in bill.portions})
    frozen = sa.update(Activity.__table__).where(  # type: ignore[arg-type]
        Activity.id == sa.bindparam("activity")
    )
    session.connection().execute(
        frozen.values(billed_on=today, version=Activity.version + 1),
        [{"activity": activity} for activity in billed],
    )
    session.connection().execute(sa.insert(ActivityShare.__table__), shares)  # type: ignore[arg-type]
    links = [{"invoice_id": invoice.id, "dossier_id": dossier} for invoice, _ in issued]
    session.connection().execute(sa.insert(DossierInvoice.__table__), links)  # type: ignore[arg-type]
    session.expire_all()


def _languages(session: Session, clients: set[ClientId]) -> dict[ClientId, Texts]:
    """In which language each client reads."""
    rows = session.execute(sa.select(Client.id, Client.language).where(Client.id.in_(clients)))
    return {ClientId(row.id): texts(Language(row.language)) for row in rows}


def _tell(
    work: UnitOfWork[Any],
    dossier: Dossier,
    issued: Sequence[tuple[Issued, ClientId]],
    names: dict[ClientId, Named],
) -> None:
    numbers = [each.number for each, _ in issued]
    named = ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")
    facts = {
        "dossier": dossier.name,
        "count": len(numbers),
        "numbers": named,
        "total": _total(issued),
        "clients": ", ".join(dict.fromkeys(names[client].name for _, client in issued)),
    }
    work.tell(Entry("dossier_billed", dossier=DossierId(dossier.id), facts=facts))


def _total(issued: Sequence[tuple[Issued, ClientId]]) -> Cents:
    return Cents(sum(each.gross for each, _ in issued))


def _touched(dossiers: Sequence[DossierId], issued: Sequence[tuple[Issued, ClientId]]) -> frozenset[Touched]:
    """The dossiers, the invoices and who got them."""
    touched = frozenset().union(*(touched_dossier(each) for each in dossiers))
    touched |= {touched_invoice(each.id) for each, _ in issued}
    return touched | {touched_client(client) for _, client in issued}
