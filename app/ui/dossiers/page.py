"""The area Dossiers: the list, and over it the page of one dossier (spec 3.3)."""

from PySide6.QtWidgets import QStackedWidget

from app.domain.ids import DossierId
from app.services.desk import Touched
from app.ui.dossiers.dossier_page import DossierPage
from app.ui.dossiers.list_page import DossiersList
from app.ui.kit.workplace import Workplace


class DossiersPage(QStackedWidget):
    """Opens on the list; a dossier leads back to it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("dossiers_page")
        self._workplace = workplace
        self.list = DossiersList(workplace)
        self._dossier: DossierPage | None = None
        self.addWidget(self.list)
        self.list.opened.connect(self.open_dossier)

    @property
    def dossier(self) -> DossierPage | None:
        """The page of one dossier, once one was opened."""
        return self._dossier

    def open_dossier(self, dossier: DossierId) -> None:
        """Show one dossier."""
        if self._dossier is None:
            self._dossier = DossierPage(self._workplace)
            self._dossier.left.connect(self.show_list)
            self.addWidget(self._dossier)
        self._dossier.open(dossier)
        self.setCurrentWidget(self._dossier)

    def show_list(self) -> None:
        """Back to the list, on the line that was left."""
        self.setCurrentWidget(self.list)
        self.list.focus_table()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Let the list and the dossier read again (`View`)."""
        self.list.refresh(touched)
        if self._dossier is not None:
            self._dossier.refresh(touched)
