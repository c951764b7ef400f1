"""A tab of another area on the card: made when it is first opened, told what changed while it is there."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import ClientId
from app.services.desk import Touched
from app.ui.kit.workplace import CardTab, Draft, View, Workplace


class AddedTab(QWidget):
    """The place of the tab; empty until `open()`."""

    def __init__(self, tab: CardTab) -> None:
        super().__init__()
        self.tab = tab
        self._page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)

    def open(self, workplace: Workplace, client: ClientId) -> None:
        """Make the page, once."""
        if self._page is None:
            self._page = self.tab.make(workplace, client)
            self._column.addWidget(self._page)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Pass on what changed (`View`)."""
        page: object = self._page
        if isinstance(page, View):
            page.refresh(touched)

    def has_unsaved(self) -> bool:
        """Whether something typed there would be lost (`Draft`)."""
        page: object = self._page
        return isinstance(page, Draft) and page.has_unsaved()
