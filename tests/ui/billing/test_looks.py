"""Every window of the billing in both looks: no text is cut; kept as pictures where asked."""

from collections.abc import Callable

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

NoCut = Callable[[QWidget], None]
Grab = Callable[[QWidget, str], QImage]


@pytest.fixture(params=[Language.FR, Language.NL])
def spoken(request: pytest.FixtureRequest) -> object:
    set_language(request.param)
    yield request.param
    set_language(Language.FR)


def test_the_tab(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    clerk.show(AccountTab(clerk.noted, MARGAUX), (1192, 560))
    clerk.page.invoices.table.selectAll()
    clerk.settle()
    grab(clerk.noted.window, f"account-{spoken}-{each_look}")
    assert_no_cut_text(clerk.noted.window)


def test_the_tab_of_a_rejected_debit(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    clerk.show(AccountTab(clerk.noted, INES), (1192, 560))
    grab(clerk.noted.window, f"account-debit-{spoken}-{each_look}")
    assert_no_cut_text(clerk.noted.window)


def test_the_area(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    clerk.show(BillingPage(clerk.noted))
    grab(clerk.noted.window, f"page-{spoken}-{each_look}")
    assert_no_cut_text(clerk.noted.window)


def test_issue(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    clerk.open(IssueDialog(clerk.noted, MARGAUX))
    clerk.type("issue_lines_description_1", "Coaching personnel")
    clerk.type("issue_lines_quantity_1", "1,5")
    clerk.type("issue_lines_unit_price_1", "45")
    clerk.press("issue_lines_add")
    clerk.type("issue_lines_description_2", "Boisson")
    clerk.type("issue_lines_quantity_2", "0")
    clerk.type("issue_lines_unit_price_2", "2,20")
    grab(clerk.dialog, f"issue-{spoken}-{each_look}")
    clerk.press("issue_save")
    grab(clerk.dialog, f"issue-error-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)


def test_issue_barred(
    clerk_of: Callable[..., BillingClerk], assert_no_cut_text: NoCut, grab: Grab, each_look: object
) -> None:
    clerk = clerk_of()
    clerk.open(IssueDialog(clerk.noted, INES))
    grab(clerk.dialog, f"issue-barred-{each_look}")
    assert_no_cut_text(clerk.dialog)


def test_issue_to_be_chosen(
    clerk_of: Callable[..., BillingClerk], assert_no_cut_text: NoCut, grab: Grab, each_look: object
) -> None:
    clerk = clerk_of()
    clerk.open(IssueDialog(clerk.noted, None))
    grab(clerk.dialog, f"issue-picker-{each_look}")
    assert_no_cut_text(clerk.dialog)


def test_payment(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    clerk.open(PaymentDialog(clerk.noted, MARGAUX))
    clerk.type("payment_received", "150")
    grab(clerk.dialog, f"payment-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)


def test_invoice(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    rows = account_of(clerk.desk, ANNE_SOPHIE).invoices
    clerk.open(InvoiceDialog(clerk.noted, rows[-1].id))
    grab(clerk.dialog, f"invoice-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)
    held = next(row for row in account_of(clerk.desk, MARGAUX).invoices if row.on_hold_since)
    clerk.open(InvoiceDialog(clerk.noted, held.id))
    grab(clerk.dialog, f"invoice-held-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)


def test_credit_and_change(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    rows = account_of(clerk.desk, ANNE_SOPHIE).invoices
    clerk.open(InvoiceDialog(clerk.noted, rows[-1].id))
    clerk.press("invoice_credit")
    credit = clerk.control(QWidget, "credit_dialog")
    clerk.press("credit_part")
    grab(credit, f"credit-{spoken}-{each_look}")
    assert_no_cut_text(credit)
    clerk.press("credit_leave")
    clerk.press("invoice_hold")
    change = clerk.control(QWidget, "change_dialog")
    grab(change, f"hold-{spoken}-{each_look}")
    assert_no_cut_text(change)


def test_bill_many(
    clerk_of: Callable[..., BillingClerk],
    assert_no_cut_text: NoCut,
    grab: Grab,
    each_look: object,
    spoken: object,
) -> None:
    clerk = clerk_of()
    clerk.open(BillManyDialog(clerk.noted, Criteria()))
    clerk.type("bill_many_lines_description_1", "Cotisation 2010-2011")
    clerk.type("bill_many_lines_unit_price_1", "25")
    grab(clerk.dialog, f"many-form-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)
    clerk.press("bill_many_rehearse")
    grab(clerk.dialog, f"many-who-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)
    clerk.dialog.pane.tabs.show_page("refused")
    assert_no_cut_text(clerk.dialog)
    clerk.press("bill_many_apply")
    grab(clerk.dialog, f"many-result-{spoken}-{each_look}")
    assert_no_cut_text(clerk.dialog)
