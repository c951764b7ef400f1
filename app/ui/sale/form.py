"""The fields of the sale: proposed by the plan, changed by hand where wanted, read as one request.

A field that was changed by hand keeps what was typed when plan or start change; below it stands
what is proposed, so that nobody sells by an amount that was meant for another plan.
"""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import ClientId, CommandId, PlanId
from app.domain.refusals import Refused
from app.domain.sales import first_debit_day
from app.i18n import day, money, tr
from app.services.fields import MandateFields, PaymentMode
from app.services.requests import SellAccess
from app.services.views import PlanRow, SaleProposal
from app.ui.kit.buttons import discreet
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import DateEntry, LineEntry, MoneyEntry, WholeEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import SECTION, label
from app.ui.kit.refused_words import beside

DEBIT = ("first_due", "anchor_day", "iban", "bic", "mandate_reference", "signed_on")
"""Fields that only a plan paid by direct debit has; names as refusals use them."""
_MANDATE = {"iban": "iban", "bic": "bic", "mandate_reference": "reference", "signed_on": "signed_on"}
_HIGHEST_DAY = 31


class SaleForm(QWidget):
    """`changed` after every keystroke, `start_changed(day)` when the proposals must be asked anew."""

    changed = Signal()
    start_changed = Signal(object)

    def __init__(self, summary: ErrorSummary, may_bill: bool = False) -> None:
        super().__init__()
        self._may_bill = may_bill
        self._filling = False
        self._by_hand: set[str] = set()
        self._proposal: SaleProposal | None = None
        self._plan: PlanRow | None = None
        self.form = Form(self, summary)
        self._controls: dict[str, Any] = {
            "start": DateEntry("sale_start", required=True),
            "amount": MoneyEntry("sale_amount", required=True),
            "registration_fee": MoneyEntry("sale_fee"),
            "first_due": DateEntry("sale_first_due", required=True),
            "anchor_day": WholeEntry("sale_debit_day", 1, _HIGHEST_DAY, required=True),
            "iban": LineEntry("sale_iban", limit=80),
            "bic": LineEntry("sale_bic", limit=40),
            "mandate_reference": LineEntry("sale_reference", limit=80),
            "signed_on": DateEntry("sale_signed_on", required=True),
        }
        self._again = discreet(tr("&Reprendre la proposition"), "sale_propose_again", "undo")
        self._debit = QWidget()
        self._bills = TickBox(tr("Fac&turer maintenant, puis encaisser"), "sale_bills", checked=True)
        self._bills.hide()
        self._lay_out()
        self._connect()

    # Widgets

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(label(tr("Accès"), px=SECTION, bold=True))
        head.addStretch(1)
        head.addWidget(self._again)
        column.addLayout(head)
        column.addLayout(
            self._row(
                ("start", tr("&Début de l'accès")),
                ("amount", tr("&Montant d'un débit")),
                ("registration_fee", tr("&Frais d'inscription")),
            )
        )
        column.addWidget(self._bills)
        debit = QVBoxLayout(self._debit)
        debit.setContentsMargins(0, 4, 0, 0)
        debit.setSpacing(14)
        debit.addWidget(label(tr("Prélèvement"), px=SECTION, bold=True))
        debit.addLayout(
            self._row(("first_due", tr("&Premier débit")), ("anchor_day", tr("&Jour du débit")), ("", ""))
        )
        debit.addLayout(self._mandate_rows())
        column.addWidget(self._debit)
        column.addStretch(1)

    def _row(self, *fields: tuple[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, (name, text) in enumerate(fields):
            grid.addWidget(self._field(name, text) if name else _nothing(), 0, at)
        _three_equal(grid)
        return grid

    def _field(self, name: str, text: str) -> Field:
        field = self.form.add(name, Field(text, self._controls[name]))
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return field

    def _mandate_rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        places = (
            ("iban", tr("&IBAN"), 0, 0, 2),
            ("bic", tr("&BIC"), 0, 2, 1),
            ("mandate_reference", tr("Référence &unique du mandat"), 1, 0, 2),
            ("signed_on", tr("&Signé le"), 1, 2, 1),
        )
        for name, text, row, at, span in places:
            grid.addWidget(self._field(name, text), row, at, 1, span)
        _three_equal(grid)
        return grid

    def _connect(self) -> None:
        for name, control in self._controls.items():
            control.textChanged.connect(partial(self._on_edit, name))
        self._again.clicked.connect(self.propose_again)
        self._again.hide()

    # Proposals

    def show_proposal(self, plan: PlanRow, proposal: SaleProposal) -> None:
        """Fill what was not changed by hand; say beside the rest what is proposed."""
        self._plan, self._proposal = plan, proposal
        by_debit = plan.fields.payment is PaymentMode.DIRECT_DEBIT
        self._debit.setVisible(by_debit)
        self._bills.setVisible(self._may_bill and not by_debit)
        name = tr("&Montant d'un débit") if by_debit else tr("&Montant à payer")
        self.form.field("amount").label_widget().setText(name)
        self._controls["amount"].setAccessibleName(name.replace("&", ""))
        for field in DEBIT:
            self._controls[field].setEnabled(by_debit)
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        if self._proposal is None:
            return
        proposed = _values(self._proposal)
        self._filling = True
        for name, value in proposed.items():
            if name not in self._by_hand:
                self._controls[name].set_value(value)
        self._filling = False
        self._follow_debit_day()
        self._say_proposed(proposed)

    def _say_proposed(self, proposed: dict[str, object]) -> None:
        differs = False
        for name, value in proposed.items():
            other = name in self._by_hand and self._controls[name].value() != value
            differs = differs or other
            self.form.field(name).set_hint(tr("proposé : {value}", value=_told(name, value)) if other else "")
        self._again.setVisible(differs)

    def propose_again(self) -> None:
        """Take every proposal again."""
        self._by_hand.clear()
        self.form.clear()
        self._fill()
        self.changed.emit()

    def show_start(self, start: date) -> None:
        """The start that is proposed: today."""
        self._filling = True
        self._controls["start"].set_value(start)
        self._filling = False

    @property
    def start(self) -> date | None:
        """The first day of the access, if it can be read."""
        found = self._controls["start"].value()
        return found if isinstance(found, date) else None

    @property
    def bills(self) -> bool:
        """Whether what is paid at once is to be billed with the sale."""
        return self._bills.isVisibleTo(self) and self._bills.isChecked()

    @property
    def is_touched(self) -> bool:
        """Whether something was changed by hand."""
        return bool(self._by_hand)

    # What the operator types

    def _on_edit(self, name: str, _text: str) -> None:
        if self._filling:
            return
        if name == "start":
            if self.start is not None:
                self.start_changed.emit(self.start)
        else:
            self._by_hand.add(name)
            self._follow_debit_day()
            if self._proposal is not None:
                self._say_proposed(_values(self._proposal))
        self.changed.emit()

    def _follow_debit_day(self) -> None:
        """First debit and debit day follow each other, as long as one of them was not typed."""
        typed_due, typed_day = "first_due" in self._by_hand, "anchor_day" in self._by_hand
        due, on = self._controls["first_due"], self._controls["anchor_day"]
        self._filling = True
        if typed_day and not typed_due and on.value() is not None and self.start is not None:
            due.set_value(first_debit_day(self.start, on.value()))
        elif typed_due and not typed_day and due.value() is not None:
            on.set_value(due.value().day)
        self._filling = False

    # Reading

    def readable(self) -> bool:
        """Whether every field can be read; says nothing."""
        return not any(
            control.error() for control in self._controls.values() if control.isEnabled() and control.error()
        )

    def request(self, command: CommandId, client: ClientId) -> SellAccess | None:
        """What is typed, as one request; None while a field cannot be read."""
        plan = self._plan
        if plan is None or not self.readable():
            return None
        by_debit = plan.fields.payment is PaymentMode.DIRECT_DEBIT
        values = {name: control.value() for name, control in self._controls.items()}
        mandate = None
        if by_debit:
            mandate = MandateFields(
                values["iban"], values["bic"], values["mandate_reference"], values["signed_on"]
            )
        return SellAccess(
            command,
            client,
            PlanId(plan.id),
            values["start"],
            values["first_due"] if by_debit else None,
            values["anchor_day"] if by_debit else None,
            Cents(values["amount"]),
            Cents(values["registration_fee"] or 0),
            mandate,
        )

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; what belongs to no field stands in the summary."""
        self.form.show_errors(beside(refused, "sale"))


def _nothing() -> QWidget:
    """Takes the place of a field, so that the columns of all rows stand below each other."""
    empty = QWidget()
    empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return empty


def _three_equal(grid: QGridLayout) -> None:
    for at in range(3):
        grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(at, 150)


def _values(proposal: SaleProposal) -> dict[str, object]:
    """The proposal by field."""
    mandate = proposal.mandate
    found: dict[str, object] = {
        "amount": proposal.amount,
        "registration_fee": proposal.registration_fee,
        "first_due": proposal.first_due,
        "anchor_day": proposal.anchor_day,
    }
    for field, name in _MANDATE.items():
        empty: object = None if field == "signed_on" else ""
        found[field] = getattr(mandate, name) if mandate is not None else empty
    return found


def _told(name: str, value: object) -> str:
    if isinstance(value, date):
        return day(value)
    if name in ("amount", "registration_fee") and isinstance(value, int):
        return money(value)
    return str(value) if value not in (None, "") else tr("rien")
