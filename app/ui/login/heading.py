"""The sign of the program and the name of the club, at the head of every login screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.icons import paint_icon
from app.ui.kit.labels import label, muted

_EDGE = 44


class Sign(QWidget):
    """The sign of the program on its accent ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(_EDGE, _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        paint_icon(painter, "logo", theme.current().accent, 0, 0, _EDGE)
        painter.end()


class Heading(QWidget):
    """Sign, name of the program, name of the club."""

    def __init__(self, club: str) -> None:
        super().__init__()
        self.club: QLabel = muted(club, "club", 14)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(tr("Gestion clientèle"), "program", 20, bold=True))
        names.addWidget(self.club)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(Sign())
        row.addLayout(names, 1)
