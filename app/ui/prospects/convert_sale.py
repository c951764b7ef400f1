"""One access that a quote sells: when it begins, when it is first debited (spec 1.4)."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.periods import access_period
from app.domain.refusals import Refused
from app.domain.sales import first_debit_day
from app.i18n import day, money, tr
from app.services.prospects.requests import LineSale
from app.services.prospects.views import ProposedSale
from app.ui.kit.entries import DateEntry
from app.ui.kit.fields import Field, Form
from app.ui.kit.labels import Glyph, label, muted
from app.ui.prospects.words import price_text

_DAY = 168


class SaleRow(QWidget):
    """The access that one plan line sells: when it begins, when it is first debited."""

    def __init__(self, form: Form, sale: ProposedSale) -> None:
        super().__init__()
        self._sale = sale
        at = sale.position
        self.start = DateEntry(f"convert_start_{at}", required=True)
        self.first_due = DateEntry(f"convert_first_due_{at}", required=True)
        self._until = muted("", f"convert_until_{at}")
        self._by_hand = self._following = False
        self._lay_out(form)
        self.start.set_value(sale.start)
        self._follow(sale.first_due)
        self._say()
        self.start.valueChanged.connect(self._on_start)
        self.first_due.valueChanged.connect(self._on_first_due)

    def _lay_out(self, form: Form) -> None:
        at, sale = self._sale.position, self._sale
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(label(sale.description, f"convert_plan_{at}", bold=True))
        price = price_text(sale.amount, sale.offer)
        if sale.offer.registration_fee:
            fee = money(sale.offer.registration_fee)
            price = tr("{price} + {fee} de frais", price=price, fee=fee)
        names.addWidget(muted(price, f"convert_price_{at}"))
        names.addWidget(self._until)
        names.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(Glyph("card"))
        row.addLayout(names, 1)
        start, first = tr("&Début"), tr("&Premier débit")
        if form.has("start.1") and at != 1:  # the letters lead to the first access
            start, first = start.replace("&", ""), first.replace("&", "")
        row.addWidget(form.add(f"start.{at}", Field(start, self.start, width=_DAY)))
        due = form.add(f"first_due.{at}", Field(first, self.first_due, width=_DAY))
        row.addWidget(due)
        due.setVisible(sale.offer.is_debited)

    def _follow(self, due: date | None) -> None:
        self._following = True
        self.first_due.set_value(due)
        self._following = False

    def _on_start(self) -> None:
        """The first debit follows the start until it was changed by hand."""
        start = self.start.value()
        if start is not None and not self._by_hand and self._sale.anchor_day is not None:
            self._follow(first_debit_day(start, self._sale.anchor_day))
        self._say()

    def _on_first_due(self) -> None:
        self._by_hand = self._by_hand or not self._following

    def _say(self) -> None:
        start = self.start.value()
        if start is None:
            self._until.setText("")
        elif self._sale.months is None and self._sale.days is None:
            self._until.setText(tr("sans fin"))
        else:
            self._until.setText(tr("jusqu'au {day}", day=self._last(start)))

    def _last(self, start: date) -> str:
        try:
            last = access_period(start, months=self._sale.months, days=self._sale.days).last
        except Refused:
            return "–"
        return day(last) if last is not None else "–"

    def names(self) -> list[str]:
        """The fields that must be readable."""
        at = self._sale.position
        return [f"start.{at}", *([f"first_due.{at}"] if self._sale.offer.is_debited else [])]

    def leave(self, form: Form) -> None:
        """Go away, with both fields."""
        for name in ("start", "first_due"):
            form.drop(f"{name}.{self._sale.position}")
        self.hide()
        self.deleteLater()

    def asked(self) -> LineSale | None:
        """What was typed; None while a day cannot be read."""
        start, due = self.start.value(), self.first_due.value()
        if start is None or (self._sale.offer.is_debited and due is None):
            return None
        if not self._sale.offer.is_debited or due is None:
            return LineSale(self._sale.position, start)
        anchor = due.day if self._by_hand else self._sale.anchor_day
        return LineSale(self._sale.position, start, due, anchor)
