"""What day and what moment it is: asked of a clock that is handed over, never of the machine itself."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol


class Clock(Protocol):
    """Tells the day at the club and the moment in UTC."""

    def today(self) -> date:
        """The calendar day at the club."""
        ...

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...


class SystemClock:
    """The clock of this machine."""

    def today(self) -> date:
        """The day on this machine's calendar."""
        return self.now().astimezone().date()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still on one day at noon: for tests, the tour and invented clubs."""

    day: date

    def today(self) -> date:
        """The day it stands on."""
        return self.day

    def now(self) -> datetime:
        """Noon of that day, in UTC."""
        return datetime.combine(self.day, time(12), UTC)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still at one moment: within a transaction it is one day, also around midnight."""

    at: datetime
    day: date

    def today(self) -> date:
        """The day it stands on."""
        return self.day

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.at
