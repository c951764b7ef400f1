"""Makes the printing windows of a desk: which verb fills which preview."""

from functools import partial
from pathlib import Path
from uuid import uuid4

from platformdirs import user_documents_path

from app.domain.ids import AccessId, CommandId, SuspensionId
from app.i18n import tr
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices, PrintedPaper, SelectionChoices
from app.services.documents.printing import print_receipt, print_schedule
from app.services.documents.selection import PrintSelection, SelectionPrinted, schedules_of_selection
from app.services.queries.search import count_clients
from app.ui.kit.workplace import Workplace
from app.ui.printing.preview import PreviewDialog
from app.ui.printing.selection import Cancelled, Progress, SelectionDialog


def schedule_dialog(workplace: Workplace, access: AccessId) -> PreviewDialog:
    """The preview of the Echéancier of an access."""
    produce = partial(print_schedule, workplace.desk, access)
    return PreviewDialog(workplace.window, workplace.runner, produce, tr("Echéancier"), has_lines=True)


def receipt_dialog(workplace: Workplace, suspension: SuspensionId) -> PreviewDialog:
    """The preview of the avenant de report of a suspension."""
    produce = partial(_receipt, workplace.desk, suspension)
    return PreviewDialog(
        workplace.window, workplace.runner, produce, tr("Avenant de report"), has_lines=False
    )


def selection_dialog(workplace: Workplace, criteria: Criteria) -> SelectionDialog:
    """The dialog that prints the schedules of all clients a search finds."""
    desk = workplace.desk
    return SelectionDialog(
        workplace.window,
        workplace.runner,
        partial(count_clients, desk, criteria),
        partial(_print_them, desk, criteria),
        documents_folder(),
        desk.today(),
    )


def documents_folder() -> Path:
    """Where files are proposed: the person's documents, or the home folder where there is none."""
    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def _receipt(desk: Desk, suspension: SuspensionId, choices: PaperChoices) -> PrintedPaper:
    return print_receipt(desk, suspension, choices.language)


def _print_them(
    desk: Desk, criteria: Criteria, choices: SelectionChoices, progress: Progress, cancelled: Cancelled
) -> SelectionPrinted:
    request = PrintSelection(CommandId(str(uuid4())), criteria, choices)
    return schedules_of_selection(desk, request, progress, cancelled)
