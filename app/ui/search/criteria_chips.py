"""Shows each criterion in force as a small chip that can be taken away, and folds what does not fit."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.i18n import ntr, tr
from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon
from app.ui.kit.labels import muted

_HEIGHT, _PAD, _GAP, _CROSS, _PX = 32, 10, 8, 16, 13
_WIDEST = 260


class CriterionChip(QAbstractButton):
    """One criterion: a click on its words goes to its field, the cross (or Delete) takes it away."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self, name: str, value: str, object_name: str) -> None:
        super().__init__()
        self._name, self._value = name, value
        self.setObjectName(object_name)
        self.setAccessibleName(tr("Critère {name} : {value}", name=name, value=value))
        self.setToolTip(tr("{name} : {value}. Suppr. enlève ce critère.", name=name, value=value))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.edit_asked)

    def _wanted(self) -> int:
        words = text_width(self._name, _PX) + text_width(self._value, _PX, True)
        gap = 6 if self._value else 0
        return round(2 * _PAD + words + gap + _GAP + _CROSS)

    def sizeHint(self) -> QSize:
        """The room its words need, up to a limit."""
        return QSize(min(_WIDEST, self._wanted()), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Its hint: what does not fit is left out whole, never squeezed."""
        return self.sizeHint()

    def _on_cross(self, x: float) -> bool:
        return x >= self.width() - _PAD - _CROSS - _GAP / 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross takes the criterion away."""
        if self.rect().contains(event.position().toPoint()) and self._on_cross(event.position().x()):
            self.setDown(False)
            self.remove_asked.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the criterion away, Enter goes to its field."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, value and cross."""
        tokens = theme.current()
        painter = QPainter(self)
        line = tokens.focus if self.hasFocus() else tokens.border
        ground = tokens.hover if self.underMouse() else tokens.sunken
        paint_panel(painter, QRectF(self.rect()), ground, line, 6, 2 if self.hasFocus() else 1)
        height = float(self.height())
        name_room = text_width(self._name, _PX) + 2
        write(painter, QRectF(_PAD, 0, name_room, height), self._name, tokens.muted, _PX)
        left = _PAD + name_room + 4
        room = QRectF(left, 0, self.width() - left - _PAD - _CROSS - _GAP + 2, height)
        write(painter, room, self._value, tokens.text, _PX, bold=True, elide=True)
        cross = self.width() - _PAD - _CROSS + 2
        paint_icon(painter, "close", tokens.muted, cross, (height - _CROSS) / 2, _CROSS)
        painter.end()


class ChipStrip(QWidget):
    """Chips side by side; those that do not fit are counted at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("criteria_chips")
        self._chips: list[CriterionChip] = []
        self._more = muted("", "more_criteria")
        self._more.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: list[CriterionChip]) -> None:
        """Show these chips instead."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = chips
        for chip in chips:
            chip.setParent(self)
        self.updateGeometry()
        self._place()

    def chips(self) -> list[CriterionChip]:
        """The chips shown."""
        return list(self._chips)

    def sizeHint(self) -> QSize:
        """The room for all chips."""
        width = sum(chip.sizeHint().width() + _GAP for chip in self._chips)
        return QSize(width, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The strip gives way."""
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place again."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        hidden = self._fill(self.width())
        if hidden:
            hidden = self._fill(self.width() - 110)
        self._more.setVisible(bool(hidden))
        if hidden:
            self._more.setText(ntr("et {n} autre", "et {n} autres", hidden))
            self._more.setGeometry(self.width() - 104, 0, 104, _HEIGHT)

    def _fill(self, room: int) -> int:
        """Show what fits in `room`; answer how many do not."""
        x, hidden = 0, 0
        for chip in self._chips:
            width = chip.sizeHint().width()
            fits = not hidden and x + width <= room
            chip.setVisible(fits)
            if fits:
                chip.setGeometry(x, 0, width, _HEIGHT)
                x += width + _GAP
            else:
                hidden += 1
        return hidden
