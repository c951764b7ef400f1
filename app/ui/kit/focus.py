"""Draws the focus ring 2 px outside the control that has the focus; one ring for the whole program."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel
from app.ui.kit.overlay import chain_to, host_of
from app.ui.kit.sheet import TAB_GAP

_OUT = 4
_TYPED = (QLineEdit, QPlainTextEdit)
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
_LEFT = (QEvent.Type.Hide, QEvent.Type.ParentChange, QEvent.Type.EnabledChange)


class _Ring(QWidget):
    def __init__(self, around: QWidget) -> None:
        self.host = host_of(around)
        super().__init__(self.host)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around = around
        self.follow()

    def follow(self) -> None:
        """Stand around the control."""
        part = _part_with_focus(self._around)
        corner = self._around.mapTo(self.host, part.topLeft())
        self.setGeometry(QRect(corner, part.size()).adjusted(-_OUT, -_OUT, _OUT, _OUT))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_panel(painter, edge, None, theme.current().focus, 8, 2)
        painter.end()


def _part_with_focus(widget: QWidget) -> QRect:
    """The whole control; of a row of tabs the one that is open."""
    if isinstance(widget, QTabBar):
        return widget.tabRect(widget.currentIndex()).adjusted(0, 0, -TAB_GAP, 0)
    return QRect(QPoint(0, 0), widget.size())


class FocusRing(QObject):
    """Follows the focus: always around typed fields, around buttons when the keyboard brought it there."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        self._chain: list[QWidget] = []
        app.focusChanged.connect(self._move)

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is None or not _takes_ring(new):
            return
        parent = new.parentWidget()
        if isinstance(parent, QComboBox):
            new, parent = parent, parent.parentWidget()
        if parent is None:
            return
        self._target = new
        self._ring = _Ring(new)
        self._chain = chain_to(self._ring.host, new)
        for widget in self._chain:
            widget.installEventFilter(self)
        if isinstance(new, QTabBar):
            new.currentChanged.connect(self._follow)
        new.destroyed.connect(self._forget)
        self._ring.destroyed.connect(self._lose_ring)

    def _leave(self) -> None:
        target, ring, chain = self._target, self._ring, self._chain
        self._forget()
        for widget in chain:
            if isValid(widget):
                widget.removeEventFilter(self)
        if target is not None:
            target.destroyed.disconnect(self._forget)
            if isinstance(target, QTabBar):
                target.currentChanged.disconnect(self._follow)
        if ring is not None:
            ring.destroyed.disconnect(self._lose_ring)
            ring.hide()
            ring.deleteLater()

    def _forget(self) -> None:
        self._target = None
        self._ring = None
        self._chain = []

    def _follow(self) -> None:
        if self._ring is not None:
            self._ring.follow()

    def _lose_ring(self) -> None:
        self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control, leave it when it goes."""
        if event.type() in _FOLLOWED:
            self._follow()
        elif event.type() in _LEFT and watched is self._target:
            self._leave()
        return False


def _takes_ring(widget: QWidget) -> bool:
    if widget.isWindow() or widget.property("ring") == "none":
        return False
    if isinstance(widget, _TYPED):
        return True
    if isinstance(widget, QAbstractButton | QComboBox | QCheckBox | QRadioButton | QTabBar):
        return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
    return False
