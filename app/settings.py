"""What this workstation remembers: its settings (a TOML file) and its table widths (a JSON file).

What the whole club decides is in the database (`ClubSettings`); here stands only what belongs to
one machine: where the database is, which language and colours its windows have.
"""

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from platform import node
from typing import Any

import platformdirs
import tomli_w

from app.i18n import Language, mark

FOLDER = "gestion-clientele"
HOME_VARIABLE = "GESTION_CLIENTELE_HOME"
LONGEST_NAME = 60
LONGEST_TEXT = 1000
LONGEST_IDLE_MINUTES = 24 * 60


class Mode(StrEnum):
    """Light or dark windows, or as the system has it."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Places:
    """Where this user's files lie: settings, and data (training database, backups)."""

    config: Path
    data: Path

    @property
    def settings(self) -> Path:
        """The settings of the workstation."""
        return self.config / "settings.toml"

    @property
    def memory(self) -> Path:
        """The widths of tables and the like."""
        return self.config / "memory.json"

    @property
    def training(self) -> Path:
        """The training database."""
        return self.data / "formation.db"

    @property
    def backups(self) -> Path:
        """The folder of automatic backups."""
        return self.data / "sauvegardes"


def places(environment: Mapping[str, str] = os.environ) -> Places:
    """The places of this user; all under one folder where `GESTION_CLIENTELE_HOME` names one."""
    home = environment.get(HOME_VARIABLE, "")
    if home:
        return Places(Path(home) / "config", Path(home) / "data")
    return Places(
        platformdirs.user_config_path(FOLDER, appauthor=False),
        platformdirs.user_data_path(FOLDER, appauthor=False),
    )


@dataclass(frozen=True, slots=True)
class WorkstationSettings:
    """Settings of one machine.

    `database_url` empty: the training database. `idle_lock_minutes` None: as the club decides;
    0: never. `last_user` is only offered in the login, never trusted.
    """

    database_url: str = ""
    language: Language = Language.FR
    mode: Mode = Mode.SYSTEM
    workstation: str = field(default_factory=lambda: node()[:60] or "poste 1")
    idle_lock_minutes: int | None = None
    backup_folder: str = ""
    last_user: str = ""
    show_preview: bool = True


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings that can be used, and what was wrong with the file (a message to translate), or nothing."""

    settings: WorkstationSettings
    complaint: str = ""


UNREADABLE = mark(
    "Le fichier des réglages de ce poste est illisible : les réglages d'origine sont utilisés. "
    "L'ancien fichier est gardé sous le nom settings.toml.illisible."
)
PARTLY_WRONG = mark(
    "Un réglage de ce poste n'est pas valable : sa valeur d'origine est utilisée. Vérifiez les paramètres du poste."
)
_LIMITS = {"workstation": LONGEST_NAME, "last_user": LONGEST_NAME}


def load_settings(path: Path) -> LoadedSettings:
    """The settings of the file; defaults for what is missing or wrong, and then a complaint. Never fails."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return LoadedSettings(WorkstationSettings())
    except (OSError, ValueError):
        return LoadedSettings(WorkstationSettings(), UNREADABLE)
    settings, complaint = WorkstationSettings(), ""
    for name in asdict(settings):
        if name not in content:
            continue
        try:
            settings = replace(settings, **{name: _checked(name, content[name])})
        except (TypeError, ValueError):
            complaint = PARTLY_WRONG
    return LoadedSettings(settings, complaint)


def save_settings(path: Path, settings: WorkstationSettings) -> None:
    """Write the settings whole or not at all; a file that could not be read is kept beside it."""
    if load_settings(path).complaint == UNREADABLE:
        path.replace(path.with_name(path.name + ".illisible"))
    written = {name: value for name, value in asdict(settings).items() if value is not None}
    write_whole(path, tomli_w.dumps(written).encode("utf-8"))


def save_changes(path: Path, changes: Mapping[str, object]) -> None:
    """Keep these settings beside the stored ones; what the command line asked for once is not stored."""
    save_settings(path, replace(load_settings(path).settings, **changes))  # type: ignore[arg-type]  # its fields


def _checked(name: str, value: Any) -> Any:
    """The value with the type its setting has; ValueError or TypeError otherwise."""
    if name == "language":
        return Language(value)
    if name == "mode":
        return Mode(value)
    if name == "idle_lock_minutes":
        if type(value) is not int or not 0 <= value <= LONGEST_IDLE_MINUTES:
            raise ValueError(name)
        return value
    if name == "show_preview":
        if type(value) is not bool:
            raise TypeError(name)
        return value
    if not isinstance(value, str) or len(value) > _LIMITS.get(name, LONGEST_TEXT) or not value.isprintable():
        raise ValueError(name)
    return value


def write_whole(path: Path, content: bytes) -> None:
    """Put the content under this name whole or not at all: temporary name, flushed to the disk, renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


class Memory:
    """Small things that a window remembers for a user: column widths, splitters; losing them harms nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read_memory(path)

    def recall(self, user: str, what: str) -> object:
        """What was remembered under this name, or None."""
        return self._kept.get(user.casefold(), {}).get(what)

    def remember(self, user: str, what: str, value: object) -> None:
        """Keep a JSON value for this user and write the file; an unwritable file is no reason to stop."""
        self._kept.setdefault(user.casefold(), {})[what] = value
        try:
            write_whole(self._path, json.dumps(self._kept, ensure_ascii=False).encode("utf-8"))
        except OSError:
            return

    def widths(self, user: str, table: str) -> tuple[int, ...]:
        """The remembered column widths of a table in pixels, or nothing."""
        kept = self.recall(user, f"widths/{table}")
        if not isinstance(kept, list) or not all(type(width) is int and 0 < width < 10_000 for width in kept):
            return ()
        return tuple(kept)

    def remember_widths(self, user: str, table: str, widths: tuple[int, ...]) -> None:
        """Keep the column widths of a table for this user."""
        self.remember(user, f"widths/{table}", list(widths))


def _read_memory(path: Path) -> dict[str, dict[str, object]]:
    """The remembered values; nothing where the file is missing or broken."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {str(user): kept for user, kept in content.items() if isinstance(kept, dict)}
