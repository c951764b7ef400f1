"""Tiers, clients: found, edited, blocked, linked with the accounting, deleted (spec 3.1)."""

from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.messages.words import word
from app.services.clients import save_client
from app.services.deleting import DeleteClient, delete_client
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.queries.card import client_card
from app.services.refusals import StaleEdit
from app.services.requests import SaveClient
from app.services.state_refusals import ClientInUse
from app.services.views import ClientCard, ClientRow
from app.ui.kit.ask import ask, tell
from app.ui.kit.blocking import Blocking
from app.ui.kit.buttons import destructive, plain, set_allowed
from app.ui.kit.chips import StateChip
from app.ui.kit.choices import TickBox
from app.ui.kit.empty import EmptyState
from app.ui.kit.identity_page import IdentityPage
from app.ui.kit.labels import SECTION, hairline, muted, title
from app.ui.kit.relation import Relation
from app.ui.kit.saving import Saving
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.clients_list import NAME, ClientsList
from app.ui.maintenance.linking import Linking


class ClientsPage(QWidget):
    """The clients at the left; the fields of the chosen one, Bloqué and the other verbs at the right."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}_page")
        self._workplace = workplace
        self._saving = Saving(workplace.runner, self)
        self._relation = Relation(workplace, self._saving, self)
        self._card: ClientCard | None = None
        self._wanted: ClientId | None = None
        self._blocking = Blocking(workplace, self._saving, self)
        self._linking = Linking(workplace, self._saving, lambda: self._card, self)
        self._make()
        self._lay_out()
        self._connect()
        self._show_card(None)

    def _make(self) -> None:
        self.listed = ClientsList(self._workplace)
        self._heading = title("", f"{NAME}_title", SECTION)
        self._chip = StateChip("inactive", "", name=f"{NAME}_state")
        self.blocked = TickBox(tr("Blo&qué"), f"{NAME}_blocked")
        self._why = muted("", f"{NAME}_why", wrap=True)
        self.identity = IdentityPage(columns=1)
        self.identity.shortcut.setEnabled(False)  # the page of all sections has it
        self._open = plain(tr("&Ouvrir la fiche"), f"{NAME}_open", "user")
        self._link_button = plain(tr("&Lier…"), f"{NAME}_link", "external")
        self._delete = destructive(tr("&Supprimer…"), f"{NAME}_delete", "trash")
        self._unchosen = EmptyState("user", tr("Choisissez un client."), name=f"{NAME}_unchosen")
        self._chosen = QWidget()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row(self._heading, self._chip, None))
        column.addLayout(self._row(self._open, self._link_button, None, self._delete))
        column.addLayout(self._row(self.blocked, self._why))
        column.addWidget(hairline())
        column.addWidget(self.identity, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.listed, 2)
        row.addWidget(self._unchosen, 3)
        row.addWidget(self._chosen, 3)

    @staticmethod
    def _row(*parts: QWidget | None) -> QHBoxLayout:
        """Parts in a row; None stretches, else the last one does."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part, int(None not in parts and part is parts[-1]))
        return row

    def _connect(self) -> None:
        self.listed.chosen.connect(self._choose)
        self.listed.activated.connect(self._begin)
        self.blocked.clicked.connect(self._ask_block)
        self._blocking.saved.connect(self._after)
        self._linking.saved.connect(self._after)
        self.identity.wanted.connect(self._save)
        self._open.clicked.connect(self._open_card)
        self._link_button.clicked.connect(self._ask_link)
        self._delete.clicked.connect(self._ask_delete)

    # Reading

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Another desk or page changed a client (`View`)."""
        if any(each.kind is TouchedKind.CLIENT for each in touched):
            self.listed.reload()
            if self._card is not None:
                self._read(self._card.id)

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self._card is not None and self.identity.has_unsaved()

    # Choosing

    def _choose(self, row: ClientRow) -> None:
        if self._card is not None and row.id == self._card.id:
            return
        if not self.has_unsaved():
            self._read(row.id)
            return
        self.listed.mark(self._card.id if self._card is not None else None)
        ask(
            self._workplace.window,
            tr("Abandonner les changements ?"),
            tr("Ce qui a été tapé dans ce formulaire n'est pas enregistré et serait perdu."),
            tr("Abandonner les changements"),
            partial(self._leave_for, row.id),
            destructive=True,
        )

    def _leave_for(self, client: ClientId) -> None:
        self._show_card(None)
        self.listed.mark(client)
        self._read(client)

    def _begin(self) -> None:
        """Enter or a double click: go on in the form."""
        if self._card is not None:
            self.identity.focus_first()

    def _read(self, client: ClientId) -> None:
        self._wanted = client
        job = partial(client_card, self._workplace.desk, client)
        self._workplace.runner.submit(job, self._take, self._gone, f"{NAME}/card")

    def _take(self, card: ClientCard) -> None:
        if card.id != self._wanted:
            return
        if self.has_unsaved() and self._card is not None and self._card.id == card.id:
            self._card = card  # what is typed stays; the state is shown anew
            self._show_state(card)
        else:
            self._show_card(card)

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._show_card(None)
        self.listed.reload()

    def _show_card(self, card: ClientCard | None) -> None:
        self._card = card
        self.listed.mark(card.id if card is not None else None)
        self._unchosen.setVisible(card is None)
        self._chosen.setVisible(card is not None)
        self.identity.show_client(card)
        if card is not None:
            self._show_state(card)

    def _show_state(self, card: ClientCard) -> None:
        fields, may = card.fields, self._workplace.desk.operator.may
        role = tr("Votre rôle ne le permet pas.")
        self._heading.setText(f"{fields.surname} {fields.first_name}".strip() or fields.company)
        self._chip.show_state(CLIENT_CHIPS[card.state], word(card.state, current()))
        self.blocked.setChecked(card.block is not None)
        self._why.setText(card.block.reason if card.block is not None else "")
        needed = Right.BLOCK if card.block is None else Right.UNBLOCK
        self.blocked.setEnabled(may(needed))
        self.blocked.setToolTip("" if may(needed) else role)
        set_allowed(self._link_button, may(Right.EDIT_CARD), role)
        set_allowed(self._delete, may(Right.DELETE_CLIENT), role)

    # Saving the fields

    def save(self) -> None:
        """Ctrl+S of the whole page."""
        if self._card is not None:
            self.identity.save()

    def _save(self, request: SaveClient) -> None:
        job = partial(save_client, self._workplace.desk, request)
        self._saving.run(job, self._saved, self._refused)

    def _saved(self, outcome: Outcome) -> None:
        self.identity.saved()
        if not outcome.repeated:
            self.identity.accept_typed()
            self._after(outcome, tr("Fiche enregistrée."))
            return
        self._workplace.announce(outcome, tr("Fiche enregistrée."))
        self._read_theirs()  # what was changed after the answer was lost is not saved yet

    def _after(self, outcome: Outcome, said: str) -> None:
        """Tell it, and read the client again."""
        self._workplace.announce(outcome, said)
        self.listed.reload()
        if self._card is not None:
            self._read(self._card.id)

    def _refused(self, refused: Refused) -> None:
        self.identity.show_refused(refused)
        if any(isinstance(each, StaleEdit) for each in refused.refusals):
            self._read_theirs()

    def _read_theirs(self) -> None:
        if self._card is not None:
            job = partial(client_card, self._workplace.desk, self._card.id)
            self._workplace.runner.submit(job, self._take_theirs, self._gone, f"{NAME}/card")

    def _take_theirs(self, card: ClientCard) -> None:
        """What is typed stays; the next save is made over what stands there now, knowingly."""
        self._card = card
        self.identity.take_version(card.version, card.fields)
        self._show_state(card)

    # Bloqué

    def _ask_block(self, _checked: bool) -> None:
        """The tick follows what is stored; both ways need a reason, and releasing so is confirmed."""
        card = self._card
        if card is None:
            return
        self.blocked.setChecked(card.block is not None)
        self._blocking.ask(card.id, self._heading.text(), blocks=card.block is None)

    # The other verbs

    def _open_card(self) -> None:
        if self._card is not None:
            self._workplace.open_client(self._card.id)

    def _ask_link(self) -> None:
        if self._card is not None and not self._is_typed():
            self._linking.ask(self._heading.text())

    def _is_typed(self) -> bool:
        """Whether something typed must be saved first; says so."""
        if self.has_unsaved():
            tell(
                self._workplace.window,
                tr("Enregistrez d'abord"),
                tr("La fiche a des changements non enregistrés."),
            )
        return self.has_unsaved()

    def _ask_delete(self) -> None:
        if self._card is None:
            return
        request = DeleteClient(CommandId(str(uuid4())), self._card.id, self._card.version)
        ask(
            self._workplace.window,
            tr("Supprimer {name} ?", name=self._heading.text()),
            tr("La fiche disparaît. Seul un client auquel rien ne se rapporte peut être supprimé."),
            tr("Supprimer"),
            partial(self._delete_now, request),
            destructive=True,
        )

    def _delete_now(self, request: DeleteClient) -> None:
        job = partial(delete_client, self._workplace.desk, request)
        self._saving.run(job, self._deleted, self._not_deleted)

    def _deleted(self, outcome: Outcome) -> None:
        self._show_card(None)
        self._workplace.announce(outcome, tr("Client supprimé."))
        self.listed.reload()

    def _not_deleted(self, refused: Refused) -> None:
        card, said = self._card, sentences(refused, current())
        in_use = any(isinstance(each, ClientInUse) for each in refused.refusals)
        may = self._workplace.desk.operator.may(Right.DEACTIVATE)
        if card is None or not in_use or card.deactivated_on is not None or not may:
            tell(self._workplace.window, tr("Non supprimé"), said)
            return
        name = self._heading.text()
        way = partial(self._relation.ask, card.id, name, ends=True)
        ask(self._workplace.window, tr("Non supprimé"), said, tr("Désactiver…"), way)
