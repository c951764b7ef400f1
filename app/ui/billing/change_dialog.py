"""Asks why before invoices or payments that are there are changed: held, released, undone, waived."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.refusals import FieldMissing
from app.i18n import current, ntr, tr
from app.messages.refusals import sentence
from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import Button, destructive, primary
from app.ui.kit.choices import Choice
from app.ui.kit.fields import Field
from app.ui.kit.labels import label, muted

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


class ChangeDialog(AskingDialog):
    """`wanted(command, reason)`; stays open with what was typed until the change was accepted."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__(parent, "change", question.heading, question.consequence, _WIDTH)
        self._question = question
        self._reason = Choice("change_reason", [(text, text) for text in question.usual], editable=True)
        self._reason.set_value("")
        self._lay_out()
        self._reason.setFocus()

    def _lay_out(self) -> None:
        asked = self._question
        for at, text in enumerate(asked.listed[:_LISTED], 1):
            self.lines.addWidget(label(text, f"change_listed_{at}", wrap=True))
        if len(asked.listed) > _LISTED:
            self.lines.addWidget(muted(ntr("et {n} autre", "et {n} autres", len(asked.listed) - _LISTED)))
        self.lines.addWidget(self.summary)
        text = tr("&Motif") if asked.needs_reason else tr("&Motif, si vous voulez")
        self.lines.addWidget(self.form.add("reason", Field(text, self._reason)))
        verb = self._verb()
        verb.clicked.connect(self._confirm)
        self.end_with(verb)

    def _verb(self) -> Button:
        asked = self._question
        if asked.is_grave:
            return destructive(asked.verb, "change_save", asked.icon, main=True)
        return primary(asked.verb, "change_save")

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "").strip()
        if self._question.needs_reason and not reason:
            self.form.show_errors({"reason": sentence(FieldMissing("reason"), current())})
            return
        self.wanted.emit(self.command, reason)
