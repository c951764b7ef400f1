"""Whether settings of a workstation can be kept: what its file could not be read with is refused before."""

import os
from pathlib import Path

from app.domain.refusals import FieldMissing, FieldTooLong, FieldUnreadable, Refusal, Refused
from app.services.client_refusals import NumberOutOfRange
from app.services.refusals import FolderUnusable
from app.settings import LONGEST_IDLE_MINUTES, LONGEST_NAME, LONGEST_TEXT, WorkstationSettings


def refuse_bad_settings(settings: WorkstationSettings) -> None:
    """Refuse everything that is wrong at once: FieldMissing, FieldTooLong, FieldUnreadable (name),
    NumberOutOfRange (idle minutes), FolderUnusable (backups; a folder that is missing is made).
    """
    found = [*_of_name(settings.workstation), *_of_folder(settings.backup_folder)]
    minutes = settings.idle_lock_minutes
    if minutes is not None and not 0 <= minutes <= LONGEST_IDLE_MINUTES:
        found.append(NumberOutOfRange("idle_lock_minutes", 0, LONGEST_IDLE_MINUTES))
    if found:
        raise Refused(*found)


def _of_name(name: str) -> list[Refusal]:
    if not name.strip():
        return [FieldMissing("workstation")]
    if len(name) > LONGEST_NAME:
        return [FieldTooLong("workstation", LONGEST_NAME)]
    return [] if name.isprintable() else [FieldUnreadable("workstation")]


def _of_folder(folder: str) -> list[Refusal]:
    if not folder:
        return []
    try:
        path = Path(folder)
        usable = len(folder) <= LONGEST_TEXT and folder.isprintable() and path.is_absolute()
        if usable:
            path.mkdir(parents=True, exist_ok=True)
            usable = os.access(path, os.W_OK | os.X_OK)
    except (OSError, ValueError):
        usable = False
    return [] if usable else [FolderUnusable(folder[:60])]
