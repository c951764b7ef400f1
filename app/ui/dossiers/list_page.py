"""The list of dossiers: found by name or client, with what is still to be billed (spec 3.3)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import DossierId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import ntr, tr
from app.services.desk import Desk, Touched, TouchedKind
from app.services.dossiers.requests import DossierFilter
from app.services.dossiers.views import DossierKey, DossierRow
from app.ui.dossiers import jobs, words
from app.ui.kit.buttons import primary, quiet, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import Tag
from app.ui.kit.choices import TickBox
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.entries import SearchEntry
from app.ui.kit.icons import icon
from app.ui.kit.labels import HINT, PAGE, hairline, label, muted, title
from app.ui.kit.news import concerns
from app.ui.kit.rows import PagedModel
from app.ui.kit.table import Table
from app.ui.kit.typing_pace import TypingPace
from app.ui.kit.workplace import Workplace

_PAGE = 100


class _Pages:
    """The pages of one list, one after the other: the database says where the next one begins."""

    def __init__(self, desk: Desk, wanted: DossierFilter) -> None:
        self._desk, self._wanted = desk, wanted
        self._next: DossierKey | None = None

    def read(self, after: object, limit: int) -> Sequence[DossierRow]:
        """The first page (`after` None) or the next one."""
        start = None if after is None else self._next
        if after is not None and start is None:
            return ()
        page = jobs.page(self._desk, self._wanted, start, limit)
        self._next = page.next_key
        return page.rows


def _follows(_row: DossierRow) -> bool:
    """Where the next page begins is known to `_Pages`."""
    return True


class DossiersList(QWidget):
    """`opened(dossier)` on Enter or a double click."""

    opened = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("dossiers_list")
        self._workplace = workplace
        self._kept: DossierId | None = None
        self._begun = False
        self._pace = TypingPace(self)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self._new = primary(tr("Nouveau &dossier"), "dossiers_new", "plus")
        may = self._workplace.desk.operator.may(Right.KEEP_DOSSIER)
        set_allowed(self._new, may, tr("Votre rôle ne le permet pas."))
        self._columns = quiet(tr("C&olonnes"), "dossiers_columns", "columns")
        self.search = SearchEntry("dossiers_search", tr("Nom du dossier ou d'un client"))
        self.search.setAccessibleName(tr("Rechercher un dossier"))
        self.search.setMinimumWidth(360)
        self.unbilled = TickBox(tr("À &facturer"), "dossiers_unbilled")
        self.shared = TickBox(tr("Par&tagés sur le portail"), "dossiers_shared")
        runner = self._workplace.runner
        self.model: PagedModel[DossierRow] = PagedModel(_columns(), _follows, runner, _PAGE, _tone)
        self.table = Table(self.model, "dossiers", tr("Dossiers"), self._workplace.memory)
        self._empty = EmptyState("folder", tr("Recherche en cours…"), name="dossiers_empty")
        self.table.set_empty(self._empty)
        self.table.fill_menu = self._fill_menu
        self._count = label("", "dossiers_count", HINT, bold=True)

    def _lay_out(self) -> None:
        head, bar = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title(tr("Dossiers"), "page_title", PAGE), 1)
        head.addWidget(self._columns)
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
        row.addStretch(1)
        for key, does in ((tr("Entrée"), tr("ouvrir le dossier")), (tr("F5"), tr("actualiser"))):
            row.addWidget(Tag(key))
            row.addWidget(muted(does, px=12))
        return foot

    def _connect(self) -> None:
        self._new.clicked.connect(self._ask_new)
        self._columns.clicked.connect(self.table.open_column_menu)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_enter)
        self._pace.due.connect(self.reload)
        self.unbilled.toggled.connect(self.reload)
        self.shared.toggled.connect(self.reload)
        self.table.activated_row.connect(self._open)
        self.model.fetched.connect(self._on_fetched)
        self.model.failed.connect(self._on_failed)
        shortcut = QShortcut(QKeySequence("F5"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.reload)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the list is of now."""
        super().showEvent(event)
        self.reload()

    def reload(self, *_: object) -> None:
        """Read from the start, with the line that is chosen now."""
        row = self.table.selected_row()
        self._kept = row.id if isinstance(row, DossierRow) else self._kept
        self.model.load(_Pages(self._workplace.desk, self._wanted()).read)

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
        if self.table.selected_row() is None and rows:
            self.table.select(max(0, self.model.find(self._is_kept)))
            if not self._begun and self.isVisible():
                self.focus_table()
        self._begun = True
        self._say_count(rows)
        if not rows:
            self._say_none()

    def _is_kept(self, row: DossierRow) -> bool:
        return row.id == self._kept

    def _say_count(self, rows: int) -> None:
        more = ntr("{n} dossier", "{n} dossiers", rows)
        self._count.setText(more if self.model.complete else tr("{count}, et la suite", count=more))

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
        self._empty.say("alert-triangle", words.whys(error), tone="blocked.icon")

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

    def _fill_menu(self, menu: QMenu, row: DossierRow) -> None:
        menu.setToolTipsVisible(True)
        menu.addAction(icon("folder", "muted"), tr("Ouvrir le dossier"), partial(self._open, row))
        new = menu.addAction(icon("plus", "muted"), tr("Nouvelle activité…"))
        new.setEnabled(row.why_no_activity is None)
        new.setToolTip(words.why(row.why_no_activity))
        new.triggered.connect(partial(self._new_activity, row.id))

    def _new_activity(self, dossier: DossierId) -> None:
        self._workplace.new_activity(dossier)


def _columns() -> list[Column]:
    return [
        Column("name", tr("Dossier"), "bold", 290, sortable=False),
        Column("clients", tr("Clients"), "text", 260, sortable=False, stretch=True, value=_clients),
        Column("active", tr("Actifs"), "chip", 140, sortable=False, value=_active),
        Column("unbilled", tr("Activités à facturer"), "number", 150, sortable=False, value=_unbilled),
        Column("unbilled_amount", tr("Montant"), "money", 110, sortable=False, value=_amount),
        Column("shared", tr("Portail"), "chip", 130, sortable=False, value=_shared),
    ]


def _clients(row: DossierRow) -> str:
    return words.names(row.clients)


def _active(row: DossierRow) -> Chip:
    if row.active:
        return Chip("active", words.active_of(row.active, row.parties))
    return Chip("inactive", tr("Inactif") if row.parties == 1 else tr("Tous inactifs"))


def _unbilled(row: DossierRow) -> Cell:
    return Cell(str(row.unbilled)) if row.unbilled else Cell("–", "muted")


def _amount(row: DossierRow) -> object:
    return row.unbilled_amount if row.unbilled else None


def _shared(row: DossierRow) -> object:
    return Chip("info", tr("Partagé")) if row.shared else ""


def _tone(row: DossierRow) -> str:
    return "" if row.active else "muted"
