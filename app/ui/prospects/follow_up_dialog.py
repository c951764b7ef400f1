"""A follow-up: planned for a client, noted as done with its result, and the next one proposed (spec 3.2)."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import ClientId, FollowUpId, OpportunityId
from app.domain.prospects import FollowUpKind, FollowUpState
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, day, tr
from app.messages.words import word
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.prospects.requests import (
    NOTE_LENGTH,
    CancelFollowUp,
    FinishFollowUp,
    FollowUpFields,
    SaveFollowUp,
)
from app.services.prospects.views import FollowUpRow
from app.ui.kit.ask import ask
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import destructive, plain, primary, set_allowed
from app.ui.kit.choices import TextEntry, TickBox
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.fields import Field
from app.ui.kit.labels import SECTION, hairline, label
from app.ui.kit.news import concerns
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.follow_up_form import FollowUpForm
from app.ui.prospects.reading import FollowUpGround
from app.ui.prospects.sheet import Sheet, is_stale, left, low

SIZE = QSize(880, 720)
_PICKER = 460


class FollowUpDialog(Sheet):
    """New for `client` (None: to be chosen), or the one of `follow_up`."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        client: ClientId | None = None,
        opportunity: OpportunityId | None = None,
        follow_up: FollowUpId | None = None,
    ) -> None:
        super().__init__(workplace, "follow_up_dialog", SIZE)
        self._client, self._opportunity, self._id = client, opportunity, follow_up
        self._row: FollowUpRow | None = None
        self._make()
        self._lay_out()
        self._connect()
        self._read()

    def _make(self) -> None:
        self._closed = Banner("inactive", "", name="follow_up_closed")
        self._picker = ClientPicker(self._workplace, "follow_up_client", required=True)
        self._fields = FollowUpForm(self.form)
        self._result = TextEntry("follow_up_result", lines=2, limit=NOTE_LENGTH)
        self._goes_on = TickBox(tr("&Prévoir la suite"), "follow_up_goes_on", checked=True)
        self._next = FollowUpForm(self.form, "next.", with_note=False)
        self._cancel = destructive(tr("&Annuler ce suivi…"), "follow_up_cancel", "close", main=True)
        self._keep = plain(tr("&Enregistrer sans le finir"), "follow_up_keep", main=True)
        self._save = primary(tr("Ok, &enregistrer"), "follow_up_save")
        self._done = primary(tr("Ok, c'est fai&t"), "follow_up_done")
        self._closing = QWidget()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self.summary)
        self.body.addWidget(self._closed)
        self._pick = self.form.add("client", Field(tr("&Client"), self._picker, width=_PICKER))
        self.body.addLayout(left(self._pick))
        self.body.addWidget(self._fields)
        column = QVBoxLayout(self._closing)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(hairline())
        column.addWidget(label(tr("Ce qui en est sorti"), px=SECTION, bold=True))
        result = self.form.add("result", Field(tr("&Résultat"), self._result))
        column.addWidget(low(result))
        column.addWidget(self._goes_on)
        column.addWidget(self._next)
        self.body.addWidget(self._closing)
        self.body.addStretch(1)
        for part in (self._closed, self._closing, self._cancel, self._keep, self._done):
            part.hide()
        self._pick.setVisible(self._id is None and self._client is None)
        self.set_head(tr("Nouveau suivi") if self._id is None else tr("Suivi"))

    def _connect(self) -> None:
        self._save.clicked.connect(self._save_fields)
        self._keep.clicked.connect(self._save_fields)
        self._done.clicked.connect(self._finish)
        self._cancel.clicked.connect(self._ask_cancel)
        self._goes_on.toggled.connect(self._next.setEnabled)
        self._picker.valueChanged.connect(self._on_picked)
        self.form.changed.connect(self._allow)

    # Reading

    def _read(self) -> None:
        job = partial(reading.follow_up_ground, self._workplace.desk, self._id, self._client)
        self.read(job, self._show)

    def _show(self, ground: FollowUpGround) -> None:
        self._row = ground.row
        for fields in (self._fields, self._next):
            fields.offer_colleagues(ground.colleagues)
        if ground.row is None:
            self._show_new(ground)
        else:
            self._show_row(ground.row)
        self.watch(self._all_typed)
        self._allow()

    def _show_new(self, ground: FollowUpGround) -> None:
        today = self._workplace.desk.today()
        self._fields.show_fields(FollowUpFields(FollowUpKind.CALL, "", today))
        self.head_client(tr("Nouveau suivi"), ground.client)
        self.set_foot(right=[self.leave, self._save], default=self._save)
        first = self._picker if self._client is None else self._fields.subject
        first.setFocus()

    def _show_row(self, row: FollowUpRow) -> None:
        self._client, self._opportunity = row.client.id, row.opportunity
        shown = FollowUpFields(row.kind, row.subject, row.due_on, row.due_at, row.assigned_to, row.note)
        self._fields.show_fields(shown)
        self.head_client(tr("Suivi"), row.client)
        if row.state is not FollowUpState.OPEN:
            self._show_closed(row)
            return
        self._closing.show()
        self._next.propose_after(shown, self._workplace.desk.today())
        self.set_foot(left=[self._cancel], right=[self.leave, self._keep, self._done], default=self._done)
        self._result.setFocus()

    def _show_closed(self, row: FollowUpRow) -> None:
        """Done or called off: it is only read."""
        kind = "active" if row.state is FollowUpState.DONE else "inactive"
        on = day(row.closed_on) if row.closed_on is not None else ""
        said = tr("{state} le {day} par {who}", state=word(row.state, current()), day=on, who=row.closed_by)
        self._closed.show_state(kind, said, row.result)
        self._closed.show()
        self._fields.setEnabled(False)
        self._closing.hide()
        self.set_foot(right=[self.leave], default=self.leave)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """It was changed somewhere (`View`); what is being typed is not overwritten."""
        if self._id is None or self.is_touched():
            return
        if concerns(touched, {Touched(TouchedKind.FOLLOW_UP, self._id)}):
            self._read()

    def _on_picked(self) -> None:
        self._client = self._picker.value()
        self._allow()

    def _all_typed(self) -> object:
        picked = self._picker.text() if self._pick.isVisibleTo(self) else ""
        return (picked, self._fields.typed(), self._result.value())

    def _allow(self) -> None:
        may = self._workplace.desk.operator.may(Right.FOLLOW_UP)
        never = tr("Votre rôle ne permet pas de suivre les prospects.")
        for verb in (self._save, self._done, self._cancel):
            set_allowed(verb, may, never)
        changed = self._row is not None and self._typed_fields() != self._kept()
        set_allowed(self._keep, may and changed, tr("Rien n'a changé.") if may else never)

    def _typed_fields(self) -> FollowUpFields | None:
        return self._fields.fields()

    def _kept(self) -> FollowUpFields | None:
        row = self._row
        if row is None:
            return None
        return FollowUpFields(row.kind, row.subject, row.due_on, row.due_at, row.assigned_to, row.note)

    # Saving

    def _save_fields(self) -> None:
        if not self._is_readable(with_next=False):
            return
        fields = self._fields.fields()
        if fields is None or self._client is None:
            return
        version = self._row.version if self._row is not None else 0
        request = SaveFollowUp(self.command, self._id, version, self._client, fields, self._opportunity)
        self.carry_out(request, partial(self._saved, tr("Suivi enregistré.")))

    def _finish(self) -> None:
        if self._row is None or not self._is_readable(with_next=self._goes_on.isChecked()):
            return
        follows = self._next.fields() if self._goes_on.isChecked() else None
        request = FinishFollowUp(self.command, self._row.id, self._row.version, self._result.value(), follows)
        said = tr("Suivi noté comme fait.")
        if follows is not None:
            said = tr("Suivi noté comme fait ; le suivant est prévu le {day}.", day=day(follows.due_on))
        self.carry_out(request, partial(self._saved, said))

    def _is_readable(self, *, with_next: bool) -> bool:
        """Whether everything that will be sent can be read; says beside the fields what cannot."""
        found = {name: said for name, field in self._named_fields(with_next) if (said := field.typed_error())}
        for prefix, fields in (("", self._fields), ("next.", self._next)):
            if not fields.subject.value() and (with_next or not prefix):
                found[f"{prefix}subject"] = tr("Objet à remplir.")
        self.form.show_errors(found)
        return not found

    def _named_fields(self, with_next: bool) -> list[tuple[str, Field]]:
        names = ["due_on", "due_at", *(["next.due_on", "next.due_at"] if with_next else [])]
        if self._pick.isVisibleTo(self):
            names.insert(0, "client")
        return [(name, self.form.field(name)) for name in names]

    def show_refused(self, refused: Refused) -> None:
        """Each reason beside its field; where another desk saved it meanwhile, both versions are shown."""
        if not is_stale(refused):
            super().show_refused(refused)
            return
        job = partial(reading.follow_up_ground, self._workplace.desk, self._id, self._client)
        self.read_theirs(refused, job, self._take_theirs)

    def _take_theirs(self, ground: FollowUpGround) -> tuple[str, ...]:
        """The follow-up as another desk left it."""
        row = ground.row
        if row is None or not self.is_touched():
            self._show(ground)
        self._row = row
        self._allow()
        if row is None:
            return ()
        at = f"{row.due_at:%H:%M}" if row.due_at is not None else ""
        return word(row.kind, current()), row.subject, day(row.due_on), at, row.assignee, row.note

    def _saved(self, said: str, outcome: Outcome) -> None:
        self.leave_saved()
        self._workplace.announce(outcome, said)

    def _ask_cancel(self) -> None:
        ask(
            self,
            tr("Annuler ce suivi ?"),
            tr("Il reste lisible dans l'activité de la fiche, mais plus personne n'y sera invité."),
            tr("Annuler le suivi"),
            self._call_off,
            destructive=True,
        )

    def _call_off(self) -> None:
        if self._row is not None:
            request = CancelFollowUp(self.command, self._row.id, self._row.version, self._result.value())
            self.carry_out(request, partial(self._saved, tr("Suivi annulé.")))
