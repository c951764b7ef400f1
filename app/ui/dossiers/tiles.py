"""The four facts of a dossier that are read from a metre away (spec 3.3)."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import day, money, ntr, tr
from app.services.dossiers.views import DossierView
from app.ui.dossiers import words
from app.ui.kit.tiles import FactTile


class Tiles(QWidget):
    """Active clients, what is to be billed, what waits, what was billed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dossier_tiles")
        self._active = FactTile("users", tr("Clients actifs"), "dossier_active")
        self._due = FactTile("euro", tr("À facturer"), "dossier_due")
        self._common = FactTile("list", tr("Dont en commun"), "dossier_common")
        self._billed = FactTile("check-circle", tr("Déjà facturé"), "dossier_billed")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for tile in (self._active, self._due, self._common, self._billed):
            row.addWidget(tile, 1)

    def show_dossier(self, view: DossierView) -> None:
        """Show the facts anew."""
        active = sum(each.active for each in view.parties)
        names = ", ".join(each.name for each in view.parties if not each.active)
        self._active.show_fact(
            words.active_of(active, len(view.parties)),
            tr("tous actifs dans ce dossier")
            if not names
            else ntr("{n} inactif", "{n} inactifs", len(view.parties) - active),
            mark="" if active else "minus-circle",
            act="" if active else "inactive",
        )
        self._show_due(view)
        billed = sum(each.gross for each in view.invoices)
        last = max((each.issued_on for each in view.invoices), default=None)
        self._billed.show_fact(
            money(billed),
            tr("aucune facture encore")
            if last is None
            else ntr(
                "{n} facture, la dernière le {day}",
                "{n} factures, la dernière le {day}",
                len(view.invoices),
                day=day(last),
            ),
        )

    def _show_due(self, view: DossierView) -> None:
        division = view.division
        waiting = [row for row in view.activities if not row.is_billed]
        count = ntr("{n} activité", "{n} activités", len(waiting))
        said = tr("{amount} en attente", amount=money(division.waiting)) if division.waiting else count
        self._due.show_fact(money(division.total), said if waiting else tr("rien n'attend sa facture"))
        active = len(division.parts)
        shared = (
            ntr("pour {n} client actif", "entre {n} clients actifs", active)
            if active
            else tr("aucun client actif")
        )
        self._common.show_fact(money(division.common), shared)
