"""Asks which company a person is linked to, or which person to a company, and as what (spec 3.2.7)."""

from PySide6.QtCore import Signal

from app.i18n import tr
from app.services.company_links import ROLE_LENGTH, LinkClients, LinksView
from app.services.fields import PersonKind
from app.services.views import ClientRow
from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import primary
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import Field
from app.ui.kit.workplace import Workplace

_WIDTH = 560


class NewLinkDialog(AskingDialog):
    """`wanted(LinkClients)`; stays open until the save was accepted."""

    wanted = Signal(object)

    def __init__(self, workplace: Workplace, links: LinksView) -> None:
        heading = (
            tr("Lier {name} à une société", name=links.name)
            if links.kind is PersonKind.NATURAL
            else tr("Lier une personne à {name}", name=links.name)
        )
        said = tr("Le lien ne change rien d'autre : chacun garde ses accès, ses factures et son état.")
        super().__init__(workplace.window, "new_link", heading, said, _WIDTH)
        self._links = links
        self._linked = {row.client for row in links.rows}
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
        self.lines.addWidget(self.summary)
        other = tr("&Société") if self._is_person else tr("&Personne")
        self.lines.addWidget(self.form.add("other", Field(other, self._other)))
        self.lines.addWidget(self.form.add("role", Field(tr("&Rôle, si vous voulez"), self._role)))
        save = primary(tr("&Lier"), "new_link_save")
        save.clicked.connect(self._confirm)
        self.end_with(save)

    def _confirm(self) -> None:
        other = self._other.value()
        if self.form.check() and other is not None:
            role = self._role.value()
            self.wanted.emit(LinkClients(self.command, self._links.client, other, role))
