"""The same bill to a whole selection: rehearsed, issued some at a time, who was stopped is left out (spec 3.2)."""

from collections.abc import Callable
from decimal import Decimal
from typing import NoReturn

import pytest

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine
from app.domain.invoicing_refusals import LinesMissing, QuantityImplausible
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused
from app.services.billing import issuing, selection
from app.services.billing.queries import account_of, invoice_page, invoices_of, with_names
from app.services.billing.refusals import BilledAlready, NothingChosen, TermImplausible
from app.services.billing.selection import issue_bills, rehearse_bills
from app.services.billing.selection_views import BillMany, BillRehearsal, BillResult
from app.services.billing.views import InvoiceFilter
from app.services.clients import block_client, unblock_client
from app.services.criteria import Criteria
from app.services.deleting import DeleteClient, delete_client
from app.services.queries.card import client_card
from app.services.refusals import DatabaseBusy, NotFound
from app.services.requests import BlockClient, UnblockClient
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from tests.databases import TODAY
from tests.services.billing_club import COACHING, DRINK, Books, refused_with
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
    assert (result.first, result.last) == ("2010-000001", "2010-000003")
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
    rehearsal = rehearsed(club)
    result = issue_bills(club.desk, new_command(), rehearsal, quiet, lambda: True)
    assert (result.done, result.left) == ((), rehearsal.accepted)
    assert [invoices_of(club.desk, client) for client in family] == [(), (), ()]


@pytest.fixture
def by_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """A portion is two invoices."""
    monkeypatch.setattr(selection, "AT_ONCE", 2)


def after(portions: int) -> Callable[[], bool]:
    """Somebody asks to stop once so many portions are issued."""
    asked = iter([False] * portions + [True] * 9)
    return lambda: next(asked)


@pytest.mark.usefixtures("by_twos")
def test_cancelled_between_two_portions_what_was_issued_stays_and_the_same_command_goes_on(
    club: Club, family: tuple[ClientId, ...]
) -> None:
    rehearsal, command = rehearsed(club), new_command()
    part = issue_bills(club.desk, command, rehearsal, quiet, after(1))
    assert [each.client for each in part.done] == list(family[:2])
    assert [each.client for each in part.left] == [family[2]]
    assert [len(invoices_of(club.desk, client)) for client in family] == [1, 1, 0]
    whole = issue_bills(club.desk, command, rehearsal, quiet, never)
    assert [each.client for each in whole.done] == list(family)
    assert (whole.left, whole.first, whole.last) == ((), "2010-000001", "2010-000003")
    assert [len(invoices_of(club.desk, client)) for client in family] == [1, 1, 1]


@pytest.mark.usefixtures("by_twos")
def test_a_portion_that_is_refused_leaves_the_earlier_ones_and_says_why(
    club: Club, family: tuple[ClientId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsal, command = rehearsed(club), new_command()

    def fail_at_second(done: int, _of: int) -> None:
        if done == 2:
            monkeypatch.setattr(issuing, "take_numbers", refuse_numbers)

    part = issue_bills(club.desk, command, rehearsal, fail_at_second, never)
    assert [each.client for each in part.done] == list(family[:2])
    assert part.ended_by == (DatabaseBusy(),)
    monkeypatch.undo()
    monkeypatch.setattr(selection, "AT_ONCE", 2)
    whole = issue_bills(club.desk, command, rehearsal, quiet, never)
    assert (whole.last, whole.left, whole.ended_by) == ("2010-000003", (), ())


def refuse_numbers(*_given: object) -> NoReturn:
    raise Refused(DatabaseBusy())


@pytest.mark.usefixtures("by_twos")
def test_another_desk_gets_in_between_two_portions_and_numbers_keep_no_gap(
    club: Club, family: tuple[ClientId, ...]
) -> None:
    other = club.client("Peeters")
    rehearsal = rehearsed(club)

    def bill_another(done: int, _of: int) -> None:
        if done == 2:
            Books(club.desk).billed(other)

    result = issue_bills(club.desk, new_command(), rehearsal, bill_another, never)
    assert invoices_of(club.desk, other)[0].number == "2010-000003"
    assert (result.first, result.last, result.portions) == ("2010-000001", "2010-000004", 2)


@pytest.mark.usefixtures("by_twos")
def test_the_reasons_of_a_portion_are_the_same_when_it_is_asked_again(
    club: Club, family: tuple[ClientId, ...]
) -> None:
    rehearsal, command = rehearsed(club), new_command()
    block_client(club.desk, BlockClient(new_command(), family[1], "matériel non rendu"))
    first = issue_bills(club.desk, command, rehearsal, quiet, never)
    unblock_client(club.desk, UnblockClient(new_command(), family[1], "rendu"))
    again = issue_bills(club.desk, command, rehearsal, quiet, never)
    assert (again.refused, again.done, again.repeated) == (first.refused, first.done, True)
    assert again.refused[0].refusals == (ClientBlocked("matériel non rendu"),)


@pytest.mark.usefixtures("by_twos")
def test_a_batch_that_a_killed_program_left_half_done_is_asked_anew_and_bills_nobody_twice(
    club: Club, family: tuple[ClientId, ...]
) -> None:
    issue_bills(club.desk, new_command(), rehearsed(club), quiet, after(1))
    again = rehearsed(club)
    assert [(each.client, each.refusals) for each in again.refused] == [
        (family[0], (BilledAlready("2010-000001"),)),
        (family[1], (BilledAlready("2010-000002"),)),
    ]
    issued(club, again)
    assert [len(invoices_of(club.desk, client)) for client in family] == [1, 1, 1]


def test_two_desks_with_the_same_batch_bill_it_once(club: Club, family: tuple[ClientId, ...]) -> None:
    here, there = rehearsed(club), rehearsed(club)
    issued(club, here)
    late = issued(club, there)
    assert (late.done, len(late.refused)) == ((), 3)
    assert [len(invoices_of(club.desk, client)) for client in family] == [1, 1, 1]


def test_other_lines_another_day_and_what_was_credited_are_billed(
    club: Club, family: tuple[ClientId, ...]
) -> None:
    issued(club, rehearsed(club))
    assert len(rehearsed(club, COACHING).accepted) == 3
    first = invoices_of(club.desk, family[0])[0]
    Books(club.desk).credited(first.id)
    assert [each.client for each in rehearsed(club).accepted] == [family[0]]
    later = Club(Books(club.desk).later(1).desk, club.plans)
    assert len(rehearsed(later).accepted) == 3


def test_who_was_deleted_since_the_rehearsal_is_left_out(club: Club, family: tuple[ClientId, ...]) -> None:
    rehearsal = rehearsed(club)
    delete_client(
        club.desk, DeleteClient(new_command(), family[2], client_card(club.desk, family[2]).version)
    )
    result = issued(club, rehearsal)
    assert [each.client for each in result.done] == list(family[:2])
    assert result.refused[0].refusals == (NotFound("client"),)


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
