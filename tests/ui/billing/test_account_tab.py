"""The tab Factures & paiements: what is owed, what can be done with what is chosen, and that it follows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMenu

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceState, PaymentMethod
from app.domain.rights import Role
from app.services.billing.paying import take_payment
from app.services.billing.requests import PaymentPart, TakePayment
from app.services.clock import FixedClock
from app.services.desk import touched_client
from app.ui.billing import AccountTab
from tests.services.club import new_command
from tests.ui.billing.bills import ANNE_SOPHIE, INES, JEAN_NOEL, MARGAUX, billed, line
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]


def at_account(clerk_of: Clerks, client: int = MARGAUX, role: Role = Role.MANAGER) -> BillingClerk:
    clerk = clerk_of(role)
    clerk.show(AccountTab(clerk.noted, ClientId(client)), (1192, 560))
    return clerk


def choose(clerk: BillingClerk, *numbers: str) -> None:
    """Choose these invoices."""
    table = clerk.page.invoices.table
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for at in range(table.rows_model().rowCount()):
        if table.rows_model().row(at).number in numbers:
            table.selectionModel().select(table.rows_model().index(at, 0), flags.Select | flags.Rows)


def paid(clerk: BillingClerk, invoice: InvoiceId, client: ClientId, cents: int) -> None:
    part = PaymentPart(invoice, None, None, Cents(cents))
    take_payment(clerk.desk, TakePayment(new_command(), client, PaymentMethod.CASH, (part,)))


def states(clerk: BillingClerk) -> dict[str, InvoiceState]:
    return {row.number: row.state for row in clerk.account(MARGAUX).invoices}


def test_tiles_and_tables_say_what_is_owed(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    assert clerk.text("account_balance_value") == "149,10 €"
    assert clerk.text("account_overdue_value") == "90,00 €"
    assert clerk.text("account_on_hold_value") == "40,00 €"
    assert clerk.table("account_invoices") == [
        ["2010-000003", "10/07/2010", "24/07/2010", "40,00 €", "40,00 €", "En attente", "aucun"],
        ["2010-000002", "01/07/2010", "15/08/2010", "19,10 €", "19,10 €", "Ouverte", "–"],
        ["2010-000001", "01/06/2010", "15/06/2010", "90,00 €", "90,00 €", "En retard", "–"],
    ]
    assert not clerk.sees("account_debits")


def test_a_rejected_debit_is_shown_to_be_settled(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of, INES)
    assert clerk.table("account_debits") == [["05/07/2010", "Illimité mensuel", "12/07/2010", "59,00 €"]]
    assert clerk.text("account_balance_fact") == "1 débit rejeté"


def test_what_was_paid_is_listed_and_its_receipt_is_one_key_away(clerk_of: Clerks) -> None:
    clerk = clerk_of()
    paid(clerk, clerk.account(MARGAUX).invoices[-1].id, MARGAUX, 2000)
    clerk.show(AccountTab(clerk.noted, MARGAUX), (1192, 560))
    assert clerk.table("account_payments") == [["28/07/2010", "Espèces", "2010-000001", "20,00 €"]]
    table = clerk.page.payments.table
    table.setFocus()
    table.select(0)
    clerk.key(Qt.Key.Key_Return, table)
    assert clerk.noted.ways[-1][0] == "paper"


def test_3_2_4_invoices_en_attente_are_released_by_hand_several_at_once(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    choose(clerk, "2010-000001", "2010-000002")
    clerk.press("account_invoices_hold")
    clerk.press("change_save")
    assert set(states(clerk).values()) == {InvoiceState.ON_HOLD}
    assert clerk.told() == ["2 factures mises en attente."]
    clerk.page.read()
    clerk.settle()
    clerk.page.invoices.table.selectAll()
    clerk.press("account_invoices_release")
    clerk.type("change_reason", "client réactivé")
    clerk.press("change_save", twice=True)
    assert states(clerk) == {
        "2010-000001": InvoiceState.OVERDUE,
        "2010-000002": InvoiceState.OPEN,
        "2010-000003": InvoiceState.OVERDUE,
    }
    assert clerk.told()[-1] == "3 factures reprises."


def test_3_2_4_one_alone_is_released_and_the_others_stay(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    choose(clerk, "2010-000001")
    clerk.press("account_invoices_hold")
    clerk.press("change_save")
    clerk.page.read()
    clerk.settle()
    choose(clerk, "2010-000003")
    clerk.press("account_invoices_release")
    clerk.press("change_save")
    assert states(clerk)["2010-000003"] is InvoiceState.OVERDUE
    assert states(clerk)["2010-000001"] is InvoiceState.ON_HOLD


def test_a_payment_is_undone_with_a_reason_only(clerk_of: Clerks) -> None:
    clerk = clerk_of()
    paid(clerk, clerk.account(MARGAUX).invoices[-1].id, MARGAUX, 9000)
    clerk.show(AccountTab(clerk.noted, MARGAUX), (1192, 560))
    clerk.page.payments.table.select(0)
    clerk.press("account_payments_reverse")
    clerk.press("change_save")
    assert clerk.error("change_reason") != ""
    assert clerk.counts()[1] == 1
    clerk.type("change_reason", "chèque sans provision")
    clerk.press("change_save")
    assert states(clerk)["2010-000001"] is InvoiceState.OVERDUE
    clerk.page.read()
    clerk.settle()
    clerk.page.payments.table.select(0)
    assert clerk.why_not("account_payments_reverse") != ""


def test_verbs_say_why_they_cannot_be_used(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    assert "Choisissez" in clerk.why_not("account_invoices_credit")
    choose(clerk, "2010-000001", "2010-000002")
    assert "seule facture" in clerk.why_not("account_invoices_credit")
    assert "en attente se reprend" in clerk.why_not("account_invoices_release")
    choose(clerk, "2010-000003")
    assert "ouverte" in clerk.why_not("account_invoices_hold")


def test_reception_bills_and_collects_but_does_not_hold_or_credit(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of, role=Role.RECEPTION)
    choose(clerk, "2010-000001")
    for verb in ("credit", "hold", "release"):
        assert "rôle" in clerk.why_not(f"account_invoices_{verb}")
    clerk.press("account_new")
    clerk.press("account_collect")
    clerk.press("account_invoices_print")
    assert [way[0] for way in clerk.noted.ways] == ["new invoice", "payment", "print invoice"]


def test_nothing_to_collect_says_so(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of, JEAN_NOEL)
    assert "Rien à encaisser" in clerk.why_not("account_collect")
    assert clerk.text("account_balance_fact") == "rien à payer"


def test_a_double_click_and_enter_open_the_invoice_and_a_right_click_offers_the_verbs(
    clerk_of: Clerks,
) -> None:
    clerk = at_account(clerk_of, ANNE_SOPHIE)
    table = clerk.page.invoices.table
    table.select(0)
    clerk.key(Qt.Key.Key_Return, table)
    assert clerk.noted.ways == [("invoice", clerk.account(ANNE_SOPHIE).invoices[0].id)]
    menu = QMenu()
    clerk.qtbot.addWidget(menu)
    clerk.page.invoices._fill_menu(menu, table.selected_row())
    assert [action.text() for action in menu.actions()] == [
        "Ouvrir",
        "Imprimer",
        "Note de crédit…",
        "Mettre en attente…",
        "Reprendre…",
    ]


def test_it_follows_what_was_saved_elsewhere(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    later = replace(clerk.desk, clock=FixedClock(date(2010, 7, 28)))
    billed(later, date(2010, 7, 28), date(2010, 8, 30), MARGAUX, line("Coaching", 5000))
    clerk.page.refresh(frozenset({touched_client(MARGAUX)}))
    clerk.settle()
    assert clerk.text("account_balance_value") == "199,10 €"


def test_a_refused_change_changes_nothing_and_says_why(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    choose(clerk, "2010-000001")
    clerk.press("account_invoices_hold")
    other = clerk.account(MARGAUX).invoices[-1]
    paid(clerk, other.id, MARGAUX, 9000)
    clerk.press("change_save")
    assert "2010-000001" in clerk.text("change_summary_text")
    assert states(clerk)["2010-000001"] is InvoiceState.PAID


def test_a_hostile_reason_is_refused_beside_it(clerk_of: Clerks) -> None:
    clerk = at_account(clerk_of)
    choose(clerk, "2010-000001")
    clerk.press("account_invoices_hold")
    clerk.paste("change_reason", "a\u202eb")
    clerk.press("change_save")
    assert clerk.error("change_reason") != ""
    assert states(clerk)["2010-000001"] is InvoiceState.OVERDUE
