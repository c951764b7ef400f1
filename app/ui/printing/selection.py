"""Prints the schedules of a whole selection: one file or one per member, with progress and a way out (spec 1.5)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.i18n import Language, current, ntr, tr
from app.services.documents.files import safe_stem
from app.services.documents.papers import PaperChoices, SelectionChoices
from app.services.documents.selection import SelectionPrinted
from app.ui.kit.buttons import plain, primary
from app.ui.kit.choices import Choice, RoundChoice, TickBox
from app.ui.kit.labels import hairline, label, muted, set_tone, title
from app.ui.kit.runner import Runner
from app.ui.printing.bars import Bar
from app.ui.printing.failures import told
from app.ui.printing.steps import Steps

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
PrintThem = Callable[[SelectionChoices, Progress, Cancelled], SelectionPrinted]


def open_selection(
    parent: QWidget | None,
    runner: Runner,
    count_them: Callable[[], int],
    print_them: PrintThem,
    folder: Path,
    day: date,
) -> "SelectionDialog":
    """Open the dialog that prints the schedules of as many clients as `count_them` finds.

    `print_them` and `count_them` run beside the window; `print_them` reports (done, of) and stops when its last argument says so;
    `folder` is where files are proposed, `day` stands in the proposed name.
    """
    dialog = SelectionDialog(parent, runner, count_them, print_them, folder, day)
    dialog.open()
    return dialog


class SelectionDialog(QDialog):
    """See `open_selection`; `ended` after the work, whether it was carried out, cancelled or refused."""

    ended = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        count_them: Callable[[], int],
        print_them: PrintThem,
        folder: Path,
        day: date,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("selection_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Imprimer les échéanciers"))
        self.setMinimumWidth(620)
        self._runner = runner
        self._count = 0
        self._print_them = print_them
        stem = safe_stem(tr("Echéanciers"), day.isoformat())
        self._targets = {True: folder / f"{stem}.pdf", False: folder / stem}
        self._written: Path | None = None
        self._is_working = False
        self._is_leaving = False
        self._stop = Event()
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._show_target()
        self._show_state()
        self._runner.submit(count_them, self._show_count, self._failed, "selection_count")

    # Widgets

    def _make_widgets(self) -> None:
        self._title = title(tr("Imprimer les échéanciers"), "selection_title")
        self._number = label("", "selection_count")
        self._one = RoundChoice(tr("&Un seul fichier PDF"), "one_file", checked=True)
        self._many = RoundChoice(tr("Un fichier &par client, dans un dossier"), "one_per_client")
        self._target = muted("", "selection_target", wrap=True)
        self._choose = plain(tr("&Choisir…"), "choose_target", "folder")
        self._language = Choice(
            "selection_language",
            [(tr("Celle de chaque client"), None), *((each.own_name, each) for each in Language)],
        )
        self._language_label = label(tr("&Langue"), "selection_language_label")
        self._language_label.setBuddy(self._language)
        self._language.setAccessibleName(tr("Langue des documents"))
        self._past = TickBox(tr("&Afficher le passé"), "with_past")
        self._detail = TickBox(tr("&Détail : chaque échéance"), "with_detail")
        for box in (self._one, self._many, self._past, self._detail):
            box.setAccessibleName(box.text().replace("&", ""))
        self._bar = QProgressBar()
        self._bar.setObjectName("selection_progress")
        self._bar.setAccessibleName(tr("Avancement"))
        self._bar.setTextVisible(False)
        self._state = label("", "selection_state", wrap=True)
        self._open_folder = plain(tr("&Ouvrir le dossier"), "open_folder", "folder", main=True)
        self._leave = plain(tr("&Fermer"), "leave_selection", main=True)
        self._go = primary(tr("&Imprimer en PDF"), "print_selection", "printer")
        self._go.setDefault(True)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        outer.addWidget(hairline())
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(8)
        body.addWidget(self._one)
        body.addWidget(self._many)
        body.addLayout(_row(self._target, self._choose))
        body.addSpacing(8)
        body.addLayout(_row(self._language_label, self._language))
        body.addWidget(self._past)
        body.addWidget(self._detail)
        body.addSpacing(8)
        body.addWidget(self._bar)
        body.addWidget(self._state)
        body.addStretch()
        outer.addLayout(body, 1)
        outer.addWidget(hairline())
        outer.addWidget(self._foot())

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("surface", "surface")
        column = QVBoxLayout(head)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._number)
        return head

    def _foot(self) -> Bar:
        foot = Bar("sunken")
        foot.row.addWidget(self._open_folder)
        foot.row.addStretch()
        foot.row.addWidget(self._leave)
        foot.row.addWidget(self._go)
        return foot

    def _connect(self) -> None:
        self._one.toggled.connect(self._show_target)
        self._choose.clicked.connect(self._choose_target)
        self._go.clicked.connect(self._begin)
        self._leave.clicked.connect(self.reject)
        self._open_folder.clicked.connect(self._show_folder)

    def _show_count(self, count: int) -> None:
        self._count = count
        self._number.setText(ntr("{n} client dans la sélection", "{n} clients dans la sélection", count))

    # Where to

    def _show_target(self) -> None:
        target = self._targets[self._one.isChecked()]
        folder = target.parent.name or str(target.parent)
        self._target.setText(tr("{name}, dans {folder}", name=target.name, folder=folder))
        self._target.setToolTip(str(target))
        self._target.setAccessibleName(tr("Sera écrit sous {name}", name=str(target)))

    def _choose_target(self) -> None:
        is_file = self._one.isChecked()
        target = self._targets[is_file]
        chooser = QFileDialog(self, tr("Enregistrer en PDF") if is_file else tr("Choisir le dossier"))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setDirectory(str(target.parent))
        if is_file:
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setNameFilter(tr("Documents PDF (*.pdf)"))
            chooser.setDefaultSuffix("pdf")
            chooser.selectFile(target.name)
        else:
            chooser.setFileMode(QFileDialog.FileMode.Directory)
            chooser.setOption(QFileDialog.Option.ShowDirsOnly, True)
        chooser.fileSelected.connect(self._take_target)
        chooser.open()

    def _take_target(self, chosen: str) -> None:
        if chosen:
            self._targets[self._one.isChecked()] = Path(chosen)
            self._show_target()

    # The work

    def _begin(self) -> None:
        language = self._language.value()
        choices = SelectionChoices(
            target=self._targets[self._one.isChecked()],
            one_file=self._one.isChecked(),
            paper=PaperChoices(
                language=Language(str(language)) if language else None,
                with_past=self._past.value(),
                detail=self._detail.value(),
            ),
        )
        self._stop = Event()
        self._written = None
        self._is_working = True
        self._bar.setRange(0, max(1, self._count))
        self._bar.setValue(0)
        self._say(tr("Préparation…"))
        steps = Steps()
        steps.moved.connect(self._show_progress)
        job = partial(self._print_them, choices, steps.tell, self._stop.is_set)
        self._runner.submit(job, partial(self._done, choices), self._failed)

    def _show_progress(self, done: int, of: int) -> None:
        if not self._is_working or self._stop.is_set():
            return
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(done)
        numbers = current()
        self._say(tr("{done} sur {of} clients", done=numbers.number(done), of=numbers.number(of)))

    def _done(self, choices: SelectionChoices, printed: SelectionPrinted) -> None:
        if printed.cancelled:
            self._end(tr("Arrêté. Aucun fichier n'a été écrit."), "muted")
            return
        self._written = choices.target.parent if choices.one_file else choices.target
        papers = ntr("{n} échéancier écrit", "{n} échéanciers écrits", printed.papers)
        pages = ntr("{n} page", "{n} pages", printed.pages)
        sentence = tr("{papers}, {pages}.", papers=papers, pages=pages)
        if printed.without_access:
            left = ntr(
                "{n} client sans accès a été laissé de côté.",
                "{n} clients sans accès ont été laissés de côté.",
                printed.without_access,
            )
            sentence = f"{sentence}\n{left}"
        self._end(sentence, "active")

    def _failed(self, error: Exception) -> None:
        self._end(told(error), "blocked")

    def _end(self, sentence: str, tone: str) -> None:
        self._is_working = False
        if self._is_leaving:
            super().reject()
            return
        self._bar.setValue(self._bar.maximum() if self._written else 0)
        self._say(sentence, tone)
        (self._open_folder if self._written else self._go).setFocus()
        self.ended.emit()

    def _say(self, sentence: str, tone: str = "muted") -> None:
        set_tone(self._state, tone)
        self._state.setText(sentence)
        self._show_state()

    def _show_state(self) -> None:
        """Let the controls follow what is going on."""
        busy = self._is_working
        for control in (self._one, self._many, self._choose, self._language, self._past, self._detail):
            control.setEnabled(not busy)
        self._go.setVisible(not busy)
        self._bar.setVisible(busy or self._written is not None)
        self._open_folder.setVisible(self._written is not None)
        self._leave.setText(tr("&Arrêter l'impression") if busy else tr("&Fermer"))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    # Leaving

    def reject(self) -> None:
        """Esc and the button: stop the work if there is some, else leave."""
        if self._is_working:
            self._stop.set()
            self._state.setText(tr("Arrêt en cours…"))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross stops the work and leaves when it has stopped."""
        if self._is_working:
            self._is_leaving = True
            self._stop.set()
            event.ignore()
        else:
            super().closeEvent(event)


def _row(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(first, 1)
    row.addWidget(second)
    return row
