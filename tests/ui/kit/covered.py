"""Finds what the sentences beside wrong fields hide: labels, fields and each other."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.ui.kit.error_note import ErrorNote

_READ = (QLabel, QLineEdit, QAbstractButton, QComboBox, QPlainTextEdit, ErrorNote)


def covered_by_errors(window: QWidget) -> list[str]:
    """A line for each thing that a sentence hides; a hint whose place it takes is not among them."""
    notes = [note for note in window.findChildren(ErrorNote) if note.isVisible()]
    seen = [each for kind in _READ for each in window.findChildren(kind) if each.isVisible()]
    return [
        f"{note.sentence!r} covers {each.objectName() or _text(each)!r}"
        for note in notes
        for each in seen
        if each is not note and _text(each).strip() and each.property("hint") != "replaced"
        if _on_screen(note).intersects(_on_screen(each))
    ]


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel) else widget.objectName()


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
