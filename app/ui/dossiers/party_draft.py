"""One client in the step Parties, before it is saved: name, weight, status, order and removal (spec 3.3)."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossiers import LARGEST_WEIGHT
from app.domain.ids import ClientId
from app.i18n import tr
from app.services.dossiers.requests import PartyFields
from app.services.dossiers.views import PartyRow
from app.services.views import ClientRow
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.dossiers.words import unbilled_warning
from app.ui.kit.buttons import icon_button, set_allowed
from app.ui.kit.client_popup import name_of_row
from app.ui.kit.entries import WholeEntry
from app.ui.kit.fields import BareField
from app.ui.kit.labels import label, muted, set_tone
from app.ui.kit.refused_words import why

ORDER_WIDTH, WEIGHT_WIDTH, REMOVE_WIDTH = 76, 96, 36


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A client among the parties. `why_kept`: why he cannot be removed, empty where he can."""

    client: ClientId
    number: int
    name: str
    active: bool = True
    weight: int = 1
    warns: bool = False
    why_kept: str = ""


def draft_of_client(row: ClientRow) -> PartyDraft:
    """A client just found."""
    return PartyDraft(row.id, row.number, name_of_row(row))


def draft_of_party(row: PartyRow) -> PartyDraft:
    """A client who is in the dossier already."""
    kept = why(row.why_not_removed)
    return PartyDraft(row.client, row.number, row.name, row.active, row.weight, row.unbilled > 0, kept)


class PartyLine(QFrame):
    """One line of the step; `moved(-1 or 1)`, `removed`, and `changed` when something else was."""

    moved = Signal(int)
    removed = Signal()
    changed = Signal()

    def __init__(self, draft: PartyDraft) -> None:
        super().__init__()
        self._draft = draft
        name = f"party_{draft.number}"
        self.setObjectName(name)
        self.up = icon_button("chevron-up", tr("Monter {name}", name=draft.name), f"{name}_up")
        self.down = icon_button("chevron-down", tr("Descendre {name}", name=draft.name), f"{name}_down")
        self._name = label(draft.name, f"{name}_name", bold=True, wrap=True)
        self._number = muted(tr("n° {number}", number=draft.number), f"{name}_number")
        self.weight = WholeEntry(f"{name}_weight", 1, LARGEST_WEIGHT, required=True)
        self.weight.set_value(draft.weight)
        self.field = BareField(tr("Parts de {name}", name=draft.name), self.weight, width=WEIGHT_WIDTH)
        self.switch = StatusSwitch(f"{name}_status")
        self.remove = icon_button("trash", tr("Retirer {name}", name=draft.name), f"{name}_remove")
        set_allowed(self.remove, not draft.why_kept, draft.why_kept)
        self._active = draft.active
        self._lay_out()
        self._connect()
        self._show_status()

    def _lay_out(self) -> None:
        order, who = QWidget(), QVBoxLayout()
        order.setFixedWidth(ORDER_WIDTH)
        arrows = QHBoxLayout(order)
        arrows.setContentsMargins(0, 0, 0, 0)
        arrows.setSpacing(0)
        arrows.addWidget(self.up)
        arrows.addWidget(self.down)
        who.setSpacing(0)
        who.addWidget(self._name)
        who.addWidget(self._number)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(order)
        row.addLayout(who, 1)
        row.addWidget(self.field)
        row.addWidget(self.switch)
        row.addWidget(self.remove)

    def _connect(self) -> None:
        self.up.clicked.connect(self._go_up)
        self.down.clicked.connect(self._go_down)
        self.switch.clicked.connect(self._turn)
        self.remove.clicked.connect(self.removed)
        self.weight.valueChanged.connect(self.changed)

    @property
    def client(self) -> ClientId:
        """The client of this line."""
        return self._draft.client

    @property
    def draft(self) -> PartyDraft:
        """The line as it was shown first."""
        return self._draft

    @property
    def is_active(self) -> bool:
        """The status chosen."""
        return self._active

    def fields(self) -> PartyFields:
        """What is asked of the service; the weight must be readable."""
        return PartyFields(self._draft.client, self._active, self.weight.value() or 1)

    def check(self) -> bool:
        """Whether the weight can be read; says why not beside it."""
        said = self.weight.error()
        if said is None:
            return True
        self.field.show_error(said)
        self.field.focus()
        return False

    def show_place(self, is_first: bool, is_last: bool) -> None:
        """The first line cannot go up, the last one not down."""
        set_allowed(self.up, not is_first, tr("Premier de la liste"))
        set_allowed(self.down, not is_last, tr("Dernier de la liste"))

    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard walks through, in order."""
        return self.up, self.down, self.weight, self.switch, self.remove

    def _go_up(self) -> None:
        self.moved.emit(-1)

    def _go_down(self) -> None:
        self.moved.emit(1)

    def _turn(self) -> None:
        self._active = not self._active
        self._show_status()
        self.changed.emit()

    def _show_status(self) -> None:
        warning = unbilled_warning() if self._active and self._draft.warns else ""
        self.switch.show_status(self._draft.name, self._active, warning)
        set_tone(self._name, "text" if self._active else "muted")
