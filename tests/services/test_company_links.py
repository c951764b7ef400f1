"""Persons and companies are linked and parted; each stays what it is when the other goes (spec 3.2.7)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain.ids import ClientId, LinkId
from app.domain.refusals import FieldTooLong, Refused
from app.i18n import Language, texts
from app.messages.history import told
from app.messages.refusals import sentences
from app.models import CompanyLink
from app.services.check import ProblemKind, check_database
from app.services.clients import save_client
from app.services.company_links import LinkClients, PartClients, link, links_of, part
from app.services.deleting import DeleteClient, delete_client
from app.services.desk import Desk
from app.services.fields import PersonKind
from app.services.link_refusals import AlreadyLinked, LinkedAsItIs, NotACompany, NotAPerson
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.refusals import NotFound, StaleEdit
from app.services.requests import SaveClient
from app.services.state_refusals import ClientInUse
from app.services.states import DeactivateClient, deactivate
from app.services.store import Store
from app.services.unit_of_work import upkeep
from app.services.views import ClientState
from tests.databases import TODAY
from tests.services.club import Club, new_command

FRENCH = texts(Language.FR)


def company(club: Club, name: str = "Horizon SPRL") -> ClientId:
    return club.client("", "", company=name, kind=PersonKind.LEGAL)


def linked(desk: Desk, one: ClientId, other: ClientId, role: str = "") -> LinkId:
    return link(desk, LinkClients(new_command(), one, other, role)).link


def refused_with(call: Callable[[], object]) -> Sequence[object]:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusals


def test_3_2_7_a_person_and_a_company_are_linked_in_either_order(club: Club) -> None:
    desk, firm = club.desk, company(club)
    anne, bert = club.client("Adam", "Anne"), club.client("Bouvy", "Bert")
    linked(desk, firm, bert, "comptable")
    linked(desk, anne, firm)
    seen = [(row.name, row.role, row.since, row.kind) for row in links_of(desk, firm)]
    assert seen == [
        ("Adam Anne", "", TODAY, PersonKind.NATURAL),
        ("Bouvy Bert", "comptable", TODAY, PersonKind.NATURAL),
    ]
    assert [(row.client, row.name) for row in links_of(desk, bert)] == [(firm, "Horizon SPRL")]


def test_3_2_7_a_person_may_belong_to_several_companies(club: Club) -> None:
    person, one, other = club.client(), company(club, "Alpha"), company(club, "Bêta")
    linked(club.desk, person, other)
    linked(club.desk, person, one)
    assert [row.name for row in links_of(club.desk, person)] == ["Alpha", "Bêta"]


def test_3_2_7_two_persons_or_two_companies_are_not_linked(club: Club) -> None:
    desk, person, other = club.desk, club.client("Adam", "Anne"), club.client("Bouvy", "Bert")
    firm, second = company(club), company(club, "Alpha")
    assert refused_with(lambda: linked(desk, person, other)) == (NotACompany("Bouvy Bert"),)
    assert refused_with(lambda: linked(desk, firm, second)) == (NotAPerson("Alpha"),)
    assert refused_with(lambda: linked(desk, person, person)) == (NotACompany("Adam Anne"),)
    assert links_of(desk, person) == links_of(desk, firm) == ()


def test_3_2_7_the_same_link_is_not_made_twice(club: Club, store: Store) -> None:
    person, firm = club.client("Adam", "Anne"), company(club)
    linked(club.desk, person, firm)
    said = refused_with(lambda: linked(club.desk, firm, person))
    assert said == (AlreadyLinked("Adam Anne", "Horizon SPRL"),)
    pair = {"version": 1, "person_id": person, "company_id": firm, "role": "", "since": TODAY}
    with pytest.raises(sa.exc.IntegrityError), store.engine.begin() as connection:
        connection.execute(sa.insert(CompanyLink).values(pair))


def test_a_role_that_cannot_be_read_and_a_client_that_is_gone_are_refused(club: Club) -> None:
    person, firm, gone = club.client(), company(club), ClientId(99)
    assert refused_with(lambda: linked(club.desk, person, firm, "x" * 61)) == (FieldTooLong("role", 60),)
    assert refused_with(lambda: linked(club.desk, person, gone)) == (NotFound("client"),)
    assert refused_with(lambda: links_of(club.desk, gone)) == (NotFound("client"),)
    assert links_of(club.desk, person) == ()


def test_a_link_is_taken_away_once_and_a_stale_one_is_refused(club: Club) -> None:
    person, firm = club.client(), company(club)
    made = linked(club.desk, person, firm)
    stale = refused_with(lambda: part(club.desk, PartClients(new_command(), made, 7)))
    assert isinstance(stale[0], StaleEdit)
    request = PartClients(new_command(), made, links_of(club.desk, person)[0].version)
    assert not part(club.desk, request).repeated
    assert part(club.desk, request).repeated
    assert links_of(club.desk, person) == ()
    again = replace(request, command=new_command())
    assert refused_with(lambda: part(club.desk, again)) == (NotFound("link"),)


def test_a_command_sent_twice_links_once(club: Club) -> None:
    person, firm = club.client(), company(club)
    request = LinkClients(new_command(), person, firm, "gérante")
    first, second = link(club.desk, request), link(club.desk, request)
    assert (second.repeated, second.link) == (True, first.link)
    assert len(links_of(club.desk, person)) == 1


def test_the_history_of_both_tells_of_the_link_and_of_its_end(club: Club) -> None:
    person, firm = club.client("Adam", "Anne"), company(club)
    made = linked(club.desk, person, firm, "gérante")
    part(club.desk, PartClients(new_command(), made, 1))
    linked(club.desk, person, firm)

    def lately(client: ClientId) -> list[str]:
        return [told(row, FRENCH) for row in history_of_client(club.desk, client)[:3]]

    assert lately(person) == [
        "Lié à la société Horizon SPRL (n° 2)",
        "Lien avec la société Horizon SPRL (n° 2) enlevé",
        "Lié à la société Horizon SPRL (n° 2) : gérante",
    ]
    assert lately(firm) == [
        "Personne liée : Adam Anne (n° 1)",
        "Lien avec Adam Anne (n° 1) enlevé",
        "Personne liée : Adam Anne (n° 1) : gérante",
    ]


def test_a_linked_person_does_not_become_a_company(club: Club) -> None:
    person, firm = club.client("Adam", "Anne"), company(club)
    linked(club.desk, person, firm)
    card = client_card(club.desk, person)
    changed = replace(card.fields, kind=PersonKind.LEGAL, company="Adam SPRL")
    request = SaveClient(new_command(), person, card.version, changed)
    assert refused_with(lambda: save_client(club.desk, request)) == (LinkedAsItIs(1),)
    assert client_card(club.desk, person).fields.kind is PersonKind.NATURAL
    part(club.desk, PartClients(new_command(), links_of(club.desk, person)[0].id, 1))
    assert save_client(club.desk, replace(request, command=new_command())).client == person


def test_3_2_7_deactivating_a_company_leaves_its_persons_active_and_the_other_way_round(club: Club) -> None:
    desk, person, firm = club.desk, club.client("Adam", "Anne"), company(club)
    club.sold(client=person)
    linked(desk, person, firm)
    deactivate(desk, DeactivateClient(new_command(), firm, client_card(desk, firm).version, True, True))
    assert client_card(desk, person).state is ClientState.ACTIVE
    assert links_of(desk, person)[0].state is ClientState.DEACTIVATED
    other, second = club.client("Bouvy", "Bert"), company(club, "Alpha")
    linked(desk, other, second)
    deactivate(desk, DeactivateClient(new_command(), other, client_card(desk, other).version))
    assert client_card(desk, second).deactivated_on is None


def test_the_check_finds_a_link_whose_person_is_a_company(club: Club) -> None:
    person, firm = club.client(), company(club)
    made = linked(club.desk, person, firm)
    assert check_database(club.desk.store, TODAY).is_whole
    with upkeep(club.desk.store) as session:
        session.execute(sa.text("UPDATE client SET kind = 'legal'"))
        session.commit()
    (problem,) = check_database(club.desk.store, TODAY).problems
    assert (problem.kind, problem.of, problem.detail) == (ProblemKind.LINK, made, "legal -> legal")


def test_a_linked_client_is_not_deleted_and_it_is_said_why(club: Club) -> None:
    person, firm = club.client(), company(club)
    linked(club.desk, person, firm)
    for client in (person, firm):
        request = DeleteClient(new_command(), client, client_card(club.desk, client).version)
        with pytest.raises(Refused) as refused:
            delete_client(club.desk, request)
        assert isinstance(refused.value.refusals[0], ClientInUse)
        assert "liens avec une société ou une personne : 1" in sentences(refused.value, FRENCH)
