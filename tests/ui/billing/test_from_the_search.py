"""All that a search found can be billed from there."""

from collections.abc import Callable

from PySide6.QtGui import QAction

from app.domain.rights import Role
from app.services.criteria import Criteria
from app.ui.search import SearchPage
from tests.ui.billing.conftest import BillingClerk


def test_the_menu_of_the_selection_bills_what_was_found(clerk_of: Callable[..., BillingClerk]) -> None:
    clerk = clerk_of(Role.RECEPTION)
    clerk.show(SearchPage(clerk.noted))
    clerk.page.search(Criteria(surname="lefevre"))
    clerk.settle()
    entry = clerk.page.findChild(QAction, "bill_selection")
    assert entry.isEnabled()
    entry.trigger()
    assert clerk.noted.ways == [("bill selection", Criteria(surname="lefevre"))]
