"""What is paid at once is billed with the sale, and the till opens; what the bank collects is not (spec 1.4)."""

from collections.abc import Callable

from app.domain.ids import ClientId
from app.services.billing.queries import invoices_of
from app.ui.kit.choices import TickBox
from tests.ui.sale.conftest import SaleClerk

Selling = Callable[..., SaleClerk]
BASTIEN = ClientId(5)


def test_what_is_paid_at_once_is_billed_and_the_till_opens(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Trente jours")
    assert clerk.control(TickBox, "sale_bills").isChecked()
    clerk.press("sale_save", twice=True)
    (invoice,) = invoices_of(clerk.desk, BASTIEN)
    assert (invoice.gross, invoice.left) == (6500, 6500)
    assert clerk.noted.ways[-1] == ("payment", BASTIEN)


def test_unticked_nothing_is_billed(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Trente jours")
    clerk.control(TickBox, "sale_bills").click()
    clerk.press("sale_save")
    assert len(clerk.sold()) == 1
    assert invoices_of(clerk.desk, BASTIEN) == ()
    assert ("payment", BASTIEN) not in clerk.noted.ways


def test_what_the_bank_collects_is_not_billed(selling: Selling) -> None:
    clerk = selling(BASTIEN)
    clerk.choose_plan("Trente jours")
    clerk.choose_plan("Illimité mensuel")
    assert not clerk.sees("sale_bills")
    clerk.press("sale_save")
    assert invoices_of(clerk.desk, BASTIEN) == ()
