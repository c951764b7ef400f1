"""Invoices of the invented club: what members bought at the desk, paid, left unpaid or took back (spec 1.9, 3.2).

All by the real verbs, on the days on which it would have happened, so that numbers and history rise
with the days.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceLine, PaymentMethod
from app.domain.rights import Role
from app.services.billing.crediting import credit_invoice
from app.services.billing.holding import hold_in, hold_invoices
from app.services.billing.issuing import issue_many
from app.services.billing.paying import refund_invoice, reverse_payment, take_payment
from app.services.billing.queries import invoice_view
from app.services.billing.reminding import rehearse_reminders, send_reminders
from app.services.billing.requests import (
    CreditInvoice,
    CreditLine,
    HoldInvoices,
    IssueInvoice,
    PaymentPart,
    RefundInvoice,
    ReversePayment,
    SendReminders,
    TakePayment,
)
from app.services.desk import Desk, Outcome
from app.services.training.base import Club
from app.services.training.lives import Ending, Life
from app.services.unit_of_work import writing

Event = Callable[[date], None]

_COACHING = InvoiceLine("Coaching individuel, 5 séances", Decimal(5), Cents(3500), Decimal(20))
_COURT = InvoiceLine("Location d'un court, par heure", Decimal("1.5"), Cents(1800), Decimal(20))
_SHIRT = InvoiceLine("T-shirt du club", Decimal(1), Cents(2450), Decimal(20))
_DRINK = InvoiceLine("Boisson protéinée", Decimal(3), Cents(320), Decimal("5.5"))
_GUEST = InvoiceLine("Entrée d'un invité", Decimal(1), Cents(1200), Decimal("5.5"))
_BASKETS = (
    (_COACHING,),
    (_COURT, _DRINK),
    (_SHIRT,),
    (_GUEST, _DRINK),
    (_COACHING, _SHIRT),
    (_COURT,),
)
_METHODS = (PaymentMethod.CARD, PaymentMethod.CASH, PaymentMethod.TRANSFER, PaymentMethod.CHEQUE)
KNOWN_SINCE = 95
"""Only who has been a member for so many days has invoices of long ago."""
EACH = 8
"""Invoices of one round."""


@dataclass(slots=True)
class BillingStory:
    """Lets members buy, pay and forget; `clients` fills up while the club is being made."""

    club: Club
    today: date
    lives: Mapping[int, Life]
    clients: Mapping[int, ClientId]
    invoices: dict[str, list[InvoiceId]] = field(default_factory=dict)

    def events(self) -> dict[date, list[Event]]:
        """What happens on which day."""
        told: dict[date, list[Event]] = defaultdict(list)
        for days_ago, event in (
            (88, partial(self._issue, "first", 0)),
            (80, partial(self._pay, "first", 4)),
            (62, partial(self._issue, "second", EACH)),
            (58, partial(self._pay, "second", 4)),
            (57, partial(self._credit, "second", 4)),
            (56, self._remind),
            (50, partial(self._hold, "first", 5)),
            (40, self._remind),
            (31, partial(self._issue, "third", EACH * 2)),
            (27, partial(self._pay, "third", 5)),
            (24, partial(self._pay_half, "third", 5)),
            (12, partial(self._take_back_a_line, "third", 3)),
            (9, partial(self._issue, "fourth", EACH * 3)),
            (8, partial(self._pay, "fourth", 4)),
            (5, self._remind),
            (2, partial(self._undo_the_cheque, "fourth", 3)),
        ):
            told[self.today - timedelta(days=days_ago)].append(event)
        return told

    def hold_of_those_who_left(self) -> None:
        """The open invoices of members who left are *en attente* (spec 3.2.2)."""
        desk = self._manager(self.today)
        for number, life in self.lives.items():
            if life.ending is Ending.DEACTIVATED:
                with writing(desk, self.club.command(), Outcome) as work:
                    hold_in(work, self.clients[number], "fin de la relation")
                    work.commit(Outcome())

    # Who

    def _members(self, begin: int) -> list[ClientId]:
        """So many members who are there all the time, and with the first ones those who will leave."""
        earliest = self.today - timedelta(days=KNOWN_SINCE)
        known = [
            number
            for number, life in self.lives.items()
            if life.plan and life.start <= earliest and not life.pauses
        ]
        staying = [number for number in known if self.lives[number].ending is Ending.NONE]
        leaving = [number for number in known if self.lives[number].ending is Ending.DEACTIVATED]
        chosen = staying[begin : begin + EACH] + (leaving[:2] if not begin else [])
        return [self.clients[number] for number in chosen]

    def _manager(self, day: date) -> Desk:
        return self.club.desk(day, "SARAH", Role.MANAGER)

    def _reception(self, day: date) -> Desk:
        return self.club.desk(day, "TOM", Role.RECEPTION)

    # What

    def _issue(self, called: str, begin: int, day: date) -> None:
        """A round of invoices, as the desk writes them at the end of a week."""
        requests = [
            IssueInvoice(self.club.command(), client, _BASKETS[(begin + at) % len(_BASKETS)])
            for at, client in enumerate(self._members(begin))
        ]
        if requests:
            issued = issue_many(self._reception(day), self.club.command(), requests)
            self.invoices[called] = list(issued.invoices)

    def _one(self, called: str, at: int) -> Sequence[InvoiceId]:
        """One invoice of a round; none where a small club has fewer."""
        return self.invoices.get(called, [])[at : at + 1]

    def _pay(self, called: str, count: int, day: date) -> None:
        """The first invoices of a round, each in another way; the cheque comes last."""
        for at in range(count):
            for invoice in self._one(called, at):
                self._take(day, invoice, _METHODS[at % len(_METHODS)])

    def _pay_half(self, called: str, at: int, day: date) -> None:
        for invoice in self._one(called, at):
            self._take(day, invoice, PaymentMethod.CASH, share=2)

    def _take(self, day: date, invoice: InvoiceId, method: PaymentMethod, share: int = 1) -> None:
        """All that is left of an invoice, or that share of it; who pays cash gives a round sum."""
        desk = self._reception(day)
        row = invoice_view(desk, invoice).row
        amount = row.left // share
        received = Cents(-(-amount // 1000) * 1000) if method is PaymentMethod.CASH else None
        part = PaymentPart(invoice, None, None, Cents(amount))
        take_payment(desk, TakePayment(self.club.command(), row.client, method, (part,), received))

    def _credit(self, called: str, at: int, day: date) -> None:
        for invoice in self._one(called, at):
            request = CreditInvoice(self.club.command(), invoice, None, "facturé deux fois")
            credit_invoice(self._manager(day), request)

    def _take_back_a_line(self, called: str, at: int, day: date) -> None:
        """A part of a paid line is credited, and given back in cash."""
        desk = self._manager(day)
        for invoice in self._one(called, at):
            line = invoice_view(desk, invoice).lines[0]
            back = Cents(line.amount // 2)
            lines = (CreditLine(line.position, back),)
            credit_invoice(desk, CreditInvoice(self.club.command(), invoice, lines, "séance annulée"))
            refund_invoice(
                desk,
                RefundInvoice(self.club.command(), invoice, PaymentMethod.CASH, back, "rendu au comptoir"),
            )

    def _hold(self, called: str, at: int, day: date) -> None:
        invoices = tuple(self._one(called, at))
        if invoices:
            reason = "montant contesté"
            hold_invoices(self._manager(day), HoldInvoices(self.club.command(), invoices, reason))

    def _remind(self, day: date) -> None:
        """Everybody whose next level has come."""
        desk = self._manager(day)
        chosen = tuple(row for row in rehearse_reminders(desk, day) if row.level)
        if chosen:
            send_reminders(desk, SendReminders(self.club.command(), chosen))

    def _undo_the_cheque(self, called: str, at: int, day: date) -> None:
        desk = self._manager(day)
        for invoice in self._one(called, at):
            for part in invoice_view(desk, invoice).payments:
                request = ReversePayment(self.club.command(), part.payment, "chèque sans provision")
                reverse_payment(desk, request)
