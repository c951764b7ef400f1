"""What billing several dossiers would come to, and which of them would not be billed and why (spec 3.3.6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.cents import Cents
from app.domain.dossier_refusals import NothingChosen
from app.domain.dossiers import Share
from app.domain.ids import DossierId
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.services.desk import Desk
from app.services.dossiers.to_bill import ToBill, to_bill
from app.services.unit_of_work import reading

Told = Callable[[int, int], None]
"""Is told how many of how many dossiers are looked at; what it raises ends the look."""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class DossierBill:
    """A dossier as it would be billed: to whom, by how many invoices, for how much in cents.

    `shares`: what each active client would pay. `why_not`: why it would not be billed.
    """

    id: DossierId
    name: str
    clients: tuple[str, ...]
    invoices: int
    total: Cents
    shares: tuple[Share, ...]
    why_not: Refusal | None = None


@dataclass(frozen=True, slots=True)
class DossierBills:
    """Every dossier that was asked about, in the order asked."""

    rows: tuple[DossierBill, ...]

    @property
    def accepted(self) -> tuple[DossierBill, ...]:
        """Those that would be billed."""
        return tuple(row for row in self.rows if row.why_not is None)

    @property
    def refused(self) -> tuple[DossierBill, ...]:
        """Those that would not, each with its reason."""
        return tuple(row for row in self.rows if row.why_not is not None)

    @property
    def invoices(self) -> int:
        """How many invoices would be issued."""
        return sum(row.invoices for row in self.accepted)

    @property
    def total(self) -> Cents:
        """What all of them come to."""
        return Cents(sum(row.total for row in self.accepted))


def rehearse_dossiers(
    desk: Desk, dossiers: Sequence[DossierId], told: Told = lambda done, total: None
) -> DossierBills:
    """What `invoicing.invoice_dossiers` would do with these dossiers now; nothing is saved.

    Refuses: NotAllowed(BILL), NothingChosen, NotFound.
    """
    desk.require(Right.BILL)
    if not dossiers:
        raise Refused(NothingChosen())
    wanted, rows = list(dict.fromkeys(dossiers)), list[DossierBill]()
    with reading(desk) as session:
        for at in range(0, len(wanted), _AT_ONCE):
            told(at, len(wanted))
            rows += [_row(each) for each in to_bill(session, wanted[at : at + _AT_ONCE], None)]
    told(len(wanted), len(wanted))
    return DossierBills(tuple(rows))


def _row(ready: ToBill) -> DossierBill:
    """One dossier; what would not be billed has no invoice and comes to nothing."""
    if ready.why_not is not None:
        return DossierBill(ready.dossier, ready.name, (), 0, Cents(0), (), ready.why_not)
    clients = tuple(dict.fromkeys(ready.names[bill.client].name for bill in ready.bills))
    return DossierBill(ready.dossier, ready.name, clients, len(ready.bills), ready.total, ready.shares)
