"""The rows of Répartition clients: a client, and beneath him what he pays of each activity (spec 3.3.6)."""

from dataclasses import dataclass

from app.domain.cents import Cents
from app.i18n import day, money, tr
from app.services.dossiers.views import ClientDivision, Division, DivisionLine
from app.ui.kit.columns import Cell, Column
from app.ui.kit.unfold import unfold_column


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A client, or one activity of his; `own` and `common` None: nothing of that kind."""

    key: int
    name: str
    detail: str
    weight: int | None
    own: Cents | None
    common: Cents | None
    total: Cents
    parts: tuple["DivisionRow", ...] = ()


def division_rows(division: Division) -> list[DivisionRow]:
    """The active clients in their order."""
    return [_client_row(each) for each in division.parts]


def parts_of(row: DivisionRow) -> tuple[DivisionRow, ...]:
    """What unfolds beneath a client."""
    return row.parts


def key_of(row: DivisionRow) -> int:
    """What keeps a client unfolded when the rows are shown anew."""
    return row.key


def columns() -> list[Column]:
    """Client, parts, own, common, total."""
    return [
        unfold_column(),
        Column("name", tr("Client"), "bold", 200, sortable=False, stretch=True),
        Column("detail", "", "muted", 130, sortable=False),
        Column("weight", tr("Parts"), "number", 76, sortable=False, value=_weight),
        Column("own", tr("Pour ce client"), "money", 140, sortable=False, value=_own),
        Column("common", tr("En commun"), "money", 130, sortable=False, value=_common),
        Column("total", tr("Total"), "money", 130, sortable=False, value=_total),
    ]


def _client_row(part: ClientDivision) -> DivisionRow:
    lines = tuple(_line_row(part.client, each) for each in part.lines)
    number = tr("n° {number}", number=part.number)
    return DivisionRow(
        int(part.client), part.name, number, part.weight, part.own, part.common, part.total, lines
    )


def _line_row(key: int, line: DivisionLine) -> DivisionRow:
    detail = tr("sur {whole}", whole=money(line.whole)) if line.is_common else ""
    own, common = (None, line.amount) if line.is_common else (line.amount, None)
    name = tr("{day} · {what}", day=day(line.day), what=line.description)
    return DivisionRow(key, name, detail, None, own, common, line.amount)


def _weight(row: DivisionRow) -> object:
    return row.weight if row.weight is not None else Cell()


def _own(row: DivisionRow) -> object:
    return row.own if row.own is not None else Cell()


def _common(row: DivisionRow) -> object:
    return row.common if row.common is not None else Cell()


def _total(row: DivisionRow) -> Cell:
    return Cell(money(row.total), bold=row.weight is not None)
