"""Every window of the billing in both looks: no text is cut; kept as pictures where asked."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.i18n import Language, set_language
from app.services.billing.queries import account_of
from app.services.criteria import Criteria
from app.ui.billing import (
    AccountTab,
    BillingPage,
    BillManyDialog,
    InvoiceDialog,
    IssueDialog,
    PaymentDialog,
)
from tests.ui.billing.bills import ANNE_SOPHIE, INES, MARGAUX
from tests.ui.billing.conftest import BillingClerk

Look = Callable[[QWidget, str], None]


@pytest.fixture(params=[Language.FR, Language.NL])
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language(Language.FR)


@pytest.fixture
def clerk(clerk_of: Callable[..., BillingClerk], each_look: object, spoken: Language) -> BillingClerk:
    """A manager, in both looks and two languages."""
    return clerk_of()


@pytest.fixture
def look(
    grab: Callable[[QWidget, str], QImage],
    assert_no_cut_text: Callable[[QWidget], None],
    each_look: object,
    spoken: Language,
) -> Look:
    """Photograph a window, and find no text cut in it."""

    def at(window: QWidget, name: str) -> None:
        grab(window, f"{name}-{spoken}-{each_look}")
        assert_no_cut_text(window)

    return at


def test_the_tab(clerk: BillingClerk, look: Look) -> None:
    clerk.show(AccountTab(clerk.noted, MARGAUX), (1192, 560))
    clerk.page.invoices.table.selectAll()
    clerk.settle()
    look(clerk.noted.window, "account")


def test_the_tab_of_a_rejected_debit(clerk: BillingClerk, look: Look) -> None:
    clerk.show(AccountTab(clerk.noted, INES), (1192, 560))
    look(clerk.noted.window, "account-debit")


def test_the_area(clerk: BillingClerk, look: Look) -> None:
    clerk.show(BillingPage(clerk.noted))
    look(clerk.noted.window, "page")


def test_issue(clerk: BillingClerk, look: Look) -> None:
    clerk.open(IssueDialog(clerk.noted, MARGAUX))
    clerk.type("issue_lines_description_1", "Coaching personnel")
    clerk.type("issue_lines_quantity_1", "1,5")
    clerk.type("issue_lines_unit_price_1", "45")
    clerk.press("issue_lines_add")
    clerk.type("issue_lines_description_2", "Boisson")
    clerk.type("issue_lines_quantity_2", "0")
    clerk.type("issue_lines_unit_price_2", "2,20")
    look(clerk.dialog, "issue")
    clerk.press("issue_save")
    look(clerk.dialog, "issue-error")


def test_issue_barred(clerk: BillingClerk, look: Look) -> None:
    clerk.open(IssueDialog(clerk.noted, INES))
    look(clerk.dialog, "issue-barred")


def test_issue_to_be_chosen(clerk: BillingClerk, look: Look) -> None:
    clerk.open(IssueDialog(clerk.noted, None))
    look(clerk.dialog, "issue-picker")


def test_payment(clerk: BillingClerk, look: Look) -> None:
    clerk.open(PaymentDialog(clerk.noted, MARGAUX))
    clerk.type("payment_received", "150")
    look(clerk.dialog, "payment")


def test_invoice(clerk: BillingClerk, look: Look) -> None:
    rows = account_of(clerk.desk, ANNE_SOPHIE).invoices
    clerk.open(InvoiceDialog(clerk.noted, rows[-1].id))
    look(clerk.dialog, "invoice")
    held = next(row for row in account_of(clerk.desk, MARGAUX).invoices if row.on_hold_since)
    clerk.open(InvoiceDialog(clerk.noted, held.id))
    look(clerk.dialog, "invoice-held")


def test_credit_and_change(clerk: BillingClerk, look: Look) -> None:
    rows = account_of(clerk.desk, ANNE_SOPHIE).invoices
    clerk.open(InvoiceDialog(clerk.noted, rows[-1].id))
    clerk.press("invoice_credit")
    credit = clerk.control(QWidget, "credit_dialog")
    clerk.press("credit_part")
    look(credit, "credit")
    clerk.press("credit_leave")
    clerk.press("invoice_hold")
    change = clerk.control(QWidget, "change_dialog")
    look(change, "hold")


def test_bill_many(clerk: BillingClerk, look: Look) -> None:
    clerk.open(BillManyDialog(clerk.noted, Criteria()))
    clerk.type("bill_many_lines_description_1", "Cotisation 2010-2011")
    clerk.type("bill_many_lines_unit_price_1", "25")
    look(clerk.dialog, "many-form")
    clerk.press("bill_many_rehearse")
    look(clerk.dialog, "many-who")
    clerk.dialog.pane.tabs.show_page("refused")
    look(clerk.dialog, "many-refused")
    clerk.press("bill_many_apply")
    look(clerk.dialog, "many-result")
