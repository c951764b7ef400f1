"""Who pays what of a dossier, to the cent, and what is frozen once it is billed: spec 3.3.6."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from app.domain.cents import Cents
from app.domain.dossier_refusals import (
    ActivityBilled,
    DivisionChanged,
    NothingChosen,
    NothingToBill,
    PayerNotActive,
)
from app.domain.ids import DossierId
from app.domain.refusals import (
    Refused,
)
from app.services.billing.crediting import credit_invoice
from app.services.billing.requests import CreditInvoice
from app.services.check import check_database
from app.services.desk import Desk
from app.services.dossiers.activities import change_activity, delete_activity
from app.services.dossiers.invoicing import invoice_dossier, invoice_dossiers
from app.services.dossiers.requests import (
    ChangeActivity,
    DeleteActivity,
    InvoiceDossier,
    PartyFields,
    TransferActivities,
)
from app.services.dossiers.transferring import transfer_activities
from app.services.refusals import NotFound
from app.services.store import Store
from tests.databases import TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with

GONE = DossierId(999)


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def is_whole(front: DossierClub) -> bool:
    return check_database(front.desk.store, TODAY).problems == ()


def test_3_3_6_common_activities_are_divided_among_the_active_to_the_cent(front: DossierClub) -> None:
    dossier, clients = front.of(True, True, True)
    front.entered(dossier, None, 1000)
    front.entered(dossier, clients[1], 500)
    assert front.totals(dossier) == {clients[0]: 334, clients[1]: 833, clients[2]: 333}
    front.click(dossier, clients[1], False)
    view = front.view(dossier)
    assert front.totals(dossier) == {clients[0]: 500, clients[2]: 500}
    assert (view.division.common, view.division.total, view.division.waiting) == (1000, 1000, 500)
    assert [each.is_waiting for each in view.activities] == [True, False]


def test_3_3_6_weights_divide_and_are_shown(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, None, 1000)
    front.save(dossier, parties=(PartyFields(clients[0], weight=2), PartyFields(clients[1])))
    assert front.totals(dossier) == {clients[0]: 667, clients[1]: 333}
    assert front.view(dossier).division.is_weighted


def test_3_3_6_reactivation_divides_all_unbilled_anew_also_the_older_ones(front: DossierClub) -> None:
    dossier, clients = front.of(True, False, True)
    front.entered(dossier, None, 1000)
    front.entered(dossier, None, 50)
    assert front.totals(dossier) == {clients[0]: 525, clients[2]: 525}
    front.click(dossier, clients[1], True)
    assert front.totals(dossier) == {clients[0]: 351, clients[1]: 350, clients[2]: 349}


def test_3_3_6_billed_activities_never_move(front: DossierClub) -> None:
    dossier, clients = front.of(True, False, True)
    activity = front.entered(dossier, None, 1001)
    done = front.invoiced(dossier)
    assert front.billed(done.invoices) == [(clients[0], 501), (clients[2], 500)]
    front.click(dossier, clients[1], True)
    front.click(dossier, clients[0], False)
    row = front.activity(dossier, activity)
    assert [(share.client, share.amount) for share in row.billed] == [(clients[0], 501), (clients[2], 500)]
    assert [share.number for share in row.billed] == list(done.numbers)
    assert row.why_not_changed == ActivityBilled(", ".join(done.numbers))
    assert front.totals(dossier) == {clients[1]: 0, clients[2]: 0}
    change = ChangeActivity(new_command(), activity, row.version, front.entry(dossier).fields)
    delete = DeleteActivity(new_command(), activity, row.version)
    other = front.dossier(clients, "Autre")
    transfer = TransferActivities(new_command(), (activity,), other)
    for act in (
        lambda: change_activity(front.desk, change),
        lambda: delete_activity(front.desk, delete),
        lambda: transfer_activities(front.desk, transfer),
    ):
        assert refused_with(act) == (ActivityBilled(", ".join(done.numbers)),)
    assert is_whole(front)


def test_3_3_6_each_active_client_gets_his_own_and_his_shares_on_one_invoice(front: DossierClub) -> None:
    dossier, clients = front.of(True, True, False)
    front.entered(dossier, None, 1001)
    front.entered(dossier, clients[0], 2500)
    waiting = front.club.client("Martin", "Luc")
    front.save(dossier, parties=tuple(PartyFields(each, each != clients[2]) for each in (*clients, waiting)))
    shown = front.view(dossier).division
    done = front.invoiced(dossier)
    assert front.billed(done.invoices) == [(part.client, part.total) for part in shown.parts]
    assert done.total == shown.total == 3501
    assert front.view(dossier).division.total == 0
    assert [each.number for each in reversed(front.view(dossier).invoices)] == list(done.numbers)
    assert refused_with(lambda: front.invoiced(dossier)) == (NothingToBill(),)
    assert is_whole(front)


def test_3_3_6_one_client_may_pay_for_all(front: DossierClub) -> None:
    dossier, clients = front.of(True, True, False)
    front.entered(dossier, None, 1001)
    front.entered(dossier, clients[0], 2500)
    left = front.entered(dossier, None, 10)
    assert refused_with(lambda: front.invoiced(dossier, clients[2])) == (PayerNotActive(),)
    done = front.invoiced(dossier, clients[1])
    assert front.billed(done.invoices) == [(clients[1], 3511)]
    assert [share.client for share in front.activity(dossier, left).billed] == [clients[1]]
    assert is_whole(front)


def test_3_3_6_a_share_of_nothing_is_no_invoice_and_what_is_free_is_named_once(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    penny, free = front.entered(dossier, None, 1), front.entered(dossier, None, 0)
    done = front.invoiced(dossier)
    assert front.billed(done.invoices) == [(clients[0], 1)]
    for activity, amount in ((penny, 1), (free, 0)):
        assert [(one.client, one.amount) for one in front.activity(dossier, activity).billed] == [
            (clients[0], amount)
        ]
    assert is_whole(front)


def test_3_3_6_more_lines_than_an_invoice_has_make_a_second_invoice(front: DossierClub) -> None:
    dossier, clients = front.of(True)
    for _ in range(201):
        front.entered(dossier, None, 100)
    done = front.invoiced(dossier)
    assert front.billed(done.invoices) == [(clients[0], 20000), (clients[0], 100)]
    assert is_whole(front)


def test_3_3_6_a_credit_note_frees_no_activity(front: DossierClub) -> None:
    dossier, _ = front.of(True)
    activity = front.entered(dossier, None, 1000)
    done = front.invoiced(dossier)
    credit_invoice(front.desk, CreditInvoice(new_command(), done.invoices[0], None, "erreur"))
    assert front.activity(dossier, activity).is_billed
    assert refused_with(lambda: front.invoiced(dossier)) == (NothingToBill(),)
    assert front.view(dossier).invoices[0].is_credited
    assert is_whole(front)


def test_3_3_6_a_total_that_is_no_longer_the_one_shown_is_refused(front: DossierClub) -> None:
    dossier, _ = front.of(True, True)
    front.entered(dossier, None, 1000)
    shown = front.view(dossier).division.shares
    front.entered(dossier, None, 500)
    request = InvoiceDossier(new_command(), dossier, shown=shown)
    assert refused_with(lambda: invoice_dossier(front.desk, request)) == (DivisionChanged(Cents(1500)),)
    assert front.view(dossier).invoices == ()
    done = invoice_dossier(front.desk, replace(request, shown=front.view(dossier).division.shares))
    assert done.total == 1500


@pytest.mark.parametrize("payer", [False, True])
def test_3_3_6_shares_that_are_no_longer_those_shown_are_refused_although_the_total_is_the_same(
    front: DossierClub, payer: bool
) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, None, 1000)
    shown = front.view(dossier).division.shares
    front.click(dossier, clients[1], False)
    request = InvoiceDossier(new_command(), dossier, clients[0] if payer else None, shown=shown)
    assert refused_with(lambda: invoice_dossier(front.desk, request)) == (DivisionChanged(Cents(1000)),)
    assert front.view(dossier).invoices == ()
    done = invoice_dossier(front.desk, replace(request, shown=front.view(dossier).division.shares))
    assert front.billed(done.invoices) == [(clients[0], 1000)]


def test_3_3_6_the_same_command_bills_once(front: DossierClub) -> None:
    dossier, _ = front.of(True, True)
    front.entered(dossier, None, 1000)
    request = InvoiceDossier(new_command(), dossier)
    done = invoice_dossier(front.desk, request)
    front.entered(dossier, None, 700)
    assert invoice_dossier(front.desk, request) == replace(done, repeated=True)
    assert len(front.view(dossier).invoices) == 2


def test_3_3_6_several_dossiers_are_billed_at_once_or_not_at_all(front: DossierClub) -> None:
    one, _ = front.of(True, True, name="Un")
    two, _ = front.of(True, name="Deux")
    empty, _ = front.of(True, name="Vide")
    asleep, clients = front.of(True, name="Endormi")
    for dossier in (one, two, asleep):
        front.entered(dossier, None, 1000)
    front.click(asleep, clients[0], False)
    every = (one, two, empty, asleep, one)
    assert refused_with(lambda: invoice_dossiers(front.desk, new_command(), (one, GONE))) == (
        NotFound("dossier"),
    )
    assert front.view(one).invoices == ()
    assert refused_with(lambda: invoice_dossiers(front.desk, new_command(), ())) == (NothingChosen(),)
    seen: list[tuple[int, int]] = []
    done = invoice_dossiers(front.desk, new_command(), every, lambda at, of: seen.append((at, of)))
    assert (len(done.invoices), done.left_out, done.total) == (3, (empty, asleep), 2000)
    assert seen[-1] == (4, 4)
    assert is_whole(front)


def test_3_3_6_an_interrupted_batch_bills_nothing(front: DossierClub) -> None:
    dossiers = [front.of(True, name=name)[0] for name in ("Un", "Deux")]
    for dossier in dossiers:
        front.entered(dossier, None, 1000)

    def leave(at: int, of: int) -> None:
        if at == of:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        invoice_dossiers(front.desk, new_command(), dossiers, leave)
    assert [front.view(each).invoices for each in dossiers] == [(), ()]
    assert all(not row.is_billed for each in dossiers for row in front.view(each).activities)


def test_3_3_6_two_desks_that_bill_at_once_bill_once(
    front: DossierClub, open_at: Callable[[], Store]
) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, None, 1001)
    desks = [replace(front.desk, store=open_at()) for _ in range(4)]
    start = Barrier(len(desks))

    def bill(desk: Desk) -> object:
        start.wait(10)
        try:
            return invoice_dossier(desk, InvoiceDossier(new_command(), dossier)).total
        except Refused as refused:
            return refused.refusals

    with ThreadPoolExecutor(len(desks)) as pool:
        answers = list(pool.map(bill, desks))
    assert answers.count(1001) == 1
    assert answers.count((NothingToBill(),)) == 3
    assert len(front.view(dossier).invoices) == len(clients)
    assert is_whole(front)
