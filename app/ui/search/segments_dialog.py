"""Combines conditions into a segment: try it, save it under a name, delete it (spec 1.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import CommandId, SegmentId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.criteria import Condition, Criteria
from app.services.desk import Outcome
from app.services.requests import DeleteSegment, SaveSegment
from app.services.views import SegmentRow
from app.ui.kit.ask import ask
from app.ui.kit.buttons import destructive, discreet, plain, primary, set_allowed
from app.ui.kit.choices import Choice
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import SECTION, muted, title
from app.ui.kit.saving import next_command
from app.ui.kit.workplace import Workplace
from app.ui.search.condition_row import ConditionRow
from app.ui.search.criteria_words import told

_MOST_CONDITIONS = 12


def _save(workplace: Workplace, request: SaveSegment) -> Outcome:
    from app.services.segments import save_segment

    return save_segment(workplace.desk, request)


def _delete(workplace: Workplace, request: DeleteSegment) -> Outcome:
    from app.services.segments import delete_segment

    return delete_segment(workplace.desk, request)


class SegmentsDialog(BigDialog):
    """`run_asked` carries the criteria as they are combined here."""

    run_asked = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        workplace: Workplace,
        segments: Sequence[SegmentRow],
        plans: Mapping[str, str],
        criteria: Criteria,
    ) -> None:
        super().__init__(parent, "segments_dialog")
        self._workplace, self._plans = workplace, plans
        self._segments = {segment.id: segment for segment in segments}
        self._base = replace(criteria, conditions=())
        self._lines: list[ConditionRow] = []
        self._numbers = 0
        self._command = CommandId(str(uuid4()))
        self.setWindowTitle(tr("Conditions et segments"))
        self.set_head(tr("Conditions et segments"), tr("Tout doit être vrai à la fois"))
        self._make()
        self._lay_out()
        self._connect()
        self._show_conditions(criteria.conditions)
        self.resize(860, 620)

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        self._summary = ErrorSummary()
        self._form = Form(self, self._summary)
        saved: list[tuple[str, object]] = [(tr("Nouveau segment"), None)]
        saved += [(segment.name, segment.id) for segment in self._segments.values()]
        self._which = Field(tr("Seg&ment"), Choice("segment", saved))
        self._name = Field(tr("&Nom du segment"), LineEntry("segment_name", limit=80))
        self._form.add("segment", self._which)
        self._form.add("name", self._name)
        self._also = muted("", "segment_also", wrap=True)
        self._add = discreet(tr("A&jouter une condition"), "add_condition", "plus")
        self._delete_button = destructive(tr("&Supprimer le segment"), "delete_segment", "trash")
        self._cancel = plain(tr("Fermer"), "close")
        self._save_button = plain(tr("&Enregistrer le segment"), "save_segment", "bookmark")
        self._run = primary(tr("&Lancer la recherche"), "run_segment", "search")
        may_save = self._workplace.desk.operator.may(Right.SAVE_SEGMENT)
        set_allowed(self._save_button, may_save, tr("Votre rôle ne permet pas d'enregistrer un segment."))

    def _lay_out(self) -> None:
        self._conditions = QVBoxLayout()
        self._conditions.setSpacing(8)
        self.body.addWidget(self._which)
        self.body.addWidget(self._also)
        self.body.addWidget(title(tr("Conditions"), px=SECTION))
        self.body.addLayout(self._conditions)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._name)
        self.body.addWidget(self._summary)
        self.body.addStretch(1)
        self.set_foot([self._delete_button], [self._cancel, self._save_button, self._run])
        self._show_also()
        self._show_deletable()

    def _connect(self) -> None:
        assert isinstance(self._which.control, Choice)
        self._which.control.currentIndexChanged.connect(self._choose)
        self._add.clicked.connect(self._add_line)
        self._cancel.clicked.connect(self.reject)
        self._run.clicked.connect(self._run_now)
        self._save_button.clicked.connect(self._save_now)
        self._delete_button.clicked.connect(self._ask_delete)

    # --- Conditions -------------------------------------------------------------------------

    def _chosen(self) -> SegmentRow | None:
        assert isinstance(self._which.control, Choice)
        value = self._which.control.value()
        return self._segments.get(SegmentId(value)) if isinstance(value, int) else None

    def _choose(self) -> None:
        chosen = self._chosen()
        criteria = chosen.criteria if chosen is not None else self._base
        self._base = replace(criteria, conditions=())
        assert isinstance(self._name.control, LineEntry)
        self._name.control.set_value(chosen.name if chosen is not None else "")
        self._show_conditions(criteria.conditions)
        self._show_also()
        self._show_deletable()

    def _show_deletable(self) -> None:
        may = self._workplace.desk.operator.may(Right.SAVE_SEGMENT)
        reason = tr("Choisissez d'abord un segment enregistré.")
        set_allowed(self._delete_button, may and self._chosen() is not None, reason)

    def _show_also(self) -> None:
        """The criteria of the search fields belong to the segment too."""
        named = [
            tr("{name} : {value}", name=name, value=value) for name, value in told(self._base, self._plans)
        ]
        self._also.setText(tr("Avec les critères de la recherche : {criteria}", criteria=" · ".join(named)))
        self._also.setVisible(bool(named))

    def _show_conditions(self, conditions: Sequence[Condition]) -> None:
        for line in list(self._lines):
            self._remove_line(line)
        for condition in conditions or (None,):
            self._put_line(condition)

    def _add_line(self) -> None:
        self._put_line(None).focus()

    def _put_line(self, condition: Condition | None) -> ConditionRow:
        line = ConditionRow(self._numbers, self._plans, condition)
        self._numbers += 1
        line.removed.connect(partial(self._remove_line, line))
        self._lines.append(line)
        self._conditions.addWidget(line)
        self._show_room()
        return line

    def _remove_line(self, line: ConditionRow) -> None:
        self._lines.remove(line)
        self._conditions.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._show_room()

    def _show_room(self) -> None:
        reason = tr("Douze conditions au plus.")
        set_allowed(self._add, len(self._lines) < _MOST_CONDITIONS, reason)

    def _criteria(self) -> Criteria | None:
        """What is combined here; None while a value cannot be used, which is then told beside it."""
        if not all(line.check() for line in self._lines):
            return None
        return replace(self._base, conditions=tuple(line.condition() for line in self._lines))

    # --- Verbs ------------------------------------------------------------------------------

    def _run_now(self) -> None:
        criteria = self._criteria()
        if criteria is not None:
            self.run_asked.emit(criteria)
            self.accept()

    def _save_now(self) -> None:
        criteria = self._criteria()
        if criteria is None:
            return
        assert isinstance(self._name.control, LineEntry)
        chosen = self._chosen()
        request = SaveSegment(
            self._command, chosen.id if chosen else None, self._name.control.value(), criteria
        )
        self._save_button.setEnabled(False)
        self._workplace.runner.submit(partial(_save, self._workplace, request), self._saved, self._refused)

    def _saved(self, outcome: Outcome) -> None:
        assert isinstance(self._name.control, LineEntry)
        name = self._name.control.value()
        self._workplace.announce(outcome, tr("Segment « {name} » enregistré.", name=name))
        self.accept()

    def _ask_delete(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            ask(
                self,
                tr("Supprimer le segment « {name} » ?", name=chosen.name),
                tr("La recherche enregistrée disparaît pour tous les postes. Aucun client n'est touché."),
                tr("Supprimer le segment"),
                partial(self._delete_now, chosen),
                destructive=True,
            )

    def _delete_now(self, segment: SegmentRow) -> None:
        request = DeleteSegment(CommandId(str(uuid4())), segment.id)
        done = partial(self._deleted, segment.name)
        self._workplace.runner.submit(partial(_delete, self._workplace, request), done, self._refused)

    def _deleted(self, name: str, outcome: Outcome) -> None:
        self._workplace.announce(outcome, tr("Segment « {name} » supprimé.", name=name))
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._save_button.setEnabled(True)
        if not isinstance(error, Refused):
            raise error
        self._command = next_command(self._command, error)
        self._form.show_errors({each.beside or "": sentence(each, current()) for each in error.refusals})
