"""The tables of invoices, of payments and of rejected debits, each with the verbs of what is chosen below it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from app.i18n import money, ntr, ptr, tr
from app.services.billing.views import InvoiceRow, PaymentRow, RejectedDebit
from app.services.desk import Operator
from app.ui.billing import allowed, words
from app.ui.kit.buttons import Button, quiet, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import HINT, hairline, label, set_tone
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table

ROW, FOOT = 38, 44
_FOOT_MARGINS = 34
Why = Callable[[Operator, Sequence[InvoiceRow]], str]


def invoice_columns(*, with_client: bool, sortable: bool = True) -> list[Column]:
    """The columns of a list of invoices."""
    columns = [
        Column("number", tr("N°"), "bold", 130, sortable=sortable, stretch=not with_client),
        Column("client_name", tr("Client"), "text", 180, sortable=sortable, stretch=True),
        Column("issued_on", tr("Date"), "date", 92, sortable=sortable),
        Column("due", tr("Échéance"), "date", 92, sortable=sortable, value=words.due_cell),
        Column("gross", tr("Montant"), "money", 82, sortable=sortable),
        Column("left", tr("Reste"), "money", 82, sortable=sortable, value=words.left_cell),
        Column("state", tr("État"), "chip", 116, sortable=sortable, value=words.state_chip),
        Column(
            "reminder_level", ptr("list", "Rappel"), "text", 80, sortable=sortable, value=words.level_cell
        ),
    ]
    return columns if with_client else [column for column in columns if column.key != "client_name"]


class Foot(QFrame):
    """The line below a table: what is chosen, and its verbs; where both do not fit, the verbs stay."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self.setMinimumHeight(FOOT)
        self.said = label("", f"{name}_chosen", HINT, tone="muted")
        self._verbs: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 2, 8, 2)
        self._row.setSpacing(4)
        self._row.addWidget(self.said)
        self._row.addStretch(1)

    def say(self, text: str, bold: bool = False) -> None:
        """What the line says at its left."""
        self.said.setText(text)
        set_tone(self.said, "text" if bold else "muted")
        self._fit()

    def add(self, button: QWidget) -> None:
        """Add a verb at the right."""
        self._row.addWidget(button)
        self._verbs.append(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what is chosen only where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.said.sizeHint().width() + sum(verb.sizeHint().width() + 4 for verb in self._verbs)
        self.said.setVisible(bool(self.said.text()) and needed + _FOOT_MARGINS <= self.width())


class InvoiceVerbs(QWidget):
    """The verbs of the chosen invoices, as buttons and in the menu of a right click; `asked(verb)`."""

    asked = Signal(str)

    def __init__(self, name: str, operator: Operator) -> None:
        super().__init__()
        self._operator = operator
        self._rows: list[InvoiceRow] = []
        self._why: dict[str, Why] = {
            "print": lambda _operator, rows: allowed.why_not_print(rows),
            "credit": allowed.why_not_credit,
            "hold": allowed.why_not_hold,
            "release": allowed.why_not_release,
        }
        self.buttons: dict[str, Button] = {
            "print": quiet(tr("I&mprimer"), f"{name}_print", "printer"),
            "credit": quiet(tr("Note de cré&dit…"), f"{name}_credit", "undo"),
            "hold": quiet(tr("Mettre en a&ttente…"), f"{name}_hold", "pause-circle"),
            "release": quiet(tr("Re&prendre…"), f"{name}_release", "check-circle"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for verb, button in self.buttons.items():
            button.clicked.connect(partial(self._ask, verb))
            row.addWidget(button)
        self.show_chosen([])

    def _ask(self, verb: str, *_: object) -> None:
        self.asked.emit(verb)

    def show_chosen(self, rows: Sequence[InvoiceRow]) -> None:
        """Allow what can be done with these."""
        self._rows = list(rows)
        for verb, button in self.buttons.items():
            reason = self._why[verb](self._operator, rows)
            set_allowed(button, not reason, reason)

    def fill_menu(self, menu: QMenu) -> None:
        """A right click offers what the buttons do."""
        menu.setToolTipsVisible(True)
        for verb, button in self.buttons.items():
            action = menu.addAction(button.icon(), button.text().replace("&", ""))
            action.setObjectName(f"{button.objectName()}_action")
            action.setEnabled(button.isEnabled())
            action.setToolTip(button.toolTip())
            action.triggered.connect(partial(self._ask, verb))


class InvoiceList(Card):
    """The invoices of one client; `opened(row)` on Enter or double click, `asked(verb)` for the chosen ones."""

    opened = Signal(object)
    asked = Signal(str)

    def __init__(
        self, name: str, operator: Operator, memory: Memory, actions: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(f"{name}_card")
        self.model: RowsModel[InvoiceRow] = RowsModel(invoice_columns(with_client=False), tone=words.row_tone)
        self.table = Table(self.model, name, tr("Factures"), memory, ROW, many=True)
        self.table.set_empty(
            EmptyState(
                "document",
                tr("Aucune facture"),
                tr("« Nouvelle facture » en émet une ; ce qui reste à payer se verra ici."),
            )
        )
        self.table.setMinimumHeight(ROW * 3)
        self.verbs = InvoiceVerbs(name, operator)
        self.foot = Foot(name)
        self.foot.add(self.verbs)
        self.add_head(tr("Factures"), icon_name="document", actions=actions)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(hairline())
        self.body.addWidget(self.foot)
        self.table.activated_row.connect(self.opened)
        self.table.fill_menu = self._fill_menu
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.verbs.asked.connect(self.asked)
        self._on_chosen()

    def show_rows(self, rows: Sequence[InvoiceRow]) -> None:
        """Show these; those that were chosen stay chosen."""
        chosen = {row.id for row in self.chosen}
        self.model.set_rows(rows)
        for at in range(self.model.rowCount()):
            if self.model.row(at).id in chosen:
                index = self.model.index(at, 0)
                flags = self.table.selectionModel().SelectionFlag
                self.table.selectionModel().select(index, flags.Select | flags.Rows)
        self._on_chosen()

    @property
    def chosen(self) -> list[InvoiceRow]:
        """The rows chosen, in the order shown."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row(at) for at in places if at < self.model.rowCount()]

    def _on_chosen(self, *_: object) -> None:
        rows = self.chosen
        self.verbs.show_chosen(rows)
        self.foot.say(ntr("{n} facture choisie", "{n} factures choisies", len(rows)) if rows else "")

    def _fill_menu(self, menu: QMenu, row: InvoiceRow) -> None:
        menu.addAction(icon("document", "muted"), tr("Ouvrir"), partial(self.opened.emit, row))
        self.verbs.fill_menu(menu)


class PaymentList(Card):
    """The payments of one client; `receipt(row)` on Enter, double click or Reçu, `undone(row)` for Annuler."""

    receipt = Signal(object)
    undone = Signal(object)

    def __init__(self, name: str, operator: Operator, memory: Memory) -> None:
        super().__init__(f"{name}_card")
        self._operator = operator
        self.model: RowsModel[PaymentRow] = RowsModel(_payment_columns(), tone=words.payment_tone)
        self.table = Table(self.model, name, tr("Paiements"), memory, ROW)
        self.table.set_empty(
            EmptyState("euro", tr("Aucun paiement"), tr("Ce qui est encaissé se trouve ici, avec son reçu."))
        )
        self.table.setMinimumHeight(ROW * 2)
        self._receipt = quiet(tr("Reç&u"), f"{name}_receipt", "printer")
        self._undo = quiet(tr("Annuler le pa&iement…"), f"{name}_reverse", "undo")
        foot = Foot(name)
        foot.add(self._receipt)
        foot.add(self._undo)
        self.add_head(tr("Paiements"), icon_name="euro")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(hairline())
        self.body.addWidget(foot)
        self.table.activated_row.connect(self.receipt)
        self.table.current_row.connect(self._allow)
        self._receipt.clicked.connect(partial(self._tell, self.receipt))
        self._undo.clicked.connect(partial(self._tell, self.undone))
        self.table.fill_menu = self._fill_menu
        self._allow()

    def show_rows(self, rows: Sequence[PaymentRow]) -> None:
        """Show these, the latest first."""
        self.model.set_rows(rows)
        self._allow()

    def _allow(self, *_: object) -> None:
        row = self.table.selected_row()
        set_allowed(self._receipt, row is not None, tr("Choisissez d'abord un paiement."))
        reason = allowed.why_not_reverse(self._operator, row)
        set_allowed(self._undo, not reason, reason)

    def _tell(self, signal: object, *_: object) -> None:
        row = self.table.selected_row()
        if row is not None:
            signal.emit(row)  # type: ignore[attr-defined]  # a bound signal

    def _fill_menu(self, menu: QMenu, row: PaymentRow) -> None:
        menu.addAction(icon("printer", "muted"), tr("Reçu"), partial(self.receipt.emit, row))
        undo = menu.addAction(
            icon("undo", "muted"), tr("Annuler le paiement…"), partial(self.undone.emit, row)
        )
        undo.setEnabled(self._undo.isEnabled())


class DebitList(Card):
    """Rejected debits to settle; hidden while there are none."""

    def __init__(self, name: str, memory: Memory, actions: Sequence[QWidget] = ()) -> None:
        super().__init__(f"{name}_card")
        self.model: RowsModel[RejectedDebit] = RowsModel(_debit_columns(), tone=_debit_tone)
        self.table = Table(self.model, name, tr("Débits rejetés à régler"), memory, ROW)
        self.add_head(tr("Débits rejetés à régler"), icon_name="alert-triangle", actions=actions)
        self.body.addWidget(self.table, 1)
        self.hide()

    def show_rows(self, rows: Sequence[RejectedDebit]) -> None:
        """Show these."""
        self.model.set_rows(rows)
        self.table.setFixedHeight(36 + ROW * min(3, max(1, len(rows))) + 2)
        self.setVisible(bool(rows))


def _debit_tone(_row: RejectedDebit) -> str:
    return "blocked"


def _debit_columns() -> list[Column]:
    return [
        Column("due", tr("Débit du"), "date", 92),
        Column("plan", tr("Formule"), "text", 96, stretch=True),
        Column("rejected_on", tr("Rejeté le"), "date", 92, hidden=True),
        Column("amount", tr("Montant"), "money", 86, value=_debit_amount),
    ]


def _debit_amount(row: RejectedDebit) -> Cell:
    return Cell(money(row.amount), "blocked", bold=True)


def _payment_columns() -> list[Column]:
    return [
        Column("taken_on", tr("Date"), "date", 92),
        Column("method", tr("Moyen"), "text", 96, value=words.method_cell),
        Column("settles", tr("Pour"), "text", 118, value=words.settles_cell, stretch=True),
        Column("amount", tr("Montant"), "money", 88, value=words.amount_cell),
    ]
