"""Pictures of the login where the database does not open, and of the way back to a backup."""

from pathlib import Path

from app.i18n import current, day
from app.messages.refusals import sentence
from app.services.refusals import DatabaseDamaged
from app.ui.login.login_window import LoginWindow
from app.ui.login.restore_dialog import RestoreDialog
from app.ui.login.ways import Way
from app.ui.tour.album import Album
from app.ui.tour.chapters.main_job import SOLD_AND_RUNNING
from app.ui.tour.hands import click, settle
from app.ui.tour.stage import Stage


def show_rescue(_stage: Stage, album: Album) -> None:
    """A damaged file: what the login offers, and what it asks before a backup is put back."""
    login = LoginWindow("ACCUEIL-1", False, "Club Horizon", "SARAH")
    login.show()
    login.fail(sentence(DatabaseDamaged(), current()), [Way.RESTORE, Way.TRAINING])
    settle(200)
    album.picture(login, "identification-base-abimee")
    login.fail(sentence(DatabaseDamaged(), current()), [Way.REMAKE])
    settle(200)
    album.picture(login, "identification-formation-abimee")
    dialog = RestoreDialog(login, [(day(SOLD_AND_RUNNING), Path())])
    dialog.open()
    click("rescue_save")
    settle(300)
    album.picture(dialog, "restaurer-erreurs")
    dialog.reject()
    login.hide()
    login.deleteLater()
    settle()
