"""Réglages du club: read, shown in one form, saved; the desk follows at once (spec 2.2, 2.5)."""

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.services.club import club_settings, save_club_settings
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.fields import ClubSettings, ProposalRule
from app.services.refusals import StaleEdit
from app.services.requests import SaveClubSettings
from app.ui.kit.ask import tell
from app.ui.kit.saving import Saving, next_command
from app.ui.kit.station import station_of
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.club_sheet import ClubSheet
from app.ui.maintenance.sheet import Sheet

_MADE: dict[str, Callable[[Any], Any]] = {
    "default_maintenance": Cents,
    "proposal_rule": lambda value: ProposalRule(str(value)),
    "country": str,
    "default_vat_rate": str,
}
"""What the controls of these fields give is a looser kind of value."""


def _values(settings: ClubSettings) -> dict[str, Any]:
    return {each.name: getattr(settings, each.name) for each in fields_of(ClubSettings)}


def _settings(stored: ClubSettings, values: dict[str, Any]) -> ClubSettings:
    """The settings as typed; one that this form does not show stays as it is stored."""
    typed = {key: _MADE[key](value) if key in _MADE else value for key, value in values.items()}
    return replace(stored, **typed)


class ClubPage(QWidget):
    """One form for what the whole club decides: all but the billing, or the sheet that is given."""

    def __init__(self, workplace: Workplace, sheet: Sheet | None = None) -> None:
        super().__init__()
        self.sheet = sheet if sheet is not None else ClubSheet()
        self.setObjectName(f"{self.sheet.objectName()}_page")
        self._workplace = workplace
        self._saving = Saving(workplace.runner, self)
        self._command = CommandId(str(uuid4()))
        self._version = 0
        self._stored = ClubSettings()
        self._is_read = False
        self._is_untold = self._is_told = (
            False  # both desks changed one field: one save is refused, to tell of it
        )
        self.sheet.allow(False, tr("Lecture…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.sheet.wanted.connect(self._save)
        self._saving.began.connect(partial(self.sheet.allow, False, tr("Enregistrement en cours…")))
        self._saving.ended.connect(partial(self.sheet.allow, True))

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read when first shown."""
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.reload()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Read again what another desk has changed (`View`)."""
        if self._is_read and any(each.kind is TouchedKind.SETTINGS for each in touched):
            self.reload()

    def reload(self) -> None:
        """Read the settings again beside the window."""
        job = partial(club_settings, self._workplace.desk)
        self._workplace.runner.submit(job, self._show, self._unreadable, self.sheet.objectName())

    def _show(self, read: tuple[ClubSettings, int]) -> None:
        settings, version = read
        self._stored, values, typed = settings, _values(settings), self.has_unsaved()
        clashes = typed and (self._is_untold or self.sheet.disagrees(values))
        self._is_untold, self._is_told = clashes and not self._is_told, False
        if not self._is_untold:
            self._version = version
        if typed:
            self.sheet.take_stored(values)
        else:
            self.sheet.show_values(values)
        self.sheet.allow(True)

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.sheet.allow(False, tr("Les réglages n'ont pas pu être lus."))
        self.sheet.refuse(error)

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`); before the first reading nothing is."""
        return self._version > 0 and self.sheet.has_unsaved()

    # Saving

    def _save(self) -> None:
        settings = _settings(self._stored, self.sheet.values())
        request = SaveClubSettings(self._command, self._version, settings)
        job = partial(save_club_settings, self._workplace.desk, request)
        self._saving.run(job, partial(self._saved, settings), self._refused)

    def _saved(self, settings: ClubSettings, outcome: Outcome) -> None:
        self._command = CommandId(str(uuid4()))
        self.sheet.take_saved()
        station = station_of(self._workplace)
        if station is not None:
            station.club_saved(settings.name, settings.idle_lock_minutes)
        self._workplace.announce(outcome, tr("Réglages du club enregistrés."))
        self.reload()

    def _refused(self, refused: Refused) -> None:
        self._command = next_command(self._command, refused)
        stale = next((each for each in refused.refusals if isinstance(each, StaleEdit)), None)
        if stale is None:
            self.sheet.refuse(refused)
            return
        theirs = _values(stale.theirs) if isinstance(stale.theirs, ClubSettings) else {}
        detail = self.sheet.differences(theirs)
        said = sentences(refused, current())
        tell(self._workplace.window, tr("Modifié entre-temps"), said, detail, "maintenance_stale")
        self._is_told = True
        self.reload()
