"""The network goes while a commit is under way: what was carried out is known, and is never done twice (spec 5.2)."""

import sys
from dataclasses import replace

import pytest

from app.domain.refusals import Refused
from app.services.billing.issuing import issue_invoice
from app.services.billing.queries import invoices_of
from app.services.billing.requests import IssueInvoice
from app.services.refusals import AnswerLost, DatabaseUnreachable
from app.services.store import Store
from tests.far_server import Line
from tests.services.billing_club import COACHING
from tests.services.club import Club, new_command

pytestmark = [
    pytest.mark.parametrize("place", ["postgresql"], indirect=True),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests reach their server by a socket file"),
]


def test_a_commit_whose_answer_was_lost_is_known_to_be_carried_out(
    club: Club, line: Line, far: Store
) -> None:
    client, desk = club.client(), replace(club.desk, store=far)
    line.breaks = "after"
    done = issue_invoice(desk, IssueInvoice(new_command(), client, (COACHING,)))
    assert [row.number for row in invoices_of(club.desk, client)] == [done.number]


def test_a_commit_that_never_arrived_changed_nothing_and_says_so(club: Club, line: Line, far: Store) -> None:
    client, desk = club.client(), replace(club.desk, store=far)
    line.breaks = "before"
    with pytest.raises(Refused) as refused:
        issue_invoice(desk, IssueInvoice(new_command(), client, (COACHING,)))
    assert refused.value.refusals == (DatabaseUnreachable(),)
    assert invoices_of(club.desk, client) == ()


def test_a_server_that_stays_away_leaves_it_open_and_the_same_command_again_does_it_once(
    club: Club, line: Line, far: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.unit_of_work.PATIENCE_SECONDS", 0.1)
    client, desk = club.client(), replace(club.desk, store=far)
    request = IssueInvoice(new_command(), client, (COACHING,))
    line.breaks, line.stays_broken = "after", True
    with pytest.raises(Refused) as refused:
        issue_invoice(desk, request)
    assert refused.value.refusals == (AnswerLost(),)
    line.is_down = False
    again = issue_invoice(desk, request)
    assert again.repeated
    assert [row.number for row in invoices_of(club.desk, client)] == [again.number]
