"""Runs the chapters of the guided tour and says what they wrote (spec 1.9)."""

from pathlib import Path

from app.i18n import Language, set_language, tr
from app.ui.tour.album import Album, WrongFigure
from app.ui.tour.chapters.billing import billing
from app.ui.tour.chapters.bulk import bulk
from app.ui.tour.chapters.door import door
from app.ui.tour.chapters.dossier import dossier
from app.ui.tour.chapters.main_job import SOLD_AND_RUNNING, main_job
from app.ui.tour.chapters.prospects import prospects
from app.ui.tour.chapters.states import states
from app.ui.tour.hands import NotSeen
from app.ui.tour.stage import Stage, Wiring, say


def run_tour(wiring: Wiring, to: Path, language: Language = Language.FR) -> int:
    """Drive the real windows through the chapters; 0 if every figure was the one of the specification."""
    set_language(language)
    album = Album(to)
    say(tr("Visite guidée : les vraies fenêtres, une base de formation du 20/07/2010."))
    try:
        with Stage(wiring, SOLD_AND_RUNNING, language) as stage:
            for chapter in (main_job, door, bulk, states, billing, dossier, prospects):
                chapter(stage, album)
    except (NotSeen, WrongFigure) as wrong:
        say(tr("La visite s'est arrêtée : {reason}", reason=wrong))
        return 1
    figures = album.write_text()
    said = tr(
        "{pictures} images, {papers} PDF et les chiffres dans {name} : {folder}",
        pictures=len(album.pictures),
        papers=len(album.papers),
        name=figures.name,
        folder=to,
    )
    say(said)
    return 0
