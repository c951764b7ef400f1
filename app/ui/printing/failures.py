"""Puts into words why something was not printed or not saved; what is no refusal goes to the program's own net."""

from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.ui.printing.print_pages import PrinterRefused


def told(error: Exception) -> str:
    """The sentence for an expected failure; raises the error again where it is a fault of the program."""
    if isinstance(error, Refused):
        return sentences(error, current())
    if isinstance(error, PrinterRefused):
        return tr("L'imprimante ne répond pas. Choisissez-en une autre, ou enregistrez en PDF.")
    raise error
