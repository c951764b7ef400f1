"""What can be done to all that a search found: suspend them, stop their suspensions, bill them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.rights import Right
from app.i18n import tr
from app.services.desk import Operator
from app.ui.kit.icons import icon


class SelectionMenu(QMenu):
    """`suspend_asked`, `stop_asked` and `bill_asked`; a role that may not sees why."""

    suspend_asked = Signal()
    stop_asked = Signal()
    bill_asked = Signal()

    def __init__(self, operator: Operator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_menu")
        self.setToolTipsVisible(True)
        suspend = self.addAction(icon("pause-circle", "muted"), tr("&Suspendre la sélection…"))
        suspend.setObjectName("suspend_selection")
        suspend.triggered.connect(self.suspend_asked)
        stop = self.addAction(icon("check-circle", "muted"), tr("&Arrêter les reports de la sélection…"))
        stop.setObjectName("stop_selection")
        stop.triggered.connect(self.stop_asked)
        for action in (suspend, stop):
            _allow(action, operator.may(Right.BULK_SUSPEND))
        bill = self.addAction(icon("euro", "muted"), tr("&Facturer la sélection…"))
        bill.setObjectName("bill_selection")
        bill.triggered.connect(self.bill_asked)
        _allow(bill, operator.may(Right.BILL))


def _allow(action: QAction, allowed: bool) -> None:
    action.setEnabled(allowed)
    if not allowed:
        action.setToolTip(
            tr("Réservé aux responsables : votre rôle ne permet pas de changer une sélection entière.")
        )
