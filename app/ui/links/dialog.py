"""Asks which company a person is linked to, or which person to a company, and as what (spec 3.2.7)."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.company_links import ROLE_LENGTH, LinkClients, LinksView
from app.services.fields import PersonKind
from app.services.views import ClientRow
from app.ui.kit.buttons import plain, primary
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted
from app.ui.kit.workplace import Workplace

_WIDTH = 560


class NewLinkDialog(QDialog):
    """`wanted(LinkClients)`; stays open until the save was accepted."""

    wanted = Signal(object)

    def __init__(self, workplace: Workplace, links: LinksView) -> None:
        super().__init__(workplace.window)
        self.setObjectName("new_link_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._links = links
        self._linked = {row.client for row in links.rows}
        self._command = CommandId(str(uuid4()))
        self._summary = ErrorSummary("new_link_summary")
        self._form = Form(self, self._summary)
        self._other = ClientPicker(workplace, "new_link_other", why_not=self._why_not, required=True)
        self._role = LineEntry("new_link_role", limit=ROLE_LENGTH * 4)
        self._lay_out()
        self._other.setFocus()

    @property
    def _is_person(self) -> bool:
        return self._links.kind is PersonKind.NATURAL

    def _why_not(self, row: ClientRow) -> str:
        """A person is linked to a company, and to each once."""
        if row.id in self._linked:
            return tr("Déjà dans la liste.")
        if row.kind is self._links.kind:
            return tr("C'est une personne.") if self._is_person else tr("C'est une société.")
        return ""

    def _lay_out(self) -> None:
        name = self._links.name
        heading = (
            tr("Lier {name} à une société", name=name)
            if self._is_person
            else tr("Lier une personne à {name}", name=name)
        )
        self.setWindowTitle(heading)
        body, foot = QFrame(), QFrame()
        body.setProperty("surface", "surface")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(12)
        lines.addWidget(label(heading, "new_link_title", TITLE, bold=True, wrap=True))
        said = tr("Le lien ne change rien d'autre : chacun garde ses accès, ses factures et son état.")
        lines.addWidget(muted(said, "new_link_said", wrap=True))
        lines.addWidget(self._summary)
        other = tr("&Société") if self._is_person else tr("&Personne")
        lines.addWidget(self._form.add("other", Field(other, self._other)))
        lines.addWidget(self._form.add("role", Field(tr("&Rôle, si vous voulez"), self._role)))
        lines.addSpacing(24)
        foot.setProperty("surface", "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave, save = plain(tr("Annuler"), "new_link_leave", main=True), primary(tr("&Lier"), "new_link_save")
        leave.clicked.connect(self.reject)
        save.clicked.connect(self._confirm)
        save.setDefault(True)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)

    def _confirm(self) -> None:
        other = self._other.value()
        if self._form.check() and other is not None:
            role = self._role.value()
            self.wanted.emit(LinkClients(self._command, self._links.client, other, role))

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; what was typed stays."""
        self._command = CommandId(str(uuid4()))
        texts = current()
        self._form.show_errors({each.beside or "card": sentence(each, texts) for each in refused.refusals})
