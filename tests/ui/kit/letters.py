"""Finds letters with Alt that lead to several controls of one window, where pressing them would only walk about."""

from collections import defaultdict

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QGroupBox, QLabel, QTabBar, QWidget


def letters_that_lead_to_several(window: QWidget) -> dict[str, list[str]]:
    """The texts that share a letter, by the letter; of all that can be seen, usable now or not."""
    found: dict[str, list[str]] = defaultdict(list)
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        for text in _texts_with_letters(widget):
            letter = QKeySequence.mnemonic(text).toString()
            if letter:
                found[letter].append(text)
    return {letter: texts for letter, texts in found.items() if len(texts) > 1}


def _texts_with_letters(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel):
        return [widget.text()] if widget.buddy() is not None else []
    if isinstance(widget, QTabBar):
        return [widget.tabText(at) for at in range(widget.count())]
    if isinstance(widget, QAbstractButton):
        return [widget.text()]
    return [widget.title()] if isinstance(widget, QGroupBox) else []
