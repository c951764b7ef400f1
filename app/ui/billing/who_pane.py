"""Who of a selection gets the bill and who does not: tried first, then in the same place what was issued."""

from app.i18n import money, ntr, tr
from app.services.billing.selection_views import BilledClient, BillRehearsal, BillResult
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.memory import Memory
from app.ui.kit.refused_words import why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.two_tables import TwoTables

_ROW = 36


class WhoPane(TwoTables):
    """Who gets the bill and who does not, one table a tab; a banner says how many and for how much."""

    def __init__(self, memory: Memory) -> None:
        self.accepted: Table = Table(
            RowsModel(_who_columns()), "bill_many_accepted", tr("Clients facturés"), memory, _ROW
        )
        self.refused: Table = Table(
            RowsModel(_refused_columns()), "bill_many_refused", tr("Clients refusés"), memory, _ROW
        )
        super().__init__("bill_many", self.accepted, self.refused)
        self.accepted.set_empty(EmptyState("info", tr("Personne n'est facturé.")))
        self.refused.set_empty(EmptyState("check-circle", tr("Personne n'est refusé.")))

    def show_rehearsal(self, rehearsal: BillRehearsal) -> None:
        """Who would get it; nothing is issued yet."""
        count = len(rehearsal.accepted)
        said = ntr("{n} facture serait émise", "{n} factures seraient émises", count)
        text = tr("{count} : {total} en tout", count=said, total=money(rehearsal.total))
        refused = _refused_text(len(rehearsal.refused))
        detail = tr(
            "{each} chacune. {refused}. Rien n'est encore enregistré.",
            each=money(rehearsal.each.gross),
            refused=refused,
        )
        self.banner.show_state("info", text, detail)
        self.show_rows(tr("À facturer"), rehearsal.accepted, tr("Refusés"), rehearsal.refused)

    def show_result(self, result: BillResult) -> None:
        """Who got it, and who not; what was not reached can still be issued."""
        detail = tr(
            "{numbers}. {refused}.", numbers=_numbers(result), refused=_refused_text(len(result.refused))
        )
        if not result.done:
            detail = tr("{refused}.", refused=_refused_text(len(result.refused)))
        if result.left:
            detail = f"{detail} {_why_ended(result)}"
        is_whole = result.done and not result.left
        self.banner.show_state("active" if is_whole else "attention", done_text(result), detail)
        title = tr("Non facturés") if result.left else tr("Refusés")
        self.show_rows(tr("Facturés"), result.done, title, (*result.refused, *result.left))


def _numbers(result: BillResult) -> str:
    """2010-000012 à 2010-000411; of several portions, between which other desks may have taken numbers."""
    if result.first == result.last:
        return result.first
    if result.portions == 1:
        return tr("{first} à {last}", first=result.first, last=result.last)
    return tr("Numéros entre {first} et {last}", first=result.first, last=result.last)


def _why_ended(result: BillResult) -> str:
    said = " ".join(why(each) for each in result.ended_by)
    return tr("{why} « Continuer l'émission » reprend où elle s'est arrêtée.", why=said or tr("Interrompu."))


def _refused_text(count: int) -> str:
    return ntr("{n} client refusé", "{n} clients refusés", count)


def done_text(result: BillResult) -> str:
    """12 factures émises; 500 factures émises, 700 restent."""
    done = ntr("{n} facture émise", "{n} factures émises", len(result.done))
    if not result.left:
        return done
    return ntr("{done}, {n} reste", "{done}, {n} restent", len(result.left), done=done)


def _who_columns() -> list[Column]:
    return [
        Column("number", tr("N°"), "number", 72),
        Column("name", tr("Client"), "bold", 240, stretch=True),
    ]


def _refused_columns() -> list[Column]:
    return [
        Column("number", tr("N°"), "number", 72),
        Column("name", tr("Client"), "bold", 240),
        Column("refusals", tr("Raison du refus"), "text", 480, value=_reasons, stretch=True),
    ]


def _reasons(row: BilledClient) -> Cell:
    if not row.refusals:
        return Cell(tr("Pas encore émise"), "muted", icon="clock")
    said = " ".join(why(each) for each in row.refusals)
    return Cell(said, "blocked", icon="x-octagon")
