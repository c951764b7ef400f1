"""Identification: the first window; it asks for name and code and knows no database (spec 1.1).

It is painted before the store is opened and before any service is imported, so it takes and
gives nothing but texts.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app import __version__
from app.i18n import Language, tr
from app.ui.kit.buttons import Button, discreet, plain, primary
from app.ui.kit.entries import LineEntry, PasswordEntry
from app.ui.kit.fields import Field
from app.ui.kit.labels import hairline, label, muted
from app.ui.kit.layouts import clear_layout
from app.ui.login.heading import Heading
from app.ui.login.languages import LanguageMenu, language_button
from app.ui.login.note import TrainingNote
from app.ui.login.ways import ICONS, TITLES, Way

_WIDTH = 440
_SLOT = 76


class LoginWindow(QWidget):
    """Asks who is at the desk; `asked` carries the name and the code as they were typed.

    `way_chosen` carries the way out where the database does not open.
    """

    asked = Signal(str, str)
    way_chosen = Signal(Way)
    language_chosen = Signal(Language)
    quit_asked = Signal()

    def __init__(self, workstation: str, is_training: bool, club: str = "", name: str = "") -> None:
        super().__init__()
        self.setObjectName("login")
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workstation = workstation
        self._is_training = is_training
        self._club = club
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self._build(name, "")

    # --- Widgets ----------------------------------------------------------------------------

    def _build(self, name: str, code: str) -> None:
        """(Re)make everything in the language in force, keeping what was typed."""
        self.setWindowTitle(_window_title(self._is_training))
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.deleteLater()
        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._make_fields(name, code)
        layout.addLayout(self._lay_out_fields())
        layout.addWidget(hairline())
        layout.addWidget(self._make_foot())
        self._outer.addWidget(self._body)
        self._connect()
        self.setFixedWidth(_WIDTH)
        self.adjustSize()

    def _make_fields(self, name: str, code: str) -> None:
        self._heading = Heading(self._club)
        self._name = Field(tr("&Nom d'utilisateur"), LineEntry("user_name", limit=60))
        self._code = Field(tr("&Code"), PasswordEntry("user_code"))
        for entry, value in ((self.name_entry, name), (self.code_entry, code)):
            entry.setProperty("size", "main")
            entry.setText(value)
        self.code_entry.setProperty("secret", "true")
        self._status = muted("", "status", wrap=True)
        self._progress = QProgressBar()
        self._progress.setObjectName("progress")
        self._progress.setTextVisible(False)
        self._quit = plain(tr("&Quitter"), "quit")
        self._activate = primary(tr("&Activer"), "activate")
        for button in (self._quit, self._activate):
            button.setProperty("size", "large")
        self._activate.setDefault(True)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(4)
        self._has_failed = False
        self.say_nothing()

    def _lay_out_fields(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(32, 32, 32, 28)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addSpacing(24)
        column.addWidget(label(tr("Identification"), "heading", 16, bold=True))
        column.addSpacing(8)
        if self._is_training:
            column.addWidget(TrainingNote())
            column.addSpacing(16)
        column.addWidget(self._name)
        column.addSpacing(12)
        column.addWidget(self._code)
        column.addWidget(self._lay_out_slot())
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._quit, 2)
        buttons.addWidget(self._activate, 5)
        column.addLayout(buttons)
        column.addLayout(self._ways)
        return column

    def _lay_out_slot(self) -> QWidget:
        """The room under the code where a refusal or the progress stands, without moving anything."""
        slot = QWidget()
        slot.setFixedHeight(_SLOT)
        column = QVBoxLayout(slot)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(8)
        column.addWidget(self._status)
        column.addWidget(self._progress)
        column.addStretch(1)
        return slot

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("surface", "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 5, 22, 5)
        version = tr("Version {version} · poste {name}", version=__version__, name=self._workstation)
        told: QLabel = muted(version, "version", 12)
        self._languages = LanguageMenu(self)
        row.addWidget(told, 1)
        row.addWidget(language_button(self._languages))
        return foot

    def _connect(self) -> None:
        self._activate.clicked.connect(self._ask)
        self.name_entry.returnPressed.connect(self._next)
        self.code_entry.returnPressed.connect(self._ask)
        self._quit.clicked.connect(self.quit_asked)
        self._languages.chosen.connect(self.language_chosen)

    # --- What was typed ---------------------------------------------------------------------

    @property
    def name_entry(self) -> LineEntry:
        """The field of the name."""
        assert isinstance(self._name.control, LineEntry)
        return self._name.control

    @property
    def code_entry(self) -> PasswordEntry:
        """The field of the code."""
        assert isinstance(self._code.control, PasswordEntry)
        return self._code.control

    def _next(self) -> None:
        if self.code_entry.text():
            self._ask()
        else:
            self.code_entry.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self) -> None:
        if not self._activate.isEnabled():
            return
        if self._has_failed:
            self.way_chosen.emit(Way.AGAIN)
        elif not self.name_entry.value():
            self._name.show_error(tr("Nom d'utilisateur à remplir."))
            self._name.focus()
        elif not self.code_entry.text():
            self._code.show_error(tr("Code à remplir."))
            self._code.focus()
        else:
            self.asked.emit(self.name_entry.value(), self.code_entry.text())

    # --- What is told -----------------------------------------------------------------------

    def say_busy(self, text: str, fraction: float | None = None) -> None:
        """Say what is under way; `fraction` None: nobody knows how much is done."""
        self._status.setText(text)
        self._progress.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._progress.setValue(round(fraction * 1000))
        self._status.show()
        self._progress.show()

    def say_nothing(self) -> None:
        """Nothing is under way."""
        self._status.hide()
        self._progress.hide()

    def check_begins(self) -> None:
        """The code is being checked: one answer at a time."""
        self._code.clear_error()
        self._activate.setEnabled(False)

    def refuse(self, sentence: str) -> None:
        """Say beside the code why nobody gets in; the name stays, the code is typed again."""
        self._activate.setEnabled(True)
        self.say_nothing()
        self._code.show_error(sentence)
        self._code.focus()

    def fail(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Say that the database cannot be opened, and what can be done: to try again, and these ways."""
        self.recover()
        self._has_failed = True
        self._activate.setText(tr("&Réessayer"))
        self._code.show_error(sentence)
        for way in ways:
            button = discreet(tr(TITLES[way]), f"way_{way}", ICONS[way])
            button.clicked.connect(self._choose_way)
            self._ways.addWidget(button)
            button.show()
        if ways:
            self._ways.insertSpacing(0, 16)
        self._fit()
        self._activate.setFocus()

    def recover(self) -> None:
        """The database is tried once more, or another one: nothing is wrong yet."""
        self._has_failed = False
        self._activate.setText(tr("&Activer"))
        self._activate.setEnabled(True)
        self._code.clear_error()
        self.say_nothing()
        clear_layout(self._ways)
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown."""
        self._ways.activate()
        self.adjustSize()

    def _choose_way(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.way_chosen.emit(Way(button.objectName().removeprefix("way_")))

    def show_club(self, club: str) -> None:
        """Name the club, once the store is open."""
        self._club = club
        self._heading.club.setText(club)

    def retranslate(self) -> None:
        """Speak the language now in force; what was typed stays."""
        on_code = self.code_entry.hasFocus()
        self._build(self.name_entry.text(), self.code_entry.text())
        self.focus_first() if not on_code else self._code.focus()

    def focus_first(self) -> None:
        """The name, or the code where the name is known."""
        (self._code if self.name_entry.text() else self._name).focus()

    def forget_code(self) -> None:
        """Empty the code, as when somebody else signs in."""
        self.code_entry.clear()
        self._activate.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.quit_asked.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is Quitter."""
        super().closeEvent(event)
        self.quit_asked.emit()


def _window_title(is_training: bool) -> str:
    return tr("Gestion clientèle · Formation") if is_training else tr("Gestion clientèle")
