"""In each language, each letter with Alt leads to one control of a window, and no text is cut (spec 1, 7.4)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.i18n import Language
from app.services.training.making import create_training
from app.settings import HOME_VARIABLE
from app.ui.tour.chapters.main_job import SOLD_AND_RUNNING

ROOT = Path(__file__).resolve().parents[3]
SEEN_AT_LEAST = 70
"""Windows; fewer, and the walk was not to the end."""


def _walk(language: Language, home: Path, club: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.tour.every_window", language.value, str(club)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.timeout(300)
def test_each_letter_leads_to_one_control_and_no_text_is_cut_in_any_window(tmp_path: Path) -> None:
    club = tmp_path / "formation.db"
    create_training(club, SOLD_AND_RUNNING)
    walks = {language: _walk(language, tmp_path / language, club) for language in Language}
    said = {language: walk.communicate()[0] for language, walk in walks.items()}
    assert {language: walk.returncode for language, walk in walks.items()} == dict.fromkeys(Language, 0), said
    for language, text in said.items():
        seen, _, found = text.rpartition(" windows\n")
        assert (language, found) == (language, "")
        assert int(seen.split()[-1]) >= SEEN_AT_LEAST
