"""Covers every open window while the workstation is locked, without closing or changing any (spec 1.1)."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.drawing import fill_rect, write
from app.ui.kit.icons import paint_icon

_ICON = 40


class Veil(QWidget):
    """Stands before everything in one window and shows a lock."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("veil")
        self.setAccessibleName(tr("Poste verrouillé"))
        self._title = window.windowTitle()
        window.setWindowTitle(tr("Gestion clientèle · poste verrouillé"))
        window.installEventFilter(self)
        self._window = window
        self._cover()
        self.show()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()

    def lift(self) -> None:
        """Show the window again as it was."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover what the window becomes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.ChildPolished):
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, a lock and two words."""
        tokens = theme.current()
        painter = QPainter(self)
        fill_rect(painter, 0, 0, self.width(), self.height(), tokens.side)
        middle = self.height() / 2
        paint_icon(painter, "lock", tokens.muted, (self.width() - _ICON) / 2, middle - _ICON - 8, _ICON)
        below = self.rect().adjusted(0, int(middle), 0, 32 - int(middle))
        below.setHeight(32)
        write(
            painter,
            below.toRectF(),
            tr("Poste verrouillé"),
            tokens.muted,
            15,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        painter.end()


class Veils(QObject):
    """Draws the veils over all windows, also those that open while the workstation is locked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._veils: list[Veil] = []
        self._spared: QWidget | None = None

    @property
    def drawn(self) -> bool:
        """Whether the windows are covered."""
        return bool(self._veils)

    def draw(self, spared: QWidget) -> None:
        """Cover every window but `spared`, the one that asks for the code."""
        self._spared = spared
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for window in QApplication.topLevelWidgets():
            self._cover(window)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def lift(self) -> None:
        """Show everything again as it was."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._spared = None
        for veil in self._veils:
            veil.lift()
        self._veils.clear()

    def _cover(self, window: QWidget) -> None:
        is_window = isinstance(window, QDialog | QMainWindow)
        if not is_window or self._is_spared(window) or not window.isVisible():
            return
        if not any(veil.parentWidget() is window for veil in self._veils):
            veil = Veil(window)
            veil.destroyed.connect(self._forget)
            self._veils.append(veil)

    def _is_spared(self, window: QWidget) -> bool:
        """The window that asks for the code, and the questions over it."""
        above: QWidget | None = window
        while above is not None and above is not self._spared:
            above = above.parentWidget()
        return above is not None

    def _forget(self) -> None:
        self._veils = [veil for veil in self._veils if isValid(veil)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover a window that opens while the workstation is locked."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)
        return False
