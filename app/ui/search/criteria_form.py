"""The fields of all criteria, unfolded: what is typed in them leaves as one frozen `Criteria`."""

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import current
from app.messages.words import words
from app.services.criteria import Criteria, StateFilter
from app.ui.kit.choices import Choice
from app.ui.kit.entries import DateEntry, LineEntry
from app.ui.kit.fields import Field, Form
from app.ui.search.criteria_words import NAMES, criterion_name

_ACROSS = 5
Control = LineEntry | DateEntry | Choice
_TEXTS = ("surname", "first_name", "number", "card", "phone", "email", "town")


class CriteriaForm(QWidget):
    """One field for each criterion; `changed` is each edit, `run_asked` is Enter, with the text of its field."""

    changed = Signal()
    run_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("criteria_form")
        self._criteria = Criteria()
        self._silent = False
        self._controls = _controls()
        self._fields = {key: Field(criterion_name(key), each) for key, each in self._controls.items()}
        self._form = Form(self)
        for key, field in self._fields.items():
            self._form.add(key, field)
            field.control.installEventFilter(self)
        self._lay_out()
        self._form.changed.connect(self._tell)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 4, 16, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for at, (key, field) in enumerate(self._fields.items()):
            grid.addWidget(field, at // _ACROSS, at % _ACROSS)
            self._give_keys(key, field, f"Alt+{at + 1}")
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)

    def _give_keys(self, key: str, field: Field, keys: str) -> None:
        """Lead to a field by its place: the letters of the page are not enough for nine names."""
        QShortcut(QKeySequence(keys), self, partial(self.focus, key))
        field.control.setToolTip(keys)

    def read(self, base: Criteria) -> Criteria | None:
        """What is asked for now, on top of what `base` asks beyond these fields; None while unreadable."""
        if any(field.typed_error() for field in self._fields.values()):
            return None
        texts = {key: str(self._controls[key].value()) for key in _TEXTS}
        birth_date, state = self._controls["birth_date"].value(), self._controls["state"].value()
        return Criteria(
            anything=base.anything,
            conditions=base.conditions,
            birth_date=birth_date if isinstance(birth_date, date) else None,
            state=StateFilter(str(state)),
            **texts,
        )

    def show_criteria(self, criteria: Criteria) -> None:
        """Fill the fields; this is not an edit."""
        self._silent = True
        for key, control in self._controls.items():
            value = getattr(criteria, key)
            if control.value() != value or control.error():
                control.set_value(value)
        self._form.clear()
        self._silent = False

    def check(self) -> bool:
        """Say beside a field what cannot be read in it; True when everything can."""
        return self._form.check()

    def focus(self, key: str) -> None:
        """Give one field the focus; the name where there is no such field."""
        self._fields.get(key, self._fields["surname"]).focus()

    def _tell(self) -> None:
        if not self._silent:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in any field runs the search."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]  # is_key
            text = watched.text() if isinstance(watched, LineEntry) else ""
            self.run_asked.emit(text.strip())
            return True
        return False


def _controls() -> dict[str, Control]:
    """One control for each criterion, in the order of `NAMES`."""
    made: dict[str, Control] = {}
    for key in NAMES:
        if key == "birth_date":
            made[key] = DateEntry("criterion_birth_date", pivot=30)
        elif key == "state":
            listed = words(StateFilter, current())
            made[key] = Choice("criterion_state", [(text, value) for value, text in listed.items()])
        elif key != "anything":
            made[key] = LineEntry(f"criterion_{key}", limit=120)
    return made
