"""Facturation: every invoice by state, number and name; verbs of several lines; ways on from here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.domain.invoicing import InvoiceState
from app.domain.rights import Role
from app.services.billing.issuing import issue_many
from app.services.billing.requests import IssueInvoice
from app.services.criteria import Criteria, StateFilter
from app.services.requests import SaveSegment
from app.services.segments import save_segment
from app.ui.billing import BillingPage
from app.ui.billing import page as module
from tests.services.club import new_command
from tests.ui.billing.bills import ASE, MARGAUX, billed, line
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]
EVERY = [
    "NC2010-000002",
    "NC2010-000001",
    "2010-000006",
    "2010-000005",
    "2010-000004",
    "2010-000003",
    "2010-000002",
    "2010-000001",
]


def at_list(clerk_of: Clerks, role: Role = Role.MANAGER) -> BillingClerk:
    clerk = clerk_of(role)
    clerk.show(BillingPage(clerk.noted))
    return clerk


def numbers(clerk: BillingClerk) -> list[str]:
    return [row[0] for row in clerk.table("billing_invoices")]


def find(clerk: BillingClerk, text: str) -> list[str]:
    clerk.type("billing_text", text)
    clerk.key(Qt.Key.Key_Return, clerk.field("billing_text"))
    return numbers(clerk)


def test_all_of_them_the_latest_first_with_what_is_to_collect(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    assert numbers(clerk) == EVERY
    assert clerk.text("billing_chosen") == "8 documents, 229,10 € à encaisser"


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (InvoiceState.OPEN, ["2010-000005", "2010-000004", "2010-000002"]),
        (InvoiceState.OVERDUE, ["2010-000001"]),
        (InvoiceState.ON_HOLD, ["2010-000003"]),
        (InvoiceState.PAID, []),
        (InvoiceState.CREDITED, ["NC2010-000002", "NC2010-000001", "2010-000006"]),
        (None, EVERY),
    ],
)
def test_one_state_at_a_time(clerk_of: Clerks, state: InvoiceState | None, found: list[str]) -> None:
    clerk = at_list(clerk_of)
    clerk.page.show_state(InvoiceState.OVERDUE)
    clerk.page.show_state(state)
    clerk.settle()
    assert numbers(clerk) == found
    if not found:
        assert clerk.text("billing_empty_sentence") == "Aucune facture ne correspond"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2010-000004", ["2010-000004"]),
        ("nc", ["NC2010-000002", "NC2010-000001"]),
        ("lefevre", ["2010-000003", "2010-000002", "2010-000001"]),
        ("margaux LEFÈVRE", ["2010-000003", "2010-000002", "2010-000001"]),
        ("5", ["2010-000005"]),
        ("zzzz", []),
        ("'; DROP TABLE invoice; --", []),
        ("%", []),
        ("\u202e", []),
        ("9" * 200, []),
        ("", EVERY),
    ],
)
def test_found_by_number_and_by_name(clerk_of: Clerks, typed: str, found: list[str]) -> None:
    clerk = at_list(clerk_of)
    assert find(clerk, "2010-000001") == ["2010-000001"]
    assert find(clerk, typed) == found


def test_state_and_name_hold_together(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    find(clerk, "lefevre")
    clerk.page.show_state(InvoiceState.ON_HOLD)
    clerk.settle()
    assert numbers(clerk) == ["2010-000003"]
    assert clerk.text("billing_chosen") == "1 document, 40,00 € à encaisser"


def test_a_long_list_is_read_page_by_page(clerk_of: Clerks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAGE", 3)
    clerk = at_list(clerk_of)
    while clerk.page.model.canFetchMore():
        clerk.page.model.fetchMore()
        clerk.settle()
    assert numbers(clerk) == EVERY


def test_3_2_4_several_are_held_and_released_at_once_from_the_list(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    clerk.page.choose([3, 4])
    assert clerk.text("billing_chosen") == "2 factures choisies"
    clerk.press("billing_hold")
    clerk.press("change_save")
    assert clerk.told() == ["2 factures mises en attente."]
    clerk.page.show_state(InvoiceState.ON_HOLD)
    clerk.settle()
    assert numbers(clerk) == ["2010-000005", "2010-000004", "2010-000003"]
    clerk.page.table.selectAll()
    clerk.press("billing_release")
    clerk.press("change_save")
    clerk.page.read_again()
    clerk.settle()
    assert numbers(clerk) == []


def test_ways_lead_on_from_the_chosen_line(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    row = clerk.page.model.row(7)
    clerk.page.choose([7])
    clerk.page.table.select(7)
    clerk.press("billing_collect")
    clerk.press("billing_print")
    clerk.press("billing_new")
    clerk.press("billing_remind")
    clerk.page.table.setFocus()
    clerk.key(Qt.Key.Key_Return, clerk.page.table)
    clerk.key(Qt.Key.Key_P, clerk.page.table, Qt.KeyboardModifier.ControlModifier)
    assert clerk.noted.ways == [
        ("payment", MARGAUX),
        ("print invoice", row.id),
        ("new invoice", None),
        ("reminders",),
        ("invoice", row.id),
        ("print invoice", row.id),
    ]


def test_invoices_of_two_clients_are_not_collected_at_once(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    clerk.page.choose([3, 7])
    assert "un seul client" in clerk.why_not("billing_collect")


def test_f5_reads_again_and_stays_on_the_line(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    clerk.page.table.select(7)
    billed(replace(clerk.desk), date(2010, 7, 28), date(2010, 8, 30), ASE, line("Coaching", 5000))
    clerk.key(Qt.Key.Key_F5, clerk.page.table)
    assert numbers(clerk)[0] == "2010-000007"
    assert clerk.page.table.selected_row().number == "2010-000001"


def test_whom_to_bill_is_offered_with_the_segments(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    wanted = Criteria(town="Namur")
    save_segment(clerk.desk, SaveSegment(new_command(), None, "Namur & environs", wanted))
    clerk.page._read_segments()
    clerk.settle()
    menu = clerk.page.findChild(QMenu, "billing_many_menu")
    assert menu is not None
    offered = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert list(offered) == ["Clients actifs…", "Tous les clients…", "Namur && environs…"]
    offered["Namur && environs…"].trigger()
    offered["Clients actifs…"].trigger()
    assert clerk.noted.ways == [
        ("bill selection", wanted),
        ("bill selection", Criteria(state=StateFilter.ACTIVE)),
    ]


def test_reception_may_not_send_reminders(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of, Role.RECEPTION)
    assert "rôle" in clerk.why_not("billing_remind")
    assert clerk.why_not("billing_new") == ""


def test_the_right_click_offers_what_the_buttons_do(clerk_of: Clerks) -> None:
    clerk = at_list(clerk_of)
    clerk.page.choose([7])
    menu = QMenu()
    clerk.qtbot.addWidget(menu)
    clerk.page._fill_menu(menu, clerk.page.model.row(7))
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Ouvrir la facture",
        "Ouvrir la fiche",
        "Encaisser…",
        "Imprimer",
        "Note de crédit…",
        "Mettre en attente…",
        "Reprendre…",
    ]


def test_lines_that_are_not_read_yet_are_not_said_to_be_chosen(
    clerk_of: Clerks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", 15)
    lesson = IssueInvoice(new_command(), MARGAUX, (line("Séance", 1000),))
    issue_many(clerk_of().desk, new_command(), [lesson] * 60)
    clerk = at_list(clerk_of)
    clerk.page.table.selectAll()
    chosen = len(clerk.page.chosen)
    assert chosen < 60
    assert clerk.text("billing_chosen") == f"{chosen} factures choisies sur 68"
