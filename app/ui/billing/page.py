"""Facturation: every invoice of the club, found by state, number or name; what is done with those chosen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import InvoiceId
from app.domain.invoicing import InvoiceState
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import ntr, number, tr
from app.services.billing.views import InvoiceFilter, InvoiceRow, InvoiceSums
from app.services.criteria import Criteria, StateFilter
from app.services.desk import Touched, TouchedKind
from app.services.views import SegmentRow
from app.ui.billing import allowed, reading, words
from app.ui.billing.lists import ROW, Foot, InvoiceVerbs, invoice_columns
from app.ui.billing.verbs import verbs_of
from app.ui.kit.buttons import plain, primary, quiet, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.entries import SearchEntry
from app.ui.kit.icons import icon
from app.ui.kit.labels import PAGE, hairline, title
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import PagedModel
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.kit.typing_pace import TypingPace
from app.ui.kit.workplace import Workplace

_PAGE = 100
_EVERY = "all"
_KINDS = (TouchedKind.INVOICE, TouchedKind.CLIENT)


class BillingPage(QWidget):
    """Reads page by page beside the window; only the newest answer is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("billing_page")
        self._workplace = workplace
        self._begun = False
        self._kept: InvoiceId | None = None
        self._sums: InvoiceSums | None = None
        self._verbs = verbs_of(workplace)
        self._typing = TypingPace(self)
        self._make()
        self._lay_out()
        self._connect()
        self._allow()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        desk, memory = self._workplace.desk, self._workplace.memory
        self._new = primary(tr("&Nouvelle facture"), "billing_new", "plus")
        self._many = plain(tr("Facturer une &sélection"), "billing_many", "users", main=True)
        self._many_menu = QMenu(self)
        self._many_menu.setObjectName("billing_many_menu")
        self._many.setMenu(self._many_menu)
        self._remind = plain(tr("&Rappels…"), "billing_remind", "mail", main=True)
        self._text = SearchEntry("billing_text", tr("Numéro de facture, nom ou numéro du client"))
        self._text.setAccessibleName(tr("Numéro de facture, nom ou numéro du client"))
        self._states = TabPages("billing_states", apart=True)
        self._states.add(_EVERY, tr("Toutes"), QWidget())
        for state, text in (
            (InvoiceState.OPEN, tr("Ouvertes")),
            (InvoiceState.OVERDUE, tr("En retard")),
            (InvoiceState.ON_HOLD, tr("En attente")),
            (InvoiceState.PAID, tr("Payées")),
            (InvoiceState.CREDITED, tr("Créditées")),
        ):
            self._states.add(state.value, text, QWidget())
        self._states.bar.setAccessibleName(tr("État des factures"))
        columns = invoice_columns(with_client=True, sortable=False)
        self.model: PagedModel[InvoiceRow] = PagedModel(
            columns, _more, self._workplace.runner, _PAGE, words.row_tone
        )
        self.table = Table(self.model, "billing_invoices", tr("Factures"), memory, ROW, many=True)
        self._empty = EmptyState("document", tr("Lecture…"), name="billing_empty")
        self.table.set_empty(self._empty)
        self._collect = quiet(tr("En&caisser…"), "billing_collect", "euro")
        self.verbs = InvoiceVerbs("billing", desk.operator)
        self._foot = Foot("billing")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title(tr("Facturation"), "page_title", PAGE), 1)
        for button in (self._remind, self._many, self._new):
            head.addWidget(button)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 12, 0)
        bar.setSpacing(16)
        bar.addWidget(self._states.bar, 0, Qt.AlignmentFlag.AlignBottom)
        bar.addStretch(1)
        self._text.setMinimumWidth(320)
        self._text.setMaximumWidth(420)
        bar.addWidget(self._text, 4, Qt.AlignmentFlag.AlignVCenter)
        top = QWidget()
        top.setMinimumHeight(52)
        top.setLayout(bar)
        self._foot.add(self._collect)
        self._foot.add(self.verbs)
        card = Card("billing_card")
        card.body.addWidget(top)
        card.body.addWidget(hairline())
        card.body.addWidget(self.table, 1)
        card.body.addWidget(hairline())
        card.body.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        self._new.clicked.connect(self._new_invoice)
        self._remind.clicked.connect(self._workplace.send_reminders)
        self._many_menu.aboutToShow.connect(self._read_segments)
        self._fill_many(())
        self._states.page_changed.connect(self._on_state)
        self._text.textEdited.connect(self._typing.key)
        self._text.returnPressed.connect(self._on_enter)
        self._typing.due.connect(self.read)
        self.model.fetched.connect(self._on_fetched)
        self.model.failed.connect(self._on_failed)
        self.table.activated_row.connect(self._open)
        self.table.fill_menu = self._fill_menu
        self.table.selectionModel().selectionChanged.connect(self._allow)
        self.verbs.asked.connect(self._do)
        self._collect.clicked.connect(partial(self._do, "collect"))
        for keys, act in (("F5", self.read_again), ("Ctrl+P", partial(self._do, "print"))):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- Reading ----------------------------------------------------------------------------

    @property
    def wanted(self) -> InvoiceFilter:
        """Which invoices are asked for."""
        state = None if self._states.page == _EVERY else InvoiceState(self._states.page)
        return InvoiceFilter(state, self._text.value())

    def show_state(self, state: InvoiceState | None) -> None:
        """Show the invoices of one state; None: all."""
        self._states.show_page(_EVERY if state is None else state.value)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the list is of now."""
        super().showEvent(event)
        if self._begun:
            self.read_again()
        else:
            self._begun = True
            self.read()

    def _on_state(self, _key: str) -> None:
        if self._begun:
            self.read()

    def _on_enter(self) -> None:
        self._typing.stop()
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read from the start what is asked for now, and count it."""
        wanted = self.wanted
        self.model.load(reading.InvoicePages(self._workplace.desk, wanted).read)
        job = partial(reading.read_sums, self._workplace.desk, wanted)
        self._workplace.runner.submit(job, self._tell_sums, self._on_failed, "billing/sums")

    def read_again(self) -> None:
        """F5: the same list, the same line."""
        row = self.table.selected_row()
        self._kept = row.id if isinstance(row, InvoiceRow) else None
        self.read()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something was saved, here or at another desk (`View`); nothing named: a great deal was."""
        if self._begun and self.isVisible() and concerns(touched, kinds=_KINDS):
            self.read_again()

    def _on_fetched(self, _count: int) -> None:
        if self.table.selected_row() is None and self.model.rowCount():
            kept = self.model.find(self._is_kept) if self._kept is not None else 0
            self.table.select(max(0, kept))
            if not self._text.hasFocus() and not self._states.bar.hasFocus():
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._kept = None
        if not self.model.rowCount():
            self._say_nothing()
        self._allow()

    def _is_kept(self, row: InvoiceRow) -> bool:
        return row.id == self._kept

    def _say_nothing(self) -> None:
        if self.wanted == InvoiceFilter():
            self._empty.say(
                "document", tr("Aucune facture encore"), tr("« Nouvelle facture » émet la première.")
            )
        else:
            self._empty.say(
                "search",
                tr("Aucune facture ne correspond"),
                tr("Choisissez un autre état, ou moins de lettres."),
            )

    def _tell_sums(self, sums: InvoiceSums) -> None:
        self._sums = sums
        self._tell_foot()

    def _on_failed(self, error: object) -> None:
        if not isinstance(error, Refused):
            assert isinstance(error, Exception)
            raise error
        self._empty.say("alert-triangle", in_words(error), tone="blocked.icon")

    # --- What is chosen ---------------------------------------------------------------------

    @property
    def chosen(self) -> list[InvoiceRow]:
        """The rows chosen, in the order shown."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row(at) for at in places if at < self.model.rowCount()]

    def choose(self, places: Sequence[int]) -> None:
        """Choose these lines."""
        flags = QItemSelectionModel.SelectionFlag
        self.table.clearSelection()
        for at in places:
            self.table.selectionModel().select(self.model.index(at, 0), flags.Select | flags.Rows)

    def _allow(self, *_: object) -> None:
        operator, rows = self._workplace.desk.operator, self.chosen
        role = tr("Votre rôle ne le permet pas.")
        set_allowed(self._new, operator.may(Right.BILL), role)
        set_allowed(self._many, operator.may(Right.BILL), role)
        set_allowed(self._remind, operator.may(Right.REMIND), role)
        reason = allowed.why_not_collect(operator, rows)
        set_allowed(self._collect, not reason, reason)
        self.verbs.show_chosen(rows)
        self._tell_foot()

    def _tell_foot(self) -> None:
        count = len(self.chosen)
        if count > 1:
            self._foot.say(self._chosen_text(count), bold=True)
        elif self._sums is not None:
            self._foot.say(words.count_text(self._sums.count, self._sums.left))

    def _chosen_text(self, count: int) -> str:
        """200 factures choisies sur 1 284: the lines that are not read yet are not chosen by Ctrl+A."""
        said = ntr("{n} facture choisie", "{n} factures choisies", count)
        if self.model.complete or self._sums is None:
            return said
        return tr("{count} sur {all}", count=said, all=number(self._sums.count))

    def _fill_menu(self, menu: QMenu, row: InvoiceRow) -> None:
        menu.addAction(icon("document", "muted"), tr("Ouvrir la facture"), partial(self._open, row))
        menu.addAction(icon("user", "muted"), tr("Ouvrir la fiche"), partial(self._open_card, row))
        menu.addSeparator()
        collect = menu.addAction(icon("euro", "muted"), tr("Encaisser…"), partial(self._do, "collect"))
        collect.setEnabled(self._collect.isEnabled())
        self.verbs.fill_menu(menu)

    def _open(self, row: InvoiceRow) -> None:
        self._workplace.open_invoice(row.id)

    def _open_card(self, row: InvoiceRow) -> None:
        self._workplace.open_client(row.client)

    def _do(self, verb: str, *_: object) -> None:
        rows = self.chosen
        if not rows:
            return
        if verb == "print":
            self._workplace.print_invoice(rows[0].id)
        elif verb == "collect":
            self._workplace.take_payment(rows[0].client)
        elif verb == "credit":
            self._verbs.credit(rows[0])
        elif verb == "hold":
            self._verbs.hold(rows)
        elif verb == "release":
            self._verbs.release(rows)

    # --- New, many, reminders ---------------------------------------------------------------

    def _new_invoice(self) -> None:
        self._workplace.new_invoice(None)

    def _read_segments(self) -> None:
        job = partial(reading.read_segments, self._workplace.desk)
        self._workplace.runner.submit(job, self._fill_many, None, "billing/segments")

    def _fill_many(self, segments: Sequence[SegmentRow]) -> None:
        """Whom to bill: the active members, or a segment; any other search is billed from Clients."""
        self._many_menu.clear()
        active = Criteria(state=StateFilter.ACTIVE)
        self._add_selection(tr("Clients actifs…"), active, "billing_many_active")
        self._add_selection(tr("Tous les clients…"), Criteria(), "billing_many_all")
        self._many_menu.addSection(tr("Segments"))
        for segment in segments:
            text = tr("{name}…", name=segment.name.replace("&", "&&"))
            self._add_selection(text, segment.criteria, f"billing_many_{segment.id}")

    def _add_selection(self, text: str, criteria: Criteria, name: str) -> QAction:
        action = self._many_menu.addAction(
            icon("users", "muted"), text, partial(self._workplace.bill_selection, criteria)
        )
        action.setObjectName(name)
        return action


def _more(_row: InvoiceRow) -> bool:
    """Where the next page begins is known to `InvoicePages`; the model only has to ask for more."""
    return True
