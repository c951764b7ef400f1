"""What is entered in a dossier, by whom, and where it is transferred to: spec 3.3.7, 3.3.8, 3.3.11."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from app.domain.cents import Cents
from app.domain.dossier_refusals import (
    ActivityBilled,
    ActivityDayImplausible,
    ActivityQuantityImplausible,
    AllPartiesInactive,
    NotAnIntervenant,
    NotAParty,
    NothingChosen,
    OnlyPartyInactive,
    PartyBlocked,
    PartyInactive,
    SameDossier,
)
from app.domain.ids import ActivityId, ClientId, DossierId, UserId
from app.domain.refusals import (
    FieldMissing,
    FieldTooLong,
    FieldUnreadable,
    RateImplausible,
    Refusal,
)
from app.domain.rights import Role
from app.i18n import Language, texts
from app.messages.history import told
from app.services.client_refusals import AmountOutOfRange
from app.services.desk import Desk, Operator
from app.services.dossiers.activities import change_activity, delete_activity, enter_activity
from app.services.dossiers.history import history_of_dossier
from app.services.dossiers.intervening import name_intervenants
from app.services.dossiers.queries import (
    activity_form,
    dossier_page,
    dossiers_of,
    offered_dossiers,
    possible_intervenants,
    transfer_targets,
    usual_activities,
)
from app.services.dossiers.requests import (
    ChangeActivity,
    DeleteActivity,
    DossierFilter,
    NameIntervenants,
    TransferActivities,
)
from app.services.dossiers.transferring import transfer_activities
from app.services.refusals import NotFound, StaleEdit
from app.services.requests import SaveUser
from app.services.users import save_user
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub, refused_with

GONE = DossierId(999)


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def sentences_of(front: DossierClub, dossier: DossierId) -> list[str]:
    return [
        told(row, texts(Language.FR)).replace("\u00a0", " ")
        for row in history_of_dossier(front.desk, dossier)
    ]


def user(front: DossierClub, name: str, role: Role = Role.RECEPTION) -> UserId:
    request = SaveUser(new_command(), None, 0, name, role, True, "un toit, trois chats")
    return save_user(front.desk, request).user


def at_desk(front: DossierClub, who: UserId, role: Role = Role.RECEPTION) -> Desk:
    return replace(front.desk, operator=Operator(who, "X", role, "ACCUEIL-2"))


def named(front: DossierClub, dossier: DossierId, *users: UserId) -> None:
    name_intervenants(
        front.desk, NameIntervenants(new_command(), dossier, front.view(dossier).version, users)
    )


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
