"""Several dossiers billed at once, as jobs beside the window that count and can be stopped (spec 3.3.6)."""

from collections.abc import Sequence

from app.domain.ids import CommandId, DossierId, InvoiceId
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.dossiers.invoicing_many import DossiersResult, invoice_many_dossiers
from app.services.dossiers.rehearsing import DossierBill, DossierBills, rehearse_dossiers

__all__ = ["DossierBill", "DossierBills", "DossiersResult"]


class _Stopped(Exception):
    """Leaves the look."""


def rehearse(
    desk: Desk, dossiers: Sequence[DossierId], progress: Progress, cancelled: Cancelled
) -> DossierBills | None:
    """What would be made; None: stopped."""

    def told(done: int, of: int) -> None:
        if cancelled():
            raise _Stopped
        progress(done, of)

    try:
        return rehearse_dossiers(desk, dossiers, told)
    except _Stopped:
        return None


def bill(
    desk: Desk, command: CommandId, bills: DossierBills, progress: Progress, cancelled: Cancelled
) -> DossiersResult:
    """Bill what was shown, some at a time."""
    shown = {row.id: row.shares for row in bills.accepted}
    return invoice_many_dossiers(desk, command, shown, progress, cancelled)


def paper(desk: Desk, invoices: Sequence[InvoiceId], choices: PaperChoices) -> PrintedPaper:
    """All invoices of a batch as one PDF."""
    from app.services.documents.invoice_paper import invoices_pdf

    return invoices_pdf(desk, invoices, choices)
