"""What a client owes, item by item: ticked to be paid now, each with the amount that is paid of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import AccessId, InvoiceId, Rank
from app.domain.refusal import Refusal
from app.i18n import money, tr
from app.services.billing.refusals import (
    DebitNotRejected,
    DebitPaidInPart,
    InvoiceNotOpen,
    PaymentAboveLeft,
)
from app.services.billing.requests import PaymentPart
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import MoneyEntry
from app.ui.kit.fields import BareField, Form
from app.ui.kit.labels import HINT, hairline, label, muted
from app.ui.kit.layouts import clear_layout

_LEFT, _PAID = 124, 132
_HEADS = 3
MOST_ITEMS = 100
"""So many items are shown at once, the oldest: a window of thousands of fields would not open in time."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An invoice or a rejected debit with what is left of it; the oldest `due` comes first.

    `number` is that of the invoice; a rejected debit has none, and is paid whole.
    """

    title: str
    detail: str
    due: date
    left: Cents
    is_overdue: bool = False
    is_proposed: bool = True
    number: str = ""
    invoice: InvoiceId | None = None
    access: AccessId | None = None
    rank: Rank | None = None

    @property
    def key(self) -> tuple[InvoiceId | None, AccessId | None, Rank | None]:
        """What it is, however much is left of it."""
        return self.invoice, self.access, self.rank

    def part(self, amount: int) -> PaymentPart:
        """That much of this item is paid."""
        return PaymentPart(self.invoice, self.access, self.rank, Cents(amount))


class _ItemRow:
    """The controls of one item."""

    def __init__(self, item: OpenItem, at: int) -> None:
        self.item = item
        self.key = f"part_{at}"
        self.tick = TickBox(item.title.replace("&", "&&"), f"payment_tick_{at}")
        self.detail = label(item.detail, f"payment_detail_{at}", HINT, tone=_tone(item))
        self.left = label(money(item.left), f"payment_left_{at}", bold=True, tone=_tone(item, "text"))
        self.amount = MoneyEntry(f"payment_amount_{at}", required=True)
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.left.setFixedWidth(_LEFT)

    def has_focus(self) -> bool:
        """Whether somebody types here."""
        return self.tick.hasFocus() or self.amount.hasFocus()

    def typed(self) -> "_Typed":
        """What is ticked and typed here."""
        is_whole = self.amount.value() == self.item.left
        return _Typed(self.tick.isChecked(), None if is_whole else self.amount.text())

    def take_over(self, typed: "_Typed") -> None:
        """Tick and type as before; who paid the whole pays what the whole is now."""
        self.tick.setChecked(typed.is_ticked)
        if typed.is_ticked and typed.text is not None and self.amount.isEnabled():
            self.amount.setText(typed.text)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed at one item; `text` None: the whole."""

    is_ticked: bool
    text: str | None


def _tone(item: OpenItem, otherwise: str = "muted") -> str:
    return "blocked" if item.is_overdue else otherwise


class OpenItems(QWidget):
    """`changed` when a tick or an amount changes."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.setObjectName("payment_items")
        self._form = form
        self._rows: list[_ItemRow] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 12)
        self._more = muted("", "payment_more", wrap=True)
        self._more.hide()
        whole.addLayout(self._grid)
        whole.addWidget(self._more)
        whole.addStretch(1)
        for column, text in ((0, tr("À payer")), (1, tr("Reste")), (2, tr("Payé maintenant"))):
            head = muted(text)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(head, 0, column, side)

    def show_items(self, items: Sequence[OpenItem]) -> None:
        """Show what is owed, the proposed ones ticked with all that is left."""
        unheard = QSignalBlocker(self)
        self._clear()
        for item in sorted(items, key=lambda each: (each.due, each.title))[:MOST_ITEMS]:
            self._add(item)
        unheard.unblock()
        if len(items) > MOST_ITEMS:
            self._more.setText(
                tr("Les {n} plus anciens, sur {all} : encaissez-les d'abord.", n=MOST_ITEMS, all=len(items))
            )
        self._more.setVisible(len(items) > MOST_ITEMS)
        self.changed.emit()

    def update_items(self, items: Sequence[OpenItem]) -> None:
        """Show what is owed by now; ticks and amounts that were typed stay on what is still owed.

        Where something was typed, what is owed since is shown, but not ticked.
        """
        was_touched = self.is_touched
        before = {row.item.key: row.typed() for row in self._rows}
        at = next((row.item.key for row in self._rows if row.has_focus()), None)
        unheard = QSignalBlocker(self)
        self.show_items(items)
        for row in self._rows:
            typed = before.get(row.item.key)
            if typed is not None:
                row.take_over(typed)
            elif was_touched:
                row.tick.setChecked(False)
            if row.item.key == at:
                row.tick.setFocus(Qt.FocusReason.OtherFocusReason)
        unheard.unblock()
        self.changed.emit()

    def _clear(self) -> None:
        for row in self._rows:
            self._form.drop(row.key)
        self._rows = []
        while (item := self._grid.takeAt(_HEADS)) is not None:
            widget, inside = item.widget(), item.layout()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
            elif inside is not None:
                clear_layout(inside)

    def _add(self, item: OpenItem) -> None:
        row = _ItemRow(item, len(self._rows) + 1)
        self._rows.append(row)
        field = BareField(tr("Payé de {item}", item=item.title), row.amount)
        field.setFixedWidth(_PAID)
        self._form.add(row.key, field)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(row.tick, 0, Qt.AlignmentFlag.AlignLeft)
        names.addWidget(row.detail)
        names.setContentsMargins(0, 0, 0, 0)
        row.detail.setContentsMargins(26, 0, 0, 0)
        at = 2 * len(self._rows) - 1
        self._grid.addWidget(hairline(), at, 0, 1, 3)
        self._grid.addLayout(names, at + 1, 0)
        self._grid.addWidget(row.left, at + 1, 1)
        self._grid.addWidget(field, at + 1, 2)
        row.tick.setChecked(item.is_proposed)
        self._on_tick(row, item.is_proposed)
        row.tick.toggled.connect(partial(self._on_tick, row))
        row.amount.valueChanged.connect(self.changed)

    def _on_tick(self, row: _ItemRow, ticked: bool) -> None:
        row.amount.setEnabled(ticked and bool(row.item.number))
        row.amount.set_value(row.item.left if ticked else None)
        self._form.field(row.key).clear_error()
        self.changed.emit()

    def spread(self, amount: int) -> int:
        """Tick and fill from the oldest on until `amount` is used up; what is left over of it."""
        for row in self._rows:
            part = min(amount, int(row.item.left))
            if part < row.item.left and not row.item.number:
                part = 0
            row.tick.setChecked(part > 0)
            if part > 0:
                row.amount.set_value(part)
            amount -= part
        return amount

    # Reading

    def total(self) -> Cents | None:
        """What is paid now; None while an amount cannot be read."""
        amounts = [row.amount.value() for row in self._ticked()]
        return None if None in amounts else Cents(sum(each for each in amounts if each is not None))

    def parts(self) -> tuple[PaymentPart, ...]:
        """What is paid of what, as it leaves in the request."""
        return tuple(row.item.part(row.amount.value() or 0) for row in self._ticked())

    def errors(self) -> dict[str, str]:
        """What is wrong, by the name of the field in the form."""
        found: dict[str, str] = {}
        for row in self._ticked():
            value, said = row.amount.value(), row.amount.error()
            if said:
                found[row.key] = said
            elif value is not None and value <= 0:
                found[row.key] = tr(
                    "Un paiement est au-dessus de 0.\nÔtez la coche de ce qui n'est pas payé."
                )
            elif value is not None and value > row.item.left:
                found[row.key] = tr("Il reste {amount} à payer.", amount=money(row.item.left))
        return found

    def key_of(self, refusal: Refusal) -> str:
        """The name in the form of the amount that a refusal speaks of; empty: none of them."""
        for row in self._ticked():
            if isinstance(refusal, PaymentAboveLeft | InvoiceNotOpen) and row.item.number == refusal.number:
                return row.key
            if isinstance(refusal, DebitNotRejected | DebitPaidInPart) and row.item.due == refusal.due:
                return row.key
        return ""

    @property
    def is_touched(self) -> bool:
        """Whether ticks or amounts are not those that were proposed."""
        return any(
            row.tick.isChecked() != row.item.is_proposed
            or (row.tick.isChecked() and row.amount.value() != row.item.left)
            for row in self._rows
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is owed."""
        return not self._rows

    def _ticked(self) -> list[_ItemRow]:
        return [row for row in self._rows if row.tick.isChecked()]

    def order_before(self, widget: QWidget) -> None:
        """The keys walk through the items, then on to `widget`."""
        chain = [control for row in self._rows for control in (row.tick, row.amount)]
        for before, after in pairwise([*chain, widget]):
            QWidget.setTabOrder(before, after)

    def focus_start(self) -> None:
        """Stand on the first item."""
        if self._rows:
            self._rows[0].tick.setFocus(Qt.FocusReason.OtherFocusReason)
