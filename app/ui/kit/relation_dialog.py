"""Asks what happens when a relation ends or is taken up again; what cannot be undone is confirmed apart (spec 3.2)."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import money, ntr, tr
from app.services.billing.views import InvoiceRow
from app.services.states import DeactivateClient, DeactivationFacts, ReactivateClient
from app.services.views import AccessItem
from app.ui.kit.ask import ask
from app.ui.kit.buttons import Button, destructive, plain, primary
from app.ui.kit.cards import NoteBox
from app.ui.kit.choices import TickBox
from app.ui.kit.enter import answer_enter
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted
from app.ui.kit.refused_words import beside
from app.ui.kit.relation_lists import (
    access_line,
    access_lines,
    held_line,
    invoice_lines,
    staying_line,
    total_of,
)
from app.ui.kit.saving import next_command

_WIDTH = 600
_FRAME = 56
"""What stands around a dialog on a screen that it fills: title bar and some air."""
_REASON = 200
_ROOM_FOR_ERROR = 24
"""Below the last field, so that what is wrong with it never lies over a button."""


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
        self._default: QPushButton | None = None
        self._command = CommandId(str(uuid4()))
        self._summary = ErrorSummary("relation_summary")
        self._form = Form(self, self._summary)
        self._reason = LineEntry("relation_reason", limit=_REASON)
        self._body, self._foot = QFrame(), QFrame()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(24, 20, 24, 24)
        self._lines.setSpacing(12)
        self._lines.addWidget(label(heading, "relation_title", TITLE, bold=True, wrap=True))
        self._lines.addWidget(self._summary)
        self._scroll = QScrollArea()

    def _lay_out(self) -> None:
        """The reason and the buttons, below what was asked."""
        self._lines.addWidget(self._form.add("reason", Field(tr("&Motif, si vous voulez"), self._reason)))
        self._lines.addSpacing(_ROOM_FOR_ERROR)
        self._body.setProperty("surface", "surface")
        self._body.setLayout(self._lines)
        scroll = self._scroll
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot.setProperty("surface", "sunken")
        row = QHBoxLayout(self._foot)
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
        column.addWidget(scroll, 1)
        column.addWidget(self._foot)
        self._reason.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is listed needs."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as all lines at this width; where the screen ends, they scroll."""
        wanted = self._lines.totalHeightForWidth(_WIDTH) + self._foot.sizeHint().height()
        self.setFixedHeight(min(wanted, self.screen().availableGeometry().height() - _FRAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, else the one that is safe to press, where there is one."""
        if not answer_enter(self, event, self._default):
            super().keyPressEvent(event)

    @property
    def reason(self) -> str:
        """What was typed so far."""
        return str(self._reason.value() or "")

    def show_reason(self, typed: str) -> None:
        """Go on with what was typed before."""
        self._reason.set_value(typed)

    def show_refused(self, refused: Refused) -> None:
        """Say each reason; what was typed stays."""
        self._command = next_command(self._command, refused)
        self._form.show_errors(beside(refused, "card"))
        self._fit()
        if self._summary.isVisibleTo(self):
            self._lines.activate()
            self._scroll.ensureWidgetVisible(self._summary)


class DeactivationDialog(RelationDialog):
    """Désactiver: lists what is linked, and asks what happens to it; what is not ticked stays as it is."""

    def __init__(self, parent: QWidget, name: str, facts: DeactivationFacts) -> None:
        verb = destructive(tr("&Désactiver"), "relation_save", "minus-circle", main=True)
        super().__init__(parent, tr("Désactiver {name} ?", name=name), verb)
        self._facts = facts
        said = tr(
            "Aucun accès n'ouvre plus la porte et rien ne peut être vendu. La fiche reste dans les recherches."
        )
        self._lines.addWidget(muted(said, "relation_consequence", wrap=True))
        if facts.links:
            self._lines.addWidget(label(staying_line(facts.links), "relation_staying", wrap=True))
        self.ends = TickBox(tr("Désactiver les ac&cès en cours"), "relation_ends")
        self.holds = TickBox(tr("Mettre les &factures en attente"), "relation_holds")
        if facts.accesses:
            self._list_accesses(facts.accesses)
        if facts.invoices:
            self._list_invoices(facts.invoices)
        self._lay_out()
        verb.clicked.connect(self._confirm)

    def _list_accesses(self, accesses: Sequence[AccessItem]) -> None:
        heading = ntr("{n} accès en cours ou à venir :", "{n} accès en cours ou à venir :", len(accesses))
        warned = tr(
            "Ils se terminent aujourd'hui et leurs débits à venir sont supprimés. Cela ne peut pas être annulé : "
            "pour revenir, un nouvel accès est vendu. Sans cette coche, ils restent comme ils sont."
        )
        self._list("accesses", heading, access_lines(accesses), self.ends, warned)

    def _list_invoices(self, invoices: Sequence[InvoiceRow]) -> None:
        heading = ntr(
            "{n} facture ouverte, {total} à payer :",
            "{n} factures ouvertes, {total} à payer :",
            len(invoices),
            total=money(total_of(invoices)),
        )
        warned = tr(
            "Plus aucun rappel ne part pour elles, jusqu'à ce que chacune soit reprise à la main. "
            "Sans cette coche, elles restent à payer et les rappels continuent."
        )
        self._list("invoices", heading, invoice_lines(invoices), self.holds, warned)

    def _list(self, name: str, heading: str, lines: Sequence[str], tick: TickBox, warned: str) -> None:
        """What is linked, line by line, the tick box, and what it does, in a box of its own."""
        box = NoteBox(f"relation_{name}_box")
        box.body.addWidget(label(heading, f"relation_{name}", bold=True, wrap=True))
        for at, line in enumerate(lines):
            box.body.addWidget(label(line, f"relation_{name}_{at}", wrap=True))
        box.body.addSpacing(4)
        box.body.addWidget(tick)
        box.body.addWidget(muted(warned, f"relation_{name}_warning", wrap=True))
        self._lines.addWidget(box)

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
        facts, holds = self._facts, self.holds.isChecked()
        self.wanted.emit(
            DeactivateClient(
                self._command, facts.client, facts.version, ends, ends, self.reason, holds, shown=facts
            )
        )


class ReactivationDialog(RelationDialog):
    """Réactiver: the client comes back, ended accesses do not."""

    def __init__(self, parent: QWidget, name: str, facts: DeactivationFacts) -> None:
        verb = primary(tr("&Réactiver"), "relation_save")
        super().__init__(parent, tr("Réactiver {name} ?", name=name), verb)
        self._facts = facts
        said = tr("Les accès terminés restent terminés ; un blocage ou un report reste comme il est.")
        self._lines.addWidget(muted(said, "relation_consequence", wrap=True))
        if facts.held:
            self._lines.addWidget(label(held_line(facts.held), "relation_held", wrap=True))
        self._lay_out()
        self._default = verb
        verb.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        facts = self._facts
        self.wanted.emit(ReactivateClient(self._command, facts.client, facts.version, self.reason))
