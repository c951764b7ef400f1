"""Which dossiers are billed and which not and why: a banner with the sums, and a table for each (spec 3.3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import money, ntr, number, tr
from app.ui.dossiers import words
from app.ui.dossiers.batch_jobs import DossierBill, DossierBills, DossiersInvoiced
from app.ui.kit.banner import Banner
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.memory import Memory
from app.ui.kit.refused_words import why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages

_ROW = 38
BILLED, LEFT_OUT = "billed", "left_out"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A dossier that is not billed, and the sentence that says why."""

    name: str
    why_not: str


class BatchPane(QWidget):
    """The dry run, and afterwards in the same place what was made."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.banner = Banner("info", "", name="bill_dossiers_said")
        self.billed: Table = Table(
            RowsModel(_columns()), "bill_dossiers_billed", tr("Dossiers facturés"), memory, _ROW
        )
        self.left_out: Table = Table(
            RowsModel(_left_out_columns()),
            "bill_dossiers_left_out",
            tr("Dossiers non facturés"),
            memory,
            _ROW,
        )
        self.billed.set_empty(EmptyState("info", tr("Aucun de ces dossiers n'est à facturer.")))
        self.left_out.set_empty(EmptyState("check-circle", tr("Aucun dossier n'est laissé de côté.")))
        self.tabs = TabPages("bill_dossiers_tabs")
        self.tabs.add(BILLED, "", self.billed)
        self.tabs.add(LEFT_OUT, "", self.left_out)
        self.summary = ErrorSummary("bill_dossiers_summary")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.banner)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self.summary)

    def show_rehearsal(self, bills: DossierBills) -> None:
        """What would be made; nothing is saved yet."""
        said = ntr("{n} facture serait émise", "{n} factures seraient émises", bills.invoices)
        text = tr("{count} : {total} en tout", count=said, total=money(bills.total))
        detail = tr("{left}. Rien n'est encore enregistré.", left=_left_text(len(bills.refused)))
        self.banner.show_state("info" if bills.accepted else "attention", text, detail)
        self._show(bills.accepted, [_left(row) for row in bills.refused])

    def show_result(self, bills: DossierBills, done: DossiersInvoiced) -> None:
        """What was made, and what was left out meanwhile."""
        gone = {*done.left_out, *done.changed}
        left = [_left(row) for row in bills.refused]
        left += [_meanwhile(row, row.id in done.changed) for row in bills.accepted if row.id in gone]
        detail = tr("{total} en tout. {left}.", total=money(done.total), left=_left_text(len(left)))
        self.banner.show_state("active" if done.invoices else "attention", made_text(done), detail)
        self._show([row for row in bills.accepted if row.id not in gone], left)

    def _show(self, billed: Sequence[DossierBill], left: Sequence[LeftOut]) -> None:
        self.summary.hide()
        self.billed.rows_model().set_rows(billed)
        self.left_out.rows_model().set_rows(left)
        for at, (text, rows) in enumerate(((tr("Facturés"), billed), (tr("Laissés de côté"), left))):
            titled = tr("{title} ({count})", title=text, count=number(len(rows)))
            self.tabs.bar.setTabText(at, titled)
        self.tabs.show_page(BILLED if billed or not left else LEFT_OUT)
        for table in (self.billed, self.left_out):
            table.select(0)

    def focus(self) -> None:
        """Stand on the table that is shown."""
        (self.billed if self.tabs.page == BILLED else self.left_out).setFocus()


def made_text(done: DossiersInvoiced) -> str:
    """3 factures émises."""
    return ntr("{n} facture émise", "{n} factures émises", len(done.invoices))


def _left_text(count: int) -> str:
    return ntr("{n} dossier laissé de côté", "{n} dossiers laissés de côté", count)


def _left(row: DossierBill) -> LeftOut:
    return LeftOut(row.name, why(row.why_not))


def _meanwhile(row: DossierBill, is_changed: bool) -> LeftOut:
    """What happened at another desk between the dry run and Ok."""
    if is_changed:
        said = tr("Modifié entre-temps : ce que chacun paie n'est plus ce qui était montré.")
    else:
        said = tr("Entre-temps facturé à un autre poste, ou plus rien n'y est à facturer.")
    return LeftOut(row.name, said)


def _columns() -> list[Column]:
    return [
        Column("name", tr("Dossier"), "bold", 270),
        Column("clients", tr("Clients facturés"), "text", 240, sortable=False, value=_clients, stretch=True),
        Column("invoices", tr("Factures"), "number", 90),
        Column("total", tr("Montant"), "money", 110),
    ]


def _clients(row: DossierBill) -> str:
    return words.names(row.clients)


def _left_out_columns() -> list[Column]:
    return [
        Column("name", tr("Dossier"), "bold", 270),
        Column("why_not", tr("Pourquoi pas"), "text", 400, sortable=False, value=_reason, stretch=True),
    ]


def _reason(row: LeftOut) -> Cell:
    return Cell(row.why_not, "muted", icon="info")
