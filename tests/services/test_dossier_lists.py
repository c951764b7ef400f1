"""How dossiers are found and offered, and when they are deleted: spec 3.3.4, 3.3.10; and two desks at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.dossier_refusals import (
    DossierInUse,
    OnlyPartyInactive,
)
from app.domain.ids import DossierId
from app.domain.refusals import (
    ClientBlocked,
    NotAllowed,
)
from app.domain.rights import Right, Role
from app.i18n import Language, texts
from app.messages.history import told
from app.services.desk import Desk
from app.services.dossiers.activities import delete_activity, enter_activity
from app.services.dossiers.deleting import delete_dossier
from app.services.dossiers.history import history_of_dossier
from app.services.dossiers.queries import (
    activity_form,
    count_dossiers,
    dossier_page,
    dossiers_of,
    offered_dossiers,
)
from app.services.dossiers.requests import (
    DeleteActivity,
    DeleteDossier,
    DossierFilter,
)
from app.services.refusals import NotFound
from app.services.store import Store
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def sentences_of(front: DossierClub, dossier: DossierId) -> list[str]:
    return [
        told(row, texts(Language.FR)).replace("\u00a0", " ")
        for row in history_of_dossier(front.desk, dossier)
    ]


def test_3_3_1_two_desks_that_click_the_same_both_get_it_and_it_is_told_once(front: DossierClub) -> None:
    dossier, clients = front.of(False, True)
    version, entries = front.view(dossier).version, len(history_of_dossier(front.desk, dossier))
    front.click(dossier, clients[0], False)
    assert front.view(dossier).version == version
    assert len(history_of_dossier(front.desk, dossier)) == entries


def test_3_3_4_a_dossier_of_one_active_client_is_offered_by_name_or_client(front: DossierClub) -> None:
    dossier, clients = front.of(True, name="Contrat étoile")
    front.of(True, True, name="Autre")
    desk = front.desk
    assert [each.id for each in offered_dossiers(desk, "etoi")] == [dossier]
    assert [each.id for each in offered_dossiers(desk, "lefe contrat")] == [dossier]
    assert offered_dossiers(desk, "dupont contrat") == ()
    assert offered_dossiers(desk, "lefevre", 1)[0].clients == ("Lefèvre Marie", "Dupont Jean")
    assert [each.client for each in activity_form(desk, dossier).parties] == clients


def test_3_3_10_a_dossier_with_activities_or_invoices_is_not_deleted(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    empty_row = front.view(dossier)
    assert empty_row.buttons.delete is None
    activity = front.entered(dossier)
    version = front.view(dossier).version

    def delete() -> object:
        return delete_dossier(front.desk, DeleteDossier(new_command(), dossier, version))

    assert refused_with(delete) == (DossierInUse(1, 0, "", "Court de tennis"),)
    assert front.view(dossier).buttons.delete == DossierInUse(1, 0, "", "Court de tennis")
    done = front.invoiced(dossier)
    assert refused_with(delete) == (DossierInUse(1, 2, ", ".join(done.numbers), "Court de tennis"),)
    long = front.entry(
        dossier, description="Initiation au tennis, groupe du mercredi après-midi, matériel compris"
    )
    enter_activity(front.desk, long)
    (refusal,) = refused_with(delete)
    assert isinstance(refusal, DossierInUse)
    assert refusal.named == "Initiation au tennis, groupe du mercred…, Court de tennis"
    for count in range(6):
        request = front.entry(dossier)
        named = replace(request.fields, description=f"Cours {count}")
        enter_activity(front.desk, replace(request, fields=named))
    (refusal,) = refused_with(delete)
    assert isinstance(refusal, DossierInUse)
    assert (refusal.activities, refusal.named) == (8, "Cours 5, Cours 4, Cours 3, Cours 2, Cours 1 …")
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
