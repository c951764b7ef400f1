"""The head of a dossier: its name, who takes part, and what can be done with it (spec 3.3)."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.refusal import Refusal
from app.i18n import tr
from app.services.dossiers.views import DossierView
from app.ui.dossiers import words
from app.ui.kit.buttons import Button, plain, primary, quiet
from app.ui.kit.chips import StateChip
from app.ui.kit.icons import icon
from app.ui.kit.labels import NAME, label, muted
from app.ui.kit.refused_words import why

NARROWEST_IN_ONE_ROW = 1080


class DossierHead(QWidget):
    """`asked(verb)` when an action is wanted, `left` for the way back."""

    asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: DossierView | None = None
        self._back = quiet(tr("&Retour aux dossiers"), "dossier_list", "chevron-left")
        self._name = label("", "dossier_title", NAME, bold=True, wrap=True)
        self._chip = StateChip("active", "", name="dossier_state")
        self._shared = StateChip("info", tr("Partagé"), name="dossier_shared_chip")
        self._who = muted("", "dossier_who", px=14, wrap=True)
        self._note = muted("", "dossier_note_shown", wrap=True)
        self.activity = primary(tr("&Nouvelle activité"), "dossier_new_activity", "plus")
        self.proforma = plain(tr("&Proforma dossier"), "dossier_proforma", "printer", main=True)
        self.proforma.tip(tr("Voir la proforma (Ctrl+P)"))
        self.division = plain(tr("Répar&tition clients"), "dossier_division", "list", main=True)
        self.invoice = plain(tr("&Facturer…"), "dossier_bill", "euro", main=True)
        self._more = plain("", "dossier_more", "more-vertical", main=True)
        self._more.setAccessibleName(tr("Autres actions"))
        self._more.tip(tr("Autres actions"))
        self._more.setFixedWidth(40)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        facts, actions, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        facts.setSpacing(8)
        for part in (self._chip, self._shared, self._who):
            facts.addWidget(part, int(part is self._who))
        actions.setSpacing(8)
        for button in (self.activity, self.proforma, self.division, self.invoice, self._more):
            actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        actions.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(12)
        self._row.addWidget(self._name, 1)
        self._row.addLayout(actions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._row)
        column.addLayout(facts)
        column.addWidget(self._note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons stand below the name."""
        super().resizeEvent(event)
        is_wide = self.width() >= NARROWEST_IN_ONE_ROW
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        for button, verb in (
            (self.activity, "activity"),
            (self.proforma, "proforma"),
            (self.division, "division"),
            (self.invoice, "invoice"),
        ):
            button.clicked.connect(partial(self._ask, verb))
        self._more.clicked.connect(self._open_menu)

    def _ask(self, verb: str, *_: object) -> None:
        self.asked.emit(verb)

    def show_dossier(self, view: DossierView) -> None:
        """Show the dossier anew."""
        self._view = view
        self._name.setText(view.name)
        self._who.setText(words.head_line(view))
        self._note.setText(view.note)
        self._note.setVisible(bool(view.note))
        self._shared.setVisible(view.sharing.shared)
        active = sum(each.active for each in view.parties)
        self._chip.show_state(
            "active" if active else "inactive",
            tr("Actif") if active else tr("Inactif") if len(view.parties) == 1 else tr("Tous inactifs"),
        )
        self.division.setVisible(not view.is_single)
        buttons = view.buttons
        for button, reason in (
            (self.activity, buttons.activity),
            (self.proforma, buttons.proforma),
            (self.division, buttons.division),
            (self.invoice, buttons.invoice),
        ):
            _allow(button, reason)

    # Other actions

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("dossier_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for verb, text, icon_name, reason in self._actions():
            if verb == "delete":
                menu.addSeparator()
            action = menu.addAction(icon(icon_name, "muted"), text)
            action.setObjectName(f"dossier_{verb}")
            action.setEnabled(not reason)
            action.setToolTip(reason or text)
            action.triggered.connect(partial(self._ask, verb))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _actions(self) -> list[tuple[str, str, str, str]]:
        """Verb, words, icon, and why it cannot be done now."""
        if self._view is None:
            return []
        buttons, shared = self._view.buttons, self._view.sharing.shared
        share = tr("Arrêter le partage…") if shared else tr("Partager sur le portail")
        return [
            ("edit", tr("Modifier le dossier…"), "pencil", why(buttons.parties)),
            ("parties", tr("Modifier les parties…"), "users", why(buttons.parties)),
            ("intervenants", tr("Intervenants…"), "user", why(buttons.intervenants)),
            ("share", share, "globe", why(buttons.share)),
            ("delete", tr("Supprimer le dossier…"), "trash", why(buttons.delete)),
        ]


def _allow(button: Button, reason: Refusal | None) -> None:
    button.allow(reason is None, why(reason))
