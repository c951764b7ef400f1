"""Tabs with an underline, and the pages they lead to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.kit.fonts import font
from app.ui.kit.labels import hairline


class TabPages(QWidget):
    """A row of tabs over their pages; `page_changed(key)`. `bar` and `pages` may be laid out apart."""

    page_changed = Signal(str)

    def __init__(self, name: str = "tabs", margin: int = 0, apart: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.bar = QTabBar()
        self.bar.setObjectName(f"{name}_bar")
        self.bar.setFont(font())
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setUsesScrollButtons(True)
        self.pages = QStackedWidget()
        self._keys: list[str] = []
        self.bar.currentChanged.connect(self._on_change)
        if not apart:
            self._lay_out(margin)

    def _lay_out(self, margin: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(margin, 0, margin, 0)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        column.addWidget(hairline())
        column.addWidget(self.pages, 1)

    def add(self, key: str, text: str, page: QWidget) -> None:
        """Add a page; an & in `text` is written as it is."""
        self._keys.append(key)
        self.pages.addWidget(page)
        self.bar.addTab(text.replace("&", "&&"))

    @property
    def page(self) -> str:
        """The key of the page shown."""
        at = self.bar.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def show_page(self, key: str) -> None:
        """Show the page `key`."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def set_page_enabled(self, key: str, enabled: bool, reason: str = "") -> None:
        """Let a page be chosen or not, and say why not."""
        at = self._keys.index(key)
        self.bar.setTabEnabled(at, enabled)
        self.bar.setTabToolTip(at, "" if enabled else reason)

    def _on_change(self, at: int) -> None:
        if 0 <= at < len(self._keys) and at < self.pages.count():
            self.pages.setCurrentIndex(at)
            self.page_changed.emit(self._keys[at])
