"""Encaisser: what is owed, oldest first, cash and its change, part payments, rejected debits, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceLine, InvoiceState, PaymentMethod
from app.domain.rights import Role
from app.services.billing.issuing import issue_invoice, issue_many
from app.services.billing.paying import take_payment
from app.services.billing.requests import IssueInvoice, PaymentPart, TakePayment
from app.services.desk import Desk, Outcome, Touched, TouchedKind
from app.services.documents.papers import PaperChoices
from app.ui.billing import PaymentDialog
from app.ui.billing.open_items import MOST_ITEMS
from tests.services.club import new_command
from tests.ui.billing.bills import ASE, BASTIEN, INES, MARGAUX, ZOE
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]


def at_till(clerk_of: Clerks, client: ClientId = MARGAUX, role: Role = Role.RECEPTION) -> BillingClerk:
    clerk = clerk_of(role)
    clerk.open(PaymentDialog(clerk.noted, client))
    return clerk


def ticks(clerk: BillingClerk, count: int) -> list[bool]:
    return [clerk.control(QAbstractButton, f"payment_tick_{at}").isChecked() for at in range(1, count + 1)]


def test_the_oldest_comes_first_and_what_is_en_attente_is_not_proposed(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    shown = [clerk.text(f"payment_tick_{at}") for at in (1, 2, 3)]
    assert shown == ["Facture 2010-000001", "Facture 2010-000003", "Facture 2010-000002"]
    assert ticks(clerk, 3) == [True, False, True]
    assert clerk.text("payment_total") == "109,10 €"
    assert clerk.text("payment_save") == "&Ok, encaisser 109,10 €"


def test_cash_received_shows_the_change_to_give(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    clerk.type("payment_received", "150")
    assert (clerk.text("payment_change_head"), clerk.text("payment_change")) == ("À rendre", "40,90 €")
    clerk.type("payment_received", "100")
    assert (clerk.text("payment_change_head"), clerk.text("payment_change")) == ("Il manque", "9,10 €")


def test_paying_in_cash_pays_what_is_ticked_and_says_the_change(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    clerk.type("payment_received", "150")
    clerk.press("payment_save", twice=True)
    account = clerk.account(MARGAUX)
    assert [row.state for row in account.invoices] == [
        InvoiceState.ON_HOLD,
        InvoiceState.PAID,
        InvoiceState.PAID,
    ]
    (payment,) = account.payments
    assert (payment.method, payment.amount, payment.change) == (PaymentMethod.CASH, 10910, 4090)
    assert clerk.told() == ["109,10 € encaissés, 40,90 € à rendre."]
    assert not clerk.sees("payment_dialog")


def test_a_smaller_amount_pays_the_oldest_first(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    clerk.press("payment_card")
    assert not clerk.sees("payment_received")
    clerk.type("payment_total", "100")
    assert [clerk.text(f"payment_amount_{at}") for at in (1, 2, 3)] == ["90,00 €", "10,00 €", ""]
    clerk.press("payment_save")
    left = {row.number: row.left for row in clerk.account(MARGAUX).invoices}
    assert left == {"2010-000001": 0, "2010-000002": 1910, "2010-000003": 3000}


def test_an_amount_is_paid_in_part_where_it_is_typed(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    clerk.press("payment_tick_3")
    clerk.type("payment_amount_1", "25,50")
    assert clerk.text("payment_total") == "25,50 €"
    clerk.press("payment_transfer")
    clerk.type("payment_reference", "VIR 0042")
    clerk.press("payment_save")
    account = clerk.account(MARGAUX)
    assert account.balance == 14910 - 2550
    assert account.payments[0].reference == "VIR 0042"


def test_a_rejected_debit_is_paid_whole_and_releases_nothing_that_the_club_blocked(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, INES)
    assert clerk.text("payment_tick_1") == "Débit rejeté du 05/07/2010"
    assert not clerk.control(QAbstractButton, "payment_tick_1").isHidden()
    assert not clerk.field("payment_amount_1").isEnabled()
    clerk.press("payment_save")
    account = clerk.account(INES)
    assert (account.balance, account.debits) == (0, ())


def test_the_receipt_is_offered(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    clerk.press("payment_receipt")
    clerk.press("payment_save")
    (way,) = [way for way in clerk.noted.ways if way[0] == "paper"]
    assert way[2] == "Reçu"
    assert way[1](PaperChoices()).content.startswith(b"%PDF-")


def test_nothing_owed_says_so_and_cannot_be_paid(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, ASE)
    assert clerk.text("payment_nothing_sentence") == "Rien à encaisser"
    assert "Rien à encaisser" in clerk.why_not("payment_save")


BAD = [
    ("payment_amount_1", "", "payment_amount_1"),
    ("payment_amount_1", "0", "payment_amount_1"),
    ("payment_amount_1", "-5", "payment_amount_1"),
    ("payment_amount_1", "beaucoup", "payment_amount_1"),
    ("payment_amount_1", "90,01", "payment_amount_1"),
    ("payment_amount_1", "999999999999999", "payment_amount_1"),
    ("payment_amount_1", "'; DROP TABLE invoice; --", "payment_amount_1"),
    ("payment_total", "500", "payment_total"),
    ("payment_total", "-1", "payment_total"),
    ("payment_total", "cent", "payment_total"),
    ("payment_received", "20", "payment_received"),
    ("payment_received", "deux billets", "payment_received"),
    ("payment_received", "99999999999", "payment_received"),
    ("payment_reference", "a\u202eb", "payment_reference"),
]


@pytest.mark.parametrize(("field", "typed", "beside"), BAD)
def test_bad_input_is_told_beside_its_field_and_nothing_is_taken(
    clerk_of: Clerks, field: str, typed: str, beside: str
) -> None:
    clerk = at_till(clerk_of)
    before = clerk.counts()
    clerk.paste(field, typed)
    clerk.press("payment_save")
    assert clerk.error(beside) != ""
    assert clerk.counts() == before
    assert clerk.sees("payment_dialog")


def test_nothing_ticked_cannot_be_paid(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, BASTIEN)
    clerk.press("payment_tick_1")
    assert "Cochez" in clerk.why_not("payment_save")


def test_what_another_desk_took_meanwhile_is_refused_and_what_was_typed_stays(clerk_of: Clerks) -> None:
    clerk, other = at_till(clerk_of, BASTIEN), clerk_of(Role.RECEPTION)
    other.open(PaymentDialog(other.noted, BASTIEN))
    other.press("payment_card")
    other.press("payment_save")
    clerk.type("payment_received", "50")
    clerk.press("payment_save")
    assert "2010-000005" in clerk.text("payment_dialog_summary_text")
    assert "P2010-000001" in clerk.text("payment_changed_detail")
    assert clerk.sees("payment_nothing")
    assert clerk.text("payment_received") in ("50", "50,00 €")
    assert clerk.counts()[1] == 1


def news_of(clerk: BillingClerk, name: str, act: Callable[[Desk], Outcome]) -> None:
    """Somebody of this name does something at another desk, and the till hears of it."""
    operator = replace(clerk.desk.operator, role=Role.MANAGER, name=name)
    clerk.dialog.refresh(act(replace(clerk.desk, operator=operator)).touched)
    clerk.settle()


def paid_elsewhere(invoice: InvoiceId, amount: int) -> Callable[[Desk], Outcome]:
    part = PaymentPart(invoice, None, None, Cents(amount))
    return lambda desk: take_payment(desk, TakePayment(new_command(), MARGAUX, PaymentMethod.CARD, (part,)))


def billed_elsewhere(desk: Desk) -> Outcome:
    line = InvoiceLine("Serviette", Decimal(1), Cents(1000), Decimal(21))
    return issue_invoice(desk, IssueInvoice(new_command(), MARGAUX, (line,)))


def test_what_changed_at_another_desk_is_shown_and_said_with_who_did_it(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, MARGAUX)
    oldest = clerk.account(MARGAUX).invoices[-1].id
    news_of(clerk, "Marie", paid_elsewhere(oldest, 4000))
    assert clerk.text("payment_changed_text") == "Ce qui est dû vient de changer"
    said = clerk.text("payment_changed_detail").replace("\u00a0", " ")
    assert said == "Marie : Paiement P2010-000001 : 40,00 € (Carte) pour 2010-000001."
    assert (clerk.text("payment_left_1"), clerk.text("payment_total")) == ("50,00 €", "69,10 €")
    clerk.press("payment_card")
    clerk.press("payment_save")
    assert clerk.account(MARGAUX).invoices[-1].left == 0


def test_what_was_typed_stays_when_another_desk_saves(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, MARGAUX)
    oldest = clerk.account(MARGAUX).invoices[-1].id
    clerk.type("payment_amount_1", "30")
    clerk.type("payment_received", "60")
    clerk.press("payment_tick_2")
    news_of(clerk, "Marie", billed_elsewhere)
    assert ticks(clerk, 4) == [True, True, False, True]  # the new one is due before the last
    assert clerk.text("payment_amount_1").startswith("30")
    assert clerk.text("payment_received").startswith("60")
    news_of(clerk, "Marie", paid_elsewhere(oldest, 9000))
    assert clerk.text("payment_tick_1") == "Facture 2010-000003"
    assert ticks(clerk, 3) == [True, False, True]
    assert clerk.text("payment_received").startswith("60")


def test_an_amount_to_take_stays_and_pays_the_oldest_of_what_is_owed_by_now(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, MARGAUX)
    oldest = clerk.account(MARGAUX).invoices[-1].id
    clerk.type("payment_total", "60")
    news_of(clerk, "Marie", paid_elsewhere(oldest, 5000))
    assert clerk.text("payment_total").startswith("60")
    assert (clerk.text("payment_amount_1"), clerk.text("payment_amount_2")) == ("40,00 €", "20,00 €")


def test_an_untouched_till_proposes_what_was_billed_meanwhile(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, MARGAUX)
    news_of(clerk, "Marie", billed_elsewhere)
    assert clerk.text("payment_total") == "119,10 €"


def test_what_is_typed_beyond_what_is_left_by_now_is_refused_beside_it(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, MARGAUX)
    oldest = clerk.account(MARGAUX).invoices[-1].id
    clerk.type("payment_amount_1", "80")
    news_of(clerk, "Marie", paid_elsewhere(oldest, 4000))
    clerk.press("payment_save")
    assert clerk.error("payment_amount_1").replace("\u00a0", " ") == "Il reste 50,00 € à payer."
    assert clerk.counts()[1] == 1


def test_news_that_leave_what_is_owed_as_it_was_say_nothing(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, MARGAUX)
    clerk.dialog.refresh(frozenset({Touched(TouchedKind.CLIENT, MARGAUX)}))
    clerk.settle()
    assert not clerk.sees("payment_changed")


def test_leaving_asks_once_where_something_was_typed(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of)
    clerk.type("payment_received", "20")
    clerk.key(Qt.Key.Key_Escape, clerk.dialog)
    assert clerk.sees("ask")
    clerk.press("ask_yes")
    assert not clerk.sees("payment_dialog")
    assert clerk.counts()[1] == 0


def test_the_whole_of_it_by_keyboard(clerk_of: Clerks) -> None:
    clerk = at_till(clerk_of, BASTIEN)
    clerk.key(Qt.Key.Key_Tab)
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.control(QAbstractButton, "payment_tick_1").isChecked()
    clerk.key(Qt.Key.Key_R, clerk.dialog, Qt.KeyboardModifier.AltModifier)
    for digit in (Qt.Key.Key_5, Qt.Key.Key_0):
        clerk.key(digit)
    assert clerk.text("payment_change") == "20,00 €"
    clerk.key(Qt.Key.Key_Return)
    assert clerk.told() == ["30,00 € encaissés, 20,00 € à rendre."]


def test_of_very_many_open_invoices_the_oldest_are_shown_and_can_be_paid_at_once(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.RECEPTION)
    asked = [IssueInvoice(new_command(), ZOE, (InvoiceLine("Cours", Decimal(1), Cents(100), Decimal(21)),))]
    issued = issue_many(clerk.desk, new_command(), asked * (MOST_ITEMS + 5))
    clerk.open(PaymentDialog(clerk.noted, ZOE))
    assert clerk.text("payment_total") == "100,00 €"
    assert clerk.text("payment_more") == "Les 100 plus anciens, sur 105 : encaissez-les d'abord."
    clerk.press("payment_card")
    clerk.press("payment_save")
    left = [row.id for row in clerk.account(ZOE).invoices if row.left]
    assert left == list(reversed(issued.invoices[MOST_ITEMS:]))
