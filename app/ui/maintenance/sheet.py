"""A form with its foot: what is typed leaves as values by name, refusals come back beside their fields."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.refusals import Refused
from app.i18n import current, money, tr
from app.messages.refusals import sentence
from app.ui.kit.buttons import Button, plain, primary, set_allowed
from app.ui.kit.choices import Choice, TickBox
from app.ui.kit.entries import MoneyEntry
from app.ui.kit.fields import ErrorSummary, Field, Form, in_line_with
from app.ui.kit.labels import hairline, muted

_MOST_DIFFERENCES = 8


class Sheet(QWidget):
    """`wanted` asks for the save of `values()`; the page calls `save` on Ctrl+S.

    Put fields into `content`; a control is known by the name of its field in the request.
    """

    wanted = Signal()

    def __init__(
        self,
        name: str,
        save_text: str,
        in_card: bool = True,
        save_icon: str = "save",
        is_main: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._name = name
        self._controls: dict[str, Any] = {}
        self._stored: dict[str, Any] = {}
        self._shown: dict[str, Any] = {}
        self._filling = False
        self._always = False
        self._allowed, self._reason = True, ""
        self.summary = ErrorSummary(f"{name}_summary")
        self.form = Form(self, self.summary)
        self.form.changed.connect(self._on_change)
        self.content = QVBoxLayout()
        self.state = muted("", f"{name}_unsaved")
        self.undo = plain(tr("Annuler les changements"), f"{name}_undo", "undo", main=True)
        make = primary if is_main else partial(plain, main=True)
        self.save_button: Button = make(save_text, f"{name}_save", save_icon)
        self._lay_out(in_card)
        self.undo.clicked.connect(self.give_up)
        self.save_button.clicked.connect(self.save)

    def _lay_out(self, in_card: bool) -> None:
        side = 16 if in_card else 0
        inner = QFrame()
        inner.setProperty("surface" if in_card else "clear", "surface" if in_card else "true")
        inner.setLayout(self.content)
        self.content.setContentsMargins(side, 8, side, 12)
        self.content.setSpacing(12)
        scroll = QScrollArea()
        scroll.setObjectName(f"{self._name}_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(side, 8, side, 8 if in_card else 0)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.state)
        self.foot.addStretch(1)
        self.foot.addWidget(self.undo)
        self.foot.addWidget(self.save_button)
        told = QVBoxLayout()
        told.setContentsMargins(side, 8, side, 0)
        told.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(told)
        column.addWidget(scroll, 1)
        if in_card:
            column.addWidget(hairline())
        column.addLayout(self.foot)

    # Fields

    def add(
        self,
        key: str,
        text: str,
        make: Callable[[str], QWidget],
        to: QBoxLayout | None = None,
        hint: str = "",
        width: int = 0,
        stretch: int = 0,
    ) -> Field:
        """Add a field called `key`, its label above; into `to`, else below what is there."""
        control = make(f"{self._name}_{key}")
        self._controls[key] = control
        field = self.form.add(key, Field(text, control, hint, width=width))
        (self.content if to is None else to).addWidget(field, stretch)
        return field

    def add_tick(self, key: str, text: str, to: QBoxLayout | None = None) -> TickBox:
        """Add a tick box called `key`."""
        tick = TickBox(text, f"{self._name}_{key}")
        tick.setAccessibleName(text.replace("&", ""))
        tick.toggled.connect(self._on_change)
        self._controls[key] = tick
        (self.content if to is None else to).addWidget(tick)
        return tick

    def beside(self, field: Field, button: QWidget, row: QHBoxLayout) -> None:
        """Put a button at the right of a field, in line with its control."""
        row.addLayout(in_line_with(field, button))

    def row(self, to: QBoxLayout | None = None, spacing: int = 12) -> QHBoxLayout:
        """Add a row to put fields into."""
        row = QHBoxLayout()
        row.setSpacing(spacing)
        (self.content if to is None else to).addLayout(row)
        return row

    def control(self, key: str) -> Any:
        """The control of the field `key`."""
        return self._controls[key]

    # Showing and reading

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these as what is stored, as far as there is a field; nothing is unsaved now."""
        self._filling = True
        for key, control in self._controls.items():
            if key in values:
                control.set_value(values[key])
        self._filling = False
        self.form.clear()
        self.changed()
        self._stored, self._shown = dict(values), self.values()
        self._on_change()

    def take_stored(self, values: Mapping[str, Any]) -> None:
        """What is typed stays; the other fields show these values, which may be another desk's."""
        self._filling = True
        for key, control in self._controls.items():
            if key in values and not self._is_typed(key):
                control.set_value(values[key])
        self._filling = False
        self.compare_with(values)

    def compare_with(self, values: Mapping[str, Any]) -> None:
        """Everything in the fields stays, and is unsaved where it is not one of these values."""
        self._stored = dict(values)
        self._shown |= {key: value for key, value in values.items() if key in self._controls}
        self._on_change()

    def disagrees(self, values: Mapping[str, Any]) -> bool:
        """Whether one of these was changed since it was shown, and something else is typed there."""
        return any(
            self._is_typed(key) and values[key] not in (self._shown.get(key), control.value())
            for key, control in self._controls.items()
            if key in values
        )

    def _is_typed(self, key: str) -> bool:
        control = self._controls[key]
        return key in self._shown and (control.value() != self._shown[key] or _is_unreadable(control))

    def values(self) -> dict[str, Any]:
        """What is typed, by name; None where a field is empty or cannot be read."""
        return {key: control.value() for key, control in self._controls.items()}

    def differences(self, theirs: Mapping[str, Any]) -> str:
        """Both versions, field by field: what stands there now, and what is typed here."""
        mine = self.values()
        lines = [
            tr(
                "{field} : « {theirs} » est enregistré, « {mine} » est tapé ici.",
                field=self._label(name),
                theirs=self._told(name, theirs[name]),
                mine=self._told(name, mine[name]),
            )
            for name in mine
            if name in theirs and theirs[name] != mine[name]
        ]
        return "\n".join(lines[:_MOST_DIFFERENCES])

    def _label(self, key: str) -> str:
        control = self._controls[key]
        text = control.text() if isinstance(control, TickBox) else self.form.field(key).text
        return str(text).replace("&", "")

    def _told(self, key: str, value: Any) -> str:
        """A value as its field shows it."""
        control = self._controls[key]
        if isinstance(control, TickBox):
            return tr("oui") if value else tr("non")
        if isinstance(control, Choice):
            at = control.findData(value)
            return control.itemText(at) if at >= 0 else str(value)
        if isinstance(value, tuple):
            return ", ".join(value)
        if value is None or value == "":
            return "–"
        return money(value) if isinstance(control, MoneyEntry) else str(value)

    def has_unsaved(self) -> bool:
        """Whether something typed is not stored."""
        if not self._shown:
            return False
        return self.values() != self._shown or any(map(_is_unreadable, self._controls.values()))

    def take_saved(self) -> None:
        """What is typed is stored now."""
        self._stored = self._shown = self.values()
        self._on_change()

    def always_saveable(self) -> None:
        """This form is an action, not a change of something stored: its button waits for nothing."""
        self._always = True
        self.undo.hide()
        self._on_change()

    def allow(self, allowed: bool, reason: str = "") -> None:
        """Let the form be saved at all, or say why not."""
        self._allowed, self._reason = allowed, reason
        self._on_change()

    def _on_change(self, *_: object) -> None:
        if self._filling:
            return
        self.changed()
        unsaved = self.has_unsaved()
        self.state.setText(tr("Changements non enregistrés") if unsaved and not self._always else "")
        may = self._allowed and (unsaved or self._always)
        set_allowed(self.save_button, may, self._reason if not self._allowed else tr("Rien n'a changé"))
        set_allowed(self.undo, unsaved, tr("Rien n'a changé"))

    def changed(self) -> None:
        """For sheets whose fields depend on each other."""

    def give_up(self) -> None:
        """Show again what is stored."""
        self.show_values(self._stored)

    # Saving

    def save(self) -> None:
        """Ask for the save; what cannot be read is said beside its field instead."""
        if self.save_button.isEnabled() and self.form.check():
            self.wanted.emit()

    def refuse(self, refused: Refused, names: Mapping[str, str] | None = None, rest: str = "") -> None:
        """Say each reason beside its field; `names` renames, `rest` is the field of nameless reasons."""
        texts = current()
        said: dict[str, str] = {}
        for each in refused.refusals:
            beside = (names or {}).get(each.beside, each.beside) or rest
            said.setdefault(beside if beside in self._controls else "", sentence(each, texts))
        self.form.show_errors(said)


def _is_unreadable(control: Any) -> bool:
    """Whether a control holds a text that cannot be read; an empty one is only missing."""
    if isinstance(control, TickBox) or not control.isEnabled():
        return False
    typed = getattr(control, "text", None)
    return typed is not None and bool(typed().strip()) and control.error() is not None
