"""Reminders go level by level, each once, never before its day (spec 3.2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cents import Cents
from app.domain.reminders import NextReminder, ReminderStep, next_reminder

DUE = date(2026, 3, 1)
STEPS = (ReminderStep(7, Cents(0)), ReminderStep(21, Cents(750)), ReminderStep(35, Cents(1500)))
LEVELS = st.lists(st.integers(1, 366), min_size=1, max_size=6, unique=True).map(
    lambda days: tuple(ReminderStep(day, Cents(0)) for day in sorted(days))
)


@pytest.mark.parametrize(
    ("reached", "last_sent", "expected"),
    [
        (0, None, NextReminder(1, date(2026, 3, 8))),
        (1, date(2026, 3, 8), NextReminder(2, date(2026, 3, 22))),
        (1, date(2026, 3, 30), NextReminder(2, date(2026, 4, 13))),
        (2, date(2026, 3, 22), NextReminder(3, date(2026, 4, 5))),
        (3, date(2026, 4, 5), None),
    ],
)
def test_the_next_level_and_its_first_day(
    reached: int, last_sent: date | None, expected: NextReminder | None
) -> None:
    assert next_reminder(DUE, reached, last_sent, STEPS) == expected


def test_levels_that_a_club_took_away_send_nothing_more() -> None:
    assert next_reminder(DUE, 3, DUE, STEPS[:1]) is None
    assert next_reminder(DUE, 0, None, ()) is None


def test_a_due_date_at_the_end_of_the_calendar_is_no_fault() -> None:
    assert next_reminder(date.max, 0, None, STEPS) == NextReminder(1, date.max)


@given(LEVELS, st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_sent_on_any_days_each_level_goes_once_and_in_order(
    steps: tuple[ReminderStep, ...], tries: list[int]
) -> None:
    reached, last, sent = 0, None, []
    for day in (DUE + timedelta(days=each) for each in sorted(tries)):
        following = next_reminder(DUE, reached, last, steps)
        if following is not None and following.on <= day:
            assert day >= DUE + timedelta(days=steps[following.level - 1].days)
            assert last is None or day > last
            reached, last = following.level, day
            sent.append(following.level)
    assert sent == list(range(1, len(sent) + 1))
