"""Invented people, accesses and schedules for the gallery and the tests of the components."""

from dataclasses import dataclass
from datetime import date

from app.i18n import money
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.timeline_data import DebitMark, SuspensionSpan, TimelineData
from app.ui.kit.unfold import UnfoldModel, unfold_column


def monthly(count: int, first: date, cents: int, rank: int, **more: object) -> list[DebitMark]:
    """Return `count` monthly debits from `first` on."""
    marks = []
    for step in range(count):
        month = first.month - 1 + step
        due = date(first.year + month // 12, month % 12 + 1, first.day)
        marks.append(DebitMark(rank + step, due, cents, **more))  # type: ignore[arg-type]  # kind, state, old
    return marks


def suspended_unlimited() -> TimelineData:
    """The worked example: 45 days, one debit replaced, a preview."""
    first = monthly(1, date(2010, 7, 5), 5900, 1, state="collected")
    changed = monthly(1, date(2010, 8, 5), 200, 2, old_cents=5900, kind="maintenance")
    return TimelineData(
        "Illimité mensuel, aperçu non enregistré",
        date(2010, 7, 5),
        None,
        date(2010, 7, 20),
        suspensions=[SuspensionSpan(date(2010, 7, 22), date(2010, 9, 4), "suspendu 45 jours", True)],
        marks=first + changed + monthly(3, date(2010, 9, 5), 5900, 3),
        endless=True,
        bar_label="Illimité mensuel, sans fin",
    )


def prolonged_year() -> TimelineData:
    """A fixed length of 12 months, 60 days suspended, the end prolonged."""
    return TimelineData(
        "12 mois",
        date(2011, 1, 1),
        date(2012, 2, 29),
        date(2011, 3, 1),
        original_last=date(2011, 12, 31),
        suspensions=[SuspensionSpan(date(2011, 3, 9), date(2011, 5, 7), "suspendu 60 jours", True)],
        marks=monthly(2, date(2011, 1, 5), 4000, 1, state="collected")
        + monthly(1, date(2011, 3, 5), 4000, 3)
        + monthly(2, date(2011, 4, 5), 500, 4, kind="maintenance")
        + monthly(9, date(2011, 6, 5), 4000, 6),
        bar_label="12 mois",
    )


def stopped_early() -> TimelineData:
    """159 days of suspension ended, debits collected, going on without end."""
    return TimelineData(
        "Illimité mensuel",
        date(2010, 7, 5),
        None,
        date(2010, 12, 28),
        suspensions=[SuspensionSpan(date(2010, 7, 22), date(2010, 12, 27), "suspendu 159 jours")],
        marks=monthly(1, date(2010, 7, 5), 5900, 1, state="collected")
        + monthly(5, date(2010, 8, 5), 200, 2, kind="maintenance", state="collected")
        + monthly(13, date(2011, 1, 5), 5900, 7),
        endless=True,
        bar_label="Illimité mensuel, sans fin",
        endless_amount="59,00\u00a0€ par mois",
    )


@dataclass(frozen=True)
class Line:
    """A line of a schedule, or one instalment of it."""

    first_rank: int
    last_rank: int
    cents: int
    first: date
    state: str
    word: str
    origin: str

    @property
    def ranks(self) -> str:
        """Its ranks in a word."""
        return (
            str(self.first_rank)
            if self.first_rank == self.last_rank
            else f"{self.first_rank}–{self.last_rank}"
        )

    @property
    def count(self) -> int | None:
        """How many debits."""
        return self.last_rank - self.first_rank + 1


def schedule_model() -> UnfoldModel[Line]:
    """Return an unfolding schedule of three lines."""
    columns = [
        unfold_column(),
        Column("ranks", "Rang", width=70),
        Column("cents", "Montant", "money", 100, value=_amount),
        Column("first", "Premier débit", "date", 120),
        Column("count", "Nombre", "number", 80),
        Column("state", "État", "chip", 130, value=_state),
        Column("origin", "Origine", width=110),
    ]
    model = UnfoldModel(columns, _parts, _rank)
    model.set_rows(
        [
            Line(1, 1, 5900, date(2010, 7, 5), "collected", "Encaissée", "contrat"),
            Line(2, 6, 200, date(2010, 8, 5), "collected", "Encaissée", "suspension"),
            Line(7, 18, 5900, date(2011, 1, 5), "planned", "Prévue", "contrat"),
        ]
    )
    return model


def _amount(line: Line) -> Cell:
    return Cell(money(line.cents), bold=True)


def _state(line: Line) -> Chip:
    return Chip(line.state, line.word)


def _rank(line: Line) -> int:
    return line.first_rank


def _parts(line: Line) -> list[Line]:
    if line.first_rank == line.last_rank:
        return []
    marks = monthly(line.last_rank - line.first_rank + 1, line.first, line.cents, line.first_rank)
    return [
        Line(mark.rank, mark.rank, mark.cents, mark.due, line.state, line.word, line.origin) for mark in marks
    ]
