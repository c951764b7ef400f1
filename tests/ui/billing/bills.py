"""What the members of the known club were billed: each state of an invoice once, and a rejected debit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId, Rank
from app.domain.invoicing import InvoiceLine
from app.services.bank_facts import record_presented, record_rejected
from app.services.billing.crediting import credit_invoice
from app.services.billing.holding import hold_invoices
from app.services.billing.issuing import issue_invoice
from app.services.billing.requests import CreditInvoice, CreditLine, HoldInvoices, IssueInvoice
from app.services.clock import FixedClock
from app.services.desk import Desk
from app.services.queries.access import accesses
from tests.services.club import new_command

JEAN_NOEL, MARGAUX, INES, ANNE_SOPHIE, BASTIEN, ASE, ZOE, AISSATOU = (ClientId(n) for n in range(1, 9))


def line(description: str, price: int, quantity: str = "1", rate: str = "21") -> InvoiceLine:
    """One line; the price in cents, VAT included."""
    return InvoiceLine(description, Decimal(quantity), Cents(price), Decimal(rate))


def billed(desk: Desk, on: date, due: date, client: ClientId, *lines: InvoiceLine) -> InvoiceId:
    """An invoice issued on a day."""
    then = replace(desk, clock=FixedClock(on))
    return issue_invoice(then, IssueInvoice(new_command(), client, tuple(lines), due)).invoice


def fill(desk: Desk) -> None:
    """Numbers follow the order of these lines: 2010-000001 is Margaux's overdue one."""
    billed(desk, date(2010, 6, 1), date(2010, 6, 15), MARGAUX, line("Coaching personnel", 4500, "2"))
    billed(
        desk,
        date(2010, 7, 1),
        date(2010, 8, 15),
        MARGAUX,
        line("Serviette du club", 1250),
        line("Boisson isotonique", 220, "3", "6"),
    )
    held = billed(desk, date(2010, 7, 10), date(2010, 7, 24), MARGAUX, line("Location d'un casier", 4000))
    credited = billed(
        desk,
        date(2010, 7, 12),
        date(2010, 8, 12),
        ANNE_SOPHIE,
        line("Massage sportif", 5000),
        line("Huile", 1500),
    )
    billed(desk, date(2010, 7, 15), date(2010, 7, 29), BASTIEN, line("Séance d'essai & bilan", 3000))
    whole = billed(desk, date(2010, 7, 16), date(2010, 7, 30), ZOE, line("Carte de 10 séances", 8000))
    later = replace(desk, clock=FixedClock(date(2010, 7, 20)))
    hold_invoices(later, HoldInvoices(new_command(), (held,), "facture contestée"))
    part = (CreditLine(2, Cents(1500)),)
    credit_invoice(later, CreditInvoice(new_command(), credited, part, "huile non remise"))
    credit_invoice(later, CreditInvoice(new_command(), whole, None, "carte rendue"))
    access = accesses(desk, INES)[0].id
    record_presented(later, new_command(), access, Rank(1), date(2010, 7, 5))
    record_rejected(later, new_command(), access, Rank(1), date(2010, 7, 12))
