"""Désactiver and Réactiver from the card's menu: what is linked is listed, what is final confirmed apart (spec 3.2)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine, InvoiceState
from app.domain.rights import Role
from app.services.billing.issuing import issue_invoice
from app.services.billing.queries import invoices_of
from app.services.billing.requests import IssueInvoice
from app.services.clients import block_client
from app.services.company_links import LinkClients, link
from app.services.desk import Desk
from app.services.fields import PersonKind
from app.services.plans import plans
from app.services.queries.access import accesses
from app.services.queries.card import client_card
from app.services.requests import BlockClient
from app.services.states import DeactivateClient, deactivate
from app.services.views import AccessState, ClientState
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import LineEntry
from app.ui.kit.error_note import ErrorNote
from app.ui.kit.theme import Mode
from tests.services.club import UNLIMITED, Club, new_command
from tests.ui.card.conftest import BASTIEN, JEAN_NOEL, MARGAUX, CardClerk

AtCard = Callable[..., CardClerk]


def chosen(clerk: CardClerk) -> None:
    clerk.press("card_more")
    clerk.choose("card_menu", "card_relation")


def tick(clerk: CardClerk) -> None:
    clerk.control(TickBox, "relation_ends").click()
    clerk.settle()


def states(clerk: CardClerk) -> list[AccessState]:
    assert clerk.client is not None
    return [item.state for item in accesses(clerk.desk, clerk.client)]


def billed(desk: Desk, client: ClientId) -> None:
    """An invoice of 45,00 €."""
    line = InvoiceLine("Coaching", Decimal(1), Cents(4500), Decimal(21))
    issue_invoice(desk, IssueInvoice(new_command(), client, (line,)))


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def gone(desk: Desk, client: ClientId) -> None:
    deactivate(desk, DeactivateClient(new_command(), client, client_card(desk, client).version))


def test_3_2_1_a_client_with_nothing_linked_is_simply_confirmed(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    chosen(clerk)
    assert clerk.text("relation_title") == "Désactiver LEJEUNE Bastien ?"
    assert not clerk.sees("relation_ends")
    clerk.press("relation_save", twice=True)
    assert clerk.stored().state is ClientState.DEACTIVATED
    assert clerk.announced() == ["Client désactivé."]


def test_3_2_1_a_company_is_deactivated_from_the_same_menu(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    firm = Club(desk_at()).client("", "", company="Delhez & Fils SA", kind=PersonKind.LEGAL)
    clerk = at_card(firm)
    chosen(clerk)
    assert clerk.text("relation_title") == "Désactiver Delhez & Fils SA ?"
    clerk.press("relation_save")
    assert clerk.stored().state is ClientState.DEACTIVATED


def test_3_2_2_ending_the_accesses_is_confirmed_a_second_time_by_name(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    chosen(clerk)
    assert clerk.sees("relation_accesses")
    tick(clerk)
    clerk.type("relation_reason", "déménagement")
    clerk.press("relation_save")
    assert clerk.text("ask_text") == "Illimité mensuel, dès le 05/07/2010, sans fin"
    assert "ne peut pas être annulé" in clerk.text("ask_detail")
    clerk.press("ask_cancel")
    assert clerk.stored().deactivated_on is None
    clerk.press("relation_save")
    clerk.press("ask_yes")
    assert clerk.stored().deactivated_on is not None
    assert states(clerk) == [AccessState.ENDED]
    assert not clerk.sees("relation_dialog")


def test_3_2_2_without_the_tick_the_accesses_stay(at_card: AtCard) -> None:
    clerk = at_card(JEAN_NOEL)
    clerk.answer_remark()
    chosen(clerk)
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is not None
    assert states(clerk) == [AccessState.SUSPENDED]


def test_3_2_2_open_invoices_are_listed_and_put_on_hold_by_their_tick(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    billed(clerk.desk, MARGAUX)
    chosen(clerk)
    assert clerk.text("relation_invoices") == "1 facture ouverte, 45,00 € à payer :"
    line = clerk.text("relation_invoices_0")
    assert line.startswith("2010-000001 du 28/07/2010, à payer pour le ")
    assert line.endswith(": 45,00 €")
    clerk.control(TickBox, "relation_holds").click()
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is not None
    assert [row.state for row in invoices_of(clerk.desk, MARGAUX)] == [InvoiceState.ON_HOLD]
    assert states(clerk) == [AccessState.RUNNING]


def test_3_2_2_without_its_tick_an_invoice_stays_open(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    billed(clerk.desk, BASTIEN)
    chosen(clerk)
    assert not clerk.sees("relation_ends")
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is not None
    assert [row.state for row in invoices_of(clerk.desk, BASTIEN)] == [InvoiceState.OPEN]


def test_3_2_2_many_invoices_are_counted_beyond_the_first(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    for _ in range(32):
        billed(clerk.desk, BASTIEN)
    chosen(clerk)
    assert clerk.text("relation_invoices") == "32 factures ouvertes, 1\u202f440,00 € à payer :"
    assert clerk.text("relation_invoices_29").startswith("2010-000030 du ")
    assert clerk.text("relation_invoices_30") == "et 2 autres : 90,00 €"
    clerk.press("relation_leave")


def test_3_2_2_what_another_desk_billed_or_sold_meanwhile_is_listed_before_anything_is_done(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk, other = at_card(MARGAUX), desk_at()
    chosen(clerk)
    clerk.type("relation_reason", "déménagement")
    tick(clerk)
    for _ in range(25):
        billed(other, MARGAUX)
    Club(other, {UNLIMITED.name: plans(other)[0].id}).sold(client=MARGAUX)
    clerk.press("relation_save")
    clerk.press("ask_yes")
    assert clerk.stored().deactivated_on is None
    assert states(clerk) == [AccessState.RUNNING] * 2
    assert "relisez la liste" in clerk.text("relation_summary")
    assert not clerk.control(QWidget, "relation_summary").visibleRegion().isEmpty()  # however long the list
    assert clerk.text("relation_accesses").startswith("2 accès")
    assert clerk.text("relation_invoices").startswith("25 factures")
    assert clerk.control(LineEntry, "relation_reason").value() == "déménagement"
    assert not clerk.control(TickBox, "relation_ends").isChecked()
    tick(clerk)
    clerk.press("relation_save")
    assert all(plan in clerk.text("ask_text") for plan in ("Douze mois", "Illimité mensuel"))
    clerk.press("ask_yes")
    assert clerk.stored().deactivated_on is not None
    assert states(clerk) == [AccessState.ENDED] * 2
    assert not clerk.sees("relation_dialog")


def test_3_2_1_a_card_that_was_saved_meanwhile_is_asked_about_again(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk, other = at_card(BASTIEN), desk_at(Role.MANAGER)
    chosen(clerk)
    block_client(other, BlockClient(new_command(), BASTIEN, "matériel non rendu"))
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is None
    assert "Modifié entre-temps" in clerk.text("relation_summary")
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is not None


def test_3_2_2_the_whole_dialog_is_worked_by_keyboard(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    billed(clerk.desk, MARGAUX)
    chosen(clerk)
    dialog = clerk.control(QWidget, "relation_dialog")
    clerk.qtbot.waitUntil(lambda: dialog.focusWidget() is clerk.field("relation_reason"))
    for key in (Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        clerk.key(key, dialog.focusWidget())
    assert clerk.control(TickBox, "relation_holds").isChecked()
    assert not clerk.control(TickBox, "relation_ends").isChecked()
    clerk.key(Qt.Key.Key_Space, dialog.focusWidget())
    assert [row.state for row in invoices_of(clerk.desk, MARGAUX)] == [InvoiceState.ON_HOLD]


def test_3_2_4_coming_back_says_which_invoices_stay_on_hold(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    for _ in range(2):
        billed(clerk.desk, BASTIEN)
    version = client_card(clerk.desk, BASTIEN).version
    deactivate(clerk.desk, DeactivateClient(new_command(), BASTIEN, version, hold_invoices=True))
    clerk.page.reload()
    clerk.settle()
    clerk.press("card_banner_relation")
    assert clerk.text("relation_held").startswith("2 factures restent en attente (90,00 €)")
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is None
    assert {row.state for row in invoices_of(clerk.desk, BASTIEN)} == {InvoiceState.ON_HOLD}


def test_3_2_7_the_dialog_names_the_linked_ones_that_stay_active(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    firm = Club(clerk.desk).client("", "", company="Delhez & Fils SA", kind=PersonKind.LEGAL)
    for person in (MARGAUX, BASTIEN):
        link(clerk.desk, LinkClients(new_command(), firm, person))
    chosen(clerk)
    assert clerk.text("relation_staying") == "Sa société reste active : Delhez & Fils SA."
    clerk.press("relation_leave")
    clerk.page.open(firm)
    clerk.settle()
    clerk.press("card_more")
    clerk.choose("card_menu", "card_relation")
    assert clerk.text("relation_title") == "Désactiver Delhez & Fils SA ?"
    named = "Les personnes de cette société restent actives : LEFÈVRE Margaux, LEJEUNE Bastien."
    assert clerk.text("relation_staying") == named
    clerk.press("relation_save")
    assert clerk.stored().deactivated_on is None
    assert client_card(clerk.desk, firm).deactivated_on is not None


def test_3_2_3_the_banner_says_since_when_and_by_whom(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    gone(clerk.desk, BASTIEN)
    clerk.page.reload()
    clerk.settle()
    assert clerk.text("card_banner_text").startswith("Désactivé le 28/07/2010 par ")


def test_3_2_3_the_activity_tab_records_who_when_and_why(at_card: AtCard) -> None:
    clerk = at_card(BASTIEN)
    chosen(clerk)
    clerk.type("relation_reason", "déménagement")
    clerk.press("relation_save")
    clerk.page.reload()
    clerk.show_tab("activity")
    when, what, why, who, where = clerk.table("card_activity")[0]
    assert when.startswith("28/07/2010")
    assert (what, why) == ("Client désactivé : déménagement", "déménagement")
    assert (who, where) == ("ADMIN", "ACCUEIL-1")


def test_3_2_4_the_banner_and_the_menu_bring_the_client_back(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    gone(clerk.desk, MARGAUX)
    clerk.page.reload()
    clerk.settle()
    clerk.press("card_banner_relation")
    assert clerk.text("relation_title") == "Réactiver LEFÈVRE Margaux ?"
    clerk.press("relation_save")
    assert clerk.stored().state is ClientState.ACTIVE
    assert clerk.announced() == ["Client réactivé."]


def test_3_2_4_enter_brings_the_client_back_and_on_annuler_does_not(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    gone(clerk.desk, MARGAUX)
    clerk.page.reload()
    clerk.settle()
    clerk.press("card_banner_relation")
    leave = clerk.control(QPushButton, "relation_leave")
    leave.setFocus()
    clerk.key(Qt.Key.Key_Return, leave)
    assert clerk.stored().state is ClientState.DEACTIVATED
    clerk.press("card_banner_relation")
    clerk.key(Qt.Key.Key_Return, clerk.field("relation_reason"))
    assert clerk.stored().state is ClientState.ACTIVE


def test_3_2_1_enter_in_the_reason_deactivates_nobody(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    chosen(clerk)
    clerk.key(Qt.Key.Key_Return, clerk.field("relation_reason"))
    assert clerk.stored().state is ClientState.ACTIVE


def test_3_2_1_reception_is_told_why_it_cannot(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX, role=Role.RECEPTION)
    clerk.press("card_more")
    menu = clerk.control(QMenu, "card_menu")
    action = next(each for each in menu.actions() if each.objectName() == "card_relation")
    assert not action.isEnabled()
    assert action.toolTip() == "Votre rôle ne le permet pas."
    menu.close()


def test_3_2_1_who_was_deactivated_a_second_ago_is_told(
    at_card: AtCard, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_card(BASTIEN)
    chosen(clerk)
    gone(desk_at(Role.MANAGER), BASTIEN)
    clerk.press("relation_save")
    assert clerk.text("relation_summary") == "Ce client est déjà désactivé, depuis le 28/07/2010."
    clerk.press("relation_leave")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\U0001f600", "Ce signe n'a pas sa place ici : \U0001f600"),
        ("\u202eabc", "Retirez les sauts de ligne et les caractères invisibles."),
    ],
)
def test_3_2_1_a_reason_nobody_can_read_is_refused_beside_it(at_card: AtCard, typed: str, said: str) -> None:
    clerk = at_card(BASTIEN)
    chosen(clerk)
    clerk.paste("relation_reason", typed)
    clerk.press("relation_save")
    assert clerk.error("relation_reason") == said
    note = clerk.control(ErrorNote, "relation_reason_error")
    for button in ("relation_save", "relation_leave"):
        assert not on_screen(note).intersects(on_screen(clerk.control(QWidget, button)))
    assert clerk.stored().deactivated_on is None
    clerk.press("relation_leave")


def test_escape_deactivates_nobody(at_card: AtCard) -> None:
    clerk = at_card(MARGAUX)
    chosen(clerk)
    tick(clerk)
    clerk.key(Qt.Key.Key_Escape)
    assert not clerk.sees("relation_dialog")
    assert clerk.stored().deactivated_on is None


def test_nothing_is_cut_in_either_look(
    at_card: AtCard,
    each_look: Mode,
    grab: Callable[[QWidget, str], QImage],
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    clerk = at_card(MARGAUX)
    firm = Club(clerk.desk).client("", "", company="Delhez & Fils SA", kind=PersonKind.LEGAL)
    link(clerk.desk, LinkClients(new_command(), firm, MARGAUX))
    for _ in range(7):
        billed(clerk.desk, MARGAUX)
    chosen(clerk)
    tick(clerk)
    dialog = clerk.control(QWidget, "relation_dialog")
    QApplication.processEvents()
    assert_no_cut_text(dialog)
    grab(dialog, f"deactivation-{each_look.value}")
    clerk.press("relation_save")
    grab(clerk.control(QWidget, "ask"), f"deactivation-ask-{each_look.value}")
    assert_no_cut_text(clerk.control(QWidget, "ask"))
    clerk.press("ask_yes")
    clerk.page.reload()
    clerk.settle()
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"deactivated-card-{each_look.value}")
