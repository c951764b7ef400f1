"""Finds the ground on which things float over a control: the window, or the page it scrolls with."""

from PySide6.QtWidgets import QScrollArea, QWidget


def host_of(control: QWidget) -> QWidget:
    """Return the widget an overlay of `control` belongs to, so that no frame cuts it and it scrolls along."""
    widget = control
    while (parent := widget.parentWidget()) is not None:
        if isinstance(parent.parentWidget(), QScrollArea):
            return widget
        if parent.isWindow():
            return parent
        widget = parent
    return widget


def chain_to(host: QWidget, control: QWidget) -> list[QWidget]:
    """Return `control` and everything between it and `host`: whatever moves one moves the overlay."""
    chain = [control]
    while chain[-1] is not host and (parent := chain[-1].parentWidget()) is not None:
        chain.append(parent)
    return chain
