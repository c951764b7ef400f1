"""Every field of the card as one form, saved as one request; a refusal stands beside its field (spec 1.3)."""

from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.fields import ClientFields, PersonKind
from app.services.requests import SaveClient
from app.services.views import ClientCard
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.choices import TickBox
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.identity_fields import GROUPS, Item
from app.ui.kit.labels import muted
from app.ui.kit.refused_words import beside
from app.ui.kit.saving import next_command

MASKED_WITHOUT_IDENTITY = ("national_number", "identity_document")


class IdentityPage(QWidget):
    """`wanted(SaveClient)` asks for a save; `left()` gives up an empty card."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._client: ClientId | None = None
        self._version = 0
        self._stored = ClientFields()
        self._command = CommandId(str(uuid4()))
        self._controls: dict[str, Any] = {}
        self._summary = ErrorSummary("card_summary")
        self.form = Form(self, self._summary)
        self._state = muted("", "card_unsaved")
        self._save = primary(tr("Enreg&istrer"), "card_save", "save")
        self._undo = plain(tr("Annuler les changements"), "card_undo", "undo", main=True)
        self._lay_out()
        self._save.clicked.connect(self.save)
        self._undo.clicked.connect(self._give_up)
        self.form.changed.connect(self._on_change)
        for control in self._controls.values():
            if isinstance(control, TickBox):
                control.toggled.connect(self._on_change)
            elif isinstance(control, QLineEdit):
                control.returnPressed.connect(self.save)
        self.shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        self.show_client(None)

    # Widgets

    def _lay_out(self) -> None:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 12)
        row.setSpacing(16)
        for side in (GROUPS[at :: self._columns] for at in range(self._columns)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for icon, heading, items in side:
                column.addWidget(self._group(icon, heading, items), int(icon == side[-1][0]))
            row.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setObjectName("card_identity_scroll")
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self._state)
        foot.addStretch(1)
        foot.addWidget(self._undo)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._summary)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _group(self, icon: str, heading: str, items: tuple[Item, ...]) -> Card:
        card = Card(f"group_{icon}")
        card.add_head(tr(heading), icon_name=icon)
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        row, used = 0, 0
        for item in items:
            if used + item.span > 12:
                row, used = row + 1, 0
            grid.addWidget(self._field(item), row, used, 1, item.span)
            grid.setRowStretch(row, int(item.name == "remark"))
            used += item.span
        card.body.addLayout(grid, 1)
        return card

    def _field(self, item: Item) -> QWidget:
        control = item.make(item.name)
        self._controls[item.name] = control
        if not item.label:
            return control
        return self.form.add(item.name, Field(tr(item.label), control))

    # Showing and reading

    def show_client(self, card: ClientCard | None) -> None:
        """Show the fields of a card as stored; None: an empty card."""
        self._client = card.id if card is not None else None
        self._version = card.version if card is not None else 0
        self._stored = card.fields if card is not None else ClientFields()
        self._fill(self._stored)
        hidden = card is not None and not card.identity_visible
        for name in MASKED_WITHOUT_IDENTITY:
            control = self._controls[name]
            control.setEnabled(not (hidden and getattr(self._stored, name)))
            control.setToolTip(tr("Données d'identité masquées.") if hidden else "")
        self._on_change()

    def _fill(self, fields: ClientFields) -> None:
        self.form.clear()
        for name, control in self._controls.items():
            control.blockSignals(True)
            control.set_value(getattr(fields, name))
            control.blockSignals(False)
            control.update()

    def typed(self) -> ClientFields:
        """The fields as they stand in the form."""
        values = {name: control.value() for name, control in self._controls.items()}
        values["kind"] = PersonKind(values["kind"])  # Qt gives back the bare text of it
        return ClientFields(**values)

    def has_unsaved(self) -> bool:
        """Whether something typed is not stored."""
        unreadable = any(
            control.error()
            for control in self._controls.values()
            if callable(getattr(control, "error", None))
        )
        return bool(unreadable) or self.typed() != self._stored

    def _on_change(self, *_: object) -> None:
        unsaved = self.has_unsaved()
        self._state.setText(tr("Changements non enregistrés") if unsaved else "")
        set_allowed(self._save, unsaved, tr("Rien n'a changé"))
        is_new = self._client is None
        self._undo.setText(tr("Quitter") if is_new else tr("Annuler les changements"))
        set_allowed(self._undo, unsaved or is_new, tr("Rien n'a changé"))

    @property
    def is_new(self) -> bool:
        """Whether the card is not stored yet."""
        return self._client is None

    def labels(self) -> dict[str, str]:
        """What each field is called on screen."""
        named = {
            item.name: tr(item.label).replace("&", "")
            for _, _, items in GROUPS
            for item in items
            if item.label
        }
        ticks = {name: each.text() for name, each in self._controls.items() if isinstance(each, TickBox)}
        return {**named, **ticks}

    def focus_first(self) -> None:
        """Begin with the surname."""
        self.focus_field("surname")

    def focus_field(self, name: str) -> None:
        """Put the cursor into the field of this name."""
        self.form.field(name).focus()

    # Saving

    def save(self) -> None:
        """Ask for the save of what is typed; what cannot be read is said beside its field."""
        if self.has_unsaved() and self.form.check():
            self.wanted.emit(SaveClient(self._command, self._client, self._version, self.typed()))

    def saved(self) -> None:
        """The next save is another command."""
        self._command = CommandId(str(uuid4()))

    def accept_typed(self) -> None:
        """What is typed is stored now; the card that is read next is shown over it."""
        self._stored = self.typed()
        self._on_change()

    def take_version(self, version: int, theirs: ClientFields) -> None:
        """After a stale save was shown: what is typed stays, and may be saved over what stands now."""
        self._version, self._stored = version, theirs
        self._on_change()

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; nothing typed is lost."""
        self._command = next_command(self._command, refused)
        self.form.show_errors(beside(refused, "card"))

    def _give_up(self) -> None:
        if self._client is None:
            self._fill(ClientFields())
            self.left.emit()
        else:
            self._fill(self._stored)
        self._on_change()
