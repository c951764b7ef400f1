"""One invoice in its window: what it says, a credit note whole or in part, refunds, and what is refused."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceState, PaymentMethod
from app.domain.rights import Role
from app.services.billing.crediting import credit_invoice
from app.services.billing.paying import take_payment
from app.services.billing.queries import invoice_view
from app.services.billing.requests import CreditInvoice, PaymentPart, TakePayment
from app.services.billing.views import InvoiceRow
from app.services.desk import touched_client
from app.ui.billing import InvoiceDialog
from app.ui.kit.tiles import FactTile
from tests.services.club import new_command
from tests.ui.billing.bills import ANNE_SOPHIE, BASTIEN, MARGAUX, ZOE
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]


def row_of(clerk: BillingClerk, client: int, number: str) -> InvoiceRow:
    return next(row for row in clerk.account(ClientId(client)).invoices if row.number == number)


def at_invoice(clerk_of: Clerks, client: int, number: str, role: Role = Role.MANAGER) -> BillingClerk:
    clerk = clerk_of(role)
    clerk.open(InvoiceDialog(clerk.noted, row_of(clerk, client, number).id))
    return clerk


def pay(clerk: BillingClerk, client: ClientId, invoice: InvoiceId, cents: int) -> None:
    part = PaymentPart(invoice, None, None, Cents(cents))
    take_payment(clerk.desk, TakePayment(new_command(), client, PaymentMethod.CARD, (part,)))


def menu_of(clerk: BillingClerk) -> QMenu:
    clerk.press("invoice_more")
    return clerk.control(QMenu, "invoice_menu")


def test_it_says_what_was_billed_and_what_happened_since(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, ANNE_SOPHIE, "2010-000004")
    assert clerk.text("invoice_dialog_title") == "Facture 2010-000004 : LEGRAND Anne-Sophie"
    assert clerk.table("invoice_lines") == [
        ["Massage sportif", "1", "50,00 €", "21 %", "50,00 €"],
        ["Huile", "1", "15,00 €", "21 %", "0,00 €"],
    ]
    assert clerk.text("invoice_left_value") == "50,00 €"
    assert clerk.table("invoice_events") == [["20/07/2010", "Note de crédit NC2010-000001", "-15,00 €"]]


def test_a_credit_note_names_its_invoice_and_cannot_be_paid(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, ZOE, "NC2010-000002")
    assert "2010-000006" in clerk.text("invoice_dialog_subtitle")
    for verb in ("collect", "credit", "hold"):
        assert clerk.why_not(f"invoice_{verb}") != ""


def test_the_whole_rest_is_credited_with_a_reason(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, ANNE_SOPHIE, "2010-000004")
    clerk.press("invoice_credit")
    clerk.press("credit_save")
    assert clerk.error("credit_reason") != ""
    clerk.type("credit_reason", "geste commercial")
    clerk.press("credit_save", twice=True)
    assert clerk.told() == ["Note de crédit NC2010-000003 émise."]
    assert row_of(clerk, ANNE_SOPHIE, "2010-000004").state is InvoiceState.CREDITED


def test_a_part_of_a_line_is_credited(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, MARGAUX, "2010-000002")
    clerk.press("invoice_credit")
    clerk.press("credit_part")
    clerk.type("credit_amount_1", "0")
    clerk.type("credit_amount_2", "2,20")
    assert clerk.text("credit_total") == "2,20 €"
    clerk.type("credit_reason", "bouteille rendue")
    clerk.press("credit_save")
    assert row_of(clerk, MARGAUX, "2010-000002").left == 1690


BAD = [
    ("credit_amount_1", "12,51"),
    ("credit_amount_1", "-1"),
    ("credit_amount_1", "tout"),
    ("credit_amount_1", "99999999999999"),
    ("credit_reason", "   "),
    ("credit_reason", "a\u202eb"),
]


@pytest.mark.parametrize(("field", "typed"), BAD)
def test_bad_input_is_told_beside_its_field_and_nothing_is_credited(
    clerk_of: Clerks, field: str, typed: str
) -> None:
    clerk = at_invoice(clerk_of, MARGAUX, "2010-000002")
    clerk.press("invoice_credit")
    clerk.press("credit_part")
    clerk.type("credit_reason", "erreur")
    clerk.paste(field, typed)
    before = clerk.counts()
    clerk.press("credit_save")
    assert clerk.error(field) != ""
    assert clerk.counts() == before


def test_nothing_at_all_is_no_credit_note(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005")
    clerk.press("invoice_credit")
    clerk.press("credit_part")
    clerk.type("credit_amount_1", "0")
    clerk.type("credit_reason", "erreur")
    clerk.press("credit_save")
    assert clerk.error("credit_amount_1") != ""


def test_what_another_desk_credited_meanwhile_is_refused(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005")
    clerk.press("invoice_credit")
    row = row_of(clerk, BASTIEN, "2010-000005")
    credit_invoice(clerk.desk, CreditInvoice(new_command(), row.id, None, "rendu"))
    clerk.type("credit_reason", "erreur")
    before = clerk.counts()
    clerk.press("credit_save")
    assert clerk.sees("credit_summary")
    assert clerk.counts() == before


def left_told(clerk: BillingClerk) -> str:
    """What the tile of what is left says, as a reader of the screen hears it."""
    return clerk.control(FactTile, "invoice_left").accessibleName().replace("\u00a0", " ")


def test_what_was_paid_and_then_credited_is_given_back(clerk_of: Clerks) -> None:
    clerk = clerk_of()
    row = row_of(clerk, BASTIEN, "2010-000005")
    pay(clerk, BASTIEN, row.id, 3000)
    credit_invoice(clerk.desk, CreditInvoice(new_command(), row.id, None, "rendu"))
    clerk.open(InvoiceDialog(clerk.noted, row.id))
    assert clerk.text("invoice_left_fact") == "le club doit cette somme au client"
    assert left_told(clerk) == "À rembourser 30,00 € le club doit cette somme au client"
    assert not clerk.sees("invoice_collect")
    clerk.press("invoice_give_back")
    clerk.type("refund_amount", "30,01")
    clerk.type("refund_reason", "facture créditée")
    clerk.press("refund_save")
    assert clerk.error("refund_amount") != ""
    clerk.type("refund_amount", "30")
    clerk.press("refund_save")
    assert clerk.account(BASTIEN).balance == 0
    assert clerk.told()[-1].startswith("Remboursement ")
    clerk.dialog.reload()
    clerk.settle()
    assert left_told(clerk).startswith("Reste à payer 0,00 €")
    assert not clerk.sees("invoice_give_back")


def test_entries_of_the_menu_say_why_they_cannot_be_used(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005")
    menu = menu_of(clerk)
    found = {action.objectName(): action for action in menu.actions()}
    assert not found["invoice_refund"].isEnabled()
    assert "ne doit rien" in found["invoice_refund"].toolTip()
    assert "frais" in found["invoice_waive"].toolTip()
    found["invoice_card"].trigger()
    menu.close()
    assert clerk.noted.ways == [("client", BASTIEN)]


def test_holding_turns_into_releasing_and_the_banner_says_who(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005")
    clerk.press("invoice_hold")
    clerk.type("change_reason", "plan de paiement")
    clerk.press("change_save")
    clerk.dialog.reload()
    clerk.settle()
    assert clerk.text("invoice_held_text") == "En attente depuis le 28/07/2010 par ADMIN"
    assert "Plan de paiement" in clerk.text("invoice_held_detail")
    assert clerk.sees("invoice_release")
    assert not clerk.sees("invoice_hold")


def test_ctrl_p_prints_the_invoice(clerk_of: Clerks, qtbot: QtBot) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005", Role.RECEPTION)
    qtbot.keyClick(clerk.dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [way[0] for way in clerk.noted.ways] == ["print invoice"]


def test_collecting_and_printing_lead_on(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005", Role.RECEPTION)
    clerk.press("invoice_print")
    clerk.press("invoice_collect")
    assert [way[0] for way in clerk.noted.ways] == ["print invoice", "payment"]


def test_it_is_read_again_when_it_is_paid_elsewhere(clerk_of: Clerks) -> None:
    clerk = at_invoice(clerk_of, BASTIEN, "2010-000005")
    view = invoice_view(clerk.desk, row_of(clerk, BASTIEN, "2010-000005").id)
    pay(clerk, BASTIEN, view.row.id, 3000)
    clerk.dialog.refresh(frozenset({touched_client(BASTIEN)}))
    clerk.settle()
    assert clerk.text("invoice_left_value") == "0,00 €"
    assert clerk.table("invoice_events")[0][1].startswith("Carte, reçu ")
