"""Encaisser: what is owed is ticked, the oldest first; cash shows the change to give; a receipt is offered."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import ClientId, CommandId
from app.domain.invoicing import PaymentMethod
from app.domain.refusals import Refused
from app.i18n import current, money, tr
from app.messages.history import told
from app.messages.refusals import sentence
from app.messages.words import word
from app.services.billing.requests import TakePayment
from app.services.billing.views import PaymentTaken
from app.services.desk import Touched, TouchedKind
from app.ui.billing import reading, words
from app.ui.billing.open_items import OpenItem, OpenItems
from app.ui.billing.reading import Opened, Till
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary, set_allowed
from app.ui.kit.cards import Card, NoteBox
from app.ui.kit.choices import RoundChoice, TickBox
from app.ui.kit.empty import EmptyState
from app.ui.kit.entries import LineEntry, MoneyEntry
from app.ui.kit.fields import Field, Form
from app.ui.kit.labels import NAME, SECTION, fitting_title, label, muted, set_tone
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import Leaving, SavingDialog
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.workplace import Workplace

SIZE = QSize(1080, 780)
METHODS = (PaymentMethod.CASH, PaymentMethod.CARD, PaymentMethod.CHEQUE, PaymentMethod.TRANSFER)
_SIDE = 320
_MOST_NEWS = 3
_REFERENCE = 60


class PaymentDialog(SavingDialog):
    """Takes one payment of `client`; stays open with what was typed when it is refused."""

    def __init__(self, workplace: Workplace, client: ClientId, parent: QWidget | None = None) -> None:
        leaving = Leaving(
            tr("Quitter sans encaisser ?"), tr("Quitter sans encaisser"), tr("Encaissement impossible")
        )
        super().__init__(workplace, "payment_dialog", SIZE, parent, leaving)
        self._client = client
        self._command = CommandId(str(uuid4()))
        self._opened: Opened | None = None
        self._seen: int | None = None
        self._is_spreading = self._by_total = False
        self._make()
        self._lay_out()
        self._connect()
        self._read()

    def _make(self) -> None:
        self._changed = Banner("attention", "", name="payment_changed")
        self._changed.hide()
        self.form = Form(self, self.summary)
        self.items = OpenItems(self.form)
        self._nothing = EmptyState(
            "check-circle",
            tr("Rien à encaisser"),
            tr("Aucune facture ouverte et aucun débit rejeté."),
            tone="active.icon",
            name="payment_nothing",
        )
        self._methods = {
            method: RoundChoice(text, f"payment_{method.value}")
            for method, text in zip(
                METHODS, (tr("&Espèces"), tr("Car&te"), tr("C&hèque"), tr("&Virement")), strict=True
            )
        }
        self._total = MoneyEntry("payment_total", required=True)
        self._received = MoneyEntry("payment_received")
        self._reference = LineEntry("payment_reference", limit=_REFERENCE)
        self._change = label("", "payment_change", NAME + 4, bold=True)
        self._change_head = muted("", "payment_change_head")
        self._receipt = TickBox(tr("&Imprimer le reçu ensuite"), "payment_receipt")
        self._save = primary(tr("&Ok, encaisser"), "payment_save")

    def _lay_out(self) -> None:
        owed = Card("payment_owed", ground="surface")
        owed.add_head(tr("Ce qui est dû"), icon_name="euro")
        owed.body.addWidget(self.items, 1)
        owed.body.addWidget(self._nothing, 1)
        self._nothing.hide()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(owed, 1)
        row.addWidget(self._side())
        self.body.addWidget(self._changed)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.summary)
        self.set_head(tr("Encaisser"))
        self.set_foot(right=[self.leave, self._save], default=self._save)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        total = Field(tr("&Montant à encaisser"), self._total)
        total.set_hint(tr("Un acompte paie le plus ancien d'abord."))
        column.addWidget(self.form.add("total", total))
        column.addWidget(label(tr("Moyen de paiement"), bold=True, px=SECTION))
        for choice in self._methods.values():
            column.addWidget(choice)
        column.addWidget(self.form.add("received", Field(tr("&Reçu en espèces"), self._received)))
        box = NoteBox("payment_change_box")
        box.body.addWidget(self._change_head)
        box.body.addWidget(self._change)
        self._change.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(box)
        self._cash_only = (self.form.field("received"), box)
        column.addWidget(self.form.add("reference", Field(tr("Ré&férence, si vous voulez"), self._reference)))
        column.addStretch(1)
        column.addWidget(self._receipt)
        return side

    def _connect(self) -> None:
        self._save.clicked.connect(self._take)
        self.items.changed.connect(self._follow_items)
        self._total.textEdited.connect(self._spread)
        self._received.valueChanged.connect(self._tell_change)
        for choice in self._methods.values():
            choice.toggled.connect(self._on_method)
        self._methods[PaymentMethod.CASH].setChecked(True)

    # Reading

    def _read(self, then: Callable[[], None] | None = None) -> None:
        job = partial(reading.open_till, self._workplace.desk, self._client, self._seen)
        self.read(job, partial(self._show, then), "payment/read")

    def _show(self, then: Callable[[], None] | None, till: Till) -> None:
        before, self._opened, self._seen = self._opened, till.opened, till.seen
        self._show_who(till.opened)
        items = words.open_items(till.opened)
        if before is None:
            self.items.show_items(items)
        elif items != words.open_items(before):
            self._take_news(items, till)
        self.items.setVisible(not self.items.is_empty)
        self._nothing.setVisible(self.items.is_empty)
        self.items.order_before(self._total)
        if before is None:
            self.items.focus_start()
        self._allow()
        if then is not None:
            then()

    def _show_who(self, opened: Opened) -> None:
        card = opened.card
        self.set_head(
            fitting_title(tr("Encaisser : {name}", name=words.name_of(card)), 760),
            words.known_by(card),
            CLIENT_CHIPS[card.state],
            word(card.state, current()),
        )

    def _take_news(self, items: Sequence[OpenItem], till: Till) -> None:
        """What is owed was changed at another desk: it is shown, what was typed stays, and who did it is said."""
        by_total, typed = self._by_total, self._total.value()
        self.items.update_items(items)
        if by_total and typed is not None:
            self._total.set_value(typed)
            self._spread("")
        texts = current()
        done = [
            tr("{who} : {what}.", who=row.operator, what=told(row, texts)) for row in till.news[:_MOST_NEWS]
        ]
        self._changed.show_state("attention", tr("Ce qui est dû vient de changer"), " ".join(done))
        self._changed.show()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something of the client was changed somewhere (`View`)."""
        own = {Touched(TouchedKind.CLIENT, self._client)}
        if concerns(touched, own) and not self._saving.is_under_way:
            self._read()

    # What follows from what

    @property
    def method(self) -> PaymentMethod:
        """How it is paid."""
        return next(
            (each for each, choice in self._methods.items() if choice.isChecked()), PaymentMethod.CASH
        )

    def _on_method(self, *_: object) -> None:
        for part in self._cash_only:
            part.setVisible(self.method is PaymentMethod.CASH)
        self._tell_change()

    def _follow_items(self) -> None:
        if not self._is_spreading:
            self._by_total = False
            self._total.set_value(self.items.total())
        self._tell_change()
        self._allow()

    def _spread(self, _text: str) -> None:
        """The amount typed goes to the oldest first."""
        typed = self._total.value()
        if typed is not None and typed >= 0:
            self._is_spreading = self._by_total = True
            self.items.spread(typed)
            self._is_spreading = False

    def _tell_change(self) -> None:
        total, received = self.items.total(), self._received.value()
        tone, head, said = "muted", tr("À rendre"), "–"
        if total is not None and received is not None:
            short = total - received
            head = tr("Il manque") if short > 0 else tr("À rendre")
            said, tone = money(abs(short)), "blocked" if short > 0 else "text"
        self._change_head.setText(head)
        self._change.setText(said)
        set_tone(self._change, tone)

    def _allow(self) -> None:
        total = self.items.total()
        verb = tr("&Ok, encaisser {amount}", amount=money(total)) if total else tr("&Ok, encaisser")
        self._save.setText(verb)
        self._save.setAccessibleName(verb.replace("&", ""))
        reason = ""
        if self._opened is None:
            reason = tr("Lecture…")
        elif self.items.is_empty:
            reason = tr("Rien à encaisser.")
        elif total == 0:
            reason = tr("Cochez ce qui est payé.")
        set_allowed(self._save, not reason, reason)

    # Saving

    def _misread(self) -> dict[str, str]:
        found = self.items.errors()
        typed, total = self._total.value(), self.items.total()
        if said := self._total.error():
            found["total"] = said
        elif typed is not None and typed < 0:
            found["total"] = tr("Un paiement est au-dessus de 0.")
        elif typed is not None and total is not None and typed != total:
            found["total"] = tr("Il n'est dû que {amount}.\nL'argent en trop se rend.", amount=money(total))
        if self.method is PaymentMethod.CASH:
            received = self._received.value()
            if said := self._received.error():
                found["received"] = said
            elif received is not None and total is not None and received < total:
                found["received"] = tr("Il manque {amount}.", amount=money(total - received))
        return found

    def _take(self) -> None:
        misread = self._misread()
        self.form.show_errors(misread)
        if misread or not self._save.isEnabled():
            return
        received = self._received.value() if self.method is PaymentMethod.CASH else None
        request = TakePayment(
            self._command,
            self._client,
            self.method,
            self.items.parts(),
            Cents(received) if received is not None else None,
            self._reference.value(),
        )
        job = partial(reading.take_payment, self._workplace.desk, request)
        self.save(job, self._on_taken, self._on_refused)

    def _on_taken(self, taken: PaymentTaken) -> None:
        total = self.items.total() or Cents(0)
        received = self._received.value() if self.method is PaymentMethod.CASH else None
        said = tr("{amount} encaissés.", amount=money(total))
        if received is not None and received > total:
            said = tr(
                "{amount} encaissés, {change} à rendre.", amount=money(total), change=money(received - total)
            )
        prints = self._receipt.isChecked()
        self.accept()
        self._workplace.announce(taken, said)
        if prints:
            produce = partial(reading.receipt_paper, self._workplace.desk, taken.payment)
            self._workplace.preview_paper(produce, tr("Reçu"))

    def _on_refused(self, refused: Refused) -> None:
        """What is owed may have changed at another desk: it is shown first, then what was refused."""
        self._command = next_command(self._command, refused)
        self._say_refused(refused)
        self._read(partial(self._say_refused, refused))

    def _say_refused(self, refused: Refused) -> None:
        texts = current()
        said = {self.items.key_of(each) or each.beside: sentence(each, texts) for each in refused.refusals}
        self.form.show_errors(said)
        if not self.form.errors():
            self.summary.show_sentence(in_words(refused))

    def is_touched(self) -> bool:
        """Whether leaving now would lose something typed."""
        return self.items.is_touched or bool(self._received.text().strip() or self._reference.value())
