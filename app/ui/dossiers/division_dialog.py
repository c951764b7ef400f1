"""Répartition clients: the shares of the active clients, to be read or printed (spec 3.3.6)."""

from functools import partial

from PySide6.QtCore import QSize

from app.domain.ids import DossierId
from app.i18n import tr
from app.services.desk import Touched, TouchedKind
from app.services.dossiers.views import DossierView
from app.ui.dossiers import jobs
from app.ui.dossiers.division_pane import DivisionPane
from app.ui.kit.buttons import plain, primary
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import why
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(980, 640)


class DivisionDialog(SavingDialog):
    """Follows the dossier while it is open: a client made active again is divided anew at once."""

    def __init__(self, workplace: Workplace, view: DossierView) -> None:
        super().__init__(workplace, "division_dialog", SIZE)
        self._dossier: DossierId = view.id
        self.pane = DivisionPane("division")
        self._print = plain(tr("&Imprimer la répartition"), "division_print", "printer", main=True)
        close = primary(tr("&Fermer"), "division_done")
        self.body.addWidget(self.pane, 1)
        self.set_foot(left=[self._print], right=[close], default=close)
        close.clicked.connect(self.accept)
        self._print.clicked.connect(self._preview)
        self._show(view)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Another desk changed the dossier (`View`)."""
        if concerns(touched, {Touched(TouchedKind.DOSSIER, self._dossier)}):
            self.read(
                partial(jobs.view, self._workplace.desk, self._dossier), self._show, "dossiers/division"
            )

    def _show(self, view: DossierView) -> None:
        self.set_head(tr("Répartition clients"), view.name)
        self.pane.show_division(view.division)
        reason = view.buttons.division or (None if view.division.parts else view.buttons.invoice)
        self._print.allow(reason is None, why(reason))
        self.pane.table.setFocus()

    def _preview(self) -> None:
        produce = partial(jobs.division_paper, self._workplace.desk, self._dossier)
        self._workplace.preview_paper(produce, tr("Répartition clients"))
