"""An opportunity: what a client may buy, its worth, its stage, its quotes and what is done about it (spec 3.2)."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout

from app.domain.cents import Cents
from app.domain.ids import ClientId, OpportunityId
from app.domain.prospects import Stage, stage_moves
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, day, money, tr
from app.messages.words import word
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.prospects.requests import (
    LINE_LENGTH,
    NOTE_LENGTH,
    NOTHING,
    TITLE_LENGTH,
    MoveOpportunity,
    OpportunityFields,
    SaveOpportunity,
)
from app.services.prospects.views import OpportunityRow
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, plain, primary, quiet, set_allowed
from app.ui.kit.chips import StateChip
from app.ui.kit.choices import Choice, TextEntry
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.entries import DateEntry, LineEntry, MoneyEntry
from app.ui.kit.fields import Field
from app.ui.kit.labels import muted
from app.ui.kit.news import concerns
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.linked_lists import LinkedLists
from app.ui.prospects.reading import OpportunityGround
from app.ui.prospects.reason_dialog import WhyDialog
from app.ui.prospects.sheet import Sheet, is_stale, left, low
from app.ui.prospects.words import STAGE_CHIPS

SIZE = QSize(1040, 740)
_PICKER, _AMOUNT, _DAY, _CHOICE = 460, 160, 160, 240


class OpportunityDialog(Sheet):
    """New for `client` (None: to be chosen), or the one of `opportunity`."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        client: ClientId | None = None,
        opportunity: OpportunityId | None = None,
    ) -> None:
        super().__init__(workplace, "opportunity_dialog", SIZE)
        self._client, self._id = client, opportunity
        self._row: OpportunityRow | None = None
        self._make()
        self._lay_out()
        self._connect()
        self._read()

    def _make(self) -> None:
        self._picker = ClientPicker(self._workplace, "opportunity_client", required=True)
        self._title_entry = LineEntry(
            "opportunity_title", tr("Abonnement annuel, cours d'essai…"), TITLE_LENGTH
        )
        self._value = MoneyEntry("opportunity_value")
        self._expected = DateEntry("opportunity_expected_on")
        self._source = Choice("opportunity_source", editable=True)
        self._adviser = Choice("opportunity_adviser", editable=True)
        for choice in (self._source, self._adviser):
            line = choice.lineEdit()
            if line is not None:
                line.setMaxLength(LINE_LENGTH)
        self._note = TextEntry("opportunity_note", lines=2, limit=NOTE_LENGTH)
        self._lost = Banner("lost", "", name="opportunity_lost")
        self._stage = StateChip("prospect", "", name="opportunity_stage")
        self._moves: dict[Stage, Button] = {
            stage: plain(_verb(stage), f"opportunity_to_{stage.value}") for stage in Stage
        }
        self._linked = LinkedLists(self._workplace)
        self._card = quiet(tr("&Fiche"), "opportunity_card", "user")
        self._save = primary(tr("&Ok, enregistrer"), "opportunity_save")

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self.summary)
        self.body.addWidget(self._lost)
        self._pick = self.form.add("client", Field(tr("&Client"), self._picker, width=_PICKER))
        self.body.addLayout(left(self._pick))
        self._lay_out_stages()
        self.body.addWidget(self.form.add("title", Field(tr("&Intitulé"), self._title_entry)))
        self.body.addLayout(
            left(
                self.form.add("expected_value", Field(tr("&Valeur espérée"), self._value, width=_AMOUNT)),
                self.form.add("expected_on", Field(tr("Conclusion e&spérée"), self._expected, width=_DAY)),
                self.form.add("source", Field(tr("O&rigine"), self._source, width=_CHOICE)),
                self.form.add("adviser", Field(tr("Conseill&er"), self._adviser, width=_CHOICE)),
            )
        )
        self.body.addWidget(low(self.form.add("note", Field(tr("&Note"), self._note))))
        self.body.addWidget(self._linked, 1)
        self._linked.setVisible(self._id is not None)
        if self._id is None:
            self.body.addStretch(1)
        self._pick.setVisible(self._id is None and self._client is None)
        self._lost.hide()
        self.set_head(tr("Nouvelle opportunité") if self._id is None else tr("Opportunité"))

    def _lay_out_stages(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(muted(tr("Étape")))
        row.addWidget(self._stage)
        row.addSpacing(8)
        for button in self._moves.values():
            row.addWidget(button)
            button.hide()
        row.addStretch(1)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self._save.clicked.connect(self._save_fields)
        for stage, button in self._moves.items():
            button.clicked.connect(partial(self._ask_move, stage))
        self._linked.quote_asked.connect(self._write_quote)
        self._linked.follow_up_asked.connect(self._plan_follow_up)
        self._card.clicked.connect(self._open_card)
        self._picker.valueChanged.connect(self._on_picked)
        self.form.changed.connect(self._allow)

    # Reading

    def _read(self) -> None:
        job = partial(reading.opportunity_ground, self._workplace.desk, self._id, self._client)
        self.read(job, self._show)

    def _show(self, ground: OpportunityGround) -> None:
        self._row = ground.row
        self._source.offer((text, text) for text in ground.sources)
        self._adviser.offer((each.name, each.name) for each in ground.colleagues)
        self._linked.show_rows(ground.quotes, ground.follow_ups)
        if ground.row is None:
            self._show_new(ground)
        else:
            self._show_row(ground.row)
        self.watch(self._all_typed)
        self._allow()

    def _show_new(self, ground: OpportunityGround) -> None:
        self.head_client(tr("Nouvelle opportunité"), ground.client)
        self._source.set_value("")
        self._adviser.set_value(self._workplace.desk.operator.name)
        self._stage.show_state(STAGE_CHIPS[Stage.NEW], word(Stage.NEW, current()))
        self.set_foot(right=[self.leave, self._save], default=self._save)
        first = self._picker if self._client is None else self._title_entry
        first.setFocus()

    def _show_row(self, row: OpportunityRow) -> None:
        self._client = row.client.id
        self.head_client(tr("Opportunité"), row.client)
        self._title_entry.set_value(row.title)
        self._value.set_value(row.expected_value)
        self._expected.set_value(row.expected_on)
        self._source.set_value(row.source)
        self._adviser.set_value(row.adviser)
        self._note.set_value(row.note)
        self._stage.show_state(STAGE_CHIPS[row.stage], word(row.stage, current()))
        allowed = stage_moves(row.stage, is_sold=row.is_sold)
        for stage, button in self._moves.items():
            button.setVisible(stage in allowed)
        self._show_end(row)
        self._title_entry.setFocus()
        self.set_foot(left=[self._card], right=[self.leave, self._save], default=self._save)

    def _show_end(self, row: OpportunityRow) -> None:
        self._lost.setVisible(row.closed_on is not None)
        if row.closed_on is None:
            return
        on = day(row.closed_on)
        if row.stage is Stage.LOST:
            said = tr("Perdue le {day} : {reason}", day=on, reason=row.lost_reason)
            self._lost.show_state("lost", said, tr("Elle peut être reprise à une étape en cours."))
        else:
            said = tr("Un devis a été vendu : elle reste gagnée.") if row.is_sold else ""
            self._lost.show_state("active", tr("Gagnée le {day}", day=on), said)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """It, its quotes or its client changed somewhere (`View`); what is being typed is not overwritten."""
        if self._id is None or self.is_touched():
            return
        if concerns(touched, {Touched(TouchedKind.OPPORTUNITY, self._id)}):
            self._read()

    def _on_picked(self) -> None:
        self._client = self._picker.value()

    def _all_typed(self) -> object:
        texts = (self._title_entry.text(), self._value.text(), self._expected.text())
        chosen = (self._source.currentText(), self._adviser.currentText(), self._note.value())
        return (*texts, *chosen, self._picker.text() if self._pick.isVisibleTo(self) else "")

    def _allow(self) -> None:
        may = self._workplace.desk.operator.may(Right.FOLLOW_UP)
        never = tr("Votre rôle ne permet pas de suivre les prospects.")
        is_new, changed = self._row is None, self.is_touched()
        set_allowed(self._save, may and (is_new or changed), tr("Rien n'a changé.") if may else never)
        first = tr("Enregistrez d'abord ce qui a été tapé.")
        for button in (*self._moves.values(), *self._linked.verbs):
            set_allowed(button, may and not changed and not is_new, first if may else never)

    # Saving

    def _save_fields(self) -> None:
        names = ["expected_value", "expected_on", *(["client"] if self._pick.isVisibleTo(self) else [])]
        found = {name: said for name in names if (said := self.form.field(name).typed_error())}
        if not self._title_entry.value():
            found["title"] = tr("Intitulé à remplir.")
        self.form.show_errors(found)
        if found or self._client is None:
            return
        fields = OpportunityFields(
            title=self._title_entry.value(),
            expected_value=Cents(self._value.value() or NOTHING),
            expected_on=self._expected.value(),
            source=self._source.currentText().strip(),
            adviser=self._adviser.currentText().strip(),
            note=self._note.value(),
        )
        version = self._row.version if self._row is not None else 0
        request = SaveOpportunity(self.command, self._id, version, self._client, fields)
        self.carry_out(request, self._saved)

    def show_refused(self, refused: Refused) -> None:
        """Each reason beside its field; where another desk saved it meanwhile, both versions are shown."""
        if not is_stale(refused):
            super().show_refused(refused)
            return
        job = partial(reading.opportunity_ground, self._workplace.desk, self._id, self._client)
        self.read_theirs(refused, job, self._take_theirs)

    def _take_theirs(self, ground: OpportunityGround) -> tuple[str, ...]:
        """The opportunity as another desk left it."""
        row = ground.row
        if row is None or not self.is_touched():
            self._show(ground)
        self._row = row
        if row is None:
            return ()
        on = day(row.expected_on) if row.expected_on is not None else ""
        value, stage = money(row.expected_value), word(row.stage, current())
        return row.title, stage, value, on, row.source, row.adviser, row.note

    def _saved(self, outcome: Outcome) -> None:
        self.leave_saved()
        self._workplace.announce(outcome, tr("Opportunité enregistrée."))

    def _ask_move(self, stage: Stage) -> None:
        if stage is not Stage.LOST:
            self._move(stage, "")
            return
        WhyDialog(
            self,
            tr("Pourquoi est-elle perdue ?"),
            tr("Elle quitte les opportunités en cours ; ses suivis restent prévus."),
            tr("Ok, &perdue"),
            partial(self._move, Stage.LOST),
            required=True,
        ).open()

    def _move(self, stage: Stage, reason: str) -> None:
        if self._row is not None:
            request = MoveOpportunity(self.command, self._row.id, self._row.version, stage, reason)
            self.carry_out(request, partial(self._moved, stage))

    def _moved(self, stage: Stage, outcome: Outcome) -> None:
        self.next_command()
        said = tr("Opportunité passée à « {stage} ».", stage=word(stage, current()))
        self._workplace.announce(outcome, said)
        self._read()

    # Ways

    def _write_quote(self) -> None:
        self._workplace.new_quote(self._client, self._id)

    def _plan_follow_up(self) -> None:
        self._workplace.new_follow_up(self._client, self._id)

    def _open_card(self) -> None:
        client = self._client
        self.reject()
        if client is not None and not self.is_touched():
            self._workplace.open_client(client)


def _verb(stage: Stage) -> str:
    """What the button that leads to a stage says."""
    return {
        Stage.NEW: tr("→ Nouveau"),
        Stage.CONTACTED: tr("→ Contacté"),
        Stage.VISIT: tr("→ Visite, essai"),
        Stage.QUOTED: tr("→ Devis remis"),
        Stage.WON: tr("&Gagné"),
        Stage.LOST: tr("&Perdu…"),
    }[stage]
