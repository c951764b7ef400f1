"""Vendre un accès: choose a plan, change what it proposes, see what follows, sell once (spec 1.4)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused
from app.domain.rights import Right
from app.i18n import current, day, tr
from app.messages.refusals import sentence
from app.messages.words import word
from app.services.desk import Touched, TouchedKind
from app.services.requests import SellAccess
from app.services.sales import Sold, SoldAndBilled, sell, sell_and_bill
from app.services.views import PlanRow
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.labels import SECTION, fitting_title, label
from app.ui.kit.lost_answer import is_lost, tell_what_was_kept
from app.ui.kit.releasing import Releasing
from app.ui.kit.saving_dialog import Leaving, SavingDialog
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.workplace import Workplace
from app.ui.sale.form import SaleForm
from app.ui.sale.plan_choice import PlanChoice
from app.ui.sale.preview import SalePreview
from app.ui.sale.reading import Opened, Previewed, Proposed, preview, propose, read
from app.ui.sale.words import client_words

SIZE = QSize(1200, 840)
_FORM_WIDTH = 560
_TITLE_WIDTH = 860


class SaleDialog(SavingDialog):
    """Sells one access to `client`; stays open with what was typed when the sale is refused."""

    def __init__(self, workplace: Workplace, client: ClientId, parent: QWidget | None = None) -> None:
        leaving = Leaving(tr("Quitter sans vendre ?"), tr("Quitter sans vendre"), tr("Vente impossible"))
        super().__init__(workplace, "sale_dialog", SIZE, parent, leaving)
        self._client = client
        self._command = CommandId(str(uuid4()))
        self._lost: SellAccess | None = None
        self._opened: Opened | None = None
        self._barred = ""
        self._is_proposed = False
        self._releasing = Releasing(workplace, self)
        self._make()
        self._lay_out()
        self._connect()
        self.reload()

    def _make(self) -> None:
        self._release = plain(tr("Déblo&quer…"), "sale_release", "unlock")
        self._release.hide()
        self._bar = Banner("blocked", "", actions=[self._release], name="sale_barred")
        self._minor = Banner(
            "attention",
            tr("Mineur sans représentant légal"),
            tr("Le contrat d'un mineur est signé par son représentant : indiquez-le sur la fiche."),
            name="sale_minor",
        )
        self.plans = PlanChoice(self._workplace.memory)
        self.form = SaleForm(self.summary, self._workplace.desk.operator.may(Right.BILL))
        self.preview = SalePreview()
        self._save = primary(tr("&Ok, enregistrer"), "sale_save")

    def _lay_out(self) -> None:
        for banner in (self._bar, self._minor):
            banner.hide()
            self.body.addWidget(banner)
        left, row = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(14)
        left.addWidget(label(tr("Formule"), px=SECTION, bold=True))
        left.addWidget(self.plans)
        left.addWidget(self.form, 1)
        holder = QWidget()
        holder.setMinimumWidth(_FORM_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(left)
        row.setSpacing(24)
        row.addWidget(holder, 11)
        row.addWidget(self.preview, 10)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.summary)
        self.set_head(tr("Vendre un accès"))
        self.set_foot(right=[self.leave, self._save], default=self._save)

    def _connect(self) -> None:
        self._save.clicked.connect(self._sell)
        self.plans.chosen.connect(self._propose)
        self.form.start_changed.connect(self._propose_again)
        self.form.changed.connect(self._preview)
        self._release.clicked.connect(self._ask_release)
        self._releasing.released.connect(self._on_released)

    # Reading

    def reload(self) -> None:
        """Read buyer and plans beside the window."""
        job = partial(read, self._workplace.desk, self._client)
        self.read(job, self._show, "sale/read")

    def _show(self, opened: Opened) -> None:
        first = self._opened is None
        self._opened = opened
        card = opened.card
        name, known = client_words(card)
        self.set_head(
            fitting_title(tr("Vendre un accès : {name}", name=name), _TITLE_WIDTH),
            known,
            CLIENT_CHIPS[card.state],
            word(card.state, current()),
        )
        self._minor.setVisible(card.is_minor_alone)
        self._bar_if_needed(card.block is not None or card.deactivated_on is not None)
        if first:
            self.form.show_start(opened.today)
        self.plans.show_plans(opened.plans)
        if first:
            self.plans.focus()
        if not opened.plans:
            self.preview.show_missing(tr("Choisissez une formule."))
        self._allow()

    def _bar_if_needed(self, is_barred: bool) -> None:
        """A bar that another desk lifted is lifted here too; the reason comes with the proposal."""
        if not is_barred and self._barred:
            self._barred = ""
            self._bar.hide()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Client, plans or settings were changed somewhere (`View`)."""
        own = Touched(TouchedKind.CLIENT, self._client) in touched
        if own or any(each.kind in (TouchedKind.PLAN, TouchedKind.SETTINGS) for each in touched):
            self.reload()

    # Proposals and preview

    def _propose(self, plan: PlanRow) -> None:
        start = self.form.start
        if start is not None:
            job = partial(propose, self._workplace.desk, self._client, plan, start)
            self._workplace.runner.submit(job, self._show_proposed, None, "sale/propose")

    def _propose_again(self, _start: object) -> None:
        plan = self.plans.plan()
        if plan is not None:
            self._propose(plan)

    def _show_proposed(self, proposed: Proposed) -> None:
        self._is_proposed = proposed.proposal is not None
        if proposed.proposal is not None:
            self.form.show_proposal(proposed.plan, proposed.proposal)
        elif proposed.refused is not None:
            self._show_barred(proposed.refused)
            self.preview.show_refused(proposed.refused)

    def _preview(self) -> None:
        request = self.form.request(self._command, self._client)
        self._allow()
        if request is None:
            self.preview.show_missing(tr("L'aperçu revient dès que les champs sont lisibles."))
            self._workplace.runner.submit(_nothing, _ignore, None, "sale/preview")
            return
        job = partial(preview, self._workplace.desk, request)
        self._workplace.runner.submit(job, self._show_previewed, None, "sale/preview")

    def _show_previewed(self, previewed: Previewed) -> None:
        plan, opened = self.plans.plan(), self._opened
        if previewed.schedule is not None and plan is not None and opened is not None:
            self.preview.show_schedule(plan.fields, previewed.request, previewed.schedule, opened.today)
        elif previewed.refused is not None:
            self.preview.show_refused(previewed.refused)

    def _show_barred(self, refused: Refused) -> None:
        """Blocked or deactivated: nothing can be sold, and the reason says why."""
        for each in refused.refusals:
            if isinstance(each, ClientBlocked | ClientDeactivated):
                self._barred = sentence(each, current()).replace("\n", " ")
                kind = "blocked" if isinstance(each, ClientBlocked) else "inactive"
                self._bar.show_state(kind, tr("Aucune vente possible"), self._barred)
                self._bar.show()
                released = isinstance(each, ClientBlocked) and len(refused.refusals) == 1
                self._release.setVisible(released and self._workplace.desk.operator.may(Right.UNBLOCK))
        self._allow()

    def _allow(self) -> None:
        reason = self._barred or ("" if self.plans.plan() is not None else tr("Choisissez une formule."))
        set_allowed(self._save, not reason, reason)

    # Selling

    def _sell(self) -> None:
        if not self.form.form.check():
            return
        request = self.form.request(self._command, self._client)
        if request is not None:
            verb = sell_and_bill if self.form.bills else sell
            job = partial(verb, self._workplace.desk, request)
            self.save(job, partial(self._on_sold, request), partial(self._on_refused, request))

    def _on_sold(self, request: SellAccess, sold: Sold) -> None:
        kept = self._lost if sold.repeated and self._lost is not None else request
        plans = self._opened.plans if self._opened is not None else ()
        name = next((plan.fields.name for plan in plans if plan.id == kept.plan), "")
        self.accept()
        said = tr("Accès vendu : {plan}, dès le {day}.", plan=name, day=day(kept.start))
        self._workplace.announce(sold, said)
        if kept != request:
            tell_what_was_kept(self._workplace.window, said)
        if isinstance(sold, SoldAndBilled) and self._workplace.desk.operator.may(Right.TAKE_PAYMENT):
            self._workplace.take_payment(self._client)

    def _on_refused(self, request: SellAccess, refused: Refused) -> None:
        if is_lost(refused):
            self._lost = request
        self._show_barred(refused)
        self.form.show_refused(refused)
        if self._barred:
            self.reload()  # another desk did it: the head says so too

    def is_touched(self) -> bool:
        """Whether leaving now would lose something typed."""
        return self.form.is_touched

    # Releasing on the spot (spec 3.1)

    def _ask_release(self) -> None:
        if self._opened is not None:
            self._releasing.ask(self._client, client_words(self._opened.card)[0])

    def _on_released(self) -> None:
        self.reload()
        if self._is_proposed:
            self._preview()  # what was typed stays
        else:
            self._propose_again(None)


def _nothing() -> None:
    """Takes the place of a preview under way, so that its answer is dropped."""


def _ignore(_result: object) -> None:
    """Nothing to show."""
