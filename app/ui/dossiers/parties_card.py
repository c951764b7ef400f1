"""Parties: the clients of a dossier, each with the one button Actif / Inactif (spec 3.3.1 to 3.3.3)."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.ids import ClientId
from app.i18n import current, tr
from app.messages.words import word
from app.services.dossiers.views import DossierView, PartyRow
from app.services.views import ClientState
from app.ui.dossiers import words
from app.ui.dossiers.lines_scroll import LinesScroll, Slot
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.kit.buttons import Button, discreet, icon_button, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge, StateChip
from app.ui.kit.labels import label, muted, set_tone
from app.ui.kit.refused_words import why
from app.ui.kit.state_chips import CLIENT_CHIPS

LINE_HEIGHT = 75
_STOPPED = (ClientState.BLOCKED, ClientState.DEACTIVATED)


class PartyLine(QFrame):
    """One client: name, label where inactive, what he has to pay, and the button; `turned`, `opened`."""

    turned = Signal(object)
    opened = Signal(object)

    def __init__(self, party: PartyRow) -> None:
        super().__init__()
        self._party = party
        name = f"dossier_party_{party.number}"
        self.setObjectName(name)
        self._name = label("", f"{name}_name", bold=True, wrap=True)
        self._inactive = StateChip("inactive", tr("Inactif"), name=f"{name}_inactive")
        self._stopped = StateChip("blocked", "", name=f"{name}_stopped")
        self._detail = muted("", f"{name}_detail", wrap=True)
        self.switch = StatusSwitch(f"{name}_switch")
        self._card = icon_button("chevron-right", tr("Ouvrir la fiche"), f"{name}_card")
        self._lay_out()
        self.switch.clicked.connect(self._turn)
        self._card.clicked.connect(self._open)

    def _lay_out(self) -> None:
        chips, facts, below, lines = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        chips.setSpacing(6)
        chips.addWidget(self._inactive)
        chips.addWidget(self._stopped)
        chips.addStretch(1)
        facts.setSpacing(4)
        facts.addWidget(self._detail)
        facts.addLayout(chips)
        below.setSpacing(8)
        below.addLayout(facts, 1)
        below.addWidget(self.switch)
        lines.setSpacing(2)
        lines.addWidget(self._name)
        lines.addLayout(below)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 10, 4, 10)
        whole.setSpacing(4)
        whole.addLayout(lines, 1)
        whole.addWidget(self._card)

    @property
    def client(self) -> ClientId:
        """Whose line it is."""
        return self._party.client

    def show_party(self, party: PartyRow, to_pay: int | None, why_not: str) -> None:
        """Show the client as he stands now; an inactive one is greyed with his label (spec 3.3.2)."""
        self._party = party
        self._name.setText(party.name)
        set_tone(self._name, "text" if party.active else "muted")
        self._detail.setText(words.party_line(party, to_pay))
        self._inactive.setVisible(not party.active)
        self._stopped.setVisible(party.state in _STOPPED)
        self._stopped.show_state(CLIENT_CHIPS[party.state], word(party.state, current()))
        self.switch.show_status(party.name, party.active, words.unbilled_warning() if party.warns else "")
        self.switch.setEnabled(True)
        if why_not:
            self.switch.forbid(why_not)

    def _turn(self) -> None:
        self.turned.emit(self._party)

    def _open(self) -> None:
        self.opened.emit(self._party.client)


class PartiesCard(Card):
    """`turned(party)` when a status is clicked, `opened(client)`, `edit_asked` for Modifier les parties."""

    turned = Signal(object)
    opened = Signal(object)
    edit_asked = Signal()

    def __init__(self) -> None:
        super().__init__("dossier_parties")
        self._parties: dict[ClientId, PartyRow] = {}
        self._lines: dict[ClientId, PartyLine] = {}
        self._to_pay: Mapping[ClientId, int] = {}
        self._why_not = ""
        self._count = CountBadge(0, "dossier_party_count")
        self._edit: Button = discreet(tr("&Modifier les parties"), "dossier_edit_parties", "pencil")
        self._edit.clicked.connect(self.edit_asked)
        self.add_head(tr("Parties"), "", "users", self._count, [self._edit])
        self._scroll = LinesScroll("dossier_parties_list")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroll, 1)

    def show_dossier(self, view: DossierView) -> None:
        """Show the clients in their order; the button that has the focus keeps it."""
        to_pay = {part.client: int(part.total) for part in view.division.parts}
        self._to_pay, self._why_not = to_pay, why(view.buttons.parties)
        before, self._parties = self._parties, {each.client: each for each in view.parties}
        if list(before) != list(self._parties):
            self._make_slots()
        for line in self._lines.values():
            self._show(line)
        self._count.show_count(len(view.parties))
        set_allowed(self._edit, not self._why_not, self._why_not)

    def _make_slots(self) -> None:
        self._scroll.clear()
        self._lines = {}
        for at, client in enumerate(self._parties):
            self._scroll.put(at, Slot(partial(self._make_line, client), LINE_HEIGHT, ruled=True))

    def _make_line(self, client: ClientId) -> PartyLine:
        """A client who comes into view."""
        line = self._lines[client] = PartyLine(self._parties[client])
        line.turned.connect(self.turned)
        line.opened.connect(self.opened)
        self._show(line)
        return line

    def _show(self, line: PartyLine) -> None:
        line.show_party(self._parties[line.client], self._to_pay.get(line.client), self._why_not)
