"""A tab that is made when it is first opened, so that a card opens at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class LaterPage(QWidget):
    """The place of a tab; `page` is None until `open()`."""

    def __init__(self, make: Callable[[], QWidget], top: int = 0) -> None:
        super().__init__()
        self._make = make
        self.page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, top, 0, 0)

    def open(self) -> QWidget:
        """Make the page, once."""
        if self.page is None:
            self.page = self._make()
            self._column.addWidget(self.page)
        return self.page

    def forget(self) -> None:
        """Give the page up; it is made anew when it is opened again."""
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
            self.page = None
