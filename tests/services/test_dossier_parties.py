"""Who takes part in a dossier, who is active there, and who may not: spec 3.3.1 to 3.3.5, and 3.1."""

from dataclasses import replace

import pytest

from app.domain.dossier_refusals import (
    AllPartiesInactive,
    NotAParty,
    OnlyPartyInactive,
    PartyBlocked,
    PartyDeactivated,
    PartyInUse,
    PartyMissing,
    PartyTwice,
    PartyWeightImplausible,
    TooManyParties,
)
from app.domain.ids import ClientId, DossierId
from app.domain.refusals import (
    ClientBlocked,
    ClientDeactivated,
    FieldMissing,
    FieldTooLong,
    FieldUnreadable,
    Refusal,
)
from app.i18n import Language, texts
from app.messages.history import told
from app.models import DossierParty
from app.services.desk import Touched, TouchedKind
from app.services.dossiers.activities import change_activity
from app.services.dossiers.history import history_of_dossier
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.parties import set_party_active
from app.services.dossiers.queries import (
    activity_form,
    count_dossiers,
    offered_dossiers,
    party_rows,
)
from app.services.dossiers.requests import (
    ChangeActivity,
    DossierFilter,
    PartyFields,
    SaveDossier,
    SetPartyActive,
)
from app.services.queries.history import history_of_client
from app.services.refusals import NotFound, StaleEdit
from app.services.unit_of_work import reading
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with

GONE = DossierId(999)


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def offered(front: DossierClub) -> list[DossierId]:
    return [each.id for each in offered_dossiers(front.desk, "")]


def sentences_of(front: DossierClub, dossier: DossierId) -> list[str]:
    return [
        told(row, texts(Language.FR)).replace("\u00a0", " ")
        for row in history_of_dossier(front.desk, dossier)
    ]


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


def test_3_3_2_the_page_shows_who_is_inactive_in_their_order(front: DossierClub) -> None:
    dossier, clients = front.of(True, False, True)
    rows = front.view(dossier).parties
    assert [(each.client, each.active) for each in rows] == [
        (clients[0], True),
        (clients[1], False),
        (clients[2], True),
    ]
    assert [each.name for each in rows] == ["Lefèvre Marie", "Dupont Jean", "Peeters An"]


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


def nothing_new_and_nothing_offered(front: DossierClub, clients: list[ClientId], reason: Refusal) -> None:
    """With all of these clients inactive nothing can be clicked, asked or offered; with one back, all can."""
    dossier = front.dossier(clients)
    front.entered(dossier, clients[0])
    assert offered(front) == [dossier]
    for client in clients:
        assert front.view(dossier).buttons.activity is None
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


def test_3_3_4_with_its_only_client_inactive_nothing_new_and_nothing_offered(front: DossierClub) -> None:
    nothing_new_and_nothing_offered(front, front.clients(1), OnlyPartyInactive())


def test_3_3_5_with_all_its_clients_inactive_nothing_new_nothing_divided_and_nothing_offered(
    front: DossierClub,
) -> None:
    nothing_new_and_nothing_offered(front, front.clients(3), AllPartiesInactive())


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
    assert isinstance(stale.theirs, SaveDossier)
    assert stale.theirs.parties == (PartyFields(clients[0], active=False), PartyFields(clients[1]))
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


def test_the_wizard_shows_chosen_clients_before_anything_is_saved(front: DossierClub) -> None:
    from app.domain.dossiers import Party

    one, two = front.clients()
    front.block(two)
    rows = party_rows(front.desk, [Party(one, 1), Party(two, 2, weight=2), Party(ClientId(999), 3)])
    assert [(row.name, row.weight, len(row.stopped)) for row in rows] == [
        ("Lefèvre Marie", 1, 0),
        ("Dupont Jean", 2, 1),
    ]
