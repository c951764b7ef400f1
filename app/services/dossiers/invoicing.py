"""Bill a dossier: an invoice for each active client, his own activities and his shares, frozen at once (spec 3.3).

A credit note of such an invoice takes money back and frees nothing: the activities stay billed, and
what is to be billed again is entered again (docs/adr).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossier_refusals import DivisionChanged, NothingChosen
from app.domain.dossiers import Share
from app.domain.ids import ClientId, CommandId, DossierId, InvoiceId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.models import Activity, ActivityShare, Client, DossierInvoice
from app.services.audit import Entry
from app.services.billing.issuing import issue_all_in
from app.services.billing.requests import IssueInvoice
from app.services.billing.views import Issued
from app.services.desk import MOST_TOUCHED, Desk, Outcome, Touched, touched_client, touched_invoice
from app.services.dossiers.billing_lines import Bill, lines_of
from app.services.dossiers.publishing import catch_up
from app.services.dossiers.requests import InvoiceDossier
from app.services.dossiers.rows import dossier_row, touched_dossier
from app.services.dossiers.rules import refuse
from app.services.dossiers.shared_pages import mark_due
from app.services.dossiers.to_bill import ToBill, owed, to_bill
from app.services.unit_of_work import UnitOfWork, writing

Told = Callable[[int, int], None]
"""Is told how many of how many dossiers are done; what it raises ends the batch, and nothing is billed."""
MOST_NAMED = 5
NOTHING = Cents(0)
_AT_ONCE = 50
_FROZEN = (
    sa.update(Activity.__table__)  # type: ignore[arg-type]
    .where(Activity.id == sa.bindparam("activity"))
    .values(version=Activity.version + 1)
)


@dataclass(frozen=True, slots=True)
class DossierInvoiced(Outcome):
    """The invoices of a dossier, in the order of its clients, and what they add up to."""

    invoices: tuple[InvoiceId, ...] = ()
    numbers: tuple[str, ...] = ()
    total: Cents = NOTHING


@dataclass(frozen=True, slots=True)
class DossiersInvoiced(Outcome):
    """The invoices of a batch; `left_out`: dossiers in which there was nothing to bill; `changed`: those
    in which somebody would have paid another share than was shown."""

    invoices: tuple[InvoiceId, ...] = ()
    left_out: tuple[DossierId, ...] = ()
    total: Cents = NOTHING
    changed: tuple[DossierId, ...] = ()


def invoice_dossier(desk: Desk, request: InvoiceDossier) -> DossierInvoiced:
    """Bill everything unbilled of the active clients, in one transaction (spec 3.3.6).

    What was entered before a client was blocked is billed all the same: it is no new sale.
    Refuses: OnlyPartyInactive, AllPartiesInactive, NothingToBill, PayerNotActive, DivisionChanged
    where a client would pay another share than was shown, and what `billing.issuing.issue_in` refuses.
    """
    desk.require(Right.BILL)
    with writing(desk, request.command, DossierInvoiced) as work:
        if work.earlier is not None:
            return work.earlier
        dossier_row(work.session, request.dossier)
        (ready,) = to_bill(work.session, [request.dossier], request.payer)
        refuse(ready.why_not)
        if request.shown is not None and owed(request.shown) != owed(ready.shares):
            raise Refused(DivisionChanged(ready.total))
        issued = _bill(work, [ready], request.due, request.note)
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
    shown: Mapping[DossierId, Sequence[Share]] | None = None,
) -> DossiersInvoiced:
    """Bill several dossiers, each client by his own invoice: all of them in one transaction, or none.

    A dossier in which there is nothing to bill, or nobody is active, is left out, and so is one in which
    a client would pay another share than `shown` says. Refuses: NothingChosen, NotFound, and what
    `billing.issuing.issue_in` refuses.
    """
    desk.require(Right.BILL)
    if not dossiers:
        raise Refused(NothingChosen())
    with writing(desk, command, DossiersInvoiced) as work:
        if work.earlier is not None:
            return work.earlier
        wanted, issued = list(dict.fromkeys(dossiers)), list[tuple[Issued, ClientId]]()
        left_out, changed = list[DossierId](), list[DossierId]()
        for at in range(0, len(wanted), _AT_ONCE):
            told(at, len(wanted))
            some = to_bill(work.session, wanted[at : at + _AT_ONCE], None)
            left_out += [each.dossier for each in some if each.why_not is not None]
            billed = [each for each in some if each.why_not is None]
            changed += [each.dossier for each in billed if not _is_as_shown(each, shown)]
            issued += _bill(work, [each for each in billed if each.dossier not in changed], None, "")
        told(len(wanted), len(wanted))
        done = work.commit(
            DossiersInvoiced(
                _touched(wanted, issued),
                invoices=tuple(each.id for each, _ in issued),
                left_out=tuple(left_out),
                total=_total(issued),
                changed=tuple(changed),
            )
        )
    catch_up(desk)
    return done


def _is_as_shown(ready: ToBill, shown: Mapping[DossierId, Sequence[Share]] | None) -> bool:
    return shown is None or owed(shown.get(ready.dossier, ())) == owed(ready.shares)


def _bill(
    work: UnitOfWork[Any], ready: Sequence[ToBill], due: date | None, note: str
) -> list[tuple[Issued, ClientId]]:
    """Issue the invoices of these dossiers, and freeze what they bill."""
    session = work.session
    wanted = [(each, bill) for each in ready for bill in each.bills]
    spoken = _languages(session, {bill.client for _, bill in wanted})
    requests = [
        IssueInvoice(
            work.command,
            bill.client,
            tuple(lines_of(bill, each.rows, each.names, spoken[bill.client])),
            due,
            note,
        )
        for each, bill in wanted
    ]
    issued = issue_all_in(work, requests)
    made = [(invoice, each, bill) for invoice, (each, bill) in zip(issued, wanted, strict=True)]
    _freeze(session, work.desk.today(), made)
    for each in ready:
        mark_due(session, each.dossier)
        _tell(work, each, [(invoice, bill.client) for invoice, of, bill in made if of is each])
    return [(invoice, bill.client) for invoice, _, bill in made]


def _freeze(session: Session, today: date, made: Sequence[tuple[Issued, ToBill, Bill]]) -> None:
    """Keep what each client was billed of each activity; from now on it never moves."""
    if not made:
        return
    session.flush()
    shares = [
        {
            "activity_id": portion.activity,
            "client_id": bill.client,
            "invoice_id": invoice.id,
            "amount": portion.amount,
        }
        for invoice, _, bill in made
        for portion in bill.portions
    ]
    billed = sorted({portion.activity for _, _, bill in made for portion in bill.portions})
    connection = session.connection()
    connection.execute(_FROZEN.values(billed_on=today), [{"activity": activity} for activity in billed])
    connection.execute(sa.insert(ActivityShare.__table__), shares)  # type: ignore[arg-type]
    links = [{"invoice_id": invoice.id, "dossier_id": ready.dossier} for invoice, ready, _ in made]
    connection.execute(sa.insert(DossierInvoice.__table__), links)  # type: ignore[arg-type]
    session.expire_all()


def _languages(session: Session, clients: set[ClientId]) -> dict[ClientId, Texts]:
    """In which language each client reads; French where none is known."""
    rows = session.execute(sa.select(Client.id, Client.language).where(Client.id.in_(clients)))
    known = {each.value: each for each in Language}
    return {ClientId(row.id): texts(known.get(row.language, Language.FR)) for row in rows}


def _tell(work: UnitOfWork[Any], ready: ToBill, issued: Sequence[tuple[Issued, ClientId]]) -> None:
    numbers = [each.number for each, _ in issued]
    named = ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")
    facts = {
        "dossier": ready.name,
        "count": len(numbers),
        "numbers": named,
        "total": _total(issued),
        "clients": ", ".join(dict.fromkeys(ready.names[client].name for _, client in issued)),
    }
    work.tell(Entry("dossier_billed", dossier=ready.dossier, facts=facts))


def _total(issued: Sequence[tuple[Issued, ClientId]]) -> Cents:
    return Cents(sum(each.gross for each, _ in issued))


def _touched(dossiers: Sequence[DossierId], issued: Sequence[tuple[Issued, ClientId]]) -> frozenset[Touched]:
    """The dossiers, the invoices and who got them; where they are many, none: every view refreshes once."""
    if len(issued) > MOST_TOUCHED:
        return frozenset()
    touched = frozenset().union(*(touched_dossier(each) for each in dossiers))
    touched |= {touched_invoice(each.id) for each, _ in issued}
    return touched | {touched_client(client) for _, client in issued}
