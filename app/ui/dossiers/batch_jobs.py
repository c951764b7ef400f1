"""Several dossiers billed at once, as jobs beside the window that count and can be stopped (spec 3.3.6)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.domain.ids import CommandId, DossierId, InvoiceId
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.dossiers.invoicing import DossiersInvoiced, invoice_dossiers
from app.services.dossiers.rehearsing import DossierBill, DossierBills, rehearse_dossiers

T = TypeVar("T")
__all__ = ["DossierBill", "DossierBills", "DossiersInvoiced"]


class _Stopped(Exception):
    """Leaves the work; nothing of it is kept."""


def rehearse(
    desk: Desk, dossiers: Sequence[DossierId], progress: Progress, cancelled: Cancelled
) -> DossierBills | None:
    """What would be made; None: stopped."""
    return _until_stopped(lambda told: rehearse_dossiers(desk, dossiers, told), progress, cancelled)


def bill(
    desk: Desk, command: CommandId, bills: DossierBills, progress: Progress, cancelled: Cancelled
) -> DossiersInvoiced | None:
    """Bill what was shown; None: stopped, and nothing is billed."""
    shown = {row.id: row.shares for row in bills.accepted}
    return _until_stopped(
        lambda told: invoice_dossiers(desk, command, list(shown), told, shown), progress, cancelled
    )


def paper(desk: Desk, invoices: Sequence[InvoiceId], choices: PaperChoices) -> PrintedPaper:
    """All invoices of a batch as one PDF."""
    from app.services.documents.invoice_paper import invoices_pdf

    return invoices_pdf(desk, invoices, choices)


def _until_stopped(
    work: Callable[[Callable[[int, int], None]], T], progress: Progress, cancelled: Cancelled
) -> T | None:
    def told(done: int, of: int) -> None:
        if cancelled():
            raise _Stopped
        progress(done, of)

    try:
        return work(told)
    except _Stopped:
        return None
