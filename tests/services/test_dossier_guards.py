"""What was billed of a dossier is frozen by the databases themselves, and the check finds what they cannot see (spec 3.3.6)."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.domain.ids import DossierId
from app.services.check import ProblemKind, check_database
from app.services.dossiers.history import history_of_dossier
from app.services.unit_of_work import upkeep
from tests.databases import TODAY
from tests.services.club import Club
from tests.services.dossier_club import DossierClub


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


@pytest.fixture
def dossier(front: DossierClub) -> DossierId:
    """One activity that is billed (id 1), one that is not (id 2)."""
    made, clients = front.of(True, True)
    assert front.entered(made, None, 1001) == 1
    front.invoiced(made)
    assert front.entered(made, clients[0], 500) == 2
    return made


def run(front: DossierClub, statement: str) -> None:
    with upkeep(front.desk.store) as session:
        session.execute(sa.text(statement))
        session.commit()


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE activity SET amount = 1 WHERE id = 1", "activity_billed_never_changes"),
        ("UPDATE activity SET billed_on = NULL WHERE id = 1", "activity_billed_never_changes"),
        ("UPDATE activity SET dossier_id = 2 WHERE id = 1", "activity_billed_never_changes"),
        ("DELETE FROM activity WHERE id = 1", "activity_billed_is_never_deleted"),
        ("UPDATE activity_share SET amount = 1", "activity_share_never_changes"),
        ("DELETE FROM activity_share", "activity_share_is_never_deleted"),
        ("UPDATE dossier_invoice SET dossier_id = 2", "dossier_invoice_never_changes"),
        ("DELETE FROM dossier_invoice", "dossier_invoice_is_never_deleted"),
    ],
)
def test_3_3_6_the_database_itself_lets_nobody_move_what_was_billed(
    front: DossierClub, dossier: DossierId, statement: str, guard: str
) -> None:
    with pytest.raises(IntegrityError, match=guard):
        run(front, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET quantity = 0 WHERE id = 2",
        "UPDATE activity SET unit_price = -1 WHERE id = 2",
        "UPDATE activity SET vat_rate = 10001 WHERE id = 2",
        "UPDATE dossier_party SET weight = 0",
    ],
)
def test_the_database_refuses_values_that_mean_nothing(
    front: DossierClub, dossier: DossierId, statement: str
) -> None:
    with pytest.raises(DatabaseError):
        run(front, statement)


def test_what_is_not_billed_may_change(front: DossierClub, dossier: DossierId) -> None:
    run(front, "UPDATE activity SET description = 'Autre' WHERE id = 2")
    run(front, "DELETE FROM activity WHERE id = 2")
    assert [row.id for row in front.view(dossier).activities] == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET amount = 499 WHERE id = 2",
        "INSERT INTO activity_share (activity_id, client_id, invoice_id, amount) VALUES (2, 1, 1, 500)",
        "UPDATE activity SET billed_on = '2010-07-20' WHERE id = 2",
    ],
)
def test_3_3_6_the_check_finds_shares_that_do_not_add_up(
    front: DossierClub, dossier: DossierId, statement: str
) -> None:
    assert check_database(front.desk.store, TODAY).is_whole
    run(front, statement)
    problems = check_database(front.desk.store, TODAY).problems
    assert {problem.kind for problem in problems} == {ProblemKind.DOSSIER}
    assert 2 in {problem.of for problem in problems}


def test_3_4_an_entry_moved_to_another_dossier_breaks_the_chain(
    front: DossierClub, dossier: DossierId
) -> None:
    entries = history_of_dossier(front.desk, dossier)
    assert [row.what for row in reversed(entries)] == [
        "dossier_created",
        "common_activity_entered",
        "dossier_billed",
        "activity_entered",
    ]
    with upkeep(front.desk.store) as session:
        if front.desk.store.dialect == "sqlite":
            session.execute(sa.text("DROP TRIGGER history_never_changes"))
        else:
            session.execute(sa.text("ALTER TABLE history DISABLE TRIGGER history_never_changes"))
        session.execute(sa.text(f"UPDATE history SET dossier_id = 77 WHERE id = {entries[0].id}"))
        if front.desk.store.dialect != "sqlite":
            session.execute(sa.text("ALTER TABLE history ENABLE TRIGGER history_never_changes"))
        session.commit()
    (problem,) = check_database(front.desk.store, TODAY).problems
    assert (problem.kind, problem.of) == (ProblemKind.HISTORY, entries[0].id)
