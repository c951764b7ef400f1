"""In the whole window: an invoice is issued, seen in the list, paid, and the card follows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.ui.billing import PaymentDialog
from app.ui.kit.runner import PoolRunner
from app.ui.kit.second_press import DeafAtFirst
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import BILLING
from app.ui.shell.main_window import MainWindow
from tests.ui.clerk import Clerk

Open = Callable[..., MainWindow]
BASTIEN = ClientId(5)


def test_an_invoice_is_issued_listed_and_paid_and_every_window_follows(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.RECEPTION), Clerk(runner, qtbot)
    window.open_area(BILLING)
    clerk.settle()
    window.workplace.new_invoice(BASTIEN)
    clerk.settle()
    clerk.type("issue_lines_description_1", "Séance d'essai")
    clerk.type("issue_lines_unit_price_1", "30")
    clerk.press("issue_pays")
    clerk.press("issue_save")
    clerk.press("payment_save")  # the second half of a double click
    assert window.notice.text == "Facture 2010-000001 émise."
    deaf = clerk.control(PaymentDialog, "payment_dialog").findChild(DeafAtFirst)
    assert deaf is not None
    qtbot.waitUntil(lambda: not deaf.is_deaf)
    clerk.press("payment_save")
    assert window.notice.text.replace("\u00a0", " ") == "30,00 € encaissés."
    ((number, name, _issued, _due, gross, left, state, _level),) = clerk.table("billing_invoices")
    assert (number, name, gross, left, state) == (
        "2010-000001",
        "LEJEUNE Bastien",
        "30,00 €",
        "0,00 €",
        "Payée",
    )
    window.workplace.open_client(BASTIEN)
    clerk.settle()
    clerk.control(TabPages, "card_tabs").show_page("account")
    clerk.settle()
    assert clerk.text("account_balance_value") == "0,00 €"
    assert [row[1] for row in clerk.table("account_payments")] == ["Espèces"]


def test_the_card_has_its_tab_of_invoices(open_window: Open, runner: PoolRunner, qtbot: QtBot) -> None:
    window, clerk = open_window(), Clerk(runner, qtbot)
    window.workplace.open_client(BASTIEN)
    clerk.settle()
    bar = clerk.control(QTabBar, "card_tabs_bar")
    titles = [bar.tabText(at).replace("&&", "&") for at in range(bar.count())]
    assert titles.index("Factures & paiements") == 2


def test_the_plus_and_its_keys_begin_an_invoice_for_a_client_to_choose(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.RECEPTION), Clerk(runner, qtbot)
    action = window.findChild(QAction, "new_invoice")
    assert action is not None
    assert action.isEnabled()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_F, keys)
    clerk.settle()
    assert clerk.sees("issue_client")
    clerk.press("issue_dialog_leave")
    assert not clerk.sees("issue_dialog")


def test_the_line_that_tells_of_a_save_moves_nothing_above_it(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.RECEPTION), Clerk(runner, qtbot)
    window.resize(1440, 879)  # a desk's screen of 1440 × 900, its title bar taken off
    window.workplace.open_client(BASTIEN)
    clerk.settle()
    tabs = clerk.control(TabPages, "card_tabs")
    tabs.show_page("account")
    clerk.settle()
    top = tabs.mapTo(window, tabs.rect().topLeft()).y()
    window.notice.say("Facture émise.")
    clerk.settle()
    assert window.notice.isVisible()
    assert tabs.mapTo(window, tabs.rect().topLeft()).y() == top


def test_the_plus_proposes_the_client_whose_card_is_open(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.RECEPTION), Clerk(runner, qtbot)
    action = window.findChild(QAction, "new_invoice")
    assert action is not None
    window.workplace.open_client(BASTIEN)
    clerk.settle()
    action.trigger()
    clerk.settle()
    assert clerk.text("issue_client") == "LEJEUNE Bastien · n° 5"
    clerk.press("issue_dialog_leave")
    window.open_area(BILLING)
    clerk.settle()
    action.trigger()
    clerk.settle()
    assert clerk.text("issue_client") == ""
