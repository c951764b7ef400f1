"""The preview of a paper: pages as they will be printed, language, zoom, print, save as PDF (spec 1.5 Imprimer)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import Language, tr
from app.services.documents.files import write_file
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.choices import Choice
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import TITLE, hairline, label, muted, set_tone
from app.ui.kit.runner import Runner
from app.ui.printing.bars import Bar
from app.ui.printing.failures import told
from app.ui.printing.page_tools import PageTools
from app.ui.printing.page_view import PageView
from app.ui.printing.pdf_pages import PdfPages
from app.ui.printing.print_pages import a4_printer, print_pages
from app.ui.printing.steps import Steps

Produce = Callable[[PaperChoices], PrintedPaper]


def open_preview(
    parent: QWidget | None, runner: Runner, produce: Produce, heading: str, has_lines: bool = False
) -> "PreviewDialog":
    """Open the preview of the paper that `produce` makes, in the member's language at first.

    `produce` runs beside the window and may refuse. `heading` is shown until the paper is there;
    `has_lines`: past and detail can be chosen.
    """
    dialog = PreviewDialog(parent, runner, produce, heading, has_lines)
    dialog.open()
    return dialog


class PreviewDialog(QDialog):
    """See `open_preview`. `ready` after each paper shown, `printed` and `saved` after the deed."""

    ready = Signal(int)
    printed = Signal(int)
    saved = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        produce: Produce,
        heading: str,
        has_lines: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preview_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._take_room()
        self._runner = runner
        self._produce = produce
        self._is_closed = False
        self._working = 0
        self._paper: PrintedPaper | None = None
        self._pages: PdfPages | None = None
        self._printer: QPrinter | None = None
        self._make_widgets(heading, has_lines)
        self._lay_out()
        self._connect()
        self._produce_paper()

    def _take_room(self) -> None:
        """Large enough to read a page in its width, never larger than the screen."""
        wanted = QSize(980, 860)
        if QGuiApplication.platformName() != "offscreen":
            wanted = wanted.boundedTo(self.screen().availableSize() - QSize(16, 48))
        self.resize(wanted)

    # Widgets

    def _make_widgets(self, heading: str, has_lines: bool) -> None:
        self._title = label(heading, "preview_title", TITLE, bold=True, wrap=True)
        self._language_label = muted(tr("&Langue"))
        self._language = Choice("preview_language", [(each.own_name, each) for each in Language])
        self._language.setAccessibleName(tr("Langue du document"))
        self._language.setCurrentIndex(-1)
        self._language_label.setBuddy(self._language)
        self._view = PageView(self._runner)
        self._tools = PageTools(self._view, has_lines)
        self._trouble = EmptyState("alert-triangle", "", tone="blocked.icon", name="preview_trouble")
        self._waiting = EmptyState("clock", tr("Le document se prépare…"), name="preview_waiting")
        self._notice = muted("", "preview_notice")
        self._save = plain(tr("&Enregistrer en PDF…"), "save_pdf", "save", main=True)
        self._save.tip(tr("Enregistrer en PDF (Ctrl+S)"))
        self._close = plain(tr("&Fermer"), "close_preview", main=True)
        self._print = primary(tr("&Imprimer"), "print_now", "printer")
        self._print.tip(tr("Imprimer (Ctrl+P)"))
        self._print.setDefault(True)

    def _lay_out(self) -> None:
        head, foot = Bar("surface"), Bar("sunken")
        head.row.addWidget(self._title, 1)
        head.row.addSpacing(16)
        head.row.addWidget(self._language_label)
        head.row.addWidget(self._language)
        foot.row.addWidget(self._save)
        foot.row.addSpacing(8)
        foot.row.addWidget(self._notice, 1)
        foot.row.addWidget(self._close)
        foot.row.addWidget(self._print)
        self._stack = QStackedWidget()
        for page in (self._waiting, self._view, self._trouble):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for part in (head, hairline(), self._tools, hairline()):
            outer.addWidget(part)
        outer.addWidget(self._stack, 1)
        outer.addWidget(hairline())
        outer.addWidget(foot)

    def _connect(self) -> None:
        self._language.activated.connect(self._produce_paper)
        self._tools.chosen.connect(self._produce_paper)
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.print_paper)
        self._close.clicked.connect(self.reject)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_paper),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self._view.zoom_in),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self._view.zoom_out),
            (QKeySequence("Ctrl+0"), self._view.fit_width),
        ):
            QShortcut(keys, self, act)

    # The paper

    def _produce_paper(self) -> None:
        """Have the paper made as chosen; an older answer is dropped."""
        language = self._language.value()
        choices = PaperChoices(
            language=Language(str(language)) if language else None,
            with_past=self._tools.with_past,
            detail=self._tools.detail,
        )
        self._allow(False)
        self._stack.setCurrentWidget(self._waiting)
        self._runner.submit(
            partial(_open_paper, self._produce, choices), self._show, self._refused, "preview"
        )

    def _show(self, made: tuple[PrintedPaper, PdfPages]) -> None:
        paper, pages = made
        if self._is_closed:
            pages.close()
            return
        old, self._pages = self._pages, pages
        self._paper = paper
        self.setWindowTitle(paper.title)
        self._title.setText(paper.title)
        self._language.set_value(paper.language)
        self._stack.setCurrentWidget(self._view)
        self._view.show_pages(pages)
        if old is not None:
            old.close()
        self._view.setFocus()
        self._allow(True)
        self.ready.emit(len(pages))

    def _refused(self, error: Exception) -> None:
        if self._is_closed:
            return
        self._trouble.say(
            "alert-triangle", tr("Le document n'a pas pu être préparé."), told(error), "blocked.icon"
        )
        self._stack.setCurrentWidget(self._trouble)

    def _allow(self, allowed: bool) -> None:
        reason = tr("Le document se prépare…")
        for button in (self._save, self._print):
            set_allowed(button, allowed, reason)

    # Saving and printing

    def save(self) -> None:
        """Ask where, then write the PDF there: whole or not at all."""
        if self._paper is None or not self._save.isEnabled():
            return
        chooser = QFileDialog(self, tr("Enregistrer en PDF"))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(tr("Documents PDF (*.pdf)"))
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(self._paper.file_name)
        chooser.fileSelected.connect(self._save_to)
        chooser.open()

    def _save_to(self, chosen: str) -> None:
        if self._paper is None or not chosen:
            return
        target = Path(chosen)
        self._begin(tr("Enregistrement…"))
        self._runner.submit(
            partial(write_file, target, self._paper.content), partial(self._saved, target), self._failed
        )

    def _saved(self, target: Path, _nothing: None) -> None:
        self._end(tr("Enregistré sous {name}.", name=target.name), "active")
        if not self._is_closed:
            self.saved.emit(str(target))

    def print_paper(self) -> None:
        """Ask for the printer, then print the pages."""
        pages = self._pages
        if pages is None or not self._print.isEnabled():
            return
        self._printer = a4_printer(self.windowTitle())
        chooser = QPrintDialog(self._printer, self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        chooser.setMinMax(1, len(pages))
        chooser.setFromTo(1, len(pages))
        chooser.accepted.connect(self._print_chosen)
        QDialog.open(chooser)

    def _print_chosen(self, printer: QPrinter) -> None:
        """Print beside the window; the job holds the printer until its last page is out."""
        if self._pages is None:
            return
        steps = Steps()
        steps.moved.connect(self._show_printing)
        self._begin(tr("Impression…"))
        job = partial(print_pages, self._pages, printer, steps.tell)
        self._runner.submit(job, self._printed, self._failed)

    def _show_printing(self, page: int, pages: int) -> None:
        if self._working:
            self._notice.setText(tr("Impression de la page {page} / {pages}…", page=page, pages=pages))

    def _printed(self, count: int) -> None:
        self._end(tr("Envoyé à l'imprimante."), "active")
        if not self._is_closed:
            self.printed.emit(count)

    def _failed(self, error: Exception) -> None:
        self._end(told(error), "blocked")

    def _begin(self, text: str) -> None:
        self._working += 1
        self._allow(False)
        set_tone(self._notice, "muted")
        self._notice.setText(text)

    def _end(self, text: str, tone: str) -> None:
        self._working -= 1
        if self._is_closed:
            self._let_go()
            return
        self._allow(True)
        set_tone(self._notice, tone)
        self._notice.setText(text)

    # Leaving

    def done(self, result: int) -> None:
        """Leave; what is being printed or written goes on to its end beside the window."""
        self._leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross leaves as Esc does."""
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._view.show_pages(None)
            self._let_go()

    def _let_go(self) -> None:
        """Close the PDF once nothing works on it any more."""
        if self._pages is not None and not self._working:
            self._pages.close()
            self._pages = None


def _open_paper(produce: Produce, choices: PaperChoices) -> tuple[PrintedPaper, PdfPages]:
    """In the worker: make the paper and open it."""
    paper = produce(choices)
    return paper, PdfPages(paper.content)
