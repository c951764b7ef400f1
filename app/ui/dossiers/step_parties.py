"""2 – Parties: the clients of a dossier, found one by one, in order, each with weight and status (spec 3.3)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier_refusals import TooManyParties
from app.domain.dossiers import MOST_PARTIES
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import ntr, tr
from app.services.dossiers.requests import PartyFields
from app.services.views import ClientCard, ClientRow
from app.ui.dossiers import jobs, words
from app.ui.dossiers.lines_scroll import LinesScroll
from app.ui.dossiers.party_draft import (
    ORDER_WIDTH,
    REMOVE_WIDTH,
    WEIGHT_WIDTH,
    PartyDraft,
    PartyLine,
    draft_of_client,
)
from app.ui.dossiers.party_entry import PartyEntry
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.kit.buttons import plain
from app.ui.kit.cards import Card
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.empty import EmptyState
from app.ui.kit.fields import Field
from app.ui.kit.labels import SECTION, hairline, muted, title
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.workplace import Workplace

PARTIES = "parties"


class PartiesStep(QWidget):
    """`changed` with every edit; `refused` while a client is looked at before being added is said beside the field."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("dossier_parties_step")
        self._workplace = workplace
        self._entries: list[PartyEntry] = []
        self._stopped = ""
        self.barred: PartyDraft | None = None
        self.release = plain(tr("Déblo&quer…"), "dossier_release", "unlock", main=True)
        self.release.hide()
        self.picker = ClientPicker(workplace, "dossier_picker", why_not=self._why_not)
        self.field = Field(tr("A&jouter un client"), self.picker, width=420)
        self._count = muted("", "dossier_parties_count")
        self._none = EmptyState(
            "users",
            tr("Aucun client dans ce dossier"),
            tr("Tapez un nom au-dessus : chaque client choisi s'ajoute ici."),
            name="dossier_no_party",
        )
        self._scroll = LinesScroll("dossier_parties_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.picker.picked.connect(self._look_at)
        self.picker.valueChanged.connect(self._forget_barred)
        self._scroll.filled.connect(self._after_fill)
        self._after_change()

    def _lay_out(self) -> None:
        card = Card("dossier_parties_card", ground="surface")
        card.setMinimumHeight(280)
        card.body.addWidget(self._heads())
        card.body.addWidget(self._scroll, 1)
        card.body.addWidget(self._none, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(title(tr("2 – Parties"), "dossier_step_title", SECTION))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.field)
        row.addWidget(self.release, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(card, 1)
        said = tr(
            "Le statut ne vaut que dans ce dossier. Les activités en commun sont divisées entre les clients "
            "actifs selon leurs parts : 1 partout, chacun paie autant."
        )
        column.addWidget(muted(said, "dossier_parties_rule", wrap=True))

    def _heads(self) -> QWidget:
        heads = QFrame()
        heads.setProperty("surface", "sunken")
        heads.setFixedHeight(36)
        row = QHBoxLayout(heads)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(12)
        widths = (ORDER_WIDTH, 0, WEIGHT_WIDTH, StatusSwitch("").sizeHint().width(), REMOVE_WIDTH)
        texts = (tr("Ordre"), tr("Client"), tr("Parts"), tr("Statut dans ce dossier"), "")
        for text, width in zip(texts, widths, strict=True):
            head = muted(text, px=12)
            if width:
                head.setFixedWidth(width)
            row.addWidget(head, 0 if width else 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heads)
        column.addWidget(hairline())
        self._head = holder
        return holder

    # Who is in it

    def show_parties(self, drafts: Sequence[PartyDraft]) -> None:
        """Show these clients, in this order."""
        self._scroll.clear()
        self._entries = []
        for draft in drafts:
            self._add(draft)
        self._after_change()

    def drafts(self) -> list[tuple[PartyDraft, PartyFields]]:
        """Every client as found, and what is asked for him, in order."""
        return [(each.draft, each.fields()) for each in self._entries]

    def fields(self) -> tuple[PartyFields, ...]:
        """What is asked of the service."""
        return tuple(each.fields() for each in self._entries)

    def check(self) -> bool:
        """Whether everything can be read; says what not, beside it."""
        self.field.clear_error()
        typed = self.field.typed_error()
        if typed is not None:
            self.show_reason(typed)
            return False
        if not self._entries:
            self.show_reason(tr("Un dossier a au moins un client.\nAjoutez-en un."))
            return False
        readable = [each.check() for each in self._entries]
        return all(readable)

    def show_reason(self, sentence: str) -> None:
        """Say beside the picker why these clients cannot be saved."""
        self.field.show_error(sentence)
        self.field.focus()

    def focus(self) -> None:
        """Stand where the next client is typed; a client who could not be added still says why."""
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._stopped and self.picker.value() is not None:
            self.show_reason(self._stopped)

    # Adding

    def _why_not(self, row: ClientRow) -> str:
        if any(each.draft.client == row.id for each in self._entries):
            return tr("Déjà dans ce dossier")
        return ""

    def _look_at(self, row: ClientRow) -> None:
        """A client is added once it is known that nothing stops him, with the reason if something does."""
        self.show_barred(None)
        job = partial(jobs.standing, self._workplace.desk, row.id)
        take, refuse = partial(self._take, row), partial(self._cannot_look, row)
        self._workplace.runner.submit(job, take, refuse, "dossiers/party")

    def _take(self, row: ClientRow, card: ClientCard) -> None:
        if self.picker.value() == row.id:
            self.add_known(draft_of_client(row), card)

    def add_known(self, draft: PartyDraft, card: ClientCard) -> None:
        """Add a client whose card says that nothing stops him; else say beside the field what does."""
        stopped = words.stop_of_card(card)
        is_blocked = card.block is not None and card.deactivated_on is None
        self.show_barred(draft if is_blocked else None)
        if stopped:
            self.picker.set_client(draft.client, draft.name)
            self._stopped = stopped
            self.show_reason(stopped)
        elif len(self._entries) >= MOST_PARTIES:
            self.show_reason(why(TooManyParties(MOST_PARTIES)))
        elif self._entry_of(draft) is None:
            self.picker.set_client(None)
            added = self._add(draft)
            added.slot.line()
            self._after_change()
            self._scroll.ensureWidgetVisible(added.slot)

    # Who is blocked, and released on the spot (spec 3.1)

    def show_barred(self, draft: PartyDraft | None) -> None:
        """Who is blocked, whom a Responsable can release here; None: nobody."""
        self.barred = draft
        self.release.setVisible(draft is not None and self._workplace.desk.operator.may(Right.UNBLOCK))

    def _forget_barred(self) -> None:
        """Somebody else is typed now."""
        draft = self.barred
        if draft is not None and self.picker.value() != draft.client and self._entry_of(draft) is None:
            self.show_barred(None)

    def _entry_of(self, draft: PartyDraft) -> PartyEntry | None:
        return next((each for each in self._entries if each.draft.client == draft.client), None)

    def look_again(self) -> None:
        """Whoever was released is added, if he was still to be."""
        draft = self.barred
        self.show_barred(None)
        self.field.clear_error()
        if draft is not None and self.picker.value() == draft.client:
            self._stopped = ""
            job = partial(jobs.standing, self._workplace.desk, draft.client)
            self._workplace.runner.submit(job, partial(self.add_known, draft), None, "dossiers/party")

    def _cannot_look(self, row: ClientRow, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if self.picker.value() == row.id:
            self.show_reason(in_words(error))

    def _add(self, draft: PartyDraft) -> PartyEntry:
        entry = PartyEntry(draft)
        entry.made.connect(self._listen)
        self._entries.append(entry)
        self._scroll.put(len(self._entries) - 1, entry.slot)
        return entry

    def _listen(self, entry: PartyEntry, line: PartyLine) -> None:
        """A line that was made as it came into view."""
        line.moved.connect(partial(self._move, entry))
        line.removed.connect(partial(self._remove, entry))
        line.changed.connect(self.changed)

    # Order and removal

    def _move(self, entry: PartyEntry, by: int) -> None:
        at = self._entries.index(entry)
        to = at + by
        if not 0 <= to < len(self._entries):
            return
        self._entries.insert(to, self._entries.pop(at))
        self._scroll.put(to, entry.slot)
        self._after_change()
        if entry.line is not None:
            moved, other = (entry.line.up, entry.line.down) if by < 0 else (entry.line.down, entry.line.up)
            (moved if moved.isEnabled() else other).setFocus()

    def _remove(self, entry: PartyEntry) -> None:
        self._entries.remove(entry)
        self._scroll.take(entry.slot)
        self._after_change()
        self.focus()

    def _after_change(self) -> None:
        is_empty = not self._entries
        self._head.setVisible(not is_empty)
        self._scroll.setVisible(not is_empty)
        self._none.setVisible(is_empty)
        self._count.setText("" if is_empty else ntr("{n} client", "{n} clients", len(self._entries)))
        self._after_fill()
        self.changed.emit()

    def _after_fill(self) -> None:
        """First and last are known, and the keyboard walks through the lines in their order."""
        before: QWidget = self.picker
        for at, line in enumerate(each.line for each in self._entries):
            if line is None:
                continue
            line.show_place(at == 0, at == len(self._entries) - 1)
            for control in line.controls():
                self.setTabOrder(before, control)
                before = control
