"""A desk of its own process that issues invoice after invoice, some of which are refused, until it is killed.

Every third request is one that the verb refuses after it took its number, and each number that was
given is acknowledged only after `issue_invoice` returned.
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.cents import Cents
from app.domain.ids import ClientId, CommandId, UserId
from app.domain.invoicing import InvoiceLine
from app.domain.refusals import Refused
from app.domain.rights import Role
from app.services.billing.issuing import issue_in, issue_invoice
from app.services.billing.requests import IssueInvoice
from app.services.billing.views import InvoiceIssued
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.refusals import NotFound
from app.services.store import open_store
from app.services.unit_of_work import writing

DAY = date(2010, 7, 20)
LINES = (InvoiceLine("Séance", Decimal(1), Cents(1250), Decimal(21)),)


def issue_many(acknowledged: Path, place: str, number: int, count: int) -> None:
    """Issue, acknowledge, and go on."""
    store = open_store(place)
    desk = Desk(store, FixedClock(DAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, f"POSTE-{number}"))
    with acknowledged.open("a", encoding="ascii", buffering=1) as told:
        for at in range(count):
            if at % 3 == 2:
                _change_ones_mind(desk, CommandId(f"undone-{number}-{at}"))
            issued = issue_invoice(desk, IssueInvoice(CommandId(f"{number}-{at}"), ClientId(1), LINES))
            told.write(f"{issued.number} {issued.invoice}\n")
            os.fsync(told.fileno())
    store.close()


def _change_ones_mind(desk: Desk, command: CommandId) -> None:
    """A verb that issued an invoice and is then refused for another reason: it gives its number back."""
    try:
        with writing(desk, command, InvoiceIssued) as work:
            issue_in(work, ClientId(1), LINES)
            work.session.flush()
            raise Refused(NotFound("plan"))
    except Refused:
        return
