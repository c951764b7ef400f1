"""The fields of an activity: for whom, when, what, how much (spec 3.3)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine, amount_of
from app.domain.refusals import Refused
from app.i18n import current, money, percent, tr
from app.messages.refusals import sentence
from app.services.dossiers.requests import ActivityFields
from app.services.dossiers.views import OfferedParty, UsualActivity
from app.ui.dossiers.payers import PayersPane
from app.ui.kit.choices import Choice
from app.ui.kit.decimal_entry import DecimalEntry
from app.ui.kit.entries import DateEntry, MoneyEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import FACT, label, muted

COMMON = "common"
_MOST = Decimal(9999)
_AMOUNT_WIDTH = 150


class ActivityForm(QWidget):
    """`changed` with every edit; `fields()` when everything can be read."""

    changed = Signal()

    def __init__(self, summary: ErrorSummary) -> None:
        super().__init__()
        self._usual: dict[str, UsualActivity] = {}
        self._whom = Choice("activity_client")
        self._day = DateEntry("activity_day", required=True)
        self._what = Choice("activity_description", editable=True)
        self._what.setCompleter(QCompleter(self))  # one without texts: what is typed is what is entered
        self._quantity = DecimalEntry("activity_quantity", Decimal(0), _MOST, 3, required=True)
        self._price = MoneyEntry("activity_price", required=True)
        self._rate = Choice("activity_vat")
        self._amount = label("", "activity_amount", FACT, bold=True)
        self._amount.setMinimumWidth(_AMOUNT_WIDTH)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._payers = PayersPane()
        self._parties: tuple[OfferedParty, ...] = ()
        self.form = Form(self, summary)
        self._lay_out()
        self.form.changed.connect(self._on_change)
        self._what.activated.connect(self._take_usual)

    def _lay_out(self) -> None:
        form = self.form
        first, second, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for row in (first, second):
            row.setSpacing(16)
        first.addWidget(form.add("client", Field(tr("&Pour qui"), self._whom)), 1)
        first.addWidget(form.add("day", Field(tr("&Date"), self._day, width=150)))
        second.addWidget(form.add("quantity", Field(tr("&Quantité"), self._quantity, width=110)))
        second.addWidget(
            form.add("unit_price", Field(tr("Prix &unitaire, TVA comprise"), self._price, width=190))
        )
        second.addWidget(form.add("vat_rate", Field(tr("&TVA"), self._rate, width=110)))
        second.addStretch(1)
        total = QVBoxLayout()
        total.setSpacing(0)
        total.addWidget(muted(tr("Montant")), 0, Qt.AlignmentFlag.AlignRight)
        total.addWidget(self._amount)
        second.addLayout(total)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(first)
        column.addWidget(form.add("description", Field(tr("D&escription"), self._what)))
        column.addLayout(second)
        column.addWidget(self._payers, 1)

    # What it begins with

    def offer(
        self,
        whom: Sequence[tuple[str, ClientId | None]],
        usual: Sequence[UsualActivity],
        rates: Sequence[Decimal],
        parties: tuple[OfferedParty, ...],
    ) -> None:
        """Offer these clients (None: in common), these usual activities and these VAT rates."""
        self._parties = parties
        self._rate.offer([(percent(each), each) for each in rates])
        self._whom.offer([(text, COMMON if client is None else client) for text, client in whom])
        self._usual = {each.description: each for each in usual}
        self._what.offer([(each.description, each.description) for each in usual])
        self._what.set_value("")

    def show_fields(self, fields: ActivityFields) -> None:
        """Show what is stored."""
        self._whom.set_value(COMMON if fields.client is None else fields.client)
        self._day.set_value(fields.day)
        self._what.set_value(fields.description)
        self._quantity.set_value(fields.quantity)
        self._price.set_value(fields.unit_price)
        self._show_rate(fields.vat_rate)

    def begin(self, client: ClientId | None, today: date) -> None:
        """An empty form for this client, today."""
        self._whom.set_value(COMMON if client is None else client)
        self._day.set_value(today)
        self._quantity.set_value(Decimal(1))
        self._price.set_value(None)
        self._show_amount()

    def _show_rate(self, rate: Decimal) -> None:
        """A rate that is not offered is offered for this activity."""
        text = percent(rate)
        if self._rate.findText(text) < 0:
            self._rate.addItem(text, rate)
        self._rate.setCurrentIndex(self._rate.findText(text))

    def typed(self) -> tuple[object, str, object]:
        """For whom, what and at which rate, as they stand in the boxes that are offered anew."""
        return self._whom.value(), self._what.currentText(), self._rate.value()

    def show_typed(self, typed: tuple[object, str, object]) -> None:
        """Put back what stood there; somebody who is no longer offered is not chosen any more."""
        self._whom.set_value(typed[0])
        self._what.setCurrentText(typed[1])
        if isinstance(typed[2], Decimal):
            self._show_rate(typed[2])

    def focus_what(self) -> None:
        """Stand where one begins to type."""
        self._what.setFocus()

    # What is typed

    @property
    def client(self) -> ClientId | None:
        """For whom; None: in common."""
        value = self._whom.value()
        return ClientId(value) if isinstance(value, int) else None

    def fields(self) -> ActivityFields | None:
        """What is typed, where all of it can be read; else each error stands beside its field."""
        if not self.form.check():
            return None
        day, quantity = self._day.value(), self._quantity.value()
        price, rate = self._price.value(), self._rate.value()
        if day is None or quantity is None or price is None or not isinstance(rate, Decimal):
            return None
        what = str(self._what.value() or "").strip()
        return ActivityFields(self.client, day, what, quantity, Cents(price), rate)

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; what was typed stays."""
        said: dict[str, str] = {}
        for each in refused.refusals:
            said.setdefault(each.beside or "activity", sentence(each, current()))
        self.form.show_errors(said)

    def _take_usual(self, _at: int) -> None:
        """A usual activity brings its price and rate."""
        usual = self._usual.get(self._what.currentText())
        if usual is not None:
            self._price.set_value(usual.unit_price)
            self._show_rate(usual.vat_rate)

    def _on_change(self) -> None:
        self._show_amount()
        self.changed.emit()

    def _show_amount(self) -> None:
        quantity, price = self._quantity.value(), self._price.value()
        amount = None
        if quantity is not None and price is not None:
            amount = amount_of(InvoiceLine("", quantity, Cents(price), Decimal(0)))
        self._amount.setText("–" if amount is None else money(amount))
        self._payers.show_payers(amount, self.client, self._parties)
