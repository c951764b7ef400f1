"""The levels of reminders as one field: days after the due date, fee, and the club's own texts."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.i18n import Language, tr
from app.services.fields import ReminderLevel
from app.ui.kit.buttons import discreet, icon_button
from app.ui.kit.choices import TextEntry
from app.ui.kit.entries import MoneyEntry, WholeEntry
from app.ui.kit.labels import hairline, label, muted

MOST = 6
_DAYS, _FEE = 110, 120
_STEP = 14
"""Days by which a level that is added follows the one before."""
_TEXT_LIMIT = 1500


class _Level(QWidget):
    """One level: its days, its fee and its texts."""

    changed = Signal()

    def __init__(self, name: str, number: int) -> None:
        super().__init__()
        self.days = WholeEntry(f"{name}_days_{number}", 1, 366, required=True)
        self.fee = MoneyEntry(f"{name}_fee_{number}", required=True)
        self.texts = {
            each: TextEntry(f"{name}_text_{each.value}_{number}", tr("Texte du programme"), 2, _TEXT_LIMIT)
            for each in Language
        }
        self.heading = label("", f"{name}_heading_{number}", bold=True)
        self.remove = icon_button("trash", tr("Enlever ce rappel"), f"{name}_remove_{number}")
        self._lay_out()
        for number_entry in (self.days, self.fee):
            number_entry.textChanged.connect(self._tell)
        for text_entry in self.texts.values():
            text_entry.textChanged.connect(self._tell)

    def _lay_out(self) -> None:
        self.days.setFixedWidth(_DAYS)
        self.fee.setFixedWidth(_FEE)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.heading)
        first.addSpacing(8)
        for text, control in (
            (tr("jours après l'échéance"), self.days),
            (tr("de frais"), self.fee),
        ):
            control.setAccessibleName(text)
            first.addWidget(control)
            first.addWidget(muted(text))
        first.addStretch(1)
        first.addWidget(self.remove)
        texts = QGridLayout()
        texts.setHorizontalSpacing(8)
        texts.setVerticalSpacing(2)
        for at, (language, entry) in enumerate(self.texts.items()):
            texts.addWidget(muted(language.own_name), 0, at)
            entry.setAccessibleName(tr("Texte du rappel, {language}", language=language.own_name))
            entry.setFixedHeight(entry.minimumHeight())
            texts.addWidget(entry, 1, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(texts)
        column.addWidget(hairline())

    def _tell(self, *_: object) -> None:
        self.changed.emit()

    def show_place(self, at: int) -> None:
        """Say the how manieth level it is."""
        self.heading.setText(tr("Rappel n° {n}", n=at))

    def level(self) -> ReminderLevel:
        """The level as typed; a number that cannot be read is 0 here and told by `error`."""
        texts = {f"text_{each.value}": entry.value() for each, entry in self.texts.items()}
        return ReminderLevel(self.days.value() or 0, Cents(self.fee.value() or 0), **texts)

    def show_level(self, level: ReminderLevel) -> None:
        """Show a level."""
        self.days.set_value(level.days)
        self.fee.set_value(level.fee)
        for language, entry in self.texts.items():
            entry.set_value(getattr(level, f"text_{language.value}"))

    def error(self) -> str | None:
        """What of its numbers cannot be read, or None."""
        fee = self.fee.value()
        if fee is not None and fee < 0:
            return tr("Des frais ne sont pas au-dessous de 0.")
        return self.days.error() or self.fee.error()


class LevelsEntry(QWidget):
    """A tuple of `ReminderLevel`; none: the club sends no reminders."""

    textChanged = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._name = name
        self._made = 0
        self._levels: list[_Level] = []
        self._add = discreet(tr("A&jouter un rappel"), f"{name}_add", "plus")
        self._none = muted(tr("Aucun rappel n'est envoyé."), f"{name}_none")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(self._column)
        whole.addWidget(self._none)
        whole.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self._add.clicked.connect(self._add_next)
        self._on_change()

    def value(self) -> tuple[ReminderLevel, ...]:
        """The levels typed."""
        return tuple(each.level() for each in self._levels)

    def set_value(self, value: Any) -> None:
        """Show these levels."""
        while self._levels:
            self._drop(self._levels[-1])
        for level in value or ():
            self._show(level)
        self._on_change()

    def text(self) -> str:
        """What is typed, never empty, so that a missing number is noticed."""
        return " ".join(f"{each.days.text() or '?'} {each.fee.text() or '?'}" for each in self._levels) or "-"

    def error(self) -> str | None:
        """What cannot be read, or None."""
        return next((said for each in self._levels if (said := each.error())), None)

    def _show(self, level: ReminderLevel) -> _Level:
        self._made += 1
        made = _Level(self._name, self._made)
        made.show_level(level)
        made.remove.clicked.connect(partial(self._remove, made))
        made.changed.connect(self._on_change)
        before: QWidget | None = self._levels[-1].remove if self._levels else None
        self._levels.append(made)
        self._column.addWidget(made)
        chain = [made.days, made.fee, *made.texts.values(), made.remove, self._add]
        for control in chain:
            if before is not None:
                QWidget.setTabOrder(before, control)
            before = control
        return made

    def _add_next(self) -> None:
        last = self._levels[-1].days.value() if self._levels else None
        days = 7 if last is None else min(366, last + _STEP)
        made = self._show(ReminderLevel(days, Cents(0)))
        self._on_change()
        made.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, level: _Level) -> None:
        self._drop(level)
        self._on_change()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, level: _Level) -> None:
        self._levels.remove(level)
        self._column.removeWidget(level)
        level.hide()
        level.deleteLater()

    def _on_change(self, *_: object) -> None:
        for at, each in enumerate(self._levels, 1):
            each.show_place(at)
        self._none.setVisible(not self._levels)
        self._add.setVisible(len(self._levels) < MOST)
        self.textChanged.emit(self.text())
