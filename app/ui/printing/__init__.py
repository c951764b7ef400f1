"""Printing: the preview of a member's papers and the schedules of a whole selection (spec 1.5 Imprimer).

Everything heavy (reportlab, PDFium, print support) is imported when a window is first opened.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.ids import AccessId, SuspensionId
from app.services.criteria import Criteria
from app.services.documents.papers import PaperChoices, PrintedPaper

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from app.ui.kit.workplace import Workplace


def print_schedule(workplace: "Workplace", access: AccessId) -> "QDialog":
    """The preview of the Echéancier of an access; the caller opens it."""
    from app.ui.printing.desk_papers import schedule_dialog

    return schedule_dialog(workplace, access)


def print_receipt(workplace: "Workplace", suspension: SuspensionId) -> "QDialog":
    """The preview of the avenant de report of a suspension; the caller opens it."""
    from app.ui.printing.desk_papers import receipt_dialog

    return receipt_dialog(workplace, suspension)


def print_selection(workplace: "Workplace", criteria: Criteria) -> "QDialog":
    """The dialog that prints the schedules of all clients a search finds; the caller opens it."""
    from app.ui.printing.desk_papers import selection_dialog

    return selection_dialog(workplace, criteria)


def preview_paper(
    workplace: "Workplace", produce: Callable[[PaperChoices], PrintedPaper], heading: str
) -> "QDialog":
    """The preview of the paper that `produce` makes beside the window; the caller opens it."""
    from app.ui.printing.preview import PreviewDialog

    return PreviewDialog(workplace.window, workplace.runner, produce, heading, has_lines=False)
