"""Controls to choose with: combo box, tick box, round choice and longer text."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QListView, QPlainTextEdit, QRadioButton, QWidget

from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel
from app.ui.kit.fonts import font
from app.ui.kit.icons import paint_icon

_BOX = 18


class Choice(QComboBox):
    """A combo box with an own arrow; `editable` lets free text in, as for the cause."""

    def __init__(self, name: str, items: Iterable[tuple[str, object]] = (), editable: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(font())
        self.setView(QListView(self))
        self.setEditable(editable)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if editable:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = self.lineEdit()
            if line is not None:
                line.setMaxLength(200)
                line.setFont(font())
        self.offer(items)

    def offer(self, items: Iterable[tuple[str, object]]) -> None:
        """Offer these (text, value) pairs instead."""
        self.clear()
        for text, value in items:
            self.addItem(text, value)

    def value(self) -> object:
        """The value of the chosen item; the text where it was typed."""
        if self.isEditable():
            at = self.findText(self.currentText())
            return self.itemData(at) if at >= 0 else self.currentText().strip()
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the item of `value`; in an editable box an unknown text is shown as typed."""
        for at in range(self.count()):
            if self.itemData(at) == value:
                self.setCurrentIndex(at)
                return
        if self.isEditable():
            self.setCurrentText("" if value is None else str(value))

    def error(self) -> str | None:
        """A choice is never unreadable."""
        return None

    def showPopup(self) -> None:
        """Make the list wide enough for every choice."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, it never changes a choice by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the arrow."""
        super().paintEvent(event)
        tokens = theme.current()
        painter = QPainter(self)
        ink = tokens.muted if self.isEnabled() else tokens.disabled
        paint_icon(painter, "chevron-down", ink, self.width() - 27, (self.height() - 18) / 2, 18)
        painter.end()


class TickBox(QCheckBox):
    """A tick box whose box is drawn from the tokens."""

    def __init__(self, text: str, name: str, checked: bool = False) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setFont(font())
        self.setChecked(checked)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick or clear."""
        self.setChecked(value)

    def error(self) -> str | None:
        """A tick is never unreadable."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the box."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - _BOX) / 2
        on = self.checkState() != Qt.CheckState.Unchecked
        fill, line, ink = _box_colours(self, on)
        paint_panel(painter, QRectF(0, top, _BOX, _BOX), fill, line, 4)
        if on:
            shown = "check" if self.checkState() == Qt.CheckState.Checked else "minus"
            paint_icon(painter, shown, ink, 1, top + 1, _BOX - 2)
        painter.end()


class RoundChoice(QRadioButton):
    """A round choice whose circle is drawn from the tokens."""

    def __init__(self, text: str, name: str, checked: bool = False) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setFont(font())
        self.setChecked(checked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the circle."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _BOX) / 2
        fill, line, ink = _box_colours(self, self.isChecked())
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(line), 1))
        painter.drawEllipse(QRectF(0.5, top + 0.5, _BOX - 1, _BOX - 1))
        if self.isChecked():
            painter.setBrush(QColor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRectF(5.5, top + 5.5, _BOX - 11, _BOX - 11))
        painter.end()


def _box_colours(box: QWidget, on: bool) -> tuple[str, str, str]:
    tokens = theme.current()
    if not box.isEnabled():
        return tokens.sunken, tokens.border, tokens.disabled
    if on:
        return tokens.accent, tokens.accent, tokens.on_accent
    return tokens.surface, tokens.focus if box.hasFocus() else tokens.control, tokens.on_accent


class TextEntry(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field."""

    def __init__(self, name: str, placeholder: str = "", lines: int = 3, limit: int = 10_000) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(font())
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self._limit = limit
        self.setMinimumHeight(round(self.fontMetrics().lineSpacing() * lines) + 20)
        self.textChanged.connect(self._hold_limit)

    def _hold_limit(self) -> None:
        text = self.toPlainText()
        if len(text) > self._limit:
            self.setPlainText(text[: self._limit])

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show `value`."""
        self.setPlainText(value or "")

    def error(self) -> str | None:
        """Text is never unreadable."""
        return None
