"""Many dossiers billed, some at a time: other desks get in between, and a retry goes on where it was (docs/adr/0016)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.cents import Cents
from app.domain.dossier_refusals import NothingChosen
from app.domain.dossiers import Share
from app.domain.ids import CommandId, DossierId, InvoiceId
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.services.billing.issuing import MOST_TOUCHED
from app.services.bulk.members import slices
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk, Outcome
from app.services.dossiers.invoicing import NOTHING, DossiersInvoiced, invoice_dossiers

AT_ONCE = 200
"""So many dossiers are one transaction: a second of the write lock, which other desks wait for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersResult(Outcome):
    """What became of many dossiers: the `invoices` of those that were billed; `left_out`: nothing was to be
    billed any more; `changed`: somebody would have paid another share than was shown.

    `left` were not reached: it was cancelled, or `ended_by` says why. The same command goes on with them.
    """

    invoices: tuple[InvoiceId, ...] = ()
    total: Cents = NOTHING
    left_out: tuple[DossierId, ...] = ()
    changed: tuple[DossierId, ...] = ()
    left: tuple[DossierId, ...] = ()
    ended_by: tuple[Refusal, ...] = ()


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
    result = DossiersResult(left=wanted, repeated=True)
    progress(0, len(wanted))
    for number, some in enumerate(slices(wanted, AT_ONCE), start=1):
        if cancelled():
            break
        try:
            billed = invoice_dossiers(desk, CommandId(f"{command}/{number}"), some, shown=shown)
        except Refused as why:
            if not result.invoices:
                raise
            result = replace(result, ended_by=tuple(why.refusals))
            break
        result = _with(result, billed, len(some))
        progress(len(wanted) - len(result.left), len(wanted))
    return replace(result, repeated=result.repeated and bool(result.invoices))


def _with(result: DossiersResult, billed: DossiersInvoiced, count: int) -> DossiersResult:
    """The result with one more portion."""
    touched = result.touched | billed.touched
    was_too_much = (result.invoices and not result.touched) or (billed.invoices and not billed.touched)
    is_too_much = was_too_much or len(touched) > MOST_TOUCHED
    return replace(
        result,
        touched=frozenset() if is_too_much else touched,
        repeated=result.repeated and billed.repeated,
        invoices=(*result.invoices, *billed.invoices),
        total=Cents(result.total + billed.total),
        left_out=(*result.left_out, *billed.left_out),
        changed=(*result.changed, *billed.changed),
        left=result.left[count:],
    )
