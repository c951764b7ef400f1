"""Many dossiers billed, some at a time: other desks get in between, and a retry goes on where it was (docs/adr/0016)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.cents import Cents
from app.domain.dossier_refusals import NothingChosen
from app.domain.dossiers import Share
from app.domain.ids import CommandId, DossierId, InvoiceId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.services.bulk.portions import Portioned, in_portions, portion_of
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk
from app.services.dossiers.invoicing import NOTHING, DossiersInvoiced, invoice_dossiers

AT_ONCE = 200
"""So many dossiers are one transaction: a second of the write lock, which other desks wait for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersResult(Portioned[DossierId]):
    """What became of many dossiers: the `invoices` of those that were billed; `left_out`: nothing was to be
    billed any more; `changed`: somebody would have paid another share than was shown."""

    invoices: tuple[InvoiceId, ...] = ()
    total: Cents = NOTHING
    left_out: tuple[DossierId, ...] = ()
    changed: tuple[DossierId, ...] = ()


def invoice_many_dossiers(
    desk: Desk,
    command: CommandId,
    shown: Mapping[DossierId, Sequence[Share]],
    progress: Progress,
    cancelled: Cancelled,
) -> DossiersResult:
    """Bill these dossiers as `invoice_dossiers` does, a portion at a time, each wholly or not at all.

    Cancelled, or refused on the way, it keeps what was billed and names the others; the same command goes
    on with them. Refuses, as long as nothing is billed, what `invoice_dossiers` refuses.
    """
    desk.require(Right.BILL)
    wanted = tuple(shown)
    if not wanted:
        raise Refused(NothingChosen())

    def bill(number: int, some: Sequence[DossierId]) -> DossiersInvoiced:
        return invoice_dossiers(desk, portion_of(command, number), some, shown=shown)

    result = DossiersResult(left=wanted)
    return in_portions(
        result, AT_ONCE, bill, _with, lambda billed: bool(billed.invoices), progress, cancelled
    )


def _with(result: DossiersResult, billed: DossiersInvoiced, _some: Sequence[DossierId]) -> DossiersResult:
    """The result with one more portion."""
    return replace(
        result,
        invoices=(*result.invoices, *billed.invoices),
        total=Cents(result.total + billed.total),
        left_out=(*result.left_out, *billed.left_out),
        changed=(*result.changed, *billed.changed),
    )
