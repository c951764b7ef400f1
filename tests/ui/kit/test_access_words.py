"""How the days of an access are said (spec 1.5, 3.2.2)."""

from datetime import date

import pytest

from app.domain.ids import AccessId, ClientId
from app.services.fields import PaymentMode, PlanKind
from app.services.views import AccessItem, AccessState
from app.ui.kit.access_words import days_of_access

FIRST = date(2010, 7, 5)


@pytest.mark.parametrize(
    ("last", "end_open", "said"),
    [
        (None, False, "05/07/2010, sans fin"),
        (None, True, "05/07/2010, à la reprise"),
        (date(2011, 7, 4), False, "05/07/2010 – 04/07/2011"),
        (FIRST, False, "05/07/2010 – 05/07/2010"),
        (date(2010, 7, 4), False, "05/07/2010, aucun jour"),
    ],
)
def test_the_days_of_an_access_are_said_also_where_it_was_ended_on_its_first(
    last: date | None, end_open: bool, said: str
) -> None:
    item = AccessItem(
        AccessId(1), ClientId(1), "Illimité mensuel", PlanKind.UNLIMITED, PaymentMode.DIRECT_DEBIT,
        FIRST, last, end_open, AccessState.ENDED, None, None,
    )  # fmt: skip
    assert days_of_access(item) == said
