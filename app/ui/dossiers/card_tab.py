"""The tab Dossiers of a client's card: where he takes part, with which status, and what can be done there (spec 3.3.7)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId, DossierId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import money, tr
from app.services.desk import Touched, TouchedKind
from app.services.dossiers.requests import SetPartyActive
from app.services.dossiers.views import DossierRow
from app.ui.dossiers import jobs, words
from app.ui.dossiers.jobs import ClientDossiers
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.dossiers.verbs import take_back
from app.ui.kit.ask import tell
from app.ui.kit.buttons import plain, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge, StateChip
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import hairline, label, muted, set_tone
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace


class DossierLine(QFrame):
    """One dossier of the client; `opened`, `turned(row)`, `activity_asked`."""

    opened = Signal(object)
    turned = Signal(object)
    activity_asked = Signal(object)

    def __init__(self, row: DossierRow) -> None:
        super().__init__()
        self._row = row
        name = f"card_dossier_{row.id}"
        self.setObjectName("card_dossier")
        self._name = label("", f"{name}_name", 15, bold=True, wrap=True)
        self._inactive = StateChip("inactive", tr("Inactif"), name="card_dossier_inactive")
        self._shared = StateChip("info", tr("Partagé"), name="card_dossier_shared")
        self._clients = muted("", f"{name}_clients", wrap=True)
        self._due = label("", f"{name}_due")
        self.switch = StatusSwitch(f"{name}_switch")
        self.open_button = plain(tr("Ouvrir"), f"{name}_open", "folder")
        self.activity = plain(tr("Nouvelle activité"), f"{name}_activity", "plus")
        self._lay_out()
        self.open_button.clicked.connect(self._open)
        self.switch.clicked.connect(self._turn)
        self.activity.clicked.connect(self._ask_activity)

    def _lay_out(self) -> None:
        lines, facts = QVBoxLayout(), QHBoxLayout()
        facts.setSpacing(10)
        for part in (self._inactive, self._shared, self._clients):
            facts.addWidget(part, int(part is self._clients))
        lines.setSpacing(4)
        lines.addWidget(self._name)
        lines.addLayout(facts)
        self._due.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._due.setMinimumWidth(110)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addLayout(lines, 1)
        for shown in (self._due, self.switch, self.activity, self.open_button):
            row.addWidget(shown)

    def show_row(self, row: DossierRow, who: str, keeps: str) -> None:
        """Show the dossier as it stands; `keeps`: why this person may not change a status."""
        self._row = row
        active = row.is_active_here is not False
        self._name.setText(row.name)
        set_tone(self._name, "text" if active else "muted")
        self._inactive.setVisible(not active)
        self._shared.setVisible(row.shared)
        self._clients.setText(words.names(row.clients))
        self._due.setText(money(row.unbilled_amount) if row.unbilled else tr("rien à facturer"))
        set_tone(self._due, "text" if row.unbilled else "muted")
        self.open_button.setAccessibleName(tr("Ouvrir le dossier {name}", name=row.name))
        self.switch.show_status(who, active, words.unbilled_warning() if active and row.unbilled_here else "")
        self.switch.setEnabled(True)
        if keeps:
            self.switch.forbid(keeps)
        set_allowed(self.activity, row.why_no_activity is None, why(row.why_no_activity))

    def _open(self) -> None:
        self.opened.emit(self._row.id)

    def _turn(self) -> None:
        self.turned.emit(self._row)

    def _ask_activity(self) -> None:
        self.activity_asked.emit(self._row.id)


class ClientDossiersPage(QWidget):
    """Reads the dossiers of one client beside the window, and again when something was saved."""

    def __init__(self, workplace: Workplace, client: ClientId) -> None:
        super().__init__()
        self.setObjectName("card_dossiers")
        self._workplace, self._client = workplace, client
        self._name = ""
        self._saving = Saving(workplace.runner, self)
        self._lines: dict[DossierId, DossierLine] = {}
        self._rules: list[QWidget] = []
        self._count = CountBadge(0, "card_dossier_count")
        self._new = plain(tr("Nouveau &dossier"), "card_new_dossier", "plus")
        self._none = EmptyState(
            "folder",
            tr("Dans aucun dossier"),
            tr("« Nouveau dossier » réunit ce client et ceux qui partagent son contrat."),
            name="card_no_dossier",
        )
        self._listed = QFrame()
        self._listed.setProperty("surface", "surface")
        self._list = QVBoxLayout(self._listed)
        self._lay_out()
        self._new.clicked.connect(self._ask_new)
        self.reload()

    def _lay_out(self) -> None:
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._listed)
        card = Card("card_dossiers_card")
        card.add_head(tr("Dossiers"), "", "folder", self._count, [self._new])
        card.body.addWidget(self._scroll, 1)
        card.body.addWidget(self._none, 1)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def reload(self) -> None:
        """Read again."""
        job = partial(jobs.of_client, self._workplace.desk, self._client)
        self._workplace.runner.submit(job, self._show, self._unreadable, "dossiers/card")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """A dossier or this client was changed (`View`)."""
        if concerns(touched, {Touched(TouchedKind.CLIENT, self._client)}, {TouchedKind.DOSSIER}):
            self.reload()

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._show_rows(())
        self._none.say("alert-triangle", in_words(error), tone="blocked.icon")

    def _show(self, found: ClientDossiers) -> None:
        self._name = found.name
        may = self._workplace.desk.operator.may(Right.KEEP_DOSSIER)
        reason = found.stopped if may else tr("Votre rôle ne le permet pas.")
        set_allowed(self._new, not reason, reason)
        self._show_rows(found.rows)

    def _show_rows(self, rows: tuple[DossierRow, ...]) -> None:
        """Show these dossiers; the button that has the focus keeps it."""
        if list(self._lines) != [row.id for row in rows]:
            self._make_lines(rows)
        may = self._workplace.desk.operator.may(Right.KEEP_DOSSIER)
        keeps = "" if may else tr("Votre rôle ne le permet pas.")
        for row in rows:
            self._lines[row.id].show_row(row, self._name, keeps)
        self._count.show_count(len(rows))
        self._scroll.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _make_lines(self, rows: tuple[DossierRow, ...]) -> None:
        for widget in [*self._lines.values(), *self._rules]:
            widget.hide()
            widget.deleteLater()
        self._lines, self._rules = {}, []
        for at, row in enumerate(rows):
            line, rule = DossierLine(row), hairline()
            line.opened.connect(self._workplace.open_dossier)
            line.turned.connect(self._turn)
            line.activity_asked.connect(self._ask_activity)
            self._list.insertWidget(2 * at, line)
            self._list.insertWidget(2 * at + 1, rule)
            self._lines[row.id] = line
            self._rules.append(rule)

    # What is asked

    def _ask_new(self) -> None:
        self._workplace.new_dossier(self._client)

    def _ask_activity(self, dossier: DossierId) -> None:
        self._workplace.new_activity(dossier, self._client)

    def _turn(self, row: DossierRow) -> None:
        active = row.is_active_here is False
        request = SetPartyActive(CommandId(str(uuid4())), row.id, self._client, active)
        job = partial(jobs.turn, self._workplace.desk, request)
        self._saving.run(job, partial(self._turned, row, request), self._refused)

    def _turned(self, row: DossierRow, request: SetPartyActive, done: jobs.PartySet) -> None:
        if done.sharing_stopped:
            said = tr("Inactif dans « {name} », qui n'est plus partagé sur le portail.", name=row.name)
        elif request.active:
            said = tr("De nouveau actif dans « {name} ».", name=row.name)
        else:
            said = tr("Inactif dans « {name} ».", name=row.name)
        self._workplace.announce(done, said, partial(take_back, self._workplace, request))
        self.reload()

    def _refused(self, refused: Refused) -> None:
        tell(self._workplace.window, tr("Refusé"), in_words(refused))
        self.reload()
