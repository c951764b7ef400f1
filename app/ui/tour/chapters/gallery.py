"""Every window once, for the pictures: opened as a person would open it."""

from datetime import date

from app.i18n import Language
from app.settings import Mode
from app.ui.tour.album import Album
from app.ui.tour.chapters import main_job
from app.ui.tour.stage import Stage, Wiring

A_WEEK_IN = date(2010, 7, 28)


def walk_through_every_window(wiring: Wiring, album: Album, language: Language, mode: Mode) -> None:
    """Open and picture each window in one look."""
    with Stage(wiring, main_job.SOLD_AND_RUNNING, language, mode) as stage:
        main_job.sign_in(stage, album)
        main_job.open_the_card(stage, album)
