"""The ground of small dialogs that ask for a reason or a field or two before something is done."""

from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import tr
from app.ui.kit.buttons import Button, plain
from app.ui.kit.enter import answer_enter
from app.ui.kit.fields import ErrorSummary, Form
from app.ui.kit.labels import TITLE, label, muted
from app.ui.kit.refused_words import beside
from app.ui.kit.saving import next_command

WIDTH = 520
_ROOM_FOR_ERROR = 24
"""Below the last field, so that what is wrong with it never lies over a button."""


class AskingDialog(QDialog):
    """Put the fields into `lines` and `form`, then `end_with(verb)`; stays open until it was accepted.

    Enter presses the button with the focus, else a primary verb; a destructive one is only pressed itself.
    """

    def __init__(self, parent: QWidget, stem: str, heading: str, said: str, width: int = WIDTH) -> None:
        super().__init__(parent)
        self._stem = stem
        self.setObjectName(f"{stem}_dialog")
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(width)
        self.command = CommandId(str(uuid4()))
        self.summary = ErrorSummary(f"{stem}_summary")
        self.form = Form(self, self.summary)
        self._default: QPushButton | None = None
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(24, 20, 24, 20)
        self.lines.setSpacing(12)
        self.lines.addWidget(label(heading, f"{stem}_title", TITLE, bold=True, wrap=True))
        self.lines.addWidget(muted(said, f"{stem}_consequence", wrap=True))

    def end_with(self, verb: Button) -> None:
        """The way out and the verb, below what was asked."""
        self._default = verb if verb.property("kind") == "primary" else None
        self.lines.addSpacing(_ROOM_FOR_ERROR)
        body, foot = QFrame(), QFrame()
        body.setProperty("surface", "surface")
        body.setLayout(self.lines)
        foot.setProperty("surface", "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave = plain(tr("Annuler"), f"{self._stem}_leave", main=True)
        leave.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)

    def event(self, event: QEvent) -> bool:
        """Grow with what is wrong, so that no field is squeezed."""
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        done = super().event(event)
        layout = self.layout()
        if layout is not None and self.isVisible():
            needed = max(layout.totalHeightForWidth(self.width()), layout.totalSizeHint().height())
            self.resize(self.width(), max(needed, self.height()))
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms what is safe to confirm; on Annuler it leaves."""
        if not answer_enter(self, event, self._default):
            super().keyPressEvent(event)

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; what was typed stays, and the next try is another command."""
        self.command = next_command(self.command, refused)
        self.form.show_errors(beside(refused, "whole"))
