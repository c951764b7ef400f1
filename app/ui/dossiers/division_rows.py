"""The rows of Répartition clients: a client, and beneath him what he pays of each activity (spec 3.3.6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

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
    part: ClientDivision | None = None


class _Parts(Sequence[DivisionRow]):
    """The activities of one client, made as rows when they are unfolded: 300 clients may have 150 000."""

    def __init__(self, row: DivisionRow) -> None:
        self._row = row

    def __len__(self) -> int:
        return self._row.part.count if self._row.part is not None else 0

    def __iter__(self) -> Iterator[DivisionRow]:
        lines = self._row.part.lines if self._row.part is not None else ()
        return (_line_row(self._row.key, line) for line in lines)

    @overload
    def __getitem__(self, at: int) -> DivisionRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[DivisionRow]: ...
    def __getitem__(self, at: int | slice) -> DivisionRow | Sequence[DivisionRow]:
        return list(self)[at]


def division_rows(division: Division) -> list[DivisionRow]:
    """The active clients in their order."""
    return [_client_row(each) for each in division.parts]


def parts_of(row: DivisionRow) -> Sequence[DivisionRow]:
    """What unfolds beneath a client."""
    return _Parts(row)


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
    number = tr("n° {number}", number=part.number)
    return DivisionRow(
        int(part.client), part.name, number, part.weight, part.own, part.common, part.total, part
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
