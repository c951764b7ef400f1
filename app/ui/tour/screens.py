"""Pictures of every window: light and dark, in each language, at 1x and 2x, made by one command (issue: shown by 3)."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from app.i18n import Language
from app.settings import Mode
from app.ui.tour.chapters.gallery import walk_through_every_window
from app.ui.tour.chapters.main_job import SOLD_AND_RUNNING
from app.ui.tour.hands import NotSeen
from app.ui.tour.stage import Wiring, say

SCALES = (1, 2)
_LOOK = "GESTION_SCREENS_LOOK"
_CLUB = "GESTION_SCREENS_CLUB"
"""Set for the child process that takes the pictures of one look: language, mode and scale; the club to copy."""


def run_screens(wiring: Wiring, to: Path, language: Language | None = None) -> int:
    """Take the pictures of every window in every look; 0 if all windows came on screen."""
    look = os.environ.get(_LOOK, "")
    if look:
        return _take(wiring, to, look)
    from app.services.training.making import create_training

    with tempfile.TemporaryDirectory(prefix="gestion-clientele-", ignore_cleanup_errors=True) as folder:
        club = Path(folder) / "formation.db"
        create_training(club, SOLD_AND_RUNNING)
        return max((_in_own_process(to, each, club) for each in _looks(language)), default=0)


def _looks(language: Language | None) -> Iterator[str]:
    languages = [language] if language is not None else [Language.FR, Language.NL, Language.EN]
    for scale, spoken, mode in product(SCALES, languages, (Mode.LIGHT, Mode.DARK)):
        if spoken is Language.EN and (scale, mode) != (1, Mode.LIGHT):
            continue  # English is looked at once; French and Dutch in every look
        yield f"{spoken.value}-{mode.value}-{scale}x"


def _in_own_process(to: Path, look: str, club: Path) -> int:
    """Qt takes its scale when it starts, so each look has a process of its own."""
    scale = look[-2]
    environment = {
        **os.environ,
        _LOOK: look,
        _CLUB: str(club),
        "QT_SCALE_FACTOR": scale,
        "QT_QPA_PLATFORM": "offscreen",
    }
    started = [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "app"])]
    return subprocess.run([*started, "screens", "--to", str(to)], env=environment, check=False).returncode


def _take(wiring: Wiring, to: Path, look: str) -> int:
    from app.i18n import set_language
    from app.ui.tour.album import Album

    spoken, mode, _scale = look.split("-")
    set_language(Language(spoken))
    album = Album(to / look)
    club = Path(os.environ[_CLUB]) if _CLUB in os.environ else None
    say(look)
    try:
        walk_through_every_window(wiring, album, Language(spoken), Mode(mode), club)
    except NotSeen as missing:
        say(f"  {look}: {missing}")
        return 1
    say(f"  {len(album.pictures)} pictures")
    return 0
