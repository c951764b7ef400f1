"""The tour as a newcomer starts it: a process of its own, without a display, in an empty home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[3]


def _run(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen", **more}
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )


@pytest.mark.timeout(300)
def test_the_tour_shows_the_figures_of_the_worked_example(tmp_path: Path) -> None:
    done = _run(tmp_path / "home", "tour", "--to", str(tmp_path / "album"))
    assert done.returncode == 0, done.stdout + done.stderr
    figures = (tmp_path / "album" / "figures.txt").read_text(encoding="utf-8")
    for expected in (
        "22/07/2010 au 04/09/2010 inclus",
        "05/08/2010 1 2,00 € 05/09/2010 illimité 59,00 €",
        "05/08/2010 2 2,00 € 05/10/2010 illimité 59,00 €",
        "05/08/2010 illimité 2,00 €",
        "159 jours",
        "Montant proposé : 59,00 €",
        "59,00 € 05/01/2011 illimité",
        "TVA 20 % sur 75,00 € : 15,00 €",
        "À rendre : 20,00 €",
        "Solde : 41,60 €",
        "41,60 € réclamés",
        "Trois actifs : 3,34 € / 3,33 € / 3,33 €",
        "Deux actifs : 5,00 € / 5,00 €",
        "De nouveau trois : 3,34 € / 3,33 € / 3,33 €",
    ):
        assert expected in figures
    assert len(list((tmp_path / "album").glob("*.png"))) >= 15
    papers = sorted(path.name for path in (tmp_path / "album").glob("*.pdf"))
    assert "avenant-de-report.pdf" in papers
    assert "echeancier-apres-le-retour.pdf" in papers
    assert {"facture.pdf", "recu.pdf", "rappel.pdf"} <= set(papers)
    assert "proforma-dossier.pdf" in papers
    assert all(path.read_bytes().startswith(b"%PDF-") for path in (tmp_path / "album").glob("*.pdf"))


@pytest.mark.timeout(300)
def test_every_window_comes_on_screen_in_dutch_and_dark(tmp_path: Path) -> None:
    done = _run(
        tmp_path / "home", "screens", "--to", str(tmp_path / "screens"), GESTION_SCREENS_LOOK="nl-dark-1x"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "screens" / "nl-dark-1x").glob("*.png"))) >= 30
