"""A quote: written, previewed, handed out, answered, and turned into a sale (spec 3.2)."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.ids import ClientId, OpportunityId, QuoteId
from app.domain.prospects import QuoteState, conversion_refusals, quote_moves
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, day, tr
from app.messages.words import word
from app.services.desk import Touched, TouchedKind
from app.services.prospects.quotes import QuoteSaved
from app.services.prospects.requests import MoveQuote, SaveQuote
from app.services.prospects.views import QuoteView
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.fields import Field
from app.ui.kit.icons import icon
from app.ui.kit.labels import muted
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import why
from app.ui.kit.strip import AnswerStrip
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.convert_dialog import ConvertDialog
from app.ui.prospects.quote_form import QuoteForm
from app.ui.prospects.quote_lines_table import quote_table, show_lines
from app.ui.prospects.reading import QuoteGround
from app.ui.prospects.reason_dialog import WhyDialog
from app.ui.prospects.sheet import Sheet, is_stale, left
from app.ui.prospects.words import QUOTE_CHIPS, billed_text, first_year_text

SIZE = QSize(1120, 800)
VALID_DAYS = 30
"""A quote is proposed to be valid for so many days."""
_PICKER, _MOST_TOLD = 460, 5
_ICONS = {
    QuoteState.SENT: "document",
    QuoteState.ACCEPTED: "check-circle",
    QuoteState.REFUSED: "x-circle",
    QuoteState.DRAFT: "pencil",
}


class QuoteDialog(Sheet):
    """New for `client` (None: to be chosen), or the one of `quote`: a draft is written, any other is read."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        client: ClientId | None = None,
        opportunity: OpportunityId | None = None,
        quote: QuoteId | None = None,
    ) -> None:
        super().__init__(workplace, "quote_dialog", SIZE)
        self._client, self._opportunity, self._id = client, opportunity, quote
        self._view: QuoteView | None = None
        self._make()
        self._lay_out()
        self._connect()
        self._read()

    def _make(self) -> None:
        self._picker = ClientPicker(self._workplace, "quote_client", required=True)
        self._typed_form = QuoteForm(self.form)
        self._told = Banner("info", "", name="quote_told")
        self._table = quote_table("quote_view_lines", self._workplace.memory)
        self._answers = AnswerStrip("quote_view_answers")
        self._said_note = muted("", "quote_view_note", 14, wrap=True)
        self._read_only = QWidget()
        self._preview = plain(tr("A&perçu"), "quote_preview", "printer", main=True)
        self._state = plain(tr("&Réponse du client"), "quote_answer", "chevron-down", main=True)
        self._menu = QMenu(self)
        self._menu.setObjectName("quote_answers_menu")
        self._state.setMenu(self._menu)
        self._convert = primary(tr("&Transformer en vente…"), "quote_convert")
        self._convert_plain = plain(tr("&Transformer en vente…"), "quote_convert_draft", "euro", main=True)
        self._save = primary(tr("&Ok, enregistrer"), "quote_save")

    def _lay_out(self) -> None:
        self.body.addWidget(self.summary)
        self.body.addWidget(self._told)
        self._pick = self.form.add("client", Field(tr("&Client"), self._picker, width=_PICKER))
        self.body.addLayout(left(self._pick))
        self.body.addWidget(self._typed_form, 1)
        column = QVBoxLayout(self._read_only)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._table)
        column.addWidget(self._answers)
        column.addWidget(self._said_note)
        column.addStretch(1)
        self.body.addWidget(self._read_only, 1)
        self._pick.setVisible(self._id is None and self._client is None)
        for part in (self._told, self._read_only, self._preview, self._state, self._convert):
            part.hide()
        self._convert_plain.hide()
        self.set_head(tr("Nouveau devis") if self._id is None else tr("Devis"))

    def _connect(self) -> None:
        self._save.clicked.connect(self._save_fields)
        self._preview.clicked.connect(self._open_paper)
        self._convert.clicked.connect(self._open_conversion)
        self._convert_plain.clicked.connect(self._open_conversion)
        self._picker.valueChanged.connect(self._on_picked)
        self._typed_form.changed.connect(self._allow)

    # Reading

    def _read(self) -> None:
        job = partial(reading.quote_ground, self._workplace.desk, self._id, self._client)
        self.read(job, self._show)

    def _show(self, ground: QuoteGround) -> None:
        self._view = ground.view
        if ground.view is None:
            self._show_new(ground)
        elif ground.view.row.state is QuoteState.DRAFT:
            self._show_draft(ground, ground.view)
        else:
            self._show_view(ground.view)
        if ground.view is None or ground.view.row.state is QuoteState.DRAFT:
            self.watch(self._all_typed)
        self._allow()

    def _show_new(self, ground: QuoteGround) -> None:
        until = self._workplace.desk.today() + timedelta(days=VALID_DAYS)
        self._typed_form.show_ground(ground, until)
        self.head_client(tr("Nouveau devis"), ground.client)
        self.set_foot(right=[self.leave, self._save], default=self._save)
        if self._client is None:
            self._picker.setFocus()
        else:
            self._typed_form.focus_start()

    def _show_draft(self, ground: QuoteGround, view: QuoteView) -> None:
        self._typed_form.show_ground(ground, view.row.valid_until)
        if self._read_only.isVisibleTo(self):
            self._fit(SIZE)  # a draft again: its lines are typed
        self._typed_form.show()
        self._read_only.hide()
        self._told.hide()
        self._head(view)
        self._fill_answers(view)
        foot = [self._preview, self._state, self._convert_plain]
        self.set_foot(left=foot, right=[self.leave, self._save], default=self._save)

    def _show_view(self, view: QuoteView) -> None:
        """What the client has in hands is only read."""
        self._head(view)
        self._typed_form.hide()
        self._pick.hide()
        self._read_only.show()
        show_lines(self._table, view.lines)
        self._answers.show_answers(
            [("euro", billed_text(view.totals)), ("bank", first_year_text(view.totals))]
        )
        self._said_note.setText(view.note)
        self._tell(view)
        self._fill_answers(view)
        can_sell = not conversion_refusals(view.row.state, view.row.valid_until, self._workplace.desk.today())
        right = [self.leave, self._convert] if can_sell else [self.leave]
        answers = [self._state] if quote_moves(view.row.state) else []
        self.set_foot(left=[self._preview, *answers], right=right, default=right[-1])
        self._convert.setVisible(can_sell)
        self._fit(SIZE)
        self.fit_body()
        right[-1].setFocus()

    def _head(self, view: QuoteView) -> None:
        self._client, self._opportunity = view.row.client.id, view.row.opportunity
        self.head_client(tr("Devis {number}", number=view.row.number), view.row.client)
        self.chip.show_state(QUOTE_CHIPS[view.row.state], word(view.row.state, current()))

    def _tell(self, view: QuoteView) -> None:
        """The line that says what became of it."""
        kind, state = QUOTE_CHIPS[view.row.state], view.row.state
        until, answered = day(view.row.valid_until), day(view.answered_on) if view.answered_on else ""
        said = {
            QuoteState.SENT: tr("Remis au client, valable jusqu'au {until}", until=until),
            QuoteState.EXPIRED: tr("Expiré : il était valable jusqu'au {until}", until=until),
            QuoteState.ACCEPTED: tr("Accepté le {day}", day=answered),
            QuoteState.REFUSED: tr("Refusé le {day}", day=answered),
            QuoteState.CONVERTED: tr("Transformé en vente le {day}", day=answered),
        }.get(state, "")
        detail = view.reason
        if view.converted_on is not None:
            said = tr("Transformé en vente le {day}", day=day(view.converted_on))
            detail = tr("Facture {number}", number=view.invoice_number) if view.invoice_number else ""
        self._told.show_state(kind, said, detail)
        self._told.show()

    def _fill_answers(self, view: QuoteView) -> None:
        self._menu.clear()
        for state in quote_moves(view.row.state):
            action = self._menu.addAction(icon(_ICONS[state], "muted"), _verb(state))
            action.setObjectName(f"quote_to_{state.value}")
            action.triggered.connect(partial(self._ask_move, state))

    def refresh(self, touched: frozenset[Touched]) -> None:
        """It was changed somewhere (`View`); what is being typed is not overwritten."""
        if self._id is None or self.is_touched():
            return
        if concerns(touched, {Touched(TouchedKind.QUOTE, self._id)}):
            self._read()

    def _on_picked(self) -> None:
        """The rates of the client's card come first."""
        self._client = self._picker.value()
        if self._client is not None:
            job = partial(reading.quote_ground, self._workplace.desk, None, self._client)
            self._workplace.runner.submit(job, self._typed_form.offer, group="quote/rates")

    def _all_typed(self) -> object:
        return (self._typed_form.typed(), self._picker.text() if self._pick.isVisibleTo(self) else "")

    def _allow(self) -> None:
        operator = self._workplace.desk.operator
        may = operator.may(Right.FOLLOW_UP)
        never = tr("Votre rôle ne permet pas de suivre les prospects.")
        changed, is_new = self.is_touched(), self._view is None
        set_allowed(self._save, may and (is_new or changed), tr("Rien n'a changé.") if may else never)
        first = tr("Enregistrez d'abord ce qui a été tapé.")
        set_allowed(self._state, may and not changed, first if may else never)
        set_allowed(self._preview, operator.may(Right.PRINT) and not changed, first)
        sells = operator.may(Right.SELL)
        for button in (self._convert, self._convert_plain):
            reason = first if sells else tr("Votre rôle ne permet pas de vendre.")
            set_allowed(button, sells and not changed, reason)

    # Saving

    def _save_fields(self) -> None:
        found = self._typed_form.errors()
        if self._pick.isVisibleTo(self) and (said := self.form.field("client").typed_error()):
            found["client"] = said
        self.form.show_errors(found)
        fields = self._typed_form.fields()
        if found or fields is None or self._client is None:
            return
        version = self._view.row.version if self._view is not None else 0
        request = SaveQuote(self.command, self._id, version, self._client, fields, self._opportunity)
        self.carry_out(request, self._saved)

    def _saved(self, saved: QuoteSaved) -> None:
        """A new quote stays on the screen: it is to be handed out or sold next."""
        self.next_command()
        self._id = saved.quote
        self._pick.hide()
        self._workplace.announce(saved, tr("Devis {number} enregistré.", number=saved.number))
        self._read()

    def show_refused(self, refused: Refused) -> None:
        """Each reason beside its field, those of a line in its row; where another desk saved it meanwhile,
        both versions are shown."""
        if is_stale(refused):
            job = partial(reading.quote_ground, self._workplace.desk, self._id, self._client)
            self.read_theirs(refused, job, self._take_theirs)
            return
        self.next_command(refused)
        said: dict[str, str] = {}
        for refusal in refused.refusals:
            key = self._typed_form.key_of(refusal)
            text = why(refusal)
            said[key] = f"{said[key]} {text}" if key in said else text
        self.form.show_errors(said)

    def _take_theirs(self, ground: QuoteGround) -> tuple[str, ...]:
        """The quote as another desk left it."""
        view = ground.view
        if view is None or not self.is_touched():
            self._show(ground)
        self._view = view
        if view is None:
            return ()
        lines = [line.description for line in view.lines[:_MOST_TOLD]]
        more = ["…"] if len(view.lines) > _MOST_TOLD else []
        sums = (billed_text(view.totals), first_year_text(view.totals))
        return (word(view.row.state, current()), *lines, *more, *sums, day(view.row.valid_until), view.note)

    # What became of it

    def _ask_move(self, state: QuoteState) -> None:
        if state is not QuoteState.REFUSED:
            self._move(state, "")
            return
        WhyDialog(
            self,
            tr("Pourquoi est-il refusé ?"),
            tr("Le devis reste lisible ; il peut être repris comme brouillon."),
            tr("Ok, &refusé"),
            partial(self._move, QuoteState.REFUSED),
        ).open()

    def _move(self, state: QuoteState, reason: str) -> None:
        if self._view is not None:
            row = self._view.row
            request = MoveQuote(self.command, row.id, row.version, state, reason)
            self.carry_out(request, partial(self._moved, state))

    def _moved(self, state: QuoteState, saved: QuoteSaved) -> None:
        self.next_command()
        said = tr("Devis {number} : {state}.", number=saved.number, state=word(state, current()))
        self._workplace.announce(saved, said)
        self._read()

    # Ways

    def _open_paper(self) -> None:
        if self._view is not None:
            produce = partial(reading.quote_on_paper, self._workplace.desk, self._view.row.id)
            self._workplace.preview_paper(produce, tr("Devis {number}", number=self._view.row.number))

    def _open_conversion(self) -> None:
        if self._view is not None:
            dialog = ConvertDialog(self._workplace, self._view.row.id, self)
            dialog.converted.connect(self._read)
            dialog.open()


def _verb(state: QuoteState) -> str:
    """What the menu entry that leads to a state says."""
    return {
        QuoteState.SENT: tr("&Remis au client"),
        QuoteState.ACCEPTED: tr("&Accepté"),
        QuoteState.REFUSED: tr("Re&fusé…"),
        QuoteState.DRAFT: tr("Re&prendre comme brouillon"),
    }[state]
