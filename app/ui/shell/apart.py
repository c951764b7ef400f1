"""An area in a window of its own, for a screen that shows nothing else: the door (spec 1.1, 1.7)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.i18n import tr
from app.ui.shell.areas import Area


class ApartWindow(QMainWindow):
    """Holds the page of one area; closing it closes nothing else, and is told by `closed`."""

    closed = Signal()

    def __init__(self, area: Area, page: QWidget, club: str) -> None:
        super().__init__()
        self.setObjectName(f"apart_{area.key}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("{area} — {club}", area=tr(area.title), club=club))
        self.setCentralWidget(page)
        self.setMinimumSize(900, 560)
        self.resize(1280, 800)

    def come_forward(self) -> None:
        """Show the window in front of everything."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is gone."""
        super().closeEvent(event)
        self.closed.emit()
