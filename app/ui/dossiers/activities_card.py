"""The activities of a dossier: chosen one by one or several at once, transferred, changed, deleted (spec 3.3.8)."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from app.domain.refusal import Refusal
from app.i18n import money, ntr, tr
from app.services.dossiers.views import ActivityRow, DossierView
from app.ui.dossiers import words
from app.ui.kit.buttons import Button, plain, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import muted
from app.ui.kit.memory import Memory
from app.ui.kit.refused_words import why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.typed import decimal_text


class ActivitiesCard(Card):
    """`asked(verb, rows)`: transfer, change or delete; an activity that is billed says why not."""

    asked = Signal(str, object)

    def __init__(self, memory: Memory) -> None:
        super().__init__("dossier_activities")
        self._transfer: Refusal | None = None
        self.model: RowsModel[ActivityRow] = RowsModel(_columns(), tone=_tone)
        self.table = Table(
            self.model, "dossier_activity_table", tr("Activités du dossier"), memory, 38, many=True
        )
        self.table.set_empty(
            EmptyState(
                "pencil",
                tr("Aucune activité"),
                tr("« Nouvelle activité » en saisit une, pour un client ou en commun."),
            )
        )
        self._count = CountBadge(0, "dossier_activity_count")
        self._said = muted("", "dossier_activity_chosen")
        self.group: Button = plain(tr("Actions &groupées"), "dossier_group", "chevron-down")
        self.add_head(tr("Activités"), "", "pencil", self._count, [self._said, self.group])
        self.body.addWidget(self.table, 1)
        self.table.fill_menu = self._fill_row_menu
        self.table.activated_row.connect(self._change)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.model.modelReset.connect(self._on_selection)
        self.group.clicked.connect(self._open_menu)
        self._on_selection()

    def show_dossier(self, view: DossierView) -> None:
        """Show the activities anew; those chosen stay chosen where they are still there."""
        chosen = {row.id for row in self.chosen()}
        current = self.table.selected_row()
        self._transfer = view.buttons.transfer
        self.model.set_rows(view.activities)
        self._count.show_count(len(view.activities))
        at = self.model.find(lambda row: current is not None and row.id == current.id)
        if at >= 0 and chosen:
            self.table.select(at)
        mode = self.table.selectionModel().SelectionFlag
        for place, row in enumerate(self.model.rows()):
            if row.id in chosen:
                index = self.model.index(place, 0)
                self.table.selectionModel().select(index, mode.Select | mode.Rows)
        self._on_selection()

    def chosen(self) -> tuple[ActivityRow, ...]:
        """The activities that are chosen, in the order shown."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.row(at) for at in places if at < self.model.rowCount())

    def _on_selection(self, *_: object) -> None:
        rows = self.chosen()
        total = money(sum(row.amount for row in rows))
        self._said.setText(
            ntr("{n} choisie, {total}", "{n} choisies, {total}", len(rows), total=total) if rows else ""
        )
        set_allowed(self.group, bool(rows), tr("Choisissez d'abord une ou plusieurs activités."))

    # What can be done

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("dossier_group_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu)
        menu.popup(self.group.mapToGlobal(QPoint(0, self.group.height() + 4)))

    def _fill_row_menu(self, menu: QMenu, _row: ActivityRow) -> None:
        self._fill_menu(menu)

    def _fill_menu(self, menu: QMenu) -> None:
        rows = self.chosen()
        billed = next((row.why_not_changed for row in rows if row.why_not_changed is not None), None)
        single = "" if len(rows) == 1 else tr("Choisissez une seule activité.")
        menu.setToolTipsVisible(True)
        for verb, text, icon_name, reason in (
            (
                "transfer",
                tr("Transférer vers un autre dossier…"),
                "arrow-right",
                why(billed or self._transfer),
            ),
            ("change", tr("Modifier…"), "pencil", single or why(billed)),
            ("delete", tr("Supprimer…"), "trash", single or why(billed)),
        ):
            action = menu.addAction(icon(icon_name, "muted"), text)
            action.setObjectName(f"activity_{verb}")
            action.setEnabled(not reason)
            action.setToolTip(reason or text)
            action.triggered.connect(partial(self._ask, verb))

    def _ask(self, verb: str, *_: object) -> None:
        rows = self.chosen()
        if rows:
            self.asked.emit(verb, rows)

    def _change(self, row: ActivityRow) -> None:
        if row.why_not_changed is None:
            self.asked.emit("change", (row,))


def _columns() -> list[Column]:
    return [
        Column("day", tr("Date"), "date", 96),
        Column("description", tr("Description"), "bold", 170, stretch=True),
        Column("client", tr("Pour qui"), "text", 172, value=_whom),
        Column("quantity", tr("Qté"), "number", 52, value=_quantity),
        Column("unit_price", tr("Prix"), "money", 90, hidden=True),
        Column("amount", tr("Montant"), "money", 92),
        Column("billed", tr("Facture"), "text", 148, value=_invoice),
        Column("entered_by", tr("Saisie par"), "muted", 100, hidden=True),
    ]


def _whom(row: ActivityRow) -> Cell:
    return Cell(words.whom(row), "text" if row.client is not None else "accent_text")


def _quantity(row: ActivityRow) -> Cell:
    return Cell(decimal_text(row.quantity))


def _invoice(row: ActivityRow) -> object:
    if row.is_billed:
        return Cell(words.invoice_numbers(row), "muted", icon="lock")
    return Chip("hold", tr("En attente"), flat=True) if row.is_waiting else ""


def _tone(row: ActivityRow) -> str:
    return "muted" if row.is_billed or row.is_waiting else ""
