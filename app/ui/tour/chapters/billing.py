"""Invoices of the member of the main job: released, issued, paid in part in cash, held, reminded (spec 3.2)."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import money, tr
from app.services.queries.search import client_with_card
from app.ui.kit.choices import Choice
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import BILLING
from app.ui.tour.album import Album
from app.ui.tour.chapters.door import CARD
from app.ui.tour.chapters.main_job import save_the_paper, table_text
from app.ui.tour.hands import click, find, press, settle, type_into, until, visible
from app.ui.tour.stage import Stage

LATE = date(2011, 2, 1)
MEMBER = "LEFÈVRE Jean-Noël"
WAITED = 4500
"""What the member owed when the relation ended; it waits since then."""
OWED = WAITED + 9660
IN_CASH, HANDED_OVER = 10000, 12000


def billing(stage: Stage, album: Album) -> None:
    """After the states: the member is back, one invoice still waits. Leaves the list of invoices in front."""
    session = stage.program.session
    assert session is not None
    client = client_with_card(session.desk, CARD)
    stage.window.pages.open_client(client)
    find(TabPages, "card_tabs").show_page("account")
    _release(stage, album)
    _issue(stage, album)
    _take_cash(stage, album)
    _remind(stage, album)


def _release(stage: Stage, album: Album) -> None:
    """Spec 3.2.4: invoices wait until each is released by hand."""
    album.heading(tr("Reprendre une facture en attente"))
    _await_tile("on_hold", money(WAITED))
    album.figure(tr("En attente"), _said("account_on_hold_value"), money(WAITED))
    find(Table, "account_invoices").select(0)
    click("account_invoices_release")
    album.picture(find(QWidget, "change_dialog"), "reprendre")
    click("change_save")
    _await_tile("on_hold", money(0))
    album.figure(tr("Solde"), _said("account_balance_value"), money(WAITED))


def _issue(stage: Stage, album: Album) -> None:
    album.heading(tr("Émettre une facture"))
    click("account_new")
    dialog = find(QWidget, "issue_dialog")
    until(lambda: _said("issue_lines_totals_gross") == money(0), "the empty bill")
    _type_line(1, tr("Coaching personnel"), "2", "45,00")
    click("issue_lines_add")
    _type_line(2, tr("Boisson isotonique"), "3", "2,20")
    rates = find(Choice, "issue_lines_vat_rate_2")
    rates.setCurrentIndex(next(at for at in range(rates.count()) if rates.itemText(at).startswith("5")))
    album.figure(tr("Hors TVA"), _said("issue_lines_totals_net"), money(8126))
    album.figure(tr("TVA"), _said("issue_lines_totals_vat"), money(1500))
    album.figure(tr("Total"), _said("issue_lines_totals_gross"), money(9660))
    album.picture(dialog, "nouvelle-facture")
    click("issue_save")
    until(lambda: visible(QWidget, "issue_dialog") is None, "the invoice is issued")
    _await_tile("balance", money(OWED))
    find(Table, "account_invoices").select(0)
    click("account_invoices_print")
    save_the_paper(album, "facture")


def _type_line(at: int, description: str, quantity: str, price: str) -> None:
    type_into(f"issue_lines_description_{at}", description)
    type_into(f"issue_lines_quantity_{at}", quantity)
    type_into(f"issue_lines_unit_price_{at}", price)


def _take_cash(stage: Stage, album: Album) -> None:
    """Less than what is owed: the oldest is paid first; change is given."""
    album.heading(tr("Encaisser une partie en espèces"))
    click("card_collect")
    dialog = find(QWidget, "payment_dialog")
    until(lambda: visible(QWidget, "payment_tick_2") is not None, "what is owed")
    type_into("payment_total", "100")
    type_into("payment_received", "120")
    album.figure(tr("À rendre"), _said("payment_change"), money(HANDED_OVER - IN_CASH))
    album.picture(dialog, "encaisser")
    click("payment_receipt")
    click("payment_save")
    save_the_paper(album, "recu")
    _await_tile("balance", money(OWED - IN_CASH))
    album.figure(tr("Solde"), _said("account_balance_value"), money(OWED - IN_CASH))
    album.picture(stage.window, "factures-et-paiements")


def _remind(stage: Stage, album: Album) -> None:
    """What waits is not reminded (spec 3.2.2); released, it is."""
    album.heading(tr("Rappels"))
    find(Table, "account_invoices").select(0)
    click("account_invoices_hold")
    find(Choice, "change_reason").setEditText(tr("plan de paiement"))
    click("change_save")
    _await_tile("on_hold", money(OWED - IN_CASH))
    stage.clock.day = LATE
    dialog = _open_reminders(stage)
    find(TabPages, "reminders_tabs").show_page("not")
    until(lambda: MEMBER in table_text("reminders_not"), "the member without a reminder")
    album.picture(dialog, "sans-rappel")
    click("reminders_leave")
    until(lambda: visible(QWidget, "reminders_dialog") is None, "the reminders have closed")
    _release_in_the_list()
    dialog = _open_reminders(stage)
    until(lambda: MEMBER in table_text("reminders_send"), "the member to remind")
    click("reminders_none")
    table = find(Table, "reminders_send")
    table.select(table.rows_model().find(lambda row: row.client_name == MEMBER))
    press("reminders_send", Qt.Key.Key_Space)
    album.figure(tr("Rappels"), _said("reminders_said_detail"), money(OWED - IN_CASH))
    album.picture(dialog, "rappels")
    click("reminders_apply")
    click("reminders_print")
    save_the_paper(album, "rappel")
    click("reminders_done")
    until(lambda: visible(QWidget, "reminders_dialog") is None, "the reminders have closed")
    settle()
    album.picture(stage.window, "facturation")


def _open_reminders(stage: Stage) -> QWidget:
    stage.window.pages.open_area(BILLING)
    click("billing_remind")
    dialog = find(QWidget, "reminders_dialog")
    until(lambda: visible(QWidget, "busy") is None, "the rehearsal")
    settle()
    return dialog


def _release_in_the_list() -> None:
    """From the list of all invoices, found by name among those that wait."""
    type_into("billing_text", MEMBER)
    press("billing_text", Qt.Key.Key_Return)
    table = find(Table, "billing_invoices")
    until(lambda: _only_of_the_member(table), "the invoices of the member")
    table.select(table.rows_model().find(lambda row: row.on_hold_since is not None))
    click("billing_release")
    click("change_save")
    until(lambda: visible(QWidget, "change_dialog") is None, "the invoice is released")
    type_into("billing_text", "")
    press("billing_text", Qt.Key.Key_Return)


def _only_of_the_member(table: Table) -> bool:
    rows = table.rows_model().rows()
    return bool(rows) and all(row.client_name == MEMBER for row in rows)


def _await_tile(key: str, amount: str) -> None:
    """Wait until a tile of the account says this."""

    def says() -> bool:
        value = visible(QLabel, f"account_{key}_value")
        return value is not None and value.text() == amount

    until(says, f"{key} {amount}")


def _said(name: str) -> str:
    return find(QLabel, name).text()
