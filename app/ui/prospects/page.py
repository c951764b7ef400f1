"""Prospects: the pipeline of opportunities, the quotes and the follow-ups of the whole club (spec 3.2)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rights import Right
from app.i18n import tr
from app.services.desk import Touched
from app.ui.kit.buttons import Button, plain, primary, set_allowed
from app.ui.kit.labels import PAGE, title
from app.ui.kit.tabs import TabPages
from app.ui.kit.workplace import Workplace
from app.ui.prospects.listed import follow_ups_page, quotes_page
from app.ui.prospects.pipeline import Pipeline


class ProspectsPage(QWidget):
    """Three lists; each reads beside the window when it comes to the front."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("prospects_page")
        self._workplace = workplace
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self._follow_up = plain(tr("Nouveau s&uivi"), "new_follow_up", "phone", main=True)
        self._quote = plain(tr("Nouveau &devis"), "new_quote", "document", main=True)
        self._opportunity = primary(tr("Nouvelle o&pportunité"), "new_opportunity")
        self.pipeline = Pipeline(self._workplace)
        self.quotes = quotes_page(self._workplace)
        self.follow_ups = follow_ups_page(self._workplace)
        self.tabs = TabPages("prospects_tabs")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title(tr("Prospects"), "page_title", PAGE), 1)
        for button in (self._follow_up, self._quote, self._opportunity):
            head.addWidget(button)
        self.tabs.add("pipeline", tr("Opportunités"), self.pipeline)
        self.tabs.add("quotes", tr("Devis"), self.quotes)
        self.tabs.add("follow_ups", tr("Suivis"), self.follow_ups)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._verb(self._opportunity, self._new_opportunity)
        self._verb(self._quote, self._new_quote)
        self._verb(self._follow_up, self._new_follow_up)
        shortcut = QShortcut(QKeySequence("F5"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.read)

    def _verb(self, button: Button, act: Callable[[], None]) -> None:
        button.clicked.connect(act)
        may = self._workplace.desk.operator.may(Right.FOLLOW_UP)
        set_allowed(button, may, tr("Votre rôle ne permet pas de suivre les prospects."))

    def _new_opportunity(self) -> None:
        self._workplace.new_opportunity()

    def _new_quote(self) -> None:
        self._workplace.new_quote()

    def _new_follow_up(self) -> None:
        self._workplace.new_follow_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front for the first time, the keys walk through the list, not over the buttons."""
        super().showEvent(event)
        if self.focusWidget() is None:
            for each in (self.pipeline, self.quotes, self.follow_ups):
                if each.isVisible():
                    each.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """F5: read the list in front again."""
        for each in (self.pipeline, self.quotes, self.follow_ups):
            if each.isVisible():
                each.read()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """See `View.refresh`."""
        for each in (self.pipeline, self.quotes, self.follow_ups):
            each.refresh(touched)
