"""The list of dossiers: found by name or client, with what is still to be billed (spec 3.3)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import DossierId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import money, ntr, tr
from app.services.desk import Touched, TouchedKind
from app.services.dossiers.requests import DossierFilter
from app.services.dossiers.views import DossierRow
from app.ui.dossiers import jobs
from app.ui.dossiers.batch_dialog import BillDossiersDialog
from app.ui.dossiers.list_columns import columns, tone
from app.ui.dossiers.list_pages import ListPages, follows
from app.ui.kit.buttons import plain, primary, quiet, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import Tag
from app.ui.kit.choices import TickBox
from app.ui.kit.empty import EmptyState
from app.ui.kit.entries import SearchEntry
from app.ui.kit.icons import icon
from app.ui.kit.labels import HINT, PAGE, hairline, label, muted, title
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.rows import PagedModel
from app.ui.kit.table import Table
from app.ui.kit.typing_pace import TypingPace
from app.ui.kit.workplace import Workplace

_PAGE = 100


class DossiersList(QWidget):
    """`opened(dossier)` on Enter or a double click."""

    opened = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("dossiers_list")
        self._workplace = workplace
        self._kept: DossierId | None = None
        self._chosen: frozenset[DossierId] = frozenset()
        self._begun = self._all = self._is_choosing = False
        self._found: int | None = None
        self._asked = DossierFilter()
        self._pace = TypingPace(self)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self._new = primary(tr("Nouveau &dossier"), "dossiers_new", "plus")
        may = self._workplace.desk.operator.may(Right.KEEP_DOSSIER)
        set_allowed(self._new, may, tr("Votre rôle ne le permet pas."))
        self._bill = plain(tr("Facturer la &sélection…"), "dossiers_bill", "euro", main=True)
        self._columns = quiet(tr("C&olonnes"), "dossiers_columns", "columns")
        self.search = SearchEntry("dossiers_search", tr("Nom du dossier ou d'un client"))
        self.search.setAccessibleName(tr("Rechercher un dossier"))
        self.search.setMinimumWidth(360)
        self.unbilled = TickBox(tr("À &facturer"), "dossiers_unbilled")
        self.shared = TickBox(tr("Par&tagés sur le portail"), "dossiers_shared")
        runner = self._workplace.runner
        self.model: PagedModel[DossierRow] = PagedModel(columns(), follows, runner, _PAGE, tone)
        self.table = Table(self.model, "dossiers", tr("Dossiers"), self._workplace.memory, many=True)
        self._empty = EmptyState("folder", tr("Recherche en cours…"), name="dossiers_empty")
        self.table.set_empty(self._empty)
        self.table.fill_menu = self._fill_menu
        self._count = label("", "dossiers_count", HINT, bold=True)
        self._said = label("", "dossiers_chosen", HINT)

    def _lay_out(self) -> None:
        head, bar = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title(tr("Dossiers"), "page_title", PAGE), 1)
        head.addWidget(self._columns)
        head.addWidget(self._bill)
        head.addWidget(self._new)
        bar.setContentsMargins(12, 10, 12, 10)
        bar.setSpacing(20)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.unbilled)
        bar.addWidget(self.shared)
        bar.addStretch(1)
        card = Card("dossiers_card")
        card.body.addLayout(bar)
        card.body.addWidget(hairline())
        card.body.addWidget(self.table, 1)
        card.body.addWidget(hairline())
        card.body.addWidget(self._foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card, 1)

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("surface", "sunken")
        foot.setFixedHeight(40)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self._said)
        row.addStretch(1)
        for key, does in (
            (tr("Ctrl+clic"), tr("en choisir plusieurs")),
            (tr("Ctrl+A"), tr("tous")),
            (tr("Entrée"), tr("ouvrir le dossier")),
            (tr("F5"), tr("actualiser")),
        ):
            row.addWidget(Tag(key))
            row.addWidget(muted(does, px=12))
        return foot

    def _connect(self) -> None:
        self._new.clicked.connect(self._ask_new)
        self._bill.clicked.connect(self._ask_bill)
        self._columns.clicked.connect(self.table.open_column_menu)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_enter)
        self._pace.due.connect(self.reload)
        self.unbilled.toggled.connect(self.reload)
        self.shared.toggled.connect(self.reload)
        self.table.activated_row.connect(self._open)
        self.model.fetched.connect(self._on_fetched)
        self.model.failed.connect(self._on_failed)
        self.table.selectionModel().selectionChanged.connect(self._on_choice)
        self._say_chosen()
        for keys, widget, act in (("F5", self, self.reload), ("Ctrl+A", self.table, self.choose_all)):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the list is of now."""
        super().showEvent(event)
        self.reload()

    def reload(self, *_: object) -> None:
        """Read from the start, with the line that is chosen now."""
        row = self.table.selected_row()
        self._kept = row.id if isinstance(row, DossierRow) else self._kept
        self._chosen = frozenset(each.id for each in self.chosen()) or self._chosen
        wanted = self._wanted()
        self._all = self._all and wanted == self._asked
        self._asked, self._found = wanted, None
        job = partial(jobs.count, self._workplace.desk, wanted)
        self._workplace.runner.submit(job, self._show_found, self._on_failed, "dossiers/count")
        self.model.load(ListPages(self._workplace.desk, wanted).read)

    def _wanted(self) -> DossierFilter:
        return DossierFilter(
            self.search.value(), only_unbilled=self.unbilled.value(), only_shared=self.shared.value()
        )

    def _on_typed(self, _text: str) -> None:
        self._pace.key()

    def _on_enter(self) -> None:
        self._pace.stop()
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fetched(self, rows: int) -> None:
        self._is_choosing = True
        if self.table.selected_row() is None and rows:
            self.table.select(max(0, self.model.find(self._is_kept)))
            self._choose_again()
            if not self._begun and self.isVisible():
                self.focus_table()
        if self._all:
            self.table.selectAll()
        self._is_choosing = False
        self._begun = True
        self._say_count()
        self._say_chosen()
        if not rows:
            self._say_none()

    def chosen(self) -> tuple[DossierRow, ...]:
        """The dossiers that are chosen, in the order shown."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.row(at) for at in places if at < self.model.rowCount())

    def _choose_again(self) -> None:
        """Several that were chosen before the list was read again stay chosen where they are still there."""
        chosen, self._chosen = self._chosen, frozenset()
        mode = self.table.selectionModel().SelectionFlag
        again = [at for at, row in enumerate(self.model.rows()) if row.id in chosen]
        if len(again) > 1:
            self.table.clearSelection()
            for at in again:
                self.table.selectionModel().select(self.model.index(at, 0), mode.Select | mode.Rows)

    def choose_all(self) -> None:
        """Ctrl+A: every dossier that was found, also those that are not read yet."""
        self._is_choosing = True
        self.table.selectAll()
        self._is_choosing = False
        self._all = not self.model.complete
        self._say_chosen()

    def _on_choice(self, *_: object) -> None:
        if not self._is_choosing:
            self._all = False
            self._say_chosen()

    def _say_chosen(self) -> None:
        rows = self.chosen()
        may = self._workplace.desk.operator.may(Right.BILL)
        reason = tr("Choisissez d'abord des dossiers : Ctrl ou Maj avec un clic.")
        set_allowed(self._bill, may and bool(rows), reason if may else tr("Votre rôle ne le permet pas."))
        total = money(sum(row.unbilled_amount for row in rows))
        several = ntr("{n} choisi, {total}", "{n} choisis, {total}", len(rows), total=total)
        if self._all:
            several = tr("tous choisis")
        self._said.setText(several if len(rows) > 1 else "")

    def _is_kept(self, row: DossierRow) -> bool:
        return row.id == self._kept

    def _show_found(self, found: int) -> None:
        self._found = found
        self._say_count()

    def _say_count(self) -> None:
        rows = self.model.rowCount() if self.model.complete else self._found
        self._count.setText("" if rows is None else ntr("{n} dossier", "{n} dossiers", rows))

    def _say_none(self) -> None:
        if self._wanted() == DossierFilter():
            self._empty.say(
                "folder",
                tr("Aucun dossier encore"),
                tr("« Nouveau dossier » réunit un couple, une famille ou une société en un contrat."),
            )
        else:
            self._empty.say(
                "search",
                tr("Aucun dossier ne correspond"),
                tr("Cherchez avec moins de lettres, ou enlevez une coche."),
            )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.model.set_rows([])
        self._count.setText("")
        self._empty.say("alert-triangle", in_words(error), tone="blocked.icon")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """A dossier or a client was changed (`View`)."""
        kinds = {TouchedKind.DOSSIER, TouchedKind.CLIENT, TouchedKind.INVOICE}
        if self.isVisible() and concerns(touched, kinds=kinds):
            self.reload()

    # Ways

    def focus_table(self) -> None:
        """Stand on the line that was left."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: DossierRow) -> None:
        self._kept = row.id
        self.opened.emit(row.id)

    def _ask_new(self) -> None:
        self._workplace.new_dossier()

    def _ask_bill(self, *_: object) -> None:
        if self._all:
            job = partial(jobs.found, self._workplace.desk, self._asked)
            self._workplace.runner.submit(job, self._bill_these, self._on_failed, "dossiers/found")
        else:
            self._bill_these([row.id for row in self.chosen()])

    def _bill_these(self, dossiers: Sequence[DossierId]) -> None:
        dialog = BillDossiersDialog(self._workplace, dossiers)
        self._workplace.accompany(dialog)
        dialog.open()

    def _fill_menu(self, menu: QMenu, row: DossierRow) -> None:
        menu.setToolTipsVisible(True)
        menu.addAction(icon("folder", "muted"), tr("Ouvrir le dossier"), partial(self._open, row))
        new = menu.addAction(icon("plus", "muted"), tr("Nouvelle activité…"))
        new.setEnabled(row.why_no_activity is None)
        new.setToolTip(why(row.why_no_activity))
        new.triggered.connect(partial(self._new_activity, row.id))
        bill = menu.addAction(icon("euro", "muted"), tr("Facturer la sélection…"))
        bill.setEnabled(self._bill.isEnabled())
        bill.triggered.connect(self._ask_bill)

    def _new_activity(self, dossier: DossierId) -> None:
        self._workplace.new_activity(dossier)
