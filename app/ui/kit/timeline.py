"""The time line as a widget: wheel zooms, dragging moves, arrow keys go from debit to debit, hovering explains."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.kit.fonts import text_width
from app.ui.kit.timeline_data import DebitMark, TimelineData, describe, explain
from app.ui.kit.timeline_layout import Layout, lay_out
from app.ui.kit.timeline_paint import HEIGHT, LANE, PX, paint_timeline
from app.ui.kit.timeline_scale import Scale, centred, fit

_REACH = 10
_ZOOM = 1.25


def _measure(text: str, bold: bool) -> float:
    return text_width(text, PX, bold)


class TimeLine(QWidget):
    """Draws a `TimelineData`; `mark_clicked(rank)` on a click or Enter on a debit."""

    mark_clicked = Signal(int)

    def __init__(self, name: str = "timeline_drawing") -> None:
        super().__init__()
        self.setObjectName(name)
        self.explain: Callable[[int], str] | None = None
        self._data: TimelineData | None = None
        self._scale: Scale | None = None
        self._is_fitted = True
        self._layout: Layout | None = None
        self._focused: int | None = None
        self._grip: QPointF | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Always the same height."""
        return QSize(600, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows show fewer labels."""
        return QSize(240, HEIGHT)

    def show_data(self, data: TimelineData) -> None:
        """Show `data`; a zoom chosen by hand stays while the access is the same."""
        same = self._data is not None and self._data.period_first == data.period_first
        self._data = data
        if not same:
            self._is_fitted = True
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(describe(data))
        self._arrange()

    def layout_shown(self) -> Layout | None:
        """What is drawn now."""
        return self._layout

    def scale_shown(self) -> Scale | None:
        """Which days are shown now."""
        return self._scale

    def _arrange(self) -> None:
        if self._data is None or self.width() < 20:
            return
        if self._is_fitted or self._scale is None:
            self._scale = fit(self._data, self.width())
        self._layout = lay_out(self._data, self._scale, self.width(), _measure)
        self.update()

    def _set_scale(self, scale: Scale) -> None:
        self._scale = scale
        self._is_fitted = False
        self._arrange()

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Zoom by `factor` around x = `at` (the middle by default)."""
        if self._scale is not None:
            self._set_scale(self._scale.zoomed(factor, self.width() / 2 if at is None else at))

    def zoom_in(self) -> None:
        """Show fewer days."""
        self.zoom(_ZOOM)

    def zoom_out(self) -> None:
        """Show more days."""
        self.zoom(1 / _ZOOM)

    def show_today(self) -> None:
        """Go back to the whole access if it was moved; else stand on today."""
        if self._data is None or self._scale is None:
            return
        if not self._is_fitted:
            self._is_fitted = True
            self._arrange()
        else:
            self._set_scale(centred(self._scale, self._data.today, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        if self._layout is None:
            return
        painter = QPainter(self)
        paint_timeline(painter, self._layout, self.width(), self._focused if self.hasFocus() else None)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms around the pointer; with Shift, or sideways, it moves."""
        delta = event.angleDelta()
        if self._scale is None or delta.isNull():
            event.ignore()
            return
        if delta.x() and not delta.y():
            self._set_scale(self._scale.moved(delta.x() / 2))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._set_scale(self._scale.moved(delta.y() / 2))
        else:
            self.zoom(_ZOOM ** (delta.y() / 120), event.position().x())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show that a debit can be clicked."""
        at = event.position()
        if self._grip is None or self._scale is None:
            over = self.mark_at(at) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor)
            return
        by = at.x() - self._grip.x()
        if self._dragged or abs(by) > 4:
            self._dragged = True
            self._grip = at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._set_scale(self._scale.moved(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of a drag, or a click on a debit."""
        mark = self.mark_at(event.position())
        if self._grip is not None and not self._dragged and mark is not None:
            self._focused = mark.rank
            self.mark_clicked.emit(mark.rank)
            self.update()
        self._grip = None

    def mark_at(self, at: QPointF) -> DebitMark | None:
        """Return the debit drawn at a point, if any."""
        if self._layout is None or abs(at.y() - LANE) > _REACH + 2:
            return None
        near = [spot for spot in self._layout.spots if abs(spot.x - at.x()) <= _REACH]
        return min(near, key=lambda spot: abs(spot.x - at.x())).mark if near else None

    def explanation(self, mark: DebitMark) -> str:
        """Return what hovering over a debit tells."""
        return self.explain(mark.rank) if self.explain else explain(mark)

    def event(self, event: QEvent) -> bool:
        """Hovering a debit explains it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            if mark is not None:
                QToolTip.showText(event.globalPos(), self.explanation(mark), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from debit to debit, with Shift they move; + and - zoom, 0 shows all, Enter opens."""
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if shift and self._scale is not None:
                self._set_scale(self._scale.moved(-step * self.width() / 8))
            else:
                self._step(step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_today()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._focused is not None:
            self.mark_clicked.emit(self._focused)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Stand on the next debit, bring it into view and say what it is."""
        if self._data is None or not self._data.marks or self._scale is None:
            return
        marks = sorted(self._data.marks, key=lambda mark: (mark.due, mark.rank))
        at = next((i for i, mark in enumerate(marks) if mark.rank == self._focused), None)
        at = (0 if by > 0 else len(marks) - 1) if at is None else min(len(marks) - 1, max(0, at + by))
        mark = marks[at]
        self._focused = mark.rank
        x = self._scale.x(mark.due)
        if not 20 <= x <= self.width() - 20:
            self._set_scale(self._scale.moved(self.width() / 2 - x))
            x = self._scale.x(mark.due)
        told = self.explanation(mark)
        self.setAccessibleDescription(told)
        QToolTip.showText(self.mapToGlobal(QPoint(round(x), round(LANE) + 10)), told, self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Brought here by Tab, stand on the next debit."""
        super().focusInEvent(event)
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in keys and self._layout and self._data:
            ahead = [spot.mark for spot in self._layout.spots if spot.mark.due >= self._data.today]
            known = ahead or [spot.mark for spot in self._layout.spots]
            self._focused = known[0].rank if known else None
            self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget which debit the keyboard stood on."""
        super().focusOutEvent(event)
        self._focused = None
        self.update()
