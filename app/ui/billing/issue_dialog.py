"""Nouvelle facture: the lines with their VAT live, the due date, a note; issued once, then never changed."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused
from app.domain.rights import Right
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.messages.words import word
from app.services.billing.requests import IssueInvoice
from app.services.billing.views import InvoiceIssued
from app.services.desk import Touched, TouchedKind
from app.services.fields import ClubSettings
from app.services.views import ClientCard
from app.ui.billing import reading, words
from app.ui.billing.bill_form import BillForm
from app.ui.billing.reading import Opened
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.choices import TickBox
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.fields import Field
from app.ui.kit.labels import fitting_title
from app.ui.kit.news import concerns
from app.ui.kit.releasing import Releasing
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import Leaving, SavingDialog
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.workplace import Workplace

SIZE = QSize(1120, 760)
_PICKER = 460


class IssueDialog(SavingDialog):
    """Issues one invoice to `client`, or to the one chosen here, `proposed` first; stays open with what was
    typed when refused."""

    def __init__(
        self,
        workplace: Workplace,
        client: ClientId | None,
        parent: QWidget | None = None,
        proposed: ClientId | None = None,
    ) -> None:
        leaving = Leaving(
            tr("Quitter sans émettre la facture ?"), tr("Quitter sans émettre"), tr("Facture impossible")
        )
        super().__init__(workplace, "issue_dialog", SIZE, parent, leaving)
        self._picks = client is None
        self._client = proposed if self._picks else client
        self._command = CommandId(str(uuid4()))
        self._barred = self._name = ""
        self._is_read = False
        self._make()
        self._lay_out()
        self._connect()
        self._read_settings()
        self._read_client()

    def _make(self) -> None:
        self._release = plain(tr("Déblo&quer…"), "issue_release", "unlock")
        self._bar = Banner("blocked", "", actions=[self._release], name="issue_barred")
        self._bar.hide()
        self._releasing = Releasing(self._workplace, self)
        self.form = BillForm("issue")
        self._picker = ClientPicker(self._workplace, "issue_client", required=True)
        self._pays = TickBox(tr("&Encaisser ensuite"), "issue_pays")
        self._save = primary(tr("&Ok, émettre la facture"), "issue_save")

    def _lay_out(self) -> None:
        self.body.addWidget(self._bar)
        if self._picks:
            row = QHBoxLayout()
            field = Field(tr("&Client"), self._picker, width=_PICKER)
            row.addWidget(self.form.form.add("client", field))
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addWidget(self.form, 1)
        self.set_head(
            tr("Nouvelle facture"), tr("Une facture émise ne change plus ; une note de crédit la reprend.")
        )
        self.set_foot(left=[self._pays], right=[self.leave, self._save], default=self._save)

    def _connect(self) -> None:
        self._save.clicked.connect(self._issue)
        self._picker.valueChanged.connect(self._on_picked)
        self._release.clicked.connect(self._ask_release)
        self._releasing.released.connect(self._read_client)

    # Reading

    def _read_settings(self) -> None:
        job = partial(reading.read_settings, self._workplace.desk)
        self.read(job, self._show_settings, "issue/settings")

    def _show_settings(self, settings: ClubSettings) -> None:
        self.form.show_settings(settings, self._workplace.desk.today())
        self._is_read = True
        self._allow()
        if self._client is None:
            self.form.form.field("client").focus()
        else:
            self.form.focus_start()

    def _read_client(self) -> None:
        if self._client is not None:
            job = partial(reading.open_client, self._workplace.desk, self._client)
            self.read(job, self._show_client, "issue/client")

    def _on_picked(self) -> None:
        self._client = self._picker.value()
        self._bar_if(None)
        if self._client is None:
            self.form.prefer_term("")
        self._read_client()
        self._allow()

    def _show_client(self, opened: Opened) -> None:
        card = opened.card
        if card.id != self._client:
            return
        self._name = words.name_of(card)
        self.set_head(
            fitting_title(tr("Nouvelle facture : {name}", name=self._name), 800),
            words.known_by(card),
            CLIENT_CHIPS[card.state],
            word(card.state, current()),
        )
        self._show_picked(card)
        self.form.prefer_rate(card.fields.vat_rate)
        self.form.prefer_term(card.fields.payment_term)
        if card.deactivated_on is not None:
            self._bar_if(ClientDeactivated(card.deactivated_on))
        elif card.block is not None:
            self._bar_if(ClientBlocked(card.block.reason))
        else:
            self._bar_if(None)

    def _show_picked(self, card: ClientCard) -> None:
        """The client of the card that was open is proposed by name; whoever is picked here shows his own."""
        if self._picks and self._picker.value() is None and not self._picker.text():
            unheard = QSignalBlocker(self._picker)
            self._picker.set_client(card.id, tr("{name} · n° {number}", name=self._name, number=card.number))
            unheard.unblock()

    def _bar_if(self, refusal: ClientBlocked | ClientDeactivated | None) -> None:
        """A blocked or deactivated client is billed nothing new, and the reason says why."""
        self._barred = "" if refusal is None else sentence(refusal, current()).replace("\n", " ")
        self._bar.setVisible(bool(self._barred))
        kind = "inactive" if isinstance(refusal, ClientDeactivated) else "blocked"
        may = self._workplace.desk.operator.may(Right.UNBLOCK)
        self._release.setVisible(isinstance(refusal, ClientBlocked) and may)
        self._bar.show_state(kind, tr("Aucune facture possible"), self._barred)
        self._allow()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """The client or the settings were changed somewhere (`View`)."""
        if self._client is not None and concerns(touched, {Touched(TouchedKind.CLIENT, self._client)}):
            self._read_client()

    def _allow(self) -> None:
        reason = self._barred or ("" if self._is_read else tr("Lecture…"))
        set_allowed(self._save, not reason, reason)

    # Issuing

    def _issue(self) -> None:
        if not self.form.check():
            return
        lines, client = self.form.lines(), self._client
        if lines is None or client is None:
            return
        request = IssueInvoice(self._command, client, lines, self.form.due(), self.form.note())
        job = partial(reading.issue, self._workplace.desk, request)
        self.save(job, self._on_issued, self._on_refused)

    def _on_issued(self, issued: InvoiceIssued) -> None:
        pays, client = self._pays.isChecked(), self._client
        self.accept()
        self._workplace.announce(issued, tr("Facture {number} émise.", number=issued.number))
        if pays and client is not None:
            self._workplace.take_payment(client)

    def _on_refused(self, refused: Refused) -> None:
        self._command = next_command(self._command, refused)
        for each in refused.refusals:
            if isinstance(each, ClientBlocked | ClientDeactivated):
                self._bar_if(each)
                self._read_client()  # another desk did it: the head says so too
        self.form.show_refused(refused)

    # Releasing on the spot (spec 3.1)

    def _ask_release(self) -> None:
        if self._client is not None:
            self._releasing.ask(self._client, self._name)

    def is_touched(self) -> bool:
        """Whether leaving now would lose something typed."""
        return self.form.is_touched
