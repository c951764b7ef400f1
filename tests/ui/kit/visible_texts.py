"""Walks everything visible in a window and finds text that is cut."""

import math
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from app.ui.kit.cells import cell_width
from app.ui.kit.chips import CountBadge, StateChip, Tag
from app.ui.kit.head import title_width
from app.ui.kit.preview_pair import PreviewPanel
from app.ui.kit.steps import Steps
from app.ui.kit.table import Table
from app.ui.kit.timeline_view import Legend

_PAINTED = (StateChip, CountBadge, Tag, Steps, Legend, PreviewPanel)
_NUMBER = "number"
"""The key of a column that names a document: cut, two of them read alike."""
_NEVER_ELIDED = ("number", "money", "date", "chip")
_SLACK = 1.0


def cut_texts(window: QWidget) -> list[str]:
    """Return a sentence for every visible text that does not fit."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible():
            found += [f"{type(widget).__name__} {widget.objectName()!r}: {what}" for what in _cut(widget)]
    return found


def assert_no_cut_text(window: QWidget) -> None:
    """Fail and list every visible text of `window` that is cut."""
    found = cut_texts(window)
    assert not found, "cut texts:\n" + "\n".join(found)


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, _PAINTED):
        needed = widget.sizeHint()
        if needed.width() > widget.width() or needed.height() > widget.height():
            yield f"needs {needed.width()}x{needed.height()}, has {widget.width()}x{widget.height()}"
    elif isinstance(widget, Table):
        yield from _cut_cells(widget)
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QComboBox | QLineEdit):
        yield from _cut_typed(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _cut_button(widget)
    yield from _beyond_parent(widget)


def _cut_label(widget: QLabel) -> Iterator[str]:
    text = widget.text()
    room = widget.contentsRect()
    if not text:
        return
    if widget.wordWrap():
        if widget.heightForWidth(room.width()) > widget.height() + _SLACK:
            yield f"{text!r} needs {widget.heightForWidth(room.width())} px of height, has {widget.height()}"
        words = text.replace("\u200b", " ").split()  # a place where a path may be broken
        longest = max(QFontMetricsF(widget.font()).horizontalAdvance(word) for word in words or [""])
        if longest > room.width() + _SLACK:
            yield f"a word of {text!r} is wider than {room.width()} px"
        return
    metrics = QFontMetricsF(widget.font())
    needed = max(metrics.horizontalAdvance(line.replace("&", "")) for line in text.split("\n"))
    if math.floor(needed) > room.width() + _SLACK:
        yield f"{text!r} needs {needed:.0f} px, has {room.width()}"
    if metrics.height() * (text.count("\n") + 1) > widget.height() + 3:
        yield f"{text!r} needs {metrics.height():.0f} px of height, has {widget.height()}"


def _cut_button(widget: QAbstractButton) -> Iterator[str]:
    if not widget.text():
        return
    needed = widget.minimumSizeHint() if isinstance(widget, QCheckBox) else widget.sizeHint()
    if needed.width() > widget.width() + _SLACK or needed.height() > widget.height() + _SLACK:
        yield f"{widget.text()!r} needs {needed.width()}x{needed.height()}, has {widget.width()}x{widget.height()}"


def _cut_typed(widget: QComboBox | QLineEdit) -> Iterator[str]:
    metrics = QFontMetricsF(widget.font())
    if isinstance(widget, QComboBox):
        needed = metrics.horizontalAdvance(widget.currentText()) + 40
        if needed > widget.width() + _SLACK:
            yield f"{widget.currentText()!r} needs {needed:.0f} px, has {widget.width()}"
        return
    margins = widget.textMargins()
    room = widget.width() - margins.left() - margins.right() - 22
    if metrics.horizontalAdvance(widget.placeholderText()) > room + _SLACK and not widget.text():
        yield f"hint {widget.placeholderText()!r} is wider than {room} px"


def _cut_tabs(widget: QTabBar) -> Iterator[str]:
    for at in range(widget.count()):
        needed = QFontMetricsF(widget.font()).horizontalAdvance(widget.tabText(at).replace("&&", "&"))
        if needed > widget.tabRect(at).width():
            yield f"tab {widget.tabText(at)!r} needs {needed:.0f} px"
    if widget.count() and widget.tabRect(widget.count() - 1).right() > widget.width() + _SLACK:
        yield "tabs do not fit side by side"


def _cut_cells(table: Table) -> Iterator[str]:
    model: Any = table.rows_model()
    last = table.rowAt(table.viewport().height() - 1)
    rows = range(max(0, table.rowAt(0)), (last if last >= 0 else model.rowCount() - 1) + 1)
    for at, column in enumerate(model.columns):
        width = table.columnWidth(at)
        if table.isColumnHidden(at):
            continue
        if column.title and title_width(column.title) - 22 > width:
            yield f"head {column.title!r} needs {title_width(column.title) - 22:.0f} px, has {width}"
        if column.kind not in _NEVER_ELIDED and column.key != _NUMBER:
            continue
        for row in rows:
            cell = model.cell(row, at)
            if cell_width(cell) > width + _SLACK:
                yield f"cell {cell.plain!r} needs {cell_width(cell):.0f} px, has {width}"


def _beyond_parent(widget: QWidget) -> Iterator[str]:
    """A text that lies outside its parent is cut by it, unless the parent scrolls."""
    parent = widget.parentWidget()
    shows_text = isinstance(widget, QLabel | QAbstractButton | StateChip)
    if not shows_text or parent is None or widget.isWindow():
        return
    if isinstance(parent.parentWidget(), QAbstractScrollArea) or isinstance(parent, QLineEdit | QTabBar):
        return
    if not parent.rect().contains(QRect(widget.pos(), widget.size()).adjusted(1, 1, -1, -1)):
        yield f"lies outside its parent {type(parent).__name__} {parent.objectName()!r}"
