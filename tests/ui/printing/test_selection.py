"""Printing a whole selection as the manager does: choose, watch, stop, open the folder."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.refusals import Refused
from app.i18n import Language, set_language
from app.services.documents.papers import PaperChoices, SelectionChoices
from app.services.documents.selection import SelectionPrinted
from app.services.refusals import DiskFull
from app.ui.kit.runner import PoolRunner
from app.ui.printing.selection import Cancelled, Progress, SelectionDialog

DAY = date(2010, 7, 22)
PRINTED = SelectionPrinted(papers=1204, pages=1377, without_access=80)


class Work:
    """Stands for the service: reports, and goes on only when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[SelectionChoices] = []
        self.go_on = threading.Event()
        self.was_cancelled = False

    def print_at_once(
        self, choices: SelectionChoices, progress: Progress, cancelled: Cancelled
    ) -> SelectionPrinted:
        """Everything at once."""
        self.asked.append(choices)
        progress(1284, 1284)
        return PRINTED

    def print_slowly(
        self, choices: SelectionChoices, progress: Progress, cancelled: Cancelled
    ) -> SelectionPrinted:
        """Report half, then wait to be stopped."""
        progress(642, 1284)
        while not cancelled():
            self.go_on.wait(0.01)
        self.was_cancelled = True
        return SelectionPrinted(cancelled=True)


class Desktop(QObject):
    """Stands for the system that opens folders."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show_place(self, url: QUrl) -> None:
        """Note the folder."""
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def work() -> Work:
    return Work()


Open = Callable[..., SelectionDialog]


@pytest.fixture
def open_selection(
    qtbot: QtBot, runner: PoolRunner, desk_window: QWidget, tmp_path: Path, work: Work
) -> Open:
    """Opens the dialog over 1 284 clients and waits for their number."""

    def open_one(print_them: Callable[..., SelectionPrinted] = work.print_at_once) -> SelectionDialog:
        dialog = SelectionDialog(desk_window, runner, lambda: 1284, print_them, tmp_path, DAY)
        dialog.open()
        qtbot.waitUntil(lambda: bool(text(dialog, "selection_count")))
        return dialog

    return open_one


def text(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def control(dialog: QWidget, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def press(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    qtbot.mouseClick(control(dialog, name), Qt.MouseButton.LeftButton, pos=QPoint(9, 12))


def bar(dialog: QWidget) -> QProgressBar:
    found = dialog.findChild(QProgressBar)
    assert isinstance(found, QProgressBar)
    return found


def test_one_file_in_each_member_s_language_is_what_enter_prints(
    qtbot: QtBot, open_selection: Open, work: Work, tmp_path: Path
) -> None:
    dialog = open_selection()
    assert text(dialog, "selection_count") == "1\u202f284 clients dans la sélection"
    with qtbot.waitSignal(dialog.ended):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert work.asked == [SelectionChoices(tmp_path / "Echeanciers-2010-07-22.pdf", True, PaperChoices())]
    assert text(dialog, "selection_state") == (
        "1\u202f204 échéanciers écrits, 1\u202f377 pages.\n80 clients sans accès ont été laissés de côté."
    )
    assert bar(dialog).value() == bar(dialog).maximum()


def test_one_file_per_client_goes_to_a_folder_with_what_was_ticked(
    qtbot: QtBot, open_selection: Open, work: Work, tmp_path: Path
) -> None:
    dialog = open_selection()
    press(qtbot, dialog, "one_per_client")
    assert text(dialog, "selection_target") == f"Echeanciers-2010-07-22, dans {tmp_path.name}"
    press(qtbot, dialog, "with_past")
    press(qtbot, dialog, "with_detail")
    languages = dialog.findChild(QComboBox, "selection_language")
    assert isinstance(languages, QComboBox)
    qtbot.keyClick(languages, Qt.Key.Key_End)
    with qtbot.waitSignal(dialog.ended):
        press(qtbot, dialog, "print_selection")
    paper = PaperChoices(Language.EN, with_past=True, detail=True)
    assert work.asked == [SelectionChoices(tmp_path / "Echeanciers-2010-07-22", False, paper)]


def test_another_place_is_chosen_in_the_usual_window(
    qtbot: QtBot, open_selection: Open, work: Work, tmp_path: Path
) -> None:
    dialog = open_selection()
    press(qtbot, dialog, "choose_target")
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.selectFile("membres.pdf")
    chooser.accept()
    assert text(dialog, "selection_target") == f"membres.pdf, dans {tmp_path.name}"
    with qtbot.waitSignal(dialog.ended):
        press(qtbot, dialog, "print_selection")
    assert work.asked[0].target == tmp_path / "membres.pdf"


def test_the_bar_moves_and_esc_stops_the_work_but_not_the_dialog(
    qtbot: QtBot, open_selection: Open, work: Work
) -> None:
    dialog = open_selection(work.print_slowly)
    press(qtbot, dialog, "print_selection")
    qtbot.waitUntil(lambda: bar(dialog).value() == 642)
    assert text(dialog, "selection_state") == "642 sur 1\u202f284 clients"
    assert control(dialog, "leave_selection").text() == "&Arrêter l'impression"
    assert not control(dialog, "one_file").isEnabled()
    with qtbot.waitSignal(dialog.ended):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert work.was_cancelled
    assert text(dialog, "selection_state") == "Arrêté. Aucun fichier n'a été écrit."
    assert not control(dialog, "open_folder").isVisible()
    assert control(dialog, "one_file").isEnabled()


def test_closing_while_it_works_stops_first_and_leaves_then(
    qtbot: QtBot, open_selection: Open, work: Work
) -> None:
    dialog = open_selection(work.print_slowly)
    press(qtbot, dialog, "print_selection")
    qtbot.waitUntil(lambda: bar(dialog).value() == 642)
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert work.was_cancelled


def test_a_refusal_is_told_and_can_be_mended(qtbot: QtBot, open_selection: Open) -> None:
    def refuse(_choices: SelectionChoices, _progress: Progress, _cancelled: Cancelled) -> SelectionPrinted:
        raise Refused(DiskFull())

    dialog = open_selection(refuse)
    with qtbot.waitSignal(dialog.ended):
        press(qtbot, dialog, "print_selection")
    assert text(dialog, "selection_state").startswith("Le disque est plein")
    assert control(dialog, "print_selection").isVisible()


def test_the_folder_is_opened_in_the_system_s_own_window(
    qtbot: QtBot, open_selection: Open, tmp_path: Path
) -> None:
    desktop = Desktop()
    dialog = open_selection()
    with qtbot.waitSignal(dialog.ended):
        press(qtbot, dialog, "print_selection")
    QDesktopServices.setUrlHandler("file", desktop, "show_place")  # type: ignore[arg-type]
    press(qtbot, dialog, "open_folder")
    QDesktopServices.unsetUrlHandler("file")
    assert desktop.shown == [tmp_path]


@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_cut(
    qtbot: QtBot, language: Language, open_selection: Open, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    set_language(language)
    dialog = open_selection()
    assert_no_cut_text(dialog)
    with qtbot.waitSignal(dialog.ended):
        press(qtbot, dialog, "print_selection")
    assert_no_cut_text(dialog)
