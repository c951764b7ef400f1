"""Which dossiers are billed and which not and why: a banner with the sums, and a table for each (spec 3.3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import money, ntr, tr
from app.ui.dossiers import words
from app.ui.dossiers.batch_jobs import DossierBill, DossierBills, DossiersResult
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.memory import Memory
from app.ui.kit.refused_words import why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.two_tables import TwoTables

_ROW = 38


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A dossier that is not billed, and the sentence that says why."""

    name: str
    why_not: str


class BatchPane(TwoTables):
    """The dry run, and afterwards in the same place what was made."""

    def __init__(self, memory: Memory) -> None:
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
        super().__init__("bill_dossiers", self.billed, self.left_out)
        self.billed.set_empty(EmptyState("info", tr("Aucun de ces dossiers n'est à facturer.")))
        self.left_out.set_empty(EmptyState("check-circle", tr("Aucun dossier n'est laissé de côté.")))

    def show_rehearsal(self, bills: DossierBills) -> None:
        """What would be made; nothing is saved yet."""
        said = ntr("{n} facture serait émise", "{n} factures seraient émises", bills.invoices)
        text = tr("{count} : {total} en tout", count=said, total=money(bills.total))
        detail = tr("{left}. Rien n'est encore enregistré.", left=_left_text(len(bills.refused)))
        self.banner.show_state("info" if bills.accepted else "attention", text, detail)
        self._show(tr("À facturer"), bills.accepted, [_left(row) for row in bills.refused])

    def show_result(self, bills: DossierBills, done: DossiersResult) -> None:
        """What was made, what was left out meanwhile, and what can still be made."""
        gone, waiting = {*done.left_out, *done.changed}, set(done.left)
        left = [_left(row) for row in bills.refused]
        left += [_meanwhile(row, row.id in done.changed) for row in bills.accepted if row.id in gone]
        detail = tr("{total} en tout. {left}.", total=money(done.total), left=_left_text(len(left)))
        if waiting:
            detail = f"{detail} {_why_ended(done)}"
        left += [LeftOut(row.name, tr("Pas encore facturé.")) for row in bills.accepted if row.id in waiting]
        is_whole = done.invoices and not waiting
        self.banner.show_state("active" if is_whole else "attention", made_text(done), detail)
        self._show(tr("Facturés"), [row for row in bills.accepted if row.id not in gone | waiting], left)

    def _show(self, title: str, billed: Sequence[DossierBill], left: Sequence[LeftOut]) -> None:
        self.show_rows(title, billed, tr("Laissés de côté"), left)


def made_text(done: DossiersResult) -> str:
    """3 factures émises; 3 factures émises, 2 dossiers restent."""
    made = ntr("{n} facture émise", "{n} factures émises", len(done.invoices))
    if not done.left:
        return made
    return ntr("{done}, {n} dossier reste", "{done}, {n} dossiers restent", len(done.left), done=made)


def _why_ended(done: DossiersResult) -> str:
    said = " ".join(why(each) for each in done.ended_by) or tr("Interrompu.")
    return tr("{why} « Continuer l'émission » reprend où elle s'est arrêtée.", why=said)


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
