"""The fields of a follow-up: what, when, for whom; the same for the next one that is proposed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import UserId
from app.domain.prospects import FollowUpKind, next_step
from app.i18n import current, tr
from app.messages.words import words
from app.services.prospects.requests import NOTE_LENGTH, TITLE_LENGTH, FollowUpFields
from app.services.prospects.views import Colleague
from app.ui.kit.choices import Choice, TextEntry
from app.ui.kit.entries import DateEntry, LineEntry
from app.ui.kit.fields import Field, Form
from app.ui.prospects.sheet import low
from app.ui.prospects.time_entry import TimeEntry

_KIND, _DAY, _TIME, _WHO = 148, 160, 100, 220


class FollowUpForm(QWidget):
    """`fields()` gives what was typed; `prefix` keeps the names of two such forms apart."""

    def __init__(self, form: Form, prefix: str = "", with_note: bool = True) -> None:
        super().__init__()
        self._form, self._prefix = form, prefix
        name = f"follow_up_{prefix.replace('.', '_')}"
        self.kind = Choice(
            f"{name}kind", [(text, kind) for kind, text in words(FollowUpKind, current()).items()]
        )
        self.subject = LineEntry(f"{name}subject", limit=TITLE_LENGTH)
        self.due_on = DateEntry(f"{name}due_on", required=True)
        self.due_at = TimeEntry(f"{name}due_at")
        self.assigned_to = Choice(f"{name}assigned_to")
        self.note = TextEntry(f"{name}note", lines=2, limit=NOTE_LENGTH) if with_note else None
        self.offer_colleagues(())
        self._lay_out()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(16)
        first.addWidget(self._add("kind", tr("&Sorte"), self.kind, _KIND))
        first.addWidget(self._add("subject", tr("&Objet"), self.subject), 1)
        second.addWidget(self._add("due_on", tr("&Date"), self.due_on, _DAY))
        second.addWidget(self._add("due_at", tr("&Heure"), self.due_at, _TIME))
        second.addWidget(self._add("assigned_to", tr("Con&fié à"), self.assigned_to, _WHO))
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(second)
        if self.note is not None:
            note = self._add("note", tr("&Note"), self.note)
            column.addWidget(low(note))

    def _add(self, name: str, text: str, control: QWidget, width: int = 0) -> Field:
        shown = text.replace("&", "") if self._prefix else text  # the letters lead to the first form
        return self._form.add(f"{self._prefix}{name}", Field(shown, control, width=width))

    def offer_colleagues(self, colleagues: Sequence[Colleague]) -> None:
        """Offer these people; the first choice is whoever is at the desk."""
        chosen = self.assigned_to.value()
        offered: list[tuple[str, object]] = [(tr("Qui est à l'accueil"), None)]
        self.assigned_to.offer([*offered, *((each.name, each.id) for each in colleagues)])
        self.assigned_to.set_value(chosen)

    def show_fields(self, fields: FollowUpFields) -> None:
        """Show these fields."""
        self.kind.set_value(fields.kind)
        self.subject.set_value(fields.subject)
        self.due_on.set_value(fields.due_on)
        self.due_at.set_value(fields.due_at)
        self.assigned_to.set_value(fields.assigned_to)
        if self.note is not None:
            self.note.set_value(fields.note)

    def propose_after(self, done: FollowUpFields, today: date) -> None:
        """Propose what comes after this one (spec 3.2)."""
        step = next_step(done.kind, today)
        self.show_fields(FollowUpFields(step.kind, done.subject, step.due, None, done.assigned_to))

    def fields(self) -> FollowUpFields | None:
        """What was typed; None while the day cannot be read."""
        due, who = self.due_on.value(), self.assigned_to.value()
        if due is None:
            return None
        return FollowUpFields(
            kind=FollowUpKind(str(self.kind.value())),  # Qt hands a word back as a plain text
            subject=self.subject.value(),
            due_on=due,
            due_at=self.due_at.value(),
            assigned_to=UserId(who) if isinstance(who, int) else None,
            note=self.note.value() if self.note is not None else "",
        )

    def typed(self) -> tuple[object, ...]:
        """What stands in the fields, to see whether something was changed."""
        texts = (self.subject.text(), self.due_on.text(), self.due_at.text())
        return (self.kind.value(), *texts, self.assigned_to.value(), self.note.value() if self.note else "")
