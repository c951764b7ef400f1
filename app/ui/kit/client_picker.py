"""A field to choose a client with: one types, the database finds, the keyboard or the mouse takes one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWindow

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.messages.words import word
from app.services.criteria import Criteria, Sort
from app.services.views import ClientRow, ClientState
from app.ui.kit import theme
from app.ui.kit.chips import chip_size, paint_chip
from app.ui.kit.client_pages import ClientPages, follows
from app.ui.kit.client_popup import ClientPopup, WhyNot, text_of_row
from app.ui.kit.columns import Column
from app.ui.kit.icons import paint_icon
from app.ui.kit.line_entry import BareLine
from app.ui.kit.rows import PagedModel
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.typing_pace import TypingPace
from app.ui.kit.workplace import Workplace

_PAGE = 50
_STOPPED = frozenset({ClientState.DEACTIVATED, ClientState.BLOCKED})
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _anybody(_row: ClientRow) -> str:
    return ""


class ClientPicker(BareLine):
    """Finds by name, number, card, telephone or e-mail; who is deactivated or blocked is grey with icon and word.

    `why_not(row)` may return a sentence: that row is shown with it and cannot be chosen.
    """

    picked = Signal(object)
    valueChanged = Signal()

    def __init__(
        self,
        workplace: Workplace,
        name: str,
        placeholder: str = "",
        why_not: WhyNot | None = None,
        required: bool = False,
    ) -> None:
        super().__init__(name, placeholder or tr("Nom, numéro, carte ou téléphone"))
        self._workplace = workplace
        self._why_not = why_not or _anybody
        self._required = required
        self._client: ClientId | None = None
        self._chosen: ClientRow | None = None
        self._searching = self._takes_first = False
        self._native: QWindow | None = None
        self.setMinimumWidth(220)
        self._make()

    def _make(self) -> None:
        column = Column("name", "", sortable=False, value=text_of_row)
        self._model: PagedModel[ClientRow] = PagedModel([column], follows, self._workplace.runner, _PAGE)
        self._model.setParent(self)
        self._popup = ClientPopup(self, self._model, self._why_not)
        self._pace = TypingPace(self)
        self._clear = self.inside_button("close", tr("Enlever le client choisi"))
        self._clear.setObjectName(f"{self.objectName()}_clear")
        self._clear.clicked.connect(self._empty)
        self._fit()
        self.textEdited.connect(self._typed)
        self._pace.due.connect(self._search)
        self._model.fetched.connect(self._found)
        self._model.failed.connect(self._failed)
        self._popup.taken.connect(self._take)

    # --- What is chosen ---------------------------------------------------------------------

    def value(self) -> ClientId | None:
        """The client chosen, or None."""
        return self._client

    def chosen(self) -> ClientRow | None:
        """The row of the client that was picked here; None where it was set from outside."""
        return self._chosen

    def error(self) -> str | None:
        """Why there is no client: text that was not taken from the list, or nothing where one is required."""
        if self._client is not None:
            return None
        if self.text().strip():
            return tr("Ce n'est pas encore un client.\nChoisissez une ligne de la liste.")
        return tr("Client à choisir.") if self._required else None

    def set_client(self, client: ClientId | None, text: str = "") -> None:
        """Show this client under this text; None empties the field."""
        self._hold(client, None, text)

    def set_value(self, value: ClientId | None) -> None:
        """Empty the field (None); a client is set with `set_client`, which knows its name."""
        self._hold(value, None, self.text() if value is not None and value == self._client else "")

    def _hold(self, client: ClientId | None, row: ClientRow | None, text: str) -> None:
        changed = client != self._client
        self._client, self._chosen = client, row
        self.setText(text)
        self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()
        self._close()
        self._fit()
        if changed:
            self.valueChanged.emit()

    def _take(self, row: object) -> None:
        if not isinstance(row, ClientRow) or self._why_not(row):
            return
        self._hold(row.id, row, text_of_row(row))
        self.picked.emit(row)

    def _empty(self) -> None:
        self._hold(None, None, "")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Searching --------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        """What was chosen is no longer so as soon as its text is edited."""
        had = self._client is not None
        self._client = self._chosen = None
        self._takes_first = False
        self._fit()
        if had:
            self.valueChanged.emit()
        if text.strip():
            self._pace.key()
        else:
            self._close()

    @property
    def is_searching(self) -> bool:
        """Whether the answer to what was typed is still to come."""
        return self._searching or self._pace.is_waiting

    def _search(self) -> None:
        """Search for what is typed; while somebody is chosen, for anybody else."""
        asked = "" if self._client is not None else self.text().strip()
        self._searching = True
        if not self._popup.isVisible():
            self._model.set_rows([])
            self._popup.say("search", tr("Recherche en cours…"))
            self._open()
        self._model.load(ClientPages(self._workplace.desk, Criteria(anything=asked), Sort()).read)

    def _found(self, rows: int) -> None:
        """The first page is shown; a further one only makes the list longer."""
        if not self._searching:
            return
        self._searching = False
        if not self._popup.isVisible():
            return
        if rows:
            self._popup.show_rows()
        else:
            nobody = tr("Aucun client ne correspond à « {text} »", text=self.text().strip())
            self._popup.say("search", nobody, tr("Cherchez avec moins de lettres."))
        self._popup.open_under(self)
        if self._takes_first and rows == 1:
            self._take(self._popup.current())
        self._takes_first = False

    def _failed(self, error: Exception) -> None:
        self._searching = self._takes_first = False
        if not isinstance(error, Refused):
            raise error
        self._model.set_rows([])
        self._popup.say("alert-triangle", sentence(error.refusals[0], current()), tone="blocked.icon")
        self._popup.open_under(self)

    # --- The list ---------------------------------------------------------------------------

    def _open(self) -> None:
        """Open the list; it does not stay where the window was."""
        native = None if self._native is not None else self.window().windowHandle()
        if native is not None:
            self._native = native
            for moved in (native.xChanged, native.yChanged):
                moved.connect(self._close)
        self._popup.open_under(self)

    def _close(self, *_: object) -> None:
        self._pace.stop()
        self._takes_first = False
        if self._native is not None:
            for moved in (self._native.xChanged, self._native.yChanged):
                moved.disconnect(self._close)
            self._native = None
        self._popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk the list, Enter takes a line, Esc closes the list and nothing else."""
        if self.isReadOnly() or not self._list_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _list_key(self, key: Qt.Key) -> bool:
        """Do what the key means for the list; False: it means nothing to it."""
        if not self._popup.isVisible():
            if key == Qt.Key.Key_Down:
                self._search()
            return key == Qt.Key.Key_Down
        if key in _STEPS:
            self._popup.step(_STEPS[key])
        elif key in _PAGES:
            self._popup.step(_PAGES[key] * self._popup.page)
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _enter(self) -> None:
        """Take the line; where the answer is not there yet (a card was scanned), the only one it brings."""
        if self._pace.is_waiting:
            self._pace.stop()
            self._search()
        if self._searching:
            self._takes_first = True
        else:
            self._take(self._popup.current())

    # --- Looks ------------------------------------------------------------------------------

    def _chip(self) -> tuple[str, str] | None:
        """The state of the chosen client, where it stops something."""
        if self._chosen is None or self._chosen.state not in _STOPPED:
            return None
        return CLIENT_CHIPS[self._chosen.state], word(self._chosen.state, current())

    def _fit(self) -> None:
        """Leave room for the icon at the left, and for the chip and the cross at the right."""
        chip = self._chip()
        self._clear.setVisible(self._client is not None and not self.isReadOnly())
        self.setTextMargins(26, 0, 28 + (chip_size(chip[1]).width() + 8 if chip else 0), 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        super().focusOutEvent(event)
        self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the field."""
        super().hideEvent(event)
        self._close()

    def changeEvent(self, event: QEvent) -> None:
        """A field that cannot be edited offers no cross."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right."""
        super().resizeEvent(event)
        self._clear.setGeometry(self.width() - 32, (self.height() - 28) // 2, 28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, its icon, and the state of whom it names."""
        super().paintEvent(event)
        painter = QPainter(self)
        shown = "user" if self._client is not None else "search"
        paint_icon(painter, shown, theme.current().muted, 10, (self.height() - 18) / 2, 18)
        chip = self._chip()
        if chip is not None:
            left = self.width() - 36 - chip_size(chip[1]).width()
            paint_chip(painter, left, self.height() / 2, *chip)
        painter.end()
