"""Step 2 of Report: the ranks replaced, the maintenance amount, and the live before and after."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cautions import AboveNormal, ManualKept, ManualReplaced
from app.domain.cents import Cents
from app.domain.contract import RankRange
from app.domain.ids import Rank
from app.domain.proposal import Proposal
from app.domain.schedule import Schedule
from app.i18n import current, money, tr
from app.messages.refusals import sentence
from app.ui.access.draft import Answer, Draft, Ground, proposed_ranks
from app.ui.access.outcome_pane import OutcomePane
from app.ui.access.preview import answers, notes, proposal_lines, proposal_title, rank_hint
from app.ui.access.rank_entry import RankEntry
from app.ui.kit.cards import NoteBox
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import MoneyEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import HINT, label


class StepDebits(QWidget):
    """Asks which debits are replaced by which amount, and shows what comes of it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: Schedule | None = None
        self._normal: Cents | None = None
        self._filling = False
        self._first = RankEntry("report_first_rank")
        self._last = RankEntry("report_last_rank")
        self._maintenance = MoneyEntry("report_maintenance")
        self._postpones = TickBox(tr("Reporter les éc&héances en fin de contrat"), "report_postpones", True)
        self._replaces = TickBox(
            tr("Remplacer aussi les montants changés à la &main"), "report_replaces_manual"
        )
        self._above = TickBox(
            tr("&Confirmer un maintien au-dessus du montant normal"), "report_confirms_above"
        )
        self._title = label("", "report_proposal", bold=True, wrap=True)
        self._why = label("", "report_proposal_why", HINT, wrap=True)
        self._outcome = OutcomePane("report")
        self.summary = ErrorSummary("report_debits_summary")
        self.summary.setMinimumHeight(40)
        self.form = Form(self, self.summary)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self._fields_row())
        whole.addWidget(self.summary)
        whole.addWidget(self._outcome)
        whole.addStretch(1)

    def _fields_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for entry in (self._first, self._last):
            entry.setMinimumWidth(112)
        self._maintenance.setFixedWidth(152)
        row.addWidget(self.form.add("first_rank", Field(tr("&Début (rang)"), self._first, " ")))
        row.addWidget(self.form.add("last_rank", Field(tr("&Fin (rang)"), self._last, " ")))
        row.addWidget(self.form.add("maintenance", Field(tr("Montant du m&aintien"), self._maintenance, " ")))
        row.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(row)
        for tick in (self._postpones, self._replaces, self._above):
            left.addWidget(tick)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 2)
        both.addWidget(self._make_box(), 3)
        return both

    def _make_box(self) -> NoteBox:
        """The proposal; it makes room for an error beside a field without moving anything."""
        self._box = NoteBox("report_proposal_box")
        self._box.body.addWidget(self._title)
        self._box.body.addWidget(self._why)
        self._box.body.addStretch(1)
        policy = self._box.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._box.setSizePolicy(policy)
        return self._box

    def _connect(self) -> None:
        for entry in (self._first, self._last, self._maintenance):
            entry.valueChanged.connect(self._announce)
        for tick in (self._postpones, self._replaces, self._above):
            tick.toggled.connect(self._announce)

    def _announce(self, *_: object) -> None:
        if not self._filling:
            self.edited.emit()

    def show_errors(self, sentences: dict[str, str]) -> None:
        """Every reason beside its field and in the summary; the preview waits until they are mended."""
        self._box.hide()
        self._outcome.show_nothing()
        self.form.show_errors(sentences)

    # What is proposed and typed

    def show_proposal(self, ground: Ground, proposal: Proposal, draft: Draft, plan: Schedule) -> None:
        """Say what the rule proposes for the days of `draft`."""
        if draft.days is None:
            return
        self._plan = plan
        self._title.setText(proposal_title(proposal))
        self._why.setText("\n".join(proposal_lines(proposal, draft.days, ground.rules, plan)))
        self._filling = True
        self._last.allow_open(draft.days.last is None)
        self._filling = False
        self._postpones.setVisible(
            ground.contract.terms is not None and ground.contract.terms.count is not None
        )

    def take_proposal(self, proposal: Proposal) -> None:
        """Fill Début and Fin as proposed."""
        self.show_ranks(proposed_ranks(proposal))

    def show_ranks(self, ranks: RankRange | None) -> None:
        """Fill Début and Fin."""
        self._filling = True
        self._first.show_rank(ranks.first if ranks else None)
        if ranks is None:
            self._last.clear()
        else:
            self._last.show_rank(ranks.last)
        self._filling = False

    def show_draft(self, draft: Draft, normal: Cents | None) -> None:
        """Fill the amount and the ticks."""
        self._normal = normal
        self.form.clear()
        self._filling = True
        self._maintenance.set_value(draft.maintenance)
        self._postpones.setChecked(draft.postpones)
        self._replaces.setChecked(draft.replaces_manual)
        self._above.setChecked(draft.confirms_above_normal)
        self._filling = False

    def ranks(self) -> RankRange | None:
        """Début and Fin as typed; None: no debit changed."""
        first, last = self._first.value(), self._last.value()
        if first is None:
            return None
        return RankRange(Rank(first), None if last is None else Rank(last))

    def maintenance(self) -> Cents | None:
        """The amount typed, in cents."""
        typed = self._maintenance.value()
        return None if typed is None else Cents(typed)

    @property
    def postpones(self) -> bool:
        """Whether replaced instalments are added after the last rank."""
        return self._postpones.isChecked()

    @property
    def replaces_manual(self) -> bool:
        """Whether amounts set by hand give way."""
        return self._replaces.isChecked() and not self._replaces.isHidden()

    @property
    def confirms_above_normal(self) -> bool:
        """Whether a Responsable confirms an amount above the normal one."""
        return self._above.isChecked() and not self._above.isHidden()

    def misread(self) -> dict[str, str]:
        """What the fields themselves cannot read, and a Fin without Début."""
        found = {
            name: said
            for name in ("first_rank", "last_rank", "maintenance")
            if (said := self.form.field(name).typed_error())
        }
        if not found and self._first.value() is None and self._last.value() is not None:
            found["first_rank"] = tr("Premier rang à remplir.\nOu videz aussi la fin : aucun débit changé.")
        return found

    def needs_confirmation(self) -> bool:
        """Whether the amount is above the normal one and nobody has confirmed it."""
        return not self._above.isHidden() and not self._above.isChecked()

    # What comes of it

    def show_answer(self, answer: Answer, ground: Ground) -> None:
        """Both sides, the two answers and the cautions; or why there is no preview."""
        self._show_hints()
        decision = answer.decision
        self._box.setVisible(not self.form.errors())
        if self.form.errors():
            self._outcome.show_nothing()
            return
        self.form.clear()
        if decision is None:
            self._outcome.show_reason(self._reason(answer))
            return
        cautions = decision.cautions
        by_hand = any(isinstance(each, ManualKept | ManualReplaced) for each in cautions)
        self._replaces.setVisible(by_hand or self._replaces.isChecked())
        self._above.setVisible(any(isinstance(each, AboveNormal) for each in cautions))
        lines = notes(decision, ground.rules, ground.today)
        self._outcome.show_outcome(decision.comparison, answers(decision), lines)

    def _show_hints(self) -> None:
        if self._plan is None:
            return
        first, last = self._first.value(), self._last.value()
        self.form.field("first_rank").set_hint(rank_hint(self._plan, first) or " ")
        self.form.field("last_rank").set_hint(rank_hint(self._plan, last) or " ")
        instead = tr("au lieu de {amount}", amount=money(self._normal)) if self._normal is not None else " "
        self.form.field("maintenance").set_hint(instead)

    def _reason(self, answer: Answer) -> str:
        misread = self.misread()
        if misread:
            return next(iter(misread.values()))
        return sentence(answer.refusals[0], current())

    def focus_start(self) -> None:
        """Stand on the amount where the ranks are proposed, else on the first rank."""
        self.form.field("maintenance" if self._first.value() is not None else "first_rank").focus()
