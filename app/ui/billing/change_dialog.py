"""Asks why before invoices or payments that are there are changed: held, released, undone, waived."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import FieldMissing, Refused
from app.i18n import current, ntr, tr
from app.messages.refusals import sentence
from app.ui.kit.buttons import Button, destructive, plain, primary
from app.ui.kit.choices import Choice
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted

_WIDTH = 560
_LISTED = 6


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `listed` are the things concerned, `usual` the reasons offered."""

    heading: str
    consequence: str
    verb: str
    listed: Sequence[str] = ()
    usual: Sequence[str] = ()
    needs_reason: bool = True
    is_grave: bool = False
    icon: str = field(default="undo")


class ChangeDialog(QDialog):
    """`wanted(command, reason)`; stays open with what was typed until the change was accepted."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__(parent)
        self.setObjectName("change_dialog")
        self.setWindowTitle(question.heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._question = question
        self._command = CommandId(str(uuid4()))
        self._reason = Choice("change_reason", [(text, text) for text in question.usual], editable=True)
        self._reason.set_value("")
        self._summary = ErrorSummary("change_summary")
        self._form = Form(self, self._summary)
        self._lay_out()
        self._reason.setFocus()

    def _lay_out(self) -> None:
        asked = self._question
        lines = QVBoxLayout()
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(12)
        lines.addWidget(label(asked.heading, "change_title", TITLE, bold=True, wrap=True))
        lines.addWidget(muted(asked.consequence, "change_consequence", wrap=True))
        for at, text in enumerate(asked.listed[:_LISTED], 1):
            lines.addWidget(label(text, f"change_listed_{at}", wrap=True))
        if len(asked.listed) > _LISTED:
            lines.addWidget(muted(ntr("et {n} autre", "et {n} autres", len(asked.listed) - _LISTED)))
        lines.addWidget(self._summary)
        text = tr("&Motif") if asked.needs_reason else tr("&Motif, si vous voulez")
        lines.addWidget(self._form.add("reason", Field(text, self._reason)))
        lines.addSpacing(16)
        body, foot = QFrame(), QFrame()
        body.setProperty("surface", "surface")
        body.setLayout(lines)
        foot.setProperty("surface", "sunken")
        foot.setLayout(self._buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave = plain(tr("Annuler"), "change_leave", main=True)
        leave.clicked.connect(self.reject)
        verb = self._verb()
        verb.clicked.connect(self._confirm)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(verb)
        return row

    def _verb(self) -> Button:
        asked = self._question
        if asked.is_grave:
            return destructive(asked.verb, "change_save", asked.icon, main=True)
        made = primary(asked.verb, "change_save")
        made.setDefault(True)
        return made

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "").strip()
        if self._question.needs_reason and not reason:
            self._form.show_errors({"reason": sentence(FieldMissing("reason"), current())})
            return
        self.wanted.emit(self._command, reason)

    def show_refused(self, refused: Refused) -> None:
        """Say each reason; what was typed stays."""
        self._command = CommandId(str(uuid4()))
        said = {each.beside or "whole": sentence(each, current()) for each in refused.refusals}
        self._form.show_errors(said)
