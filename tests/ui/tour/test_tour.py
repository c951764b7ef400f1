"""The tour as a newcomer starts it: a process of its own, without a display, in an empty home."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.settings import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Walk:
    """A process that walks through the windows, the folder it fills, and what it says."""

    process: subprocess.Popen[bytes]
    album: Path
    said: Path

    def ends_well(self) -> None:
        """Wait for its end."""
        assert self.process.wait(280) == 0, self.said.read_text(encoding="utf-8")


def _start(folder: Path, word: str, **more: str) -> Walk:
    environment = {**os.environ, HOME_VARIABLE: str(folder / "home"), "QT_QPA_PLATFORM": "offscreen", **more}
    album, said = folder / "album", folder / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", word, "--to", str(album)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return Walk(process, album, said)


@pytest.fixture(scope="session")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Walk]]:
    """The tour and the pictures of every window, side by side: both wait a while before each picture."""
    started = {
        "tour": _start(tmp_path_factory.mktemp("tour"), "tour"),
        "screens": _start(tmp_path_factory.mktemp("screens"), "screens", GESTION_SCREENS_LOOK="nl-dark-1x"),
    }
    yield started
    for walk in started.values():
        walk.process.kill()
        walk.process.wait()


@pytest.mark.timeout(300)
def test_the_tour_shows_the_figures_of_the_worked_example(walks: dict[str, Walk]) -> None:
    walk = walks["tour"]
    walk.ends_well()
    figures = (walk.album / "figures.txt").read_text(encoding="utf-8")
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
    assert len(list(walk.album.glob("*.png"))) >= 15
    papers = sorted(path.name for path in walk.album.glob("*.pdf"))
    assert "avenant-de-report.pdf" in papers
    assert "echeancier-apres-le-retour.pdf" in papers
    assert {"facture.pdf", "recu.pdf", "rappel.pdf"} <= set(papers)
    assert "proforma-dossier.pdf" in papers
    assert all(path.read_bytes().startswith(b"%PDF-") for path in walk.album.glob("*.pdf"))


@pytest.mark.timeout(300)
def test_every_window_comes_on_screen_in_dutch_and_dark(walks: dict[str, Walk]) -> None:
    walk = walks["screens"]
    walk.ends_well()
    assert len(list((walk.album / "nl-dark-1x").glob("*.png"))) >= 30
