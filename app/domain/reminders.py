"""Which reminder an unpaid invoice is due for: levels one after the other, each once (spec 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.cents import Cents


@dataclass(frozen=True, slots=True)
class ReminderStep:
    """One level: so many days after the due date, at this fee in cents."""

    days: int
    fee: Cents


@dataclass(frozen=True, slots=True)
class NextReminder:
    """The level that comes next and the first day on which it may be sent."""

    level: int
    on: date


def next_reminder(
    due: date, reached: int, last_sent: date | None, steps: Sequence[ReminderStep]
) -> NextReminder | None:
    """The level after the one that was reached (0: none yet); None: the last one was sent.

    No level is left out, however late the invoice is, and two levels lie as many days apart as the
    club's settings put between them: due on 01/03 with levels after 7 and 21 days, the first sent
    on 30/03, the second may go on 13/04.
    """
    if reached >= len(steps):
        return None
    step = steps[reached]
    day = _after(due, step.days)
    if last_sent is not None:
        between = step.days - steps[reached - 1].days if 0 < reached <= len(steps) else 0
        day = max(day, _after(last_sent, max(between, 1)))
    return NextReminder(reached + 1, day)


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
