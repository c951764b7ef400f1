"""The small dialogs of the Echéancier: another amount, another date, one more instalment."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain import changes
from app.domain.cents import Cents
from app.domain.changes import ChangeDecision
from app.domain.ids import CommandId
from app.domain.instalments import Instalment
from app.domain.refusals import Refusal, Refused
from app.domain.suspensions import next_sequence
from app.i18n import current, day, money, tr
from app.messages.cautions import caution_text
from app.messages.refusals import sentence
from app.services.requests import AddInstalment, ChangeInstalmentAmount, ChangeInstalmentDate
from app.services.views import AccessView
from app.ui.access.draft import Ground
from app.ui.access.verbs import Request
from app.ui.kit.access_words import rank_name
from app.ui.kit.buttons import plain, primary
from app.ui.kit.enter import answer_enter
from app.ui.kit.entries import DateEntry, MoneyEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import HINT, TITLE, hairline, label, muted

WIDTH = 520
Decide = Callable[[], ChangeDecision]
Make = Callable[[CommandId], Request]


class InstalmentDialog(QDialog):
    """One or two fields, what follows from them, and one request; stays open until it was carried out."""

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, name: str, title: str, what: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._fields: dict[str, Field] = {}
        self._command = CommandId(str(uuid4()))
        self.summary = ErrorSummary(f"{name}_summary")
        self.summary.setMinimumHeight(40)
        self.form = Form(self, self.summary)
        self._row = QHBoxLayout()
        self._effect = label("", f"{name}_effect", HINT, tone="muted", wrap=True)
        self._ok = primary(tr("&Ok, enregistrer"), f"{name}_ok")
        self._leave = plain(tr("&Annuler"), f"{name}_leave", main=True)
        self._build(title, what)
        self._ok.clicked.connect(self.confirm)
        self._leave.clicked.connect(self.reject)
        self.form.changed.connect(self._show_effect)

    def _build(self, title: str, what: str) -> None:
        middle, foot = QFrame(), QFrame()
        middle.setProperty("surface", "surface")
        foot.setProperty("surface", "sunken")
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(24, 20, 24, 20)
        inner.setSpacing(12)
        inner.addWidget(label(title, f"{self.objectName()}_title", TITLE, bold=True, wrap=True))
        inner.addWidget(muted(what, f"{self.objectName()}_what", wrap=True))
        self._row.setSpacing(16)
        inner.addLayout(self._row)
        inner.addSpacing(24)
        inner.addWidget(self.summary)
        self._effect.setMinimumHeight(40)
        self._effect.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self._effect)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (middle, hairline(), foot):
            column.addWidget(part)

    def ask_for(self, fields: dict[str, Field], decide: Decide, make: Make) -> None:
        """Ask for these; `decide` judges what is typed, `make` turns it into the request."""
        self._fields, self._decide, self._make = fields, decide, make
        for name, field in fields.items():
            self._row.addWidget(self.form.add(name, field))
        self._row.addStretch(1)
        self._show_effect()
        next(iter(fields.values())).focus()

    def _show_effect(self) -> None:
        self._effect.setText("\n".join(self._cautions()))

    def _cautions(self) -> list[str]:
        if any(field.typed_error() for field in self._fields.values()):
            return []
        try:
            decision = self._decide()
        except Refused:
            return []
        return [caution_text(each, current()) for each in decision.cautions]

    def confirm(self) -> None:
        """Ok: refused beside the field, or sent."""
        if not self.form.check():
            return
        try:
            self._decide()
        except Refused as refused:
            self.show_refusals(tuple(refused.refusals))
            return
        self.confirmed.emit(self._make(self._command))

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """The reasons beside their fields; the next Ok is the same command, which acts once at most."""
        self.form.show_errors({each.beside: sentence(each, current()) for each in refusals})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is Ok unless a button has the focus."""
        if not answer_enter(self, event, self._ok):
            super().keyPressEvent(event)


def _judge(ground: Ground) -> changes.Circumstances:
    return changes.Circumstances(next_sequence(ground.contract), ground.today, ground.rules, ground.rights)


def _what(instalment: Instalment) -> str:
    return tr(
        "Rang {rank}, {amount} le {day}.",
        rank=rank_name(instalment.rank),
        amount=money(instalment.amount),
        day=day(instalment.due),
    )


def amount_dialog(
    parent: QWidget, view: AccessView, ground: Ground, instalment: Instalment
) -> InstalmentDialog:
    """Montant: another amount for one rank."""
    title = tr("Changer le montant du rang {rank}", rank=rank_name(instalment.rank))
    dialog = InstalmentDialog(parent, "instalment_amount", title, _what(instalment))
    entry = MoneyEntry("instalment_amount_value", required=True)
    entry.set_value(instalment.amount)

    def typed() -> Cents:
        return Cents(entry.value() or 0)

    def decide() -> ChangeDecision:
        return changes.change_amount(ground.contract, instalment.rank, typed(), _judge(ground))

    def make(command: CommandId) -> Request:
        return ChangeInstalmentAmount(command, view.item.id, view.version, instalment.rank, typed())

    dialog.ask_for({"amount": Field(tr("&Montant"), entry)}, decide, make)
    return dialog


def date_dialog(
    parent: QWidget, view: AccessView, ground: Ground, instalment: Instalment
) -> InstalmentDialog:
    """Date: another due date for one rank."""
    title = tr("Changer la date du rang {rank}", rank=rank_name(instalment.rank))
    dialog = InstalmentDialog(parent, "instalment_date", title, _what(instalment))
    entry = DateEntry("instalment_date_value", required=True)
    entry.setMinimumWidth(160)
    entry.set_value(instalment.due)

    def typed() -> date:
        return entry.value() or instalment.due

    def decide() -> ChangeDecision:
        return changes.change_date(ground.contract, instalment.rank, typed(), _judge(ground))

    def make(command: CommandId) -> Request:
        return ChangeInstalmentDate(command, view.item.id, view.version, instalment.rank, typed())

    dialog.ask_for({"due": Field(tr("&Date du débit"), entry)}, decide, make)
    return dialog


def add_dialog(parent: QWidget, view: AccessView, ground: Ground) -> InstalmentDialog:
    """Ajouter une échéance: one more debit, with a rank of its own."""
    what = tr("Elle reçoit un rang à part (A1, A2 …) ; les autres gardent le leur.")
    dialog = InstalmentDialog(parent, "instalment_add", tr("Ajouter une échéance"), what)
    due, amount = (
        DateEntry("instalment_add_due", required=True),
        MoneyEntry("instalment_add_amount", required=True),
    )
    due.setMinimumWidth(160)

    def decide() -> ChangeDecision:
        asked = due.value() or ground.today
        return changes.add_instalment(ground.contract, asked, Cents(amount.value() or 0), _judge(ground))

    def make(command: CommandId) -> Request:
        asked = due.value() or ground.today
        return AddInstalment(command, view.item.id, view.version, asked, Cents(amount.value() or 0))

    fields = {"due": Field(tr("&Date du débit"), due), "amount": Field(tr("&Montant"), amount)}
    dialog.ask_for(fields, decide, make)
    return dialog
