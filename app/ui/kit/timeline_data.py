"""What a time line shows, as frozen values, and the same in words for those who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.i18n import day, money, ntr, tr

MarkKind = Literal["normal", "maintenance"]
MarkState = Literal["planned", "presented", "collected", "rejected", "hold"]


@dataclass(frozen=True, slots=True)
class DebitMark:
    """One instalment: rank, due day, cents; `old_cents` is the amount it replaces."""

    rank: int
    due: date
    cents: int
    old_cents: int | None = None
    kind: MarkKind = "normal"
    state: MarkState = "planned"
    explanation: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the amount differs from what it was."""
        return self.old_cents is not None and self.old_cents != self.cents


@dataclass(frozen=True, slots=True)
class SuspensionSpan:
    """A suspension, first and last day included; no last day means without end."""

    first: date
    last: date | None
    label: str
    preview: bool = False
    short_label: str = ""


@dataclass(frozen=True, slots=True)
class TimelineData:
    """An access in time. `original_last` is the end before it was prolonged.

    `bar_label` stands in the bar ("Illimité mensuel, sans fin", "12 mois"); `endless_amount` names
    what goes on without end ("59,00 € par mois").
    """

    title: str
    period_first: date
    period_last: date | None
    today: date
    original_last: date | None = None
    suspensions: Sequence[SuspensionSpan] = ()
    marks: Sequence[DebitMark] = ()
    endless: bool = False
    bar_label: str = ""
    endless_amount: str = ""

    @property
    def is_endless(self) -> bool:
        """Whether the access has no last day."""
        return self.endless or self.period_last is None

    @property
    def added_days(self) -> int:
        """How many days the end was moved, 0 if not."""
        if self.original_last is None or self.period_last is None or self.is_endless:
            return 0
        return max(0, (self.period_last - self.original_last).days)

    @property
    def days_shown(self) -> tuple[date, date]:
        """First and last day worth seeing."""
        ends = [mark.due for mark in self.marks]
        ends += [span.last or span.first + timedelta(days=30) for span in self.suspensions]
        if self.period_last is not None and not self.is_endless:
            ends.append(self.period_last)
        starts = [self.period_first, *(mark.due for mark in self.marks)]
        return min(starts), max([*ends, self.period_first, self.today])


def state_word(mark: DebitMark) -> str:
    """Return the state of a debit in a word."""
    return {
        "planned": tr("prévu"),
        "presented": tr("présenté"),
        "collected": tr("encaissé"),
        "rejected": tr("rejeté"),
        "hold": tr("en attente"),
    }[mark.state]


def explain(mark: DebitMark) -> str:
    """Return what a hover over a mark tells, its own explanation if it has one."""
    if mark.explanation:
        return mark.explanation
    fields = {"rank": mark.rank, "day": day(mark.due), "amount": money(mark.cents), "state": state_word(mark)}
    if mark.is_changed and mark.old_cents is not None:
        return tr(
            "Rang {rank} : {amount} le {day}, au lieu de {old}, {state}", old=money(mark.old_cents), **fields
        )
    return tr("Rang {rank} : {amount} le {day}, {state}", **fields)


def describe(data: TimelineData) -> str:
    """Return the whole time line in sentences."""
    first = day(data.period_first)
    if data.is_endless or data.period_last is None:
        said = [tr("{title} : dès le {first}, sans fin.", title=data.title, first=first)]
    else:
        last = day(data.period_last)
        said = [tr("{title} : du {first} au {last}.", title=data.title, first=first, last=last)]
    said += [_span_in_words(span) for span in data.suspensions]
    if data.added_days:
        said.append(ntr("Fin prolongée de {n} jour.", "Fin prolongée de {n} jours.", data.added_days))
    said += [f"{explain(mark)}." for mark in data.marks[:60]]
    return " ".join(said)


def _span_in_words(span: SuspensionSpan) -> str:
    first = day(span.first)
    if span.last is None:
        return tr("{label} : dès le {first}, sans date de fin.", label=span.label, first=first)
    return tr("{label} : du {first} au {last} inclus.", label=span.label, first=first, last=day(span.last))
