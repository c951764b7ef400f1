"""What is told where a command whose answer was lost turns out to have been carried out (spec 5.2)."""

from PySide6.QtWidgets import QWidget

from app.domain.refusals import Refused
from app.i18n import tr
from app.services.refusals import AnswerLost
from app.ui.kit.ask import tell


def is_lost(refused: Refused) -> bool:
    """Whether it is not known if the command was carried out."""
    return any(isinstance(each, AnswerLost) for each in refused.refusals)


def tell_what_was_kept(parent: QWidget, message: str) -> None:
    """The first try was carried out, and `message` says what it did; another one was asked for since."""
    said = tr("Le premier envoi était enregistré ; ce qui a été changé depuis ne l'est pas.")
    tell(parent, tr("Déjà enregistré"), said, message)
