"""A labelled field, its error beside it, and the form that ties fields and the summary line together."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.choices import Choice
from app.ui.kit.error_note import ErrorNote
from app.ui.kit.error_summary import ErrorSummary as ErrorSummary
from app.ui.kit.labels import muted, repolish

_LABEL_GAP = 4
_CONTROL = 36
_OWN_MARGIN = "own_margin"
_BELOW = 2
"""The row of a field's layout in which hint or error stand."""


class Field(QWidget):
    """A control with its label above, a hint below or at the right, and its error beside it.

    `width` fixes the control; without it the control takes the room it is given.
    """

    edited = Signal()

    def __init__(
        self, text: str, control: QWidget, hint: str = "", hint_right: bool = False, width: int = 0
    ) -> None:
        super().__init__()
        self.control = control
        self._note: ErrorNote | None = None
        self._label = muted(text)
        self._label.setBuddy(control)
        control.setAccessibleName(text.replace("&", ""))
        self._hint = muted(hint)
        self._hint.setProperty("hint", "read")
        if width:
            control.setFixedWidth(width)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._lay_out(hint_right)
        self._watch()
        self.set_hint(hint)

    def _lay_out(self, hint_right: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(_LABEL_GAP)
        grid.setHorizontalSpacing(8)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self.control, 1, 0)
        if hint_right:
            grid.addWidget(self._hint, 1, 1)
        else:
            grid.addWidget(self._hint, _BELOW, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(self.control, QPlainTextEdit):
            grid.setRowStretch(1, 1)
        else:
            grid.setRowStretch(3, 1)

    def _watch(self) -> None:
        for name in ("textChanged", "currentTextChanged", "toggled"):
            signal = getattr(self.control, name, None)
            if signal is not None:
                signal.connect(self._on_edit)

    def _on_edit(self, *_: object) -> None:
        self.clear_error()
        self.edited.emit()

    @property
    def text(self) -> str:
        """The label without its mnemonic."""
        return self._label.text().replace("&", "")

    def rename(self, text: str) -> None:
        """Call the field otherwise, as when a row above it is taken away."""
        self._label.setText(text)
        self.control.setAccessibleName(text.replace("&", ""))

    def label_widget(self) -> QLabel:
        """The label above the control."""
        return self._label

    def set_hint(self, hint: str) -> None:
        """Show `hint`; an empty one keeps its room once a hint was shown, so that nothing moves."""
        self._hint.setText(hint)
        if hint:
            self._hint.show()
        elif not self._hint.isVisible():
            self._hint.hide()

    def error(self) -> str | None:
        """The sentence shown, or None."""
        return self._note.sentence if self._note else None

    def typed_error(self) -> str | None:
        """What the control itself cannot read, or None."""
        read = getattr(self.control, "error", None)
        found = read() if callable(read) else None
        return found if isinstance(found, str) else None

    def show_error(self, sentence: str) -> None:
        """Outline the control in red and say `sentence` beside it (second line: what to do)."""
        self.clear_error()
        self.control.setProperty("invalid", "true")
        repolish(self.control)
        self.control.setAccessibleDescription(sentence)
        self._hint.setProperty("hint", "replaced")
        self._note = ErrorNote(self.control, sentence, self.make_room)
        self._note.place()

    def make_room(self, pixels: int) -> None:
        """Keep so many pixels below the control free; what is below moves down."""
        layout = self.layout()
        if isinstance(layout, QGridLayout) and layout.rowMinimumHeight(_BELOW) < pixels:
            layout.setRowMinimumHeight(_BELOW, pixels)  # without a hint there is no spacing above the row

    def give_room_back(self) -> None:
        """What was below moves up again; not while one types, or the form would jump."""
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.setRowMinimumHeight(_BELOW, 0)

    def clear_error(self) -> None:
        """Take the error away."""
        if self._note is None:
            return
        self._hint.setProperty("hint", "read")
        self._note.leave()
        self._note = None
        self.control.setProperty("invalid", "")
        repolish(self.control)
        self.control.setAccessibleDescription("")

    def focus(self) -> None:
        """Give the control the focus and select what is in it."""
        self.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        select = getattr(self.control, "selectAll", None)
        if callable(select) and not isinstance(self.control, Choice):
            select()


def in_line_with(field: Field, widget: QWidget) -> QVBoxLayout:
    """A column that keeps `widget` at the height of the field's control, whatever stands below that."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addSpacing(field.label_widget().sizeHint().height() + _LABEL_GAP)
    widget.setMinimumHeight(_CONTROL)
    column.addWidget(widget)
    column.addStretch(1)
    return column


class BareField(Field):
    """A field in a row of a list: its label is read aloud but stands at the head of the column."""

    def _lay_out(self, hint_right: bool) -> None:
        for quiet in (self._label, self._hint):
            quiet.setParent(self)
            quiet.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.control)

    def make_room(self, pixels: int) -> None:
        """Keep so many pixels below the row free; the rows below move down."""
        row = self._row()
        if row is None:
            return
        bottom = row.contentsMargins().bottom()
        if row.property(_OWN_MARGIN) is None:
            row.setProperty(_OWN_MARGIN, bottom)
        if bottom < pixels:
            _keep_below(row, pixels)

    def give_room_back(self) -> None:
        """The rows below move up again."""
        row = self._row()
        if row is not None and row.property(_OWN_MARGIN) is not None:
            _keep_below(row, int(row.property(_OWN_MARGIN)))

    def _row(self) -> QHBoxLayout | None:
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        return layout if isinstance(layout, QHBoxLayout) else None


def _keep_below(row: QHBoxLayout, pixels: int) -> None:
    margins = row.contentsMargins()
    margins.setBottom(pixels)
    row.setContentsMargins(margins)


class Form(QObject):
    """Maps names to fields, shows errors beside them and keeps the summary true while they are mended."""

    changed = Signal()

    def __init__(self, parent: QWidget, summary: ErrorSummary | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._summary = summary
        if summary is not None:
            summary.asked.connect(self.focus_first)

    def add(self, name: str, field: Field) -> Field:
        """Make `field` known as `name`."""
        self._fields[name] = field
        field.edited.connect(self._on_edit)
        return field

    def drop(self, name: str) -> None:
        """Forget the field called `name`, of a row that is taken away."""
        self._fields.pop(name).clear_error()
        self._update_summary()

    def has(self, name: str) -> bool:
        """Whether there is a field called `name`."""
        return name in self._fields

    def field(self, name: str) -> Field:
        """Return the field called `name`."""
        return self._fields[name]

    def _on_edit(self) -> None:
        self._update_summary()
        self.changed.emit()

    def errors(self) -> dict[str, str]:
        """Return the errors shown now."""
        return {name: said for name, field in self._fields.items() if (said := field.error())}

    def check(self) -> bool:
        """Show what the fields themselves cannot read; True when everything can be read."""
        found = {
            name: said
            for name, field in self._fields.items()
            if field.control.isEnabled() and (said := field.typed_error())
        }
        self.show_errors(found)
        return not found

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Show `sentences` by field name, focus the first; a name without field goes to the summary."""
        self.clear()
        for name, sentence in sentences.items():
            if name in self._fields:
                self._fields[name].show_error(sentence)
        loose = [sentence for name, sentence in sentences.items() if name not in self._fields]
        if self._summary is not None and loose and len(loose) == len(sentences):
            self._summary.show_sentence(" ".join(loose))
            return
        self._update_summary()
        self.focus_first()

    def clear(self) -> None:
        """Take all errors away."""
        for field in self._fields.values():
            field.clear_error()
            field.give_room_back()
        self._update_summary()

    def focus_first(self) -> None:
        """Give the focus to the first field with an error."""
        for field in self._fields.values():
            if field.error():
                field.focus()
                return

    def _update_summary(self) -> None:
        if self._summary is not None:
            self._summary.show_points([f.text for f in self._fields.values() if f.error()])
