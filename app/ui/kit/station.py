"""What an area may ask of the workstation it runs on: its own settings, and which database it works in.

Only a workplace inside the running program has a station; `station_of` finds it.
"""

from pathlib import Path
from typing import Protocol, runtime_checkable

from app.settings import Places, WorkstationSettings
from app.ui.kit.workplace import Workplace


class Station(Protocol):
    """The machine: settings in a file, the database that is open, the ways to another one."""

    @property
    def settings(self) -> WorkstationSettings:
        """The settings in force."""
        ...

    @property
    def places(self) -> Places:
        """Where this user's files lie."""
        ...

    @property
    def backup_folder(self) -> Path:
        """The folder of automatic backups."""
        ...

    def keep(self, settings: WorkstationSettings) -> None:
        """Write these settings and put them in force at once.

        Refuses, changing nothing: as `services.workstation`, and FileNotWritten.
        """
        ...

    def club_saved(self, name: str, idle_lock_minutes: int) -> None:
        """The club's settings were saved: show its name and lock after its minutes from now on."""
        ...

    def use_database(self, url: str, user: str = "") -> None:
        """Sign out and open this database (empty: the training one), now and at every start.

        `user` is offered in the login. Refuses `FileNotWritten`, changing nothing.
        """
        ...

    def restore(self, backup: Path) -> None:
        """Sign out, put this backup in the place of the database, and open it again."""
        ...


@runtime_checkable
class WithStation(Protocol):
    """A workplace that runs on a station, or on none (a window that stands alone)."""

    @property
    def station(self) -> Station | None:
        """The station."""
        ...


def station_of(workplace: Workplace) -> Station | None:
    """The station of a workplace, if it runs on one."""
    place: object = workplace
    return place.station if isinstance(place, WithStation) else None
