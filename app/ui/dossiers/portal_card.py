"""Portail client: whether the dossier is shared, under which address, with one click to copy it (spec 3.3.9)."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import day, instant, tr
from app.services.dossiers.views import DossierView, Sharing
from app.ui.kit.buttons import discreet, plain, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.entries import LineEntry
from app.ui.kit.labels import muted
from app.ui.kit.notice import FactLine
from app.ui.kit.refused_words import why


class PortalCard(Card):
    """`asked(shared)` when the sharing is to be switched, `open_asked(sharing)` when the page is to be seen."""

    asked = Signal(bool)
    open_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("dossier_portal")
        self._sharing = Sharing(False)
        self._switch = discreet("", "dossier_share", "globe")
        self._said = muted("", "dossier_portal_said", wrap=True)
        self._address = LineEntry("dossier_address", limit=2000)
        self._address.setReadOnly(True)
        self._address.setAccessibleName(tr("Adresse de la page"))
        self._copy = plain(tr("&Copier"), "dossier_copy_address", "copy")
        self._copy.setMinimumSize(QSize(96, 36))
        self._open = plain(tr("&Ouvrir"), "dossier_open_page", "external")
        self._open.setMinimumHeight(36)
        self._due = FactLine("clock", "", name="dossier_portal_due")
        self.add_head(tr("Portail client"), "", "globe", None, [self._switch])
        self._lay_out()
        self._switch.clicked.connect(self._ask)
        self._copy.clicked.connect(self._copy_address)
        self._open.clicked.connect(self._ask_open)

    def _lay_out(self) -> None:
        row, lines = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(self._copy)
        row.addWidget(self._open)
        lines.setContentsMargins(14, 10, 14, 12)
        lines.setSpacing(8)
        lines.addWidget(self._address)
        lines.addLayout(row)
        lines.addWidget(self._due)
        self.body.addLayout(lines)

    def show_dossier(self, view: DossierView) -> None:
        """Show the sharing as it stands."""
        sharing = self._sharing = view.sharing
        self._switch.setText(tr("Arrêter le partage") if sharing.shared else tr("Partager"))
        self._switch.setAccessibleName(self._switch.text())
        reason = why(view.buttons.share)
        set_allowed(self._switch, not reason, reason)
        self._said.setText(self._told(sharing))
        for part in (self._address, self._copy, self._open):
            part.setVisible(sharing.shared)
        self._address.set_value(_where(sharing))
        self._address.setCursorPosition(0)
        self._address.setToolTip(_where(sharing))
        set_allowed(self._open, bool(sharing.file or sharing.url), tr("La page n'est pas encore écrite."))
        self._copy.setText(tr("&Copier"))
        self._due.setVisible(sharing.shared and sharing.is_due)
        self._due.say(
            "clock", tr("La page n'est pas encore à jour ; elle sera écrite de nouveau."), "suspended.icon"
        )

    def _told(self, sharing: Sharing) -> str:
        if not sharing.shared:
            return tr(
                "Non partagé. Une fois partagé, il a une page à une adresse secrète, avec échéances et factures."
            )
        if sharing.published_at is not None:
            return tr("Partagé, page écrite le {at}.", at=instant(sharing.published_at))
        return tr("Partagé depuis le {day}.", day=day(sharing.since)) if sharing.since else tr("Partagé.")

    def _ask(self) -> None:
        self.asked.emit(not self._sharing.shared)

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(_where(self._sharing))
        self._copy.setText(tr("Copiée"))

    def _ask_open(self) -> None:
        self.open_asked.emit(self._sharing)


def _where(sharing: Sharing) -> str:
    """What a client is given: the public address; the file where the club has not said its address."""
    return sharing.url or sharing.file or sharing.address
