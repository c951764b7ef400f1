"""Nouvelle facture: to whom it is proposed, and when it is due by the card or by the club."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.clients import save_client
from app.services.criteria import Criteria
from app.services.queries.card import client_card
from app.services.requests import SaveClient
from app.ui.billing import BillManyDialog, IssueDialog
from tests.services.club import new_command
from tests.ui.billing.bills import ANNE_SOPHIE, BASTIEN, INES
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]


def with_term(clerk: BillingClerk, client: ClientId, term: str) -> None:
    card = client_card(clerk.desk, client)
    fields = replace(card.fields, payment_term=term)
    save_client(clerk.desk, SaveClient(new_command(), client, card.version, fields))


def test_the_term_of_the_card_is_proposed_and_said(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER)
    with_term(clerk, BASTIEN, "30 jours fin de mois")
    with_term(clerk, INES, "à convenir")
    clerk.open(IssueDialog(clerk.noted, BASTIEN))
    assert clerk.text("issue_due") == "31/08/2010"
    assert hint(clerk) == "délai de la fiche : 30 jours fin de mois"
    clerk.type("issue_due", "01/09/2010")
    assert hint(clerk) == ""


def test_a_term_that_cannot_be_read_leaves_that_of_the_club(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER)
    with_term(clerk, INES, "à convenir")
    clerk.open(IssueDialog(clerk.noted, INES))
    assert (clerk.text("issue_due"), hint(clerk)) == ("11/08/2010", "délai du club : 14 jours")


def hint(clerk: BillingClerk) -> str:
    field = clerk.control(IssueDialog, "issue_dialog").form.form.field("due")
    return field.findChildren(QLabel)[1].text().replace("\u00a0", " ")


def test_the_client_of_the_open_card_is_proposed_and_another_can_be_chosen(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.RECEPTION)
    clerk.open(IssueDialog(clerk.noted, None, proposed=BASTIEN))
    assert clerk.text("issue_client") == "LEJEUNE Bastien · n° 5"
    assert not clerk.control(IssueDialog, "issue_dialog").is_touched()
    clerk.type("issue_lines_description_1", "Séance")
    clerk.type("issue_lines_unit_price_1", "20")
    clerk.type("issue_client", "legrand")
    clerk.settle()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        clerk.key(key, clerk.control(QLineEdit, "issue_client"))
    clerk.press("issue_save")
    assert clerk.told() == ["Facture 2010-000007 émise."]
    assert clerk.account(ANNE_SOPHIE).invoices[0].number == "2010-000007"


def test_of_a_selection_each_pays_by_the_term_of_his_own_card(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER)
    with_term(clerk, BASTIEN, "30 jours")
    clerk.open(BillManyDialog(clerk.noted, Criteria(surname="le")))
    clerk.type("bill_many_lines_description_1", "Cotisation")
    clerk.type("bill_many_lines_unit_price_1", "25")
    clerk.press("bill_many_rehearse")
    clerk.press("bill_many_apply")
    dues = {client: clerk.account(client).invoices[0].due for client in (BASTIEN, ANNE_SOPHIE)}
    assert dues == {BASTIEN: date(2010, 8, 27), ANNE_SOPHIE: date(2010, 8, 11)}
