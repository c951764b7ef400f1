"""The criteria over the result: folded to chips, or unfolded to fields; runs the search while one types."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.i18n import tr
from app.services.criteria import Condition, Criteria
from app.ui.kit.buttons import discreet, primary, quiet
from app.ui.kit.cards import Card
from app.ui.kit.fonts import font
from app.ui.kit.labels import hairline
from app.ui.kit.typing_pace import TypingPace
from app.ui.search.condition_words import condition_words
from app.ui.search.criteria_chips import ChipStrip, CriterionChip
from app.ui.search.criteria_form import CriteriaForm
from app.ui.search.criteria_words import (
    NAMES,
    criterion_name,
    criterion_value,
    without,
    without_condition,
)


class CriteriaBar(Card):
    """Holds what is searched; `run` carries it, `entered` the text of a field left with Enter."""

    run = Signal(object)
    entered = Signal(str)
    conditions_asked = Signal()

    def __init__(self) -> None:
        super().__init__("criteria")
        self._criteria = Criteria()
        self._plans: Mapping[str, str] = {}
        self._typing = TypingPace(self)
        self._make()
        self._lay_out()
        self._connect()
        self.fold(True)
        self._show_chips()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        self._fold = quiet(tr("&Critères de recherche"), "fold_criteria", "chevron-right")
        self._fold.setFont(font(bold=True))
        self._fold.setCheckable(True)
        self._chips = ChipStrip()
        self._add = discreet(tr("Ajouter un critère"), "add_criterion", "plus")
        self._add_menu = QMenu(self)
        self._add_menu.setObjectName("add_criterion_menu")
        self._add.setMenu(self._add_menu)
        self._clear = quiet(tr("&Effacer"), "clear_criteria")
        self._run = primary(tr("&Lancer la recherche"), "run_search", "search")
        self._form = CriteriaForm()

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._fold)
        line = hairline(vertical=True)
        line.setFixedHeight(24)
        row.addWidget(line)
        row.addWidget(self._chips)
        row.addWidget(self._add)
        row.addStretch(1)
        row.addWidget(self._clear)
        row.addWidget(self._run)
        self.body.addWidget(head)
        self.body.addWidget(self._form)

    def _connect(self) -> None:
        self._fold.toggled.connect(self._unfold)
        self._clear.clicked.connect(self.clear)
        self._run.clicked.connect(self._run_now)
        self._form.run_asked.connect(self._enter)
        self._form.changed.connect(self._typing.key)
        self._typing.due.connect(self._run_typed)
        self._add_menu.aboutToShow.connect(self._fill_add_menu)

    # --- Criteria ---------------------------------------------------------------------------

    @property
    def criteria(self) -> Criteria:
        """What is searched."""
        return self._criteria

    def show_criteria(self, criteria: Criteria) -> None:
        """Show these criteria; whoever gives them runs them."""
        self._typing.stop()
        self._criteria = criteria
        self._form.show_criteria(criteria)
        self._show_chips()

    def name_plans(self, plans: Mapping[str, str]) -> None:
        """Tell the names of the plans, by id, for conditions that ask for one."""
        self._plans = plans
        self._show_chips()

    def clear(self) -> None:
        """Ask for nothing, and show everybody."""
        self._ask(Criteria())

    def _ask(self, criteria: Criteria) -> None:
        self.show_criteria(criteria)
        self.run.emit(criteria)

    def _enter(self, text: str) -> None:
        if self._run_now():
            self.entered.emit(text)

    def _run_now(self) -> bool:
        """Search at once; an unreadable field is told instead."""
        self._typing.stop()
        if not self._form.check():
            self.fold(False)
            return False
        read = self._form.read(self._criteria)
        self._ask(read if read is not None else self._criteria)
        return True

    def _run_typed(self) -> None:
        """Search while one types; a half-typed date waits."""
        read = self._form.read(self._criteria)
        if read is not None and read != self._criteria:
            self._criteria = read
            self._show_chips()
            self.run.emit(read)

    # --- Folding and chips ------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Whether the fields are hidden."""
        return not self._fold.isChecked()

    def fold(self, folded: bool) -> None:
        """Hide or show the fields."""
        self._fold.setChecked(not folded)
        self._unfold(not folded)

    def _unfold(self, unfolded: bool) -> None:
        self._form.setVisible(unfolded)
        self._fold.show_icon("chevron-down" if unfolded else "chevron-right")
        self._show_chips()

    def focus_field(self, key: str) -> None:
        """Unfold, and go to the field of one criterion."""
        self.fold(False)
        self._form.focus(key)

    def _show_chips(self) -> None:
        """Folded: every criterion in force; unfolded: those that have no field."""
        keys = [key for key in NAMES if criterion_value(self._criteria, key)]
        if not self.is_folded:
            keys = [key for key in keys if key == "anything"]
        chips = [self._chip(key) for key in keys]
        chips += [self._condition_chip(each, at) for at, each in enumerate(self._criteria.conditions)]
        self._chips.show_chips(chips)
        self._clear.setEnabled(self._criteria != Criteria())

    def _chip(self, key: str) -> CriterionChip:
        chip = CriterionChip(criterion_name(key), criterion_value(self._criteria, key), f"chip_{key}")
        chip.edit_asked.connect(partial(self.focus_field, key))
        chip.remove_asked.connect(partial(self._remove, key))
        return chip

    def _condition_chip(self, condition: Condition, at: int) -> CriterionChip:
        chip = CriterionChip(*condition_words(condition, self._plans), f"chip_condition_{at}")
        chip.edit_asked.connect(self.conditions_asked)
        chip.remove_asked.connect(partial(self._remove_condition, condition))
        return chip

    def _remove(self, key: str) -> None:
        self._ask(without(self._criteria, key))

    def _remove_condition(self, condition: Condition) -> None:
        self._ask(without_condition(self._criteria, condition))

    def _fill_add_menu(self) -> None:
        self._add_menu.clear()
        for key in NAMES:
            if key != "anything" and not criterion_value(self._criteria, key):
                self._add_action(key, criterion_name(key)).triggered.connect(partial(self.focus_field, key))
        self._add_menu.addSeparator()
        self._add_action("conditions", tr("Autres conditions…")).triggered.connect(self.conditions_asked)

    def _add_action(self, key: str, text: str) -> QAction:
        action = QAction(text, self._add_menu)
        action.setObjectName(f"add_{key}")
        self._add_menu.addAction(action)
        return action
