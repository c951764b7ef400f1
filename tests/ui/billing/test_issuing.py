"""Nouvelle facture: lines and totals as they are typed, what is refused and where, who cannot be billed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.billing.queries import invoice_view
from app.services.clients import block_client, unblock_client
from app.services.requests import BlockClient, UnblockClient
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from app.ui.billing import IssueDialog
from app.ui.kit.choices import Choice
from tests.services.club import new_command
from tests.ui.billing.bills import ASE, BASTIEN, INES
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]


def at_bill(clerk_of: Clerks, client: ClientId | None = BASTIEN, role: Role = Role.RECEPTION) -> BillingClerk:
    clerk = clerk_of(role)
    clerk.open(IssueDialog(clerk.noted, client))
    return clerk


def type_line(clerk: BillingClerk, at: int, description: str, quantity: str, price: str) -> None:
    clerk.type(f"issue_lines_description_{at}", description)
    clerk.type(f"issue_lines_quantity_{at}", quantity)
    clerk.type(f"issue_lines_unit_price_{at}", price)


def test_amounts_and_vat_per_rate_follow_every_key(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    type_line(clerk, 1, "Coaching", "1,5", "45")
    assert clerk.text("issue_lines_amount_1") == "67,50 €"
    clerk.press("issue_lines_add")
    type_line(clerk, 2, "Boisson", "3", "2,20")
    clerk.control(Choice, "issue_lines_vat_rate_2").setCurrentIndex(2)
    assert clerk.text("issue_lines_totals_net") == "Hors TVA 62,02 €"
    assert (
        clerk.text("issue_lines_totals_vat") == "TVA 21 % sur 55,79 € : 11,71 € TVA 6 % sur 6,23 € : 0,37 €"
    )
    assert clerk.text("issue_lines_totals_gross") == "74,10 €"


def test_the_term_and_the_rate_of_the_club_are_proposed(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    assert clerk.text("issue_due") == "11/08/2010"
    rates = clerk.control(Choice, "issue_lines_vat_rate_1")
    assert [rates.itemText(at).replace("\u00a0", " ") for at in range(rates.count())] == [
        "21 %",
        "12 %",
        "6 %",
        "0 %",
    ]


def test_what_is_missing_is_asked_from_the_top(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, None)
    clerk.press("issue_save")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "issue_client"


def test_an_invoice_is_issued_once_with_its_lines_and_note(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    type_line(clerk, 1, "Coaching <b>& massage</b>", "2", "45,00")
    clerk.press("issue_lines_add")
    clerk.type("issue_note", "Merci, à bientôt.")
    clerk.type("issue_due", "01/09/2010")
    clerk.press("issue_save", twice=True)
    assert clerk.told() == ["Facture 2010-000007 émise."]
    row = clerk.account(BASTIEN).invoices[0]
    view = invoice_view(clerk.desk, row.id)
    assert (row.number, row.gross, row.due) == ("2010-000007", 9000, date(2010, 9, 1))
    assert [(each.line.description, each.line.quantity) for each in view.lines] == [
        ("Coaching <b>& massage</b>", Decimal(2))
    ]
    assert view.note == "Merci, à bientôt."
    assert not clerk.sees("issue_dialog")


def test_enter_in_the_price_begins_another_line_and_a_blank_one_is_left_out(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    type_line(clerk, 1, "Séance", "1", "20")
    clerk.key(Qt.Key.Key_Return, clerk.field("issue_lines_unit_price_1"))
    assert clerk.told() == []
    clerk.key(Qt.Key.Key_Return, clerk.field("issue_lines_description_2"))
    assert clerk.told() == ["Facture 2010-000007 émise."]


def test_a_line_can_be_taken_away_and_nothing_else_is_lost(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    type_line(clerk, 1, "Séance", "1", "20")
    clerk.press("issue_lines_add")
    type_line(clerk, 2, "Boisson", "1", "3")
    clerk.press("issue_lines_remove_1")
    assert clerk.text("issue_lines_description_2") == "Boisson"
    assert clerk.text("issue_lines_totals_gross") == "3,00 €"
    clerk.press("issue_lines_remove_2")
    assert clerk.text("issue_lines_description_3") == ""


BAD = [
    ("issue_lines_description_1", "", "issue_lines_description_1"),
    ("issue_lines_description_1", "a\u202eb", "issue_lines_description_1"),
    ("issue_lines_quantity_1", "", "issue_lines_quantity_1"),
    ("issue_lines_quantity_1", "0", "issue_lines_quantity_1"),
    ("issue_lines_quantity_1", "-1", "issue_lines_quantity_1"),
    ("issue_lines_quantity_1", "beaucoup", "issue_lines_quantity_1"),
    ("issue_lines_quantity_1", "1,2345", "issue_lines_quantity_1"),
    ("issue_lines_quantity_1", "100000", "issue_lines_quantity_1"),
    ("issue_lines_unit_price_1", "", "issue_lines_unit_price_1"),
    ("issue_lines_unit_price_1", "-3", "issue_lines_unit_price_1"),
    ("issue_lines_unit_price_1", "12,345", "issue_lines_unit_price_1"),
    ("issue_lines_unit_price_1", "gratuit", "issue_lines_unit_price_1"),
    ("issue_lines_unit_price_1", "9999999999999", "issue_lines_unit_price_1"),
    ("issue_due", "", "issue_due"),
    ("issue_due", "31/02/2010", "issue_due"),
    ("issue_due", "01/07/2010", "issue_due"),
    ("issue_due", "01/01/2199", "issue_due"),
    ("issue_note", "a\u202eb", "issue_note"),
]


@pytest.mark.parametrize(("field", "typed", "beside"), BAD)
def test_bad_input_is_told_beside_its_field_and_nothing_is_issued(
    clerk_of: Clerks, field: str, typed: str, beside: str
) -> None:
    clerk = at_bill(clerk_of)
    before = clerk.counts()
    type_line(clerk, 1, "Coaching", "2", "45")
    clerk.paste(field, typed)
    clerk.press("issue_save")
    assert clerk.error(beside) != ""
    assert clerk.counts() == before
    other = "issue_lines_quantity_1" if field != "issue_lines_quantity_1" else "issue_lines_description_1"
    assert clerk.text(other) != ""


def test_an_empty_bill_asks_for_its_first_line(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    clerk.press("issue_save")
    assert clerk.error("issue_lines_description_1") != ""
    assert clerk.error("issue_lines_unit_price_1") != ""


def test_a_blocked_client_cannot_be_billed_and_the_reason_says_why(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, INES)
    assert "paiement en retard" in clerk.text("issue_barred_detail")
    assert "paiement en retard" in clerk.why_not("issue_save")


def test_3_2_6_who_was_deactivated_a_second_ago_at_another_desk_is_billed_nothing(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, BASTIEN, Role.MANAGER)
    type_line(clerk, 1, "Boisson", "1", "3")
    version = deactivation_facts(clerk.desk, BASTIEN).version
    deactivate(clerk.desk, DeactivateClient(new_command(), BASTIEN, version))
    clerk.press("issue_save")
    assert clerk.told() == []
    assert "désactivé" in clerk.why_not("issue_save")
    assert clerk.control(IssueDialog, "issue_dialog").chip.text == "Désactivé"
    assert clerk.text("issue_lines_description_1") == "Boisson"


def test_3_2_6_a_deactivated_client_cannot_be_billed(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER)
    version = deactivation_facts(clerk.desk, ASE).version
    deactivate(clerk.desk, DeactivateClient(new_command(), ASE, version))
    clerk.open(IssueDialog(clerk.noted, ASE))
    assert clerk.text("issue_barred_text") == "Aucune facture possible"
    assert "désactivé" in clerk.why_not("issue_save")
    assert not clerk.sees("issue_release")


def test_3_1_a_manager_releases_on_the_spot_with_a_reason_and_bills_on(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, INES, Role.MANAGER)
    type_line(clerk, 1, "Coaching", "1", "45")
    clerk.press("issue_release")
    clerk.press("reason_save")
    assert clerk.error("block_reason") != ""
    clerk.type("block_reason", "paiement reçu")
    clerk.press("reason_save")
    assert not clerk.sees("issue_barred")
    assert clerk.text("issue_lines_description_1") == "Coaching"
    clerk.press("issue_save")
    assert clerk.account(INES).invoices[0].gross == 4500


def test_3_1_reception_may_not_release(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, INES)
    assert not clerk.sees("issue_release")


def test_a_block_set_by_another_desk_meanwhile_refuses_and_keeps_what_was_typed(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, ASE)
    type_line(clerk, 1, "Coaching", "2", "45")
    manager = replace(clerk.desk, operator=replace(clerk.desk.operator, role=Role.MANAGER))
    block_client(manager, BlockClient(new_command(), ASE, "matériel non rendu"))
    before = clerk.counts()
    clerk.press("issue_save")
    assert "matériel non rendu" in clerk.text("issue_barred_detail")
    assert clerk.text("issue_lines_description_1") == "Coaching"
    assert clerk.counts() == before
    outcome = unblock_client(manager, UnblockClient(new_command(), ASE, "rendu"))
    clerk.dialog.refresh(outcome.touched)
    clerk.settle()
    assert not clerk.sees("issue_barred")
    clerk.press("issue_save")
    assert clerk.counts()[0] == before[0] + 1


def test_without_a_client_one_is_chosen_first(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of, None)
    type_line(clerk, 1, "Coaching", "1", "45")
    clerk.press("issue_save")
    assert clerk.error("issue_client") != ""
    picker = clerk.look_up("issue_client", "lejeune")
    clerk.key(Qt.Key.Key_Down, picker)
    clerk.key(Qt.Key.Key_Return, picker)
    assert clerk.text("issue_dialog_title") == "Nouvelle facture : LEJEUNE Bastien"
    clerk.press("issue_save")
    assert clerk.account(BASTIEN).invoices[0].gross == 4500


def test_paying_at_once_goes_on_to_the_till(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    type_line(clerk, 1, "Coaching", "1", "45")
    clerk.press("issue_pays")
    clerk.press("issue_save")
    assert ("payment", BASTIEN) in clerk.noted.ways


def test_leaving_asks_once_where_something_was_typed(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    type_line(clerk, 1, "Coaching", "1", "45")
    clerk.key(Qt.Key.Key_Escape, clerk.dialog)
    clerk.press("ask_yes")
    assert not clerk.sees("issue_dialog")


def test_an_untouched_bill_is_left_at_once(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    clerk.key(Qt.Key.Key_Escape, clerk.dialog)
    assert not clerk.sees("issue_dialog")


def test_the_whole_of_it_by_keyboard(clerk_of: Clerks) -> None:
    clerk = at_bill(clerk_of)
    clerk.type("issue_lines_description_1", "Coaching")
    for keys in ("2", "45"):
        clerk.key(Qt.Key.Key_Tab)
        for digit in keys:
            clerk.key(Qt.Key(ord(digit)))
    clerk.key(Qt.Key.Key_O, clerk.dialog, Qt.KeyboardModifier.AltModifier)
    clerk.qtbot.waitUntil(lambda: clerk.told() != [])
    assert clerk.account(BASTIEN).invoices[0].gross == 9000
