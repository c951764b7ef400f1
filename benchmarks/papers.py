"""Papers beside a floor: the same number of table rows written bare on a canvas (spec 5.1).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed).
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa
from reportlab.pdfgen.canvas import Canvas

from app.domain.ids import AccessId, ClientId, CommandId, UserId
from app.domain.rights import Role
from app.models import Access, Client, Plan, Suspension
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.documents.papers import PaperChoices, SelectionChoices
from app.services.documents.printing import print_schedule
from app.services.documents.selection import PrintSelection, schedules_of_selection
from app.services.documents.typeface import Face, load_typeface
from app.services.store import Store, open_store
from app.services.unit_of_work import reading, upkeep
from benchmarks.crowd import TODAY, make_crowd

Row = tuple[str, float, float, float]
_CLIENTS = 1000
_LINES = 4
"""Table rows of one member's paper here: three lines of the schedule and one suspension."""
_CELLS = ("1–12", "Prélèvement", "59,00 €", "05/07/2026", "12", "05/06/2027", "Prévue", "Contrat")


def rows() -> list[Row]:
    """One member's schedule, and those of a thousand as one file and as one file each."""
    with tempfile.TemporaryDirectory(prefix="gestion-bench-") as name:
        folder = Path(name)
        make_crowd(folder / "club.db", _CLIENTS)
        store = open_store(folder / "club.db")
        try:
            members = _sell_to_all(store)
            desk = Desk(store, FixedClock(TODAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH"))
            return [_one(desk, folder), *_thousand(desk, members, folder)]
        finally:
            store.close()


def _one(desk: Desk, folder: Path) -> Row:
    with reading(desk) as session:
        access = AccessId(session.scalars(sa.select(sa.func.min(Access.id))).one() or 0)
    print_schedule(desk, access, PaperChoices())  # fonts and imports are not the paper's
    ours = min(_seconds(lambda: print_schedule(desk, access, PaperChoices())) for _ in range(10))
    floor = min(_seconds(lambda: _bare_rows(folder / "floor.pdf", _LINES)) for _ in range(10))
    return ("schedule PDF, 1 client", ours, floor, 0.060)


def _thousand(desk: Desk, members: tuple[ClientId, ...], folder: Path) -> list[Row]:
    floor = _seconds(lambda: _bare_rows(folder / "floor.pdf", _LINES * _CLIENTS))
    one_file = SelectionChoices(folder / "all.pdf", one_file=True)
    one_each = SelectionChoices(folder / "papers", one_file=False)
    return [
        ("schedule PDFs, 1 000 clients, one file", _selection(desk, members, one_file), floor, 15.0),
        ("schedule PDFs, 1 000 clients, one file each", _selection(desk, members, one_each), floor, 15.0),
    ]


def _selection(desk: Desk, members: tuple[ClientId, ...], choices: SelectionChoices) -> float:
    request = PrintSelection(CommandId(choices.target.name), members, choices)
    return _seconds(lambda: schedules_of_selection(desk, request, lambda _done, _of: None, lambda: False))


def _seconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def _bare_rows(path: Path, count: int) -> None:
    """The floor: so many rows of eight cells in the same typeface, 45 a page, and nothing else."""
    load_typeface()
    canvas = Canvas(str(path), pageCompression=1, initialFontName=Face.REGULAR.value)
    for row in range(count):
        if row and row % 45 == 0:
            canvas.showPage()
        canvas.setFont(Face.REGULAR.value, 9)
        for place, cell in enumerate(_CELLS):
            canvas.drawString(51 + place * 60, 780 - row % 45 * 16, cell)
    canvas.save()


def _sell_to_all(store: Store) -> tuple[ClientId, ...]:
    """An endless access with a running suspension for each client, written at once."""
    with upkeep(store) as session:
        members = tuple(ClientId(each) for each in session.scalars(sa.select(Client.id).order_by(Client.id)))
        session.execute(sa.insert(Plan), [_plan()])
        session.execute(sa.insert(Access), [_access(member) for member in members])
        session.execute(sa.insert(Suspension), [_suspension(member) for member in members])
        session.commit()
    return members


def _plan() -> dict[str, object]:
    return {
        "id": 1, "version": 1, "name": "Illimité", "name_key": "illimite", "kind": "unlimited",
        "payment": "direct_debit", "amount": 5900, "registration_fee": 0, "maintenance": 200,
    }  # fmt: skip


def _access(member: ClientId) -> dict[str, object]:
    return {
        "id": member, "version": 1, "client_id": member, "plan_id": 1, "plan_name": "Illimité mensuel",
        "kind": "unlimited", "payment": "direct_debit", "first_day": date(2026, 1, 5), "amount": 5900,
        "registration_fee": 0, "maintenance": 200, "first_due": date(2026, 1, 5), "anchor_day": 5,
        "first_amounts": [], "price_steps": [], "sold_at": datetime(2026, 1, 1, tzinfo=UTC), "sold_by": "ADMIN",
    }  # fmt: skip


def _suspension(member: ClientId) -> dict[str, object]:
    return {
        "version": 1, "access_id": member, "sequence": 1, "first_day": TODAY, "last_day": date(2026, 7, 15),
        "first_rank": 6, "last_rank": 6, "maintenance": 200, "returned": [], "cause": "Blessure",
        "entered_by": "ADMIN", "entered_at": datetime(2026, 5, 20, tzinfo=UTC),
    }  # fmt: skip
