"""The dossier's rules, line by line of spec 3.3, at the desk and on real databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from app.domain.cents import Cents
from app.domain.dossier_refusals import (
    ActivityBilled,
    ActivityDayImplausible,
    ActivityQuantityImplausible,
    AllPartiesInactive,
    DivisionChanged,
    DossierInUse,
    NotAnIntervenant,
    NotAParty,
    NothingChosen,
    NothingToBill,
    OnlyPartyInactive,
    PartyBlocked,
    PartyDeactivated,
    PartyInactive,
    PartyInUse,
    PartyMissing,
    PartyTwice,
    PartyWeightImplausible,
    PayerNotActive,
    SameDossier,
    TooManyParties,
)
from app.domain.ids import ActivityId, ClientId, DossierId, UserId
from app.domain.refusals import (
    ClientBlocked,
    ClientDeactivated,
    FieldMissing,
    FieldTooLong,
    FieldUnreadable,
    NotAllowed,
    RateImplausible,
    Refusal,
    Refused,
)
from app.domain.rights import Right, Role
from app.i18n import Language, texts
from app.messages.history import told
from app.models import DossierParty
from app.services.billing.crediting import credit_invoice
from app.services.billing.requests import CreditInvoice
from app.services.check import check_database
from app.services.client_refusals import AmountOutOfRange
from app.services.desk import Desk, Operator, Touched, TouchedKind
from app.services.dossiers.activities import change_activity, delete_activity, enter_activity
from app.services.dossiers.deleting import delete_dossier
from app.services.dossiers.history import history_of_dossier
from app.services.dossiers.intervening import name_intervenants
from app.services.dossiers.invoicing import invoice_dossier, invoice_dossiers, rehearse_invoice
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.parties import set_party_active
from app.services.dossiers.queries import (
    activity_form,
    count_dossiers,
    dossier_page,
    dossiers_of,
    offered_dossiers,
    party_rows,
    possible_intervenants,
    transfer_targets,
    usual_activities,
)
from app.services.dossiers.requests import (
    ChangeActivity,
    DeleteActivity,
    DeleteDossier,
    DossierFilter,
    InvoiceDossier,
    NameIntervenants,
    PartyFields,
    SaveDossier,
    SetPartyActive,
    TransferActivities,
)
from app.services.dossiers.transferring import transfer_activities
from app.services.queries.history import history_of_client
from app.services.refusals import NotFound, StaleEdit
from app.services.requests import SaveUser
from app.services.store import Store
from app.services.unit_of_work import reading
from app.services.users import save_user
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with

GONE = DossierId(999)


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def is_whole(front: DossierClub) -> bool:
    return check_database(front.desk.store, TODAY).problems == ()


def offered(front: DossierClub) -> list[DossierId]:
    return [each.id for each in offered_dossiers(front.desk, "")]


def sentences_of(front: DossierClub, dossier: DossierId) -> list[str]:
    return [
        told(row, texts(Language.FR)).replace("\u00a0", " ")
        for row in history_of_dossier(front.desk, dossier)
    ]


# 3.3.1


def test_3_3_1_one_click_belongs_to_that_dossier_only(front: DossierClub) -> None:
    clients = front.clients()
    here, there = front.dossier(clients), front.dossier(clients, "Vacances")
    done = front.click(here, clients[0], False)
    assert [each.active for each in front.view(here).parties] == [False, True]
    assert [each.active for each in front.view(there).parties] == [True, True]
    assert Touched(TouchedKind.DOSSIER, here) in done.touched
    assert Touched(TouchedKind.DOSSIER, there) not in done.touched
    front.click(here, clients[0], True)
    assert [each.active for each in front.view(here).parties] == [True, True]


def test_3_3_1_the_click_is_told_to_the_dossier_and_to_the_client(front: DossierClub) -> None:
    dossier, clients = front.of(False, True)
    assert sentences_of(front, dossier)[0] == "Dossier Famille Lefèvre : Lefèvre Marie rendu inactif"
    assert history_of_client(front.desk, clients[0])[0].what == "party_inactivated"


def test_3_3_1_two_desks_that_click_the_same_both_get_it_and_it_is_told_once(front: DossierClub) -> None:
    dossier, clients = front.of(False, True)
    version, entries = front.view(dossier).version, len(history_of_dossier(front.desk, dossier))
    front.click(dossier, clients[0], False)
    assert front.view(dossier).version == version
    assert len(history_of_dossier(front.desk, dossier)) == entries


def test_3_3_1_the_same_command_clicks_once(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    request = SetPartyActive(new_command(), dossier, clients[0], False)
    first = set_party_active(front.desk, request)
    front.click(dossier, clients[0], True)
    assert set_party_active(front.desk, request) == replace(first, repeated=True)
    assert front.party(dossier, clients[0]).active


@ON_ONE_DATABASE
def test_3_3_1_who_is_no_party_cannot_be_clicked(front: DossierClub) -> None:
    dossier, stranger = front.dossier(), front.club.client("Simon", "Ève")
    assert refused_with(lambda: front.click(dossier, stranger, False)) == (NotAParty(),)
    assert refused_with(lambda: front.click(GONE, stranger, False)) == (NotFound("dossier"),)


# 3.3.2


def test_3_3_2_the_page_shows_who_is_inactive_in_their_order(front: DossierClub) -> None:
    dossier, clients = front.of(True, False, True)
    rows = front.view(dossier).parties
    assert [(each.client, each.active) for each in rows] == [
        (clients[0], True),
        (clients[1], False),
        (clients[2], True),
    ]
    assert [each.name for each in rows] == ["Lefèvre Marie", "Dupont Jean", "Peeters An"]


# 3.3.3


def test_3_3_3_unbilled_activities_warn_and_do_not_prevent(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, clients[0], 2500)
    front.entered(dossier, None, 1000)
    row = front.party(dossier, clients[0])
    assert (row.warns, row.unbilled, row.unbilled_amount) == (True, 1, 2500)
    assert not front.party(dossier, clients[1]).warns
    front.click(dossier, clients[0], False)
    assert not front.party(dossier, clients[0]).active
    assert not front.party(dossier, clients[0]).warns
    assert front.party(dossier, clients[0]).unbilled == 1


def test_3_3_3_what_was_billed_warns_no_more(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, clients[0])
    front.invoiced(dossier)
    assert not front.party(dossier, clients[0]).warns


# 3.3.4 and 3.3.5


@pytest.mark.parametrize(
    ("states", "reason"),
    [
        pytest.param((False,), OnlyPartyInactive(), id="3.3.4"),
        pytest.param((False, False), AllPartiesInactive(), id="3.3.5"),
    ],
)
def test_3_3_4_and_3_3_5_nothing_new_and_nothing_offered(
    front: DossierClub, states: tuple[bool, ...], reason: Refusal
) -> None:
    clients = front.clients(len(states))
    dossier = front.dossier(clients)
    front.entered(dossier, clients[0])
    assert offered(front) == [dossier]
    for client in clients:
        front.click(dossier, client, False)
    buttons = front.view(dossier).buttons
    assert (buttons.activity, buttons.proforma, buttons.division, buttons.invoice) == (reason,) * 4
    assert offered(front) == []
    assert refused_with(lambda: front.entered(dossier)) == (reason,)
    assert refused_with(lambda: front.invoiced(dossier)) == (reason,)
    assert activity_form(front.desk, dossier).why_not == reason
    assert len(front.view(dossier).activities) == 1
    front.click(dossier, clients[0], True)
    buttons = front.view(dossier).buttons
    assert (buttons.activity, buttons.proforma, buttons.division) == (None, None, None)
    assert offered(front) == [dossier]


def test_3_3_4_a_dossier_of_one_active_client_is_offered_by_name_or_client(front: DossierClub) -> None:
    dossier, clients = front.of(True, name="Contrat étoile")
    front.of(True, True, name="Autre")
    desk = front.desk
    assert [each.id for each in offered_dossiers(desk, "etoi")] == [dossier]
    assert [each.id for each in offered_dossiers(desk, "lefe contrat")] == [dossier]
    assert offered_dossiers(desk, "dupont contrat") == ()
    assert offered_dossiers(desk, "lefevre", 1)[0].clients == ("Lefèvre Marie", "Dupont Jean")
    assert [each.client for each in activity_form(desk, dossier).parties] == clients


# 3.3.6


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
    shown = rehearse_invoice(front.desk, dossier)
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
    shown = rehearse_invoice(front.desk, dossier).total
    front.entered(dossier, None, 500)
    request = InvoiceDossier(new_command(), dossier, shown=shown)
    assert refused_with(lambda: invoice_dossier(front.desk, request)) == (DivisionChanged(Cents(1500)),)
    assert front.view(dossier).invoices == ()
    done = invoice_dossier(front.desk, replace(request, shown=Cents(1500)))
    assert done.total == 1500


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


# 3.3.7


def test_3_3_7_nothing_is_added_from_the_card_of_an_inactive_client(front: DossierClub) -> None:
    dossier, clients = front.of(False, True)
    elsewhere = front.dossier(clients, "Autre")
    reason = PartyInactive("Lefèvre Marie")
    rows = {row.id: row for row in dossiers_of(front.desk, clients[0])}
    assert (rows[dossier].why_no_activity, rows[dossier].is_active_here) == (reason, False)
    assert (rows[elsewhere].why_no_activity, rows[elsewhere].is_active_here) == (None, True)
    assert activity_form(front.desk, dossier, clients[0]).why_not == reason
    for client in (clients[0], clients[1], None):
        request = front.entry(dossier, client, card=clients[0])
        assert refused_with(partial(enter_activity, front.desk, request)) == (reason,)
    assert refused_with(lambda: front.entered(dossier, clients[0])) == (reason,)
    assert front.view(dossier).activities == ()
    enter_activity(front.desk, front.entry(dossier, clients[1], card=clients[1]))
    enter_activity(front.desk, front.entry(elsewhere, clients[0], card=clients[0]))


# 3.3.8


def test_3_3_8_a_transfer_to_inactive_clients_only_is_refused(front: DossierClub) -> None:
    source, _ = front.of(True, True)
    activities = (front.entered(source), front.entered(source))
    single, _ = front.of(False, name="Seul")
    several, _ = front.of(False, False, name="Plusieurs")
    for target, reason in ((single, OnlyPartyInactive()), (several, AllPartiesInactive())):
        request = TransferActivities(new_command(), activities, target)
        assert refused_with(partial(transfer_activities, front.desk, request)) == (reason,)
    assert len(front.view(source).activities) == 2
    assert transfer_targets(front.desk, "", 9, source) == ()


def test_3_3_8_in_a_mixed_dossier_the_active_clients_get_them(front: DossierClub) -> None:
    source, clients = front.of(True, True, True)
    kept, became, common = (
        front.entered(source, clients[0], 100),
        front.entered(source, clients[1], 200),
        front.entered(source, None, 400),
    )
    target = front.dossier([clients[0], clients[1], front.club.client("Simon", "Ève")], "Mixte")
    front.click(target, clients[1], False)
    assert [each.id for each in transfer_targets(front.desk, "", 9, source)] == [target]
    request = TransferActivities(new_command(), (kept, became, common), target)
    done = transfer_activities(front.desk, request)
    assert (done.moved, done.became_common) == (3, 1)
    assert {row.id: row.client for row in front.view(target).activities} == {
        kept: clients[0],
        became: None,
        common: None,
    }
    assert clients[1] not in front.totals(target)
    assert sum(front.totals(target).values()) == 700
    assert front.view(source).activities == ()
    assert transfer_activities(front.desk, request) == replace(done, repeated=True)
    assert "Activités reçues du dossier Famille Lefèvre : 7,00 € en tout (nombre : 3)" in sentences_of(
        front, target
    )
    assert "Activités transférées vers le dossier Mixte : 7,00 € en tout (nombre : 3)" in sentences_of(
        front, source
    )


def test_3_3_8_all_are_transferred_or_none(front: DossierClub) -> None:
    source, clients = front.of(True, True)
    billed = front.entered(source)
    front.invoiced(source)
    free = front.entered(source)
    target = front.dossier(clients, "Autre")

    def transfer(activities: tuple[ActivityId, ...], to: DossierId) -> tuple[Refusal, ...]:
        request = TransferActivities(new_command(), activities, to)
        return refused_with(lambda: transfer_activities(front.desk, request))

    assert isinstance(transfer((free, billed), target)[0], ActivityBilled)
    assert transfer((free,), source) == (SameDossier(),)
    assert transfer((), target) == (NothingChosen(),)
    assert transfer((free, ActivityId(999)), target) == (NotFound("activity"),)
    assert transfer((free,), GONE) == (NotFound("dossier"),)
    front.block(clients[1])
    assert transfer((free,), target) == (PartyBlocked("Dupont Jean", "paiement en retard"),)
    assert front.activity(source, free).dossier == source
    assert front.view(target).activities == ()


# 3.3.10


def test_3_3_10_a_dossier_with_activities_or_invoices_is_not_deleted(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    empty_row = front.view(dossier)
    assert empty_row.buttons.delete is None
    activity = front.entered(dossier)
    version = front.view(dossier).version

    def delete() -> object:
        return delete_dossier(front.desk, DeleteDossier(new_command(), dossier, version))

    assert refused_with(delete) == (DossierInUse(1, 0, ""),)
    assert front.view(dossier).buttons.delete == DossierInUse(1, 0, "")
    done = front.invoiced(dossier)
    assert refused_with(delete) == (DossierInUse(1, 2, ", ".join(done.numbers)),)
    assert front.activity(dossier, activity).is_billed
    assert [each.client for each in front.view(dossier).parties] == clients


def test_3_3_10_an_empty_dossier_goes_and_leaves_its_history(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    row = front.activity(dossier, front.entered(dossier))
    delete_activity(front.desk, DeleteActivity(new_command(), row.id, row.version, "saisie deux fois"))
    request = DeleteDossier(new_command(), dossier, front.view(dossier).version)
    done = delete_dossier(front.desk, request)
    assert refused_with(lambda: front.view(dossier)) == (NotFound("dossier"),)
    assert dossiers_of(front.desk, clients[0]) == ()
    assert delete_dossier(front.desk, request) == replace(done, repeated=True)
    assert sentences_of(front, dossier)[:2] == [
        "Dossier Famille Lefèvre supprimé : Lefèvre Marie, Dupont Jean",
        "Dossier Famille Lefèvre, activité supprimée : Court de tennis, 10,00 €. Raison : saisie deux fois",
    ]


def test_3_3_10_deleting_needs_a_right(front: DossierClub, desk_of: Callable[..., Desk]) -> None:
    dossier, _ = front.of(True)
    reception = desk_of(Role.RECEPTION)
    request = DeleteDossier(new_command(), dossier, front.view(dossier).version)
    refusal = NotAllowed(Right.DELETE_DOSSIER)
    assert refused_with(lambda: delete_dossier(reception, request)) == (refusal,)
    assert front.view(dossier, reception).buttons.delete == refusal


# 3.3.11


def user(front: DossierClub, name: str, role: Role = Role.RECEPTION) -> UserId:
    request = SaveUser(new_command(), None, 0, name, role, True, "un toit, trois chats")
    return save_user(front.desk, request).user


def at_desk(front: DossierClub, who: UserId, role: Role = Role.RECEPTION) -> Desk:
    return replace(front.desk, operator=Operator(who, "X", role, "ACCUEIL-2"))


def named(front: DossierClub, dossier: DossierId, *users: UserId) -> None:
    name_intervenants(
        front.desk, NameIntervenants(new_command(), dossier, front.view(dossier).version, users)
    )


def test_3_3_11_only_intervenants_and_managers_enter_activities(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    target = front.dossier(clients, "Autre")
    sarah, tom = user(front, "SARAH"), user(front, "TOM")
    enter_activity(at_desk(front, tom), front.entry(dossier))
    named(front, dossier, sarah)
    reason = NotAnIntervenant("SARAH")
    toms, sarahs = at_desk(front, tom), at_desk(front, sarah)
    row = front.view(dossier).activities[0]
    for act in (
        lambda: enter_activity(toms, front.entry(dossier)),
        lambda: change_activity(
            toms, ChangeActivity(new_command(), row.id, row.version, front.entry(dossier).fields)
        ),
        lambda: delete_activity(toms, DeleteActivity(new_command(), row.id, row.version)),
        lambda: transfer_activities(toms, TransferActivities(new_command(), (row.id,), target)),
    ):
        assert refused_with(act) == (reason,)
    assert front.view(dossier, toms).buttons.activity == reason
    assert front.view(dossier, toms).activities[0].why_not_changed == reason
    assert [each.id for each in offered_dossiers(toms, "")] == [target]
    assert [each.id for each in offered_dossiers(sarahs, "")] == [target, dossier]
    enter_activity(sarahs, front.entry(dossier))
    enter_activity(at_desk(front, tom, Role.MANAGER), front.entry(dossier))
    named(front, dossier)
    enter_activity(toms, front.entry(dossier))
    assert len(front.view(dossier).activities) == 4
    assert "Dossier Famille Lefèvre : Intervenants : SARAH → rien" in sentences_of(front, dossier)


def test_3_3_11_who_has_left_is_named_no_more(front: DossierClub) -> None:
    dossier, _ = front.of(True)
    gone = UserId(777)
    assert refused_with(lambda: named(front, dossier, gone)) == (NotFound("user"),)
    sarah = user(front, "SARAH")
    assert sarah in {each.user for each in possible_intervenants(front.desk)}
    stale = NameIntervenants(new_command(), dossier, 99, (sarah,))
    assert isinstance(refused_with(lambda: name_intervenants(front.desk, stale))[0], StaleEdit)
    assert front.view(dossier).intervenants == ()


# 3.1: blocked and deactivated clients


def test_3_1_no_dossier_for_a_blocked_or_deactivated_client(front: DossierClub) -> None:
    blocked, gone, fine = front.clients(3)
    front.block(blocked)
    front.deactivate(gone)
    assert refused_with(lambda: front.dossier([blocked])) == (ClientBlocked("paiement en retard"),)
    assert refused_with(lambda: front.dossier([gone])) == (ClientDeactivated(TODAY),)
    assert refused_with(lambda: front.dossier([fine, blocked, gone])) == (
        PartyBlocked("Lefèvre Marie", "paiement en retard"),
        PartyDeactivated("Dupont Jean", TODAY),
    )
    assert count_dossiers(front.desk, DossierFilter()) == 0


def test_3_1_no_party_and_no_activity_for_a_client_blocked_a_second_ago(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    late = front.club.client("Simon", "Ève")
    front.block(late)
    parties = tuple(PartyFields(each) for each in (*clients, late))
    assert refused_with(lambda: front.save(dossier, parties=parties)) == (
        ClientBlocked("paiement en retard"),
    )
    kept = front.entered(dossier, clients[0], 700)
    front.block(clients[0])
    assert refused_with(lambda: front.entered(dossier, clients[0])) == (ClientBlocked("paiement en retard"),)
    assert refused_with(lambda: front.entered(dossier)) == (
        PartyBlocked("Lefèvre Marie", "paiement en retard"),
    )
    row = front.activity(dossier, kept)
    other = replace(front.entry(dossier, clients[1]).fields, client=None)
    change = ChangeActivity(new_command(), kept, row.version, other)
    assert refused_with(lambda: change_activity(front.desk, change)) == (
        PartyBlocked("Lefèvre Marie", "paiement en retard"),
    )
    assert front.party(dossier, clients[0]).stopped == (ClientBlocked("paiement en retard"),)
    front.entered(dossier, clients[1])
    front.click(dossier, clients[0], False)
    front.entered(dossier)
    front.click(dossier, clients[0], True)
    assert front.invoiced(dossier).total == 2700


# Keeping


def test_a_dossier_keeps_its_name_note_and_parties(front: DossierClub) -> None:
    clients = front.clients(3)
    dossier = front.dossier(clients)
    front.save(
        dossier,
        name="  Société   Étoile ",
        note="Facturer en fin de mois",
        parties=(PartyFields(clients[2], weight=3), PartyFields(clients[0], active=False)),
    )
    view = front.view(dossier)
    assert (view.name, view.note) == ("Société Étoile", "Facturer en fin de mois")
    assert [(row.client, row.active, row.weight) for row in view.parties] == [
        (clients[2], True, 3),
        (clients[0], False, 1),
    ]
    assert sentences_of(front, dossier)[1] == (
        "Dossier Société Étoile modifié : Nom : Famille Lefèvre → Société Étoile · "
        "Note : rien → Facturer en fin de mois · "
        "Clients : Lefèvre Marie, Dupont Jean, Peeters An → Peeters An (3), Lefèvre Marie"
    )


def test_a_stale_edit_of_the_parties_is_refused_also_after_one_click(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    shown = front.view(dossier).version
    front.click(dossier, clients[0], False)
    parties = tuple(PartyFields(each) for each in clients)
    request = SaveDossier(new_command(), dossier, shown, "Autre", parties)
    stale = refused_with(lambda: save_dossier(front.desk, request))[0]
    assert isinstance(stale, StaleEdit)
    assert stale.by == "ADMIN"
    assert not front.party(dossier, clients[0]).active
    assert front.view(dossier).name == "Famille Lefèvre"


def test_a_client_with_activities_is_made_inactive_and_not_removed(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, None, 1000)
    assert front.party(dossier, clients[0]).why_not_removed is None
    front.invoiced(dossier)
    reason = PartyInUse("Lefèvre Marie", 1)
    assert front.party(dossier, clients[0]).why_not_removed == reason
    only = (PartyFields(clients[1]),)
    assert refused_with(lambda: front.save(dossier, parties=only)) == (reason,)
    assert len(front.view(dossier).parties) == 2


@ON_ONE_DATABASE
def test_parties_that_make_no_sense_are_refused_and_nothing_changes(front: DossierClub) -> None:
    one, two = front.clients()

    def create(*parties: PartyFields, name: str = "Dossier", note: str = "") -> tuple[Refusal, ...]:
        request = SaveDossier(new_command(), None, 0, name, parties, note)
        return refused_with(lambda: save_dossier(front.desk, request))

    assert create() == (PartyMissing(),)
    assert create(PartyFields(one), PartyFields(two), PartyFields(one)) == (PartyTwice("Lefèvre Marie"),)
    assert create(PartyFields(one, weight=0)) == (PartyWeightImplausible(1000),)
    assert create(PartyFields(one, weight=1001)) == (PartyWeightImplausible(1000),)
    assert create(*[PartyFields(one)] * 501) == (TooManyParties(500),)
    assert create(PartyFields(ClientId(999))) == (NotFound("client"),)
    assert create(PartyFields(one), name=" ") == (FieldMissing("name"),)
    assert create(PartyFields(one), name="x" * 61) == (FieldTooLong("name", 60),)
    assert create(PartyFields(one), note="un\u202edeux") == (FieldUnreadable("note"),)
    assert count_dossiers(front.desk, DossierFilter()) == 0
    with reading(front.desk) as session:
        assert session.query(DossierParty).count() == 0


def test_the_same_command_creates_one_dossier(front: DossierClub) -> None:
    client = front.clients(1)[0]
    request = SaveDossier(new_command(), None, 0, "Un", (PartyFields(client),))
    done = save_dossier(front.desk, request)
    assert save_dossier(front.desk, request) == replace(done, repeated=True)
    assert count_dossiers(front.desk, DossierFilter()) == 1


# Activities


def test_an_activity_is_kept_as_it_was_entered(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    request = front.entry(
        dossier,
        clients[1],
        3333,
        quantity=Decimal("1.5"),
        vat_rate=Decimal("5.5"),
        description=" Cours  privé ",
    )
    row = front.activity(dossier, enter_activity(front.desk, request).activity)
    assert (row.client, row.client_name, row.description) == (clients[1], "Dupont Jean", "Cours privé")
    assert (row.quantity, row.unit_price, row.vat_rate, row.amount) == (
        Decimal("1.5"),
        3333,
        Decimal("5.5"),
        5000,
    )
    assert (row.entered_by, row.day, row.is_billed) == ("ADMIN", TODAY, False)
    assert usual_activities(front.desk, "cours P")[0].description == "Cours privé"
    assert usual_activities(front.desk, "tennis") == ()


def test_an_activity_is_changed_and_the_change_is_told(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    row = front.activity(dossier, front.entered(dossier, clients[0]))
    fields = replace(front.entry(dossier, None, 1200).fields, quantity=Decimal(2))
    change = ChangeActivity(new_command(), row.id, row.version, fields)
    change_activity(front.desk, change)
    assert front.activity(dossier, row.id).amount == 2400
    assert sentences_of(front, dossier)[0] == (
        "Dossier Famille Lefèvre, activité Court de tennis modifiée : Montant : 10,00 € → 24,00 € · "
        "Client : Lefèvre Marie → rien · En commun : non → oui · Prix unitaire : 10,00 € → 12,00 € · "
        "Quantité : 1 → 2"
    )
    stale = refused_with(lambda: change_activity(front.desk, replace(change, command=new_command())))
    assert isinstance(stale[0], StaleEdit)


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"description": ""}, FieldMissing),
        ({"description": "x" * 201}, FieldTooLong),
        ({"description": "a\x00b"}, FieldUnreadable),
        ({"quantity": Decimal(0)}, ActivityQuantityImplausible),
        ({"quantity": Decimal("-1")}, ActivityQuantityImplausible),
        ({"quantity": Decimal("0.0001")}, ActivityQuantityImplausible),
        ({"quantity": Decimal("NaN")}, ActivityQuantityImplausible),
        ({"quantity": Decimal("Infinity")}, ActivityQuantityImplausible),
        ({"quantity": Decimal("1e9")}, ActivityQuantityImplausible),
        ({"quantity": Decimal(99_999), "unit_price": Cents(10_000_000)}, ActivityQuantityImplausible),
        ({"unit_price": Cents(-1)}, AmountOutOfRange),
        ({"unit_price": Cents(10**12)}, AmountOutOfRange),
        ({"vat_rate": Decimal("-0.01")}, RateImplausible),
        ({"vat_rate": Decimal("100.01")}, RateImplausible),
        ({"vat_rate": Decimal("0.001")}, RateImplausible),
        ({"day": TODAY.replace(year=1999)}, ActivityDayImplausible),
        ({"day": TODAY.replace(year=2012)}, ActivityDayImplausible),
        ({"client": ClientId(999)}, NotAParty),
    ],
)
def test_hostile_values_of_an_activity_are_refused_and_nothing_is_kept(
    front: DossierClub, changed: dict[str, object], kind: type[Refusal]
) -> None:
    dossier, _ = front.of(True, True)
    refusals = refused_with(lambda: enter_activity(front.desk, front.entry(dossier, **changed)))  # type: ignore[arg-type]
    assert [type(each) for each in refusals] == [kind]
    assert front.view(dossier).activities == ()


@ON_ONE_DATABASE
def test_texts_that_look_like_programs_are_kept_as_texts(front: DossierClub) -> None:
    hostile = "'; DROP TABLE activity; -- <b>&amp;{name}%s"
    dossier, _ = front.of(True, name=hostile)
    activity = enter_activity(front.desk, front.entry(dossier, description=hostile)).activity
    assert front.view(dossier).name == hostile
    assert front.activity(dossier, activity).description == hostile
    assert [row.id for row in dossier_page(front.desk, DossierFilter("drop table")).rows] == [dossier]
    assert dossier_page(front.desk, DossierFilter("100% _")).rows == ()
    assert hostile in sentences_of(front, dossier)[0]
    front.invoiced(dossier)


# Lists


def test_lists_come_in_pages_by_name_and_find_by_client(front: DossierClub) -> None:
    clients = front.clients(2)
    made = [front.dossier(clients, f"Dossier {letter}") for letter in "cab"]
    alone = front.dossier([front.club.client("Zola", "Émile")], "Écrivains")
    ordered = [made[1], made[2], made[0], alone]
    first = dossier_page(front.desk, DossierFilter(), None, 3)
    rest = dossier_page(front.desk, DossierFilter(), first.next_key, 3)
    assert [row.id for row in (*first.rows, *rest.rows)] == ordered
    assert rest.next_key is None
    assert [row.id for row in dossier_page(front.desk, DossierFilter("zola")).rows] == [alone]
    assert count_dossiers(front.desk, DossierFilter(client=clients[0])) == 3
    front.entered(made[0], None, 900)
    (row,) = dossier_page(front.desk, DossierFilter(only_unbilled=True)).rows
    assert (row.id, row.unbilled, row.unbilled_amount, row.active, row.parties) == (made[0], 1, 900, 2, 2)
    assert row.clients == ("Lefèvre Marie", "Dupont Jean")
    assert count_dossiers(front.desk, DossierFilter(only_shared=True)) == 0


def test_a_client_in_a_dossier_is_not_deleted(front: DossierClub) -> None:
    from app.services.deleting import DeleteClient, delete_client
    from app.services.state_refusals import ClientInUse, Uses

    client = front.clients(1)[0]
    dossier = front.dossier([client])
    front.entered(dossier, client)
    request = DeleteClient(new_command(), client, 1)
    (refusal,) = refused_with(lambda: delete_client(front.desk, request))
    assert isinstance(refusal, ClientInUse)
    assert dict(refusal.uses.listed)["dossier_party"] == 1
    assert isinstance(refusal.uses, Uses)


def test_the_wizard_shows_chosen_clients_before_anything_is_saved(front: DossierClub) -> None:
    from app.domain.dossiers import Party

    one, two = front.clients()
    front.block(two)
    rows = party_rows(front.desk, [Party(one, 1), Party(two, 2, weight=2), Party(ClientId(999), 3)])
    assert [(row.name, row.weight, len(row.stopped)) for row in rows] == [
        ("Lefèvre Marie", 1, 0),
        ("Dupont Jean", 2, 1),
    ]


# Two desks


def test_two_desks_at_once_decide_inside_the_transaction(
    front: DossierClub, open_at: Callable[[], Store], tmp_path: Path
) -> None:
    dossier, clients = front.of(True)
    other = replace(front.desk, store=open_at())
    request = front.entry(dossier)
    assert front.view(dossier).buttons.activity is None
    front.click(dossier, clients[0], False, other)
    assert refused_with(lambda: enter_activity(front.desk, request)) == (OnlyPartyInactive(),)
    front.click(dossier, clients[0], True, other)
    DossierClub(Club(other)).block(clients[0])
    assert refused_with(lambda: enter_activity(front.desk, request)) == (ClientBlocked("paiement en retard"),)
    assert front.view(dossier).activities == ()
