"""Tabs with an underline, the pages they lead to, and the keys that go from one to the next."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.kit.fonts import font
from app.ui.kit.labels import hairline

_KEYS = (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1))
_PAGE_KEYS = (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1))


class _Tabs(QTabBar):
    """Knows its pages: the keys lead on from the row of tabs in whose pages the focus is."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self._pages = pages

    def holds(self, widget: QWidget | None) -> bool:
        """Whether this is the row of tabs itself, or stands in one of its pages."""
        return widget is not None and (widget is self or self._pages.isAncestorOf(widget))

    def lead(self, by: int) -> None:
        """The keys were pressed somewhere in this window, where several rows of tabs may be shown."""
        shown = [each for each in self.window().findChildren(_Tabs) if each.isVisible()]
        focus = QApplication.focusWidget()
        around = [each for each in shown if each.holds(focus)]
        outermost = [
            each for each in shown if not any(other.holds(each) for other in shown if other is not each)
        ]
        # Of nested rows the innermost around the focus; from elsewhere in the window the outermost.
        inner = [
            each for each in around if not any(each.holds(other) for other in around if other is not each)
        ]
        for tabs in [*inner, *outermost][:1]:
            tabs.go(by)

    def go(self, by: int) -> None:
        """Open the next tab that can be opened, or the one before; after the last comes the first."""
        open_ones = [at for at in range(self.count()) if self.isTabEnabled(at) and self.isTabVisible(at)]
        if self.currentIndex() in open_ones:
            at = open_ones.index(self.currentIndex()) + by
            self.setCurrentIndex(open_ones[at % len(open_ones)])


class TabPages(QWidget):
    """A row of tabs over their pages; `page_changed(key)`. `bar` and `pages` may be laid out apart.

    Ctrl+Tab opens the next page from wherever the focus is, Ctrl+Shift+Tab the one before; so do
    Ctrl+PgDown and Ctrl+PgUp, unless `page_keys` is False because they mean something else there.
    """

    page_changed = Signal(str)

    def __init__(
        self, name: str = "tabs", margin: int = 0, apart: bool = False, page_keys: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.pages = QStackedWidget()
        self.bar = _Tabs(self.pages)
        self.bar.setObjectName(f"{name}_bar")
        self.bar.setFont(font())
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setUsesScrollButtons(True)
        self._keys: list[str] = []
        self.bar.currentChanged.connect(self._on_change)
        for keys, by in (*_KEYS, *(_PAGE_KEYS if page_keys else ())):
            shortcut = QShortcut(QKeySequence(keys), self.bar)
            shortcut.activated.connect(partial(self.bar.lead, by))
            shortcut.activatedAmbiguously.connect(partial(self.bar.lead, by))
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
