"""A club from before dossiers keeps its history whole when its database learns of them (spec 3.4, 6.4)."""

import sqlalchemy as sa

from app.domain.ids import UserId
from app.domain.rights import Role
from app.models import Dossier
from app.services import migrating
from app.services.check import check_database
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.store import Store
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import Club
from tests.services.dossier_club import DossierClub


def test_the_chain_of_an_older_history_stays_whole(store: Store) -> None:
    desk = Desk(store, FixedClock(TODAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "A"))
    club = Club(desk)
    access = club.sold()
    club.suspended(access)
    engine = store.engine.execution_options(writes=True)
    with engine.begin() as connection:
        migrating.downgrade(connection, "0006")
    with engine.begin() as connection:
        columns = {column["name"] for column in sa.inspect(connection).get_columns("history")}
        assert "dossier_id" not in columns
    with engine.begin() as connection:
        migrating.upgrade(connection)
    assert check_database(store, TODAY).problems == ()
    front = DossierClub(club)
    dossier = front.dossier()
    front.entered(dossier, None, 1001)
    front.invoiced(dossier)
    assert check_database(store, TODAY).problems == ()
    with reading(desk) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Dossier)) == 1
