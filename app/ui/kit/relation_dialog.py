"""Asks what happens when a relation ends or is taken up again; what cannot be undone is confirmed apart (spec 3.2)."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, day, ntr, tr
from app.messages.refusals import sentence
from app.services.states import DeactivateClient, DeactivationFacts, ReactivateClient
from app.services.views import AccessItem
from app.ui.kit.access_words import end_text
from app.ui.kit.ask import ask
from app.ui.kit.buttons import Button, destructive, plain, primary
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted

_WIDTH = 560
_REASON = 200


def access_line(item: AccessItem) -> str:
    """Illimité mensuel, depuis le 05/07/2010, sans fin."""
    return tr(
        "{plan}, dès le {first}, {end}",
        plan=item.plan_name,
        first=day(item.first_day),
        end=tr("jusqu'au {last}", last=day(item.last_day))
        if item.last_day is not None
        else end_text(None, item.end_open),
    )


class RelationDialog(QDialog):
    """A question with a reason that may stay empty; `wanted(request)`, and open until the save was accepted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, heading: str, verb: Button) -> None:
        super().__init__(parent)
        self.setObjectName("relation_dialog")
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._verb = verb
        self._command = CommandId(str(uuid4()))
        self._summary = ErrorSummary("relation_summary")
        self._form = Form(self, self._summary)
        self._reason = LineEntry("relation_reason", limit=_REASON)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(24, 20, 24, 24)
        self._lines.setSpacing(12)
        self._lines.addWidget(label(heading, "relation_title", TITLE, bold=True, wrap=True))

    def _lay_out(self) -> None:
        """The reason and the buttons, below what was asked."""
        self._lines.addWidget(self._summary)
        self._lines.addWidget(self._form.add("reason", Field(tr("&Motif, si vous voulez"), self._reason)))
        body, foot = QFrame(), QFrame()
        body.setProperty("surface", "surface")
        body.setLayout(self._lines)
        foot.setProperty("surface", "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave = plain(tr("Annuler"), "relation_leave", main=True)
        leave.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self._verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)
        self._reason.setFocus()

    def show_refused(self, refused: Refused) -> None:
        """Say each reason; what was typed stays."""
        self._command = CommandId(str(uuid4()))
        texts = current()
        self._form.show_errors({each.beside or "card": sentence(each, texts) for each in refused.refusals})


class DeactivationDialog(RelationDialog):
    """Désactiver: lists the accesses that run or are to come, and asks whether they end today."""

    def __init__(self, parent: QWidget, name: str, facts: DeactivationFacts) -> None:
        verb = destructive(tr("&Désactiver"), "relation_save", "minus-circle", main=True)
        super().__init__(parent, tr("Désactiver {name} ?", name=name), verb)
        self._facts = facts
        said = tr(
            "Aucun accès n'ouvre plus la porte et rien ne peut être vendu. La fiche reste dans les recherches."
        )
        self._lines.addWidget(muted(said, "relation_consequence", wrap=True))
        self.ends = TickBox(tr("D&ésactiver les accès en cours"), "relation_ends")
        if facts.accesses:
            self._list_accesses(facts.accesses)
        self._lay_out()
        verb.clicked.connect(self._confirm)

    def _list_accesses(self, accesses: Sequence[AccessItem]) -> None:
        heading = ntr("{n} accès en cours ou à venir :", "{n} accès en cours ou à venir :", len(accesses))
        self._lines.addWidget(label(heading, "relation_accesses", bold=True))
        for item in accesses:
            self._lines.addWidget(label(access_line(item), f"relation_access_{item.id}", wrap=True))
        self._lines.addWidget(self.ends)
        warned = tr(
            "Ils se terminent aujourd'hui et leurs débits à venir sont supprimés. Cela ne peut pas être annulé : "
            "pour revenir, un nouvel accès est vendu. Sans cette coche, ils restent comme ils sont."
        )
        self._lines.addWidget(muted(warned, "relation_warning", wrap=True))

    def _confirm(self) -> None:
        if not self.ends.isChecked():
            self._send(False)
            return
        ask(
            self,
            tr("Terminer ces accès pour toujours ?"),
            "\n".join(access_line(item) for item in self._facts.accesses),
            tr("Terminer ces accès"),
            partial(self._send, True),
            destructive=True,
            detail=tr("Cela ne peut pas être annulé, même en réactivant le client."),
        )

    def _send(self, ends: bool) -> None:
        facts = self._facts
        reason = str(self._reason.value() or "")
        self.wanted.emit(DeactivateClient(self._command, facts.client, facts.version, ends, ends, reason))


class ReactivationDialog(RelationDialog):
    """Réactiver: the client comes back, ended accesses do not."""

    def __init__(self, parent: QWidget, name: str, facts: DeactivationFacts) -> None:
        verb = primary(tr("&Réactiver"), "relation_save")
        super().__init__(parent, tr("Réactiver {name} ?", name=name), verb)
        self._facts = facts
        said = tr("Les accès terminés restent terminés ; un blocage ou un report reste comme il est.")
        self._lines.addWidget(muted(said, "relation_consequence", wrap=True))
        self._lay_out()
        verb.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "")
        self.wanted.emit(ReactivateClient(self._command, self._facts.client, self._facts.version, reason))
