"""One condition of a segment as a line of controls: what it looks at, is or is not, and the value."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import current, tr
from app.messages.words import words
from app.services.criteria import Condition, ConditionField
from app.ui.kit.buttons import icon_button
from app.ui.kit.choices import Choice
from app.ui.kit.entries import LineEntry, MoneyEntry, WholeEntry
from app.ui.kit.fields import Field
from app.ui.search.condition_words import DAYS, TEXTS, TYPED_TOO, YEARS, choices_of

Value = Choice | LineEntry | WholeEntry | MoneyEntry
_LONGEST_DAYS, _OLDEST = 36_500, 130


class ConditionRow(QWidget):
    """`removed` asks to take the line away."""

    removed = Signal()

    def __init__(self, at: int, plans: Mapping[str, str], condition: Condition | None = None) -> None:
        super().__init__()
        self._at, self._plans = at, plans
        listed = words(ConditionField, current()).items()
        self._looks_at = Choice(f"condition_field_{at}", [(text, value) for value, text in listed])
        self._is = Choice(f"condition_is_{at}", [(tr("est"), False), (tr("n'est pas"), True)])
        self._value: Field | None = None
        self._remove = icon_button("close", tr("Enlever cette condition"), f"condition_remove_{at}")
        self._row = QHBoxLayout(self)
        self._lay_out()
        if condition is not None:
            self._looks_at.set_value(condition.field)
            self._is.set_value(condition.negated)
        self._offer_value()
        if condition is not None:
            self._show_value(condition.value)
        self._looks_at.currentIndexChanged.connect(self._offer_value)
        self._remove.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(_bare(tr("Condition {n}", n=self._at + 1), self._looks_at), 5)
        self._row.addWidget(_bare(tr("Est ou n'est pas"), self._is), 2)
        self._row.addStretch(0)
        self._row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def _field(self) -> ConditionField:
        return ConditionField(str(self._looks_at.value()))

    def _offer_value(self) -> None:
        """The control that goes with what is looked at."""
        if self._value is not None:
            self._value.clear_error()
            self._row.removeWidget(self._value)
            self._value.hide()
            self._value.deleteLater()
        control = self._control()
        self._value = _bare(tr("Valeur"), control) if control is not None else None
        if self._value is not None:
            self._row.insertWidget(2, self._value, 4)
        self._row.setStretch(self._row.count() - 2, 0 if self._value else 4)

    def _control(self) -> Value | None:
        name, field = f"condition_value_{self._at}", self._field
        if field is ConditionField.PLAN:
            return Choice(name, [(text, value) for value, text in self._plans.items()])
        if listed := choices_of(field):
            return Choice(name, listed, editable=field in TYPED_TOO)
        if field in DAYS:
            return WholeEntry(name, 0, _LONGEST_DAYS, required=True)
        if field in YEARS:
            return WholeEntry(name, 0, _OLDEST, required=True)
        if field is ConditionField.BALANCE_AT_LEAST:
            return MoneyEntry(name, required=True)
        return LineEntry(name, limit=120) if field in TEXTS else None

    def _show_value(self, value: str) -> None:
        control = self._value.control if self._value else None
        if isinstance(control, WholeEntry | MoneyEntry):
            control.set_value(int(value) if value.isdigit() else None)
        elif isinstance(control, Choice | LineEntry):
            control.set_value(value)

    def check(self) -> bool:
        """Say beside the value what is wrong with it."""
        if self._value is None:
            return True
        said = self._value.typed_error()
        if said is None and self._read() == "":
            said = tr("Valeur à remplir.")
        if said is None:
            return True
        self._value.show_error(said)
        self._value.focus()
        return False

    def _read(self) -> str:
        control = self._value.control if self._value else None
        if isinstance(control, WholeEntry | MoneyEntry | Choice | LineEntry):
            value = control.value()
            return "" if value is None else str(value)
        return ""

    def condition(self) -> Condition:
        """The condition as it stands."""
        return Condition(self._field, self._read(), self._is.value() is True)

    def focus(self) -> None:
        """Begin with what is looked at."""
        self._looks_at.setFocus(Qt.FocusReason.TabFocusReason)


def _bare(name: str, control: QWidget) -> Field:
    """A field whose label is only spoken: the line above says it once."""
    field = Field(name, control)
    field.label_widget().hide()
    return field
