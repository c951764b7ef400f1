"""The card says what is late and what is owed in all, and leads to the till from its head."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.ui.billing import AccountTab
from app.ui.card import ClientPage
from app.ui.kit.table import Table
from app.ui.kit.workplace import CardTab
from tests.ui.billing.bills import ANNE_SOPHIE, ASE, BASTIEN, INES, MARGAUX
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]
TABS = (CardTab("account", "Factures & paiements", AccountTab),)


def at_card(clerk_of: Clerks, client: ClientId, size: tuple[int, int] = (1240, 840)) -> BillingClerk:
    clerk = clerk_of(Role.RECEPTION)
    clerk.show(ClientPage(clerk.noted, client, TABS), size)
    return clerk


@pytest.mark.parametrize(
    ("client", "late", "more"),
    [
        (MARGAUX, "90,00 €", "149,10 € à payer en tout"),
        (INES, "59,00 €", "à régler"),
        (BASTIEN, "0,00 €", "30,00 € à payer en tout"),
        (ASE, "0,00 €", "rien en retard"),
    ],
)
def test_1_3_the_head_says_what_is_late_and_what_is_owed_in_all(
    clerk_of: Clerks, client: ClientId, late: str, more: str
) -> None:
    clerk = at_card(clerk_of, client)
    assert (clerk.text("card_overdue_value"), clerk.text("card_overdue_fact")) == (late, more)


def test_the_head_leads_to_the_till_where_something_is_owed(clerk_of: Clerks) -> None:
    clerk = at_card(clerk_of, MARGAUX)
    clerk.press("card_collect")
    assert clerk.noted.ways == [("payment", MARGAUX)]


def test_where_nothing_is_owed_it_says_so(clerk_of: Clerks) -> None:
    clerk = at_card(clerk_of, ASE)
    assert "Rien à encaisser" in clerk.why_not("card_collect")


@pytest.mark.parametrize("size", [(1240, 843), (1000, 600)])
def test_no_text_of_the_tab_is_cut_on_the_card(
    clerk_of: Clerks,
    size: tuple[int, int],
    each_look: object,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
) -> None:
    clerk = at_card(clerk_of, ANNE_SOPHIE, size)
    clerk.page._tabs.show_page("account")
    clerk.settle()
    clerk.control(Table, "account_invoices").selectAll()
    clerk.settle()
    grab(clerk.noted.window, f"card-{size[0]}-{each_look}")
    assert_no_cut_text(clerk.noted.window)
