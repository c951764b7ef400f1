"""The top bar: the club, the search field for anything, what can be made new, and who is at the desk."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from app.i18n import Language, current, tr
from app.messages.words import words
from app.settings import Mode
from app.ui.kit import theme
from app.ui.kit.buttons import Button, icon_button, plain, set_allowed
from app.ui.kit.chips import Tag
from app.ui.kit.entries import SearchEntry
from app.ui.kit.icons import icon, paint_icon
from app.ui.kit.labels import hairline, label
from app.ui.login.languages import LanguageMenu
from app.ui.shell.lock_key import LOCK_KEYS

_ARROW = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands where: what the top bar names."""

    club: str
    user: str
    role: str
    is_training: bool
    may_create: bool
    mode: Mode
    may_keep_dossiers: bool = False
    may_enter_activities: bool = False
    may_follow_up: bool = False
    may_bill: bool = False


class UserMenu(QMenu):
    """What a person may change for themselves, and the ways out."""

    code_asked = Signal()
    language_chosen = Signal(Language)
    mode_chosen = Signal(Mode)
    lock_asked = Signal()
    menu_asked = Signal()
    sign_out_asked = Signal()

    def __init__(self, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("user_menu")
        self._add("role", tr("{name} · {role}", name=standing.user, role=standing.role)).setEnabled(False)
        self.addSeparator()
        self._add("change_code", tr("Changer le &code…"), "shield").triggered.connect(self.code_asked)
        languages = LanguageMenu(self)
        languages.setIcon(icon("globe", "muted"))
        languages.chosen.connect(self.language_chosen)
        self.addMenu(languages)
        self.addMenu(self._modes(standing.mode))
        self.addSeparator()
        self._lock = self._add("lock", tr("&Verrouiller"), "lock")
        self._lock.setShortcut(QKeySequence(LOCK_KEYS))
        self._lock.triggered.connect(self.lock_asked)
        self._add("show_menu", tr("&Menu du poste…"), "menu").triggered.connect(self.menu_asked)
        self._add("sign_out", tr("&Se déconnecter"), "logout").triggered.connect(self.sign_out_asked)

    def shortcuts(self) -> list[QAction]:
        """The actions whose keys work in the whole window."""
        return [self._lock]

    def _add(self, name: str, text: str, icon_name: str = "") -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if icon_name:
            action.setIcon(icon(icon_name, "muted"))
        self.addAction(action)
        return action

    def _modes(self, chosen: Mode) -> QMenu:
        menu = QMenu(tr("&Thème"), self)
        menu.setIcon(icon("sun", "muted"))
        group = QActionGroup(menu)
        for mode, text in words(Mode, current()).items():
            action = QAction(text, menu)
            action.setObjectName(f"mode_{mode.value}")
            action.setCheckable(True)
            action.setChecked(mode is chosen)
            action.setData(mode)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._choose_mode)
        self._mode_actions = group.actions()
        return menu

    def show_mode(self, mode: Mode) -> None:
        """Mark the mode in force, where it was chosen elsewhere."""
        for action in self._mode_actions:
            action.setChecked(Mode(str(action.data())) is mode)

    def _choose_mode(self, action: QAction) -> None:
        self.mode_chosen.emit(Mode(str(action.data())))


class UserButton(Button):
    """Names who is at the desk; the arrow says that a menu opens."""

    def __init__(self, name: str) -> None:
        super().__init__("quiet", name, "user", "user")

    def sizeHint(self) -> QSize:
        """Room for the arrow, on both sides so that the name stays in the middle."""
        return super().sizeHint() + QSize(2 * _ARROW, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        middle = (self.height() - _ARROW) / 2
        paint_icon(painter, "chevron-down", theme.current().muted, self.width() - 8 - _ARROW, middle, _ARROW)
        painter.end()


class TopBar(QFrame):
    """One line over everything; `searched` is Enter in the search field, `typed` each change of it."""

    fold_asked = Signal()
    searched = Signal(str)
    typed = Signal(str)
    new_client_asked = Signal()
    new_dossier_asked = Signal()
    new_activity_asked = Signal()
    new_follow_up_asked = Signal()
    new_invoice_asked = Signal()

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setProperty("surface", "surface")
        self.setFixedHeight(56)
        self._make(standing)
        self._lay_out(standing)
        self._connect()

    def _make(self, standing: Standing) -> None:
        self._fold = icon_button("menu", tr("Replier ou déplier la barre de gauche"), "fold")
        self._club: QLabel = label(standing.club, "club", 15, bold=True)
        self.search = SearchEntry(
            "search_anything", tr("Rechercher un client, une carte, un téléphone…"), tr("Ctrl+F")
        )
        self.search.setAccessibleName(tr("Rechercher un client, une carte, un téléphone…"))
        self.new = plain(tr("Nouveau"), "new", "plus")
        self.new.tip(tr("Tout ce qui se crée (Ctrl+Maj+N)"))
        self._make_new(standing)
        self.user = UserButton(standing.user)
        self.user.setAccessibleName(tr("Utilisateur {name}", name=standing.user))
        self.user_menu = UserMenu(standing, self)
        self.user.setMenu(self.user_menu)

    def _make_new(self, standing: Standing) -> None:
        """What the + offers; what the role may not make is there, and says why it cannot be chosen."""
        self._new_menu = QMenu(self)
        self._new_menu.setObjectName("new_menu")
        self._new_menu.setToolTipsVisible(True)
        self._new_client = self._new_action("new_client", tr("Nouveau &client"), "user", standing.may_create)
        self._new_client.setShortcut(QKeySequence("Ctrl+N"))
        keeps, enters = standing.may_keep_dossiers, standing.may_enter_activities
        self._new_dossier = self._new_action("new_dossier", tr("Nouveau &dossier…"), "folder", keeps)
        self._new_dossier.setShortcut(QKeySequence("Ctrl+Shift+D"))
        self._new_activity = self._new_action("new_activity", tr("Nouvelle &activité…"), "pencil", enters)
        self._new_activity.setShortcut(QKeySequence("Ctrl+Shift+A"))
        follows = standing.may_follow_up
        self._new_follow_up = self._new_action("new_follow_up", tr("Nouveau &suivi…"), "phone", follows)
        bills = standing.may_bill
        self._new_invoice = self._new_action("new_invoice", tr("Nouvelle &facture…"), "euro", bills)
        self._new_invoice.setShortcut(QKeySequence("Ctrl+Shift+F"))
        self.new.setMenu(self._new_menu)
        reason = tr("Votre rôle ne permet pas de créer une fiche.")
        set_allowed(self.new, standing.may_create or keeps or enters or follows or bills, reason)

    def _new_action(self, name: str, text: str, icon_name: str, allowed: bool) -> QAction:
        action = QAction(icon(icon_name, "muted"), text, self._new_menu)
        action.setObjectName(name)
        action.setEnabled(allowed)
        if not allowed:
            action.setToolTip(tr("Votre rôle ne le permet pas."))
        self._new_menu.addAction(action)
        return action

    def _lay_out(self, standing: Standing) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._fold)
        row.addWidget(self._club)
        if standing.is_training:
            row.addWidget(Tag(tr("Formation"), accent=True, name="training"))
        row.addSpacing(24)
        self.search.setMaximumWidth(520)
        self.search.setMinimumWidth(220)
        row.addWidget(self.search, 100)
        row.addWidget(self.new)
        row.addStretch(1)
        line = hairline(vertical=True)
        line.setFixedHeight(24)
        row.addWidget(line)
        row.addWidget(self.user)

    def _connect(self) -> None:
        self._fold.clicked.connect(self.fold_asked)
        self.search.returnPressed.connect(self._search)
        self.search.textEdited.connect(self.typed)
        self._new_client.triggered.connect(self.new_client_asked)
        self._new_dossier.triggered.connect(self.new_dossier_asked)
        self._new_activity.triggered.connect(self.new_activity_asked)
        self._new_follow_up.triggered.connect(self.new_follow_up_asked)
        self._new_invoice.triggered.connect(self.new_invoice_asked)

    def shortcuts(self) -> list[QAction]:
        """The actions whose keys work in the whole window."""
        return [self._new_client, self._new_dossier, self._new_activity, self._new_invoice]

    def _search(self) -> None:
        self.searched.emit(self.search.value())

    def show_club(self, club: str) -> None:
        """Name the club."""
        self._club.setText(club)

    def offer_new(self) -> None:
        """Ctrl+Maj+N: all that this person may create."""
        if self.new.isEnabled():
            self.new.showMenu()

    def focus_search(self) -> None:
        """Ctrl+F: type over what was searched last."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
