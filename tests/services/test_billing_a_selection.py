"""The same bill to a whole selection: rehearsed, issued to all or to nobody, who was stopped is left out (spec 3.2)."""

from decimal import Decimal

import pytest

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine
from app.domain.invoicing_refusals import LinesMissing, QuantityImplausible
from app.domain.refusals import ClientBlocked, ClientDeactivated
from app.services.billing.queries import account_of, invoice_page, invoices_of, with_names
from app.services.billing.refusals import NothingChosen, TermImplausible
from app.services.billing.selection import issue_bills, rehearse_bills
from app.services.billing.selection_views import BillMany, BillRehearsal, BillResult
from app.services.billing.views import InvoiceFilter
from app.services.clients import block_client
from app.services.criteria import Criteria
from app.services.requests import BlockClient
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from tests.databases import TODAY
from tests.services.billing_club import COACHING, DRINK, refused_with
from tests.services.club import Club, new_command


def quiet(_done: int, _of: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


@pytest.fixture
def family(club: Club) -> tuple[ClientId, ClientId, ClientId]:
    """Three clients of one surname."""
    return tuple(club.client("Maes", name) for name in ("An", "Bo", "Cé"))  # type: ignore[return-value]


def rehearsed(club: Club, *lines: InvoiceLine) -> BillRehearsal:
    request = BillMany(Criteria(surname="maes"), lines or (COACHING, DRINK))
    return rehearse_bills(club.desk, request, quiet, never)


def issued(club: Club, rehearsal: BillRehearsal) -> BillResult:
    return issue_bills(club.desk, new_command(), rehearsal, quiet, never)


def test_a_rehearsal_counts_and_writes_nothing(club: Club, family: tuple[ClientId, ...]) -> None:
    block_client(club.desk, BlockClient(new_command(), family[1], "matériel non rendu"))
    version = deactivation_facts(club.desk, family[2]).version
    deactivate(club.desk, DeactivateClient(new_command(), family[2], version))
    found = rehearsed(club)
    assert [each.client for each in found.accepted] == [family[0]]
    assert {each.client: each.refusals for each in found.refused} == {
        family[1]: (ClientBlocked("matériel non rendu"),),
        family[2]: (ClientDeactivated(TODAY),),
    }
    assert (found.each.gross, found.total) == (7750, 7750)
    assert [invoices_of(club.desk, client) for client in family] == [(), (), ()]


def test_all_are_billed_in_one_go_with_numbers_that_follow(club: Club, family: tuple[ClientId, ...]) -> None:
    result = issued(club, rehearsed(club))
    assert [each.client for each in result.done] == list(family)
    assert result.issued is not None
    assert (result.issued.first, result.issued.last) == ("2010-000001", "2010-000003")
    assert [account_of(club.desk, client).balance for client in family] == [7750] * 3


def test_the_same_command_bills_once(club: Club, family: tuple[ClientId, ...]) -> None:
    rehearsal, command = rehearsed(club), new_command()
    issue_bills(club.desk, command, rehearsal, quiet, never)
    again = issue_bills(club.desk, command, rehearsal, quiet, never)
    assert again.repeated
    assert [len(invoices_of(club.desk, client)) for client in family] == [1, 1, 1]


def test_who_was_blocked_since_the_rehearsal_is_left_out_with_the_reason(
    club: Club, family: tuple[ClientId, ...]
) -> None:
    rehearsal = rehearsed(club)
    block_client(club.desk, BlockClient(new_command(), family[1], "matériel non rendu"))
    result = issued(club, rehearsal)
    assert [each.client for each in result.done] == [family[0], family[2]]
    assert [(each.client, each.refusals) for each in result.refused] == [
        (family[1], (ClientBlocked("matériel non rendu"),))
    ]


def test_cancelled_nobody_is_billed(club: Club, family: tuple[ClientId, ...]) -> None:
    result = issue_bills(club.desk, new_command(), rehearsed(club), quiet, lambda: True)
    assert result.cancelled
    assert result.issued is None
    assert [invoices_of(club.desk, client) for client in family] == [(), (), ()]


def test_a_cancelled_rehearsal_says_so(club: Club, family: tuple[ClientId, ...]) -> None:
    request = BillMany(Criteria(surname="maes"), (COACHING,))
    assert rehearse_bills(club.desk, request, quiet, lambda: True).cancelled


def test_progress_is_told(club: Club, family: tuple[ClientId, ...]) -> None:
    told: list[tuple[int, int]] = []
    rehearsal = rehearsed(club)
    issue_bills(club.desk, new_command(), rehearsal, lambda done, of: told.append((done, of)), never)
    assert told == [(0, 3), (3, 3)]


def test_what_cannot_be_billed_is_refused_before_anybody_is_looked_at(club: Club) -> None:
    nothing = InvoiceLine("Coaching", Decimal(0), Cents(100), Decimal(21))
    assert refused_with(lambda: rehearsed(club, nothing)) == (QuantityImplausible(1),)
    request = BillMany(Criteria(), ())
    assert refused_with(lambda: rehearse_bills(club.desk, request, quiet, never)) == (LinesMissing(),)


def test_a_term_before_today_and_nobody_at_all_are_refused(club: Club, family: tuple[ClientId, ...]) -> None:
    before = BillMany(Criteria(surname="maes"), (COACHING,), due=TODAY.replace(day=1))
    rehearsal = rehearse_bills(club.desk, before, quiet, never)
    (refusal,) = refused_with(lambda: issued(club, rehearsal))
    assert isinstance(refusal, TermImplausible)
    nobody = rehearse_bills(club.desk, BillMany(Criteria(surname="zz"), (COACHING,)), quiet, never)
    assert refused_with(lambda: issued(club, nobody)) == (NothingChosen(),)


def test_invoices_are_found_by_the_name_of_the_client(club: Club, family: tuple[ClientId, ...]) -> None:
    issued(club, rehearsed(club))
    wanted = with_names(club.desk, InvoiceFilter(text="maes bo"))
    assert wanted.named == (family[1],)
    assert [row.client for row in invoice_page(club.desk, wanted).rows] == [family[1]]
    nobody = with_names(club.desk, InvoiceFilter(text="zz"))
    assert invoice_page(club.desk, nobody).rows == ()
