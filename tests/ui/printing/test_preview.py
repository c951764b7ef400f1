"""The preview as a person uses it: look, turn pages, choose, print, save, leave."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.refusals import Refused
from app.i18n import Language, set_language
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.refusals import NotFound
from app.ui.kit.runner import PoolRunner
from app.ui.printing.page_view import PageView
from app.ui.printing.preview import PreviewDialog
from tests.documents.reading import read_pages
from tests.ui.printing.papers import member_paper

Open = Callable[..., PreviewDialog]


@pytest.fixture
def open_preview(qtbot: QtBot, runner: PoolRunner, desk_window: QWidget) -> Open:
    """Opens a preview and waits for its pages."""

    def open_one(produce: Callable[[PaperChoices], PrintedPaper] = member_paper) -> PreviewDialog:
        dialog = PreviewDialog(desk_window, runner, produce, "Echéancier", has_lines=True)
        with qtbot.waitSignal(dialog.ready):
            dialog.open()
        return dialog

    return open_one


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def label_text(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def view_of(dialog: QWidget) -> PageView:
    found = dialog.findChild(PageView)
    assert isinstance(found, PageView)
    return found


def languages(dialog: QWidget) -> QComboBox:
    found = dialog.findChild(QComboBox, "preview_language")
    assert isinstance(found, QComboBox)
    return found


def tick(dialog: QWidget, name: str) -> QCheckBox:
    found = dialog.findChild(QCheckBox, name)
    assert isinstance(found, QCheckBox)
    return found


def has_ink(picture: QImage) -> bool:
    """Whether the picture shows more than paper and ground."""
    colours = {
        picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }
    return len(colours) > 10


def test_the_paper_is_shown_in_the_member_s_language(qtbot: QtBot, open_preview: Open) -> None:
    dialog = open_preview()
    assert dialog.windowTitle() == "Echéancier · LEFÈVRE Jean-Noël"
    assert languages(dialog).currentText() == "Nederlands"
    assert label_text(dialog, "page_number") == "Page 1 / 1"
    qtbot.waitUntil(lambda: view_of(dialog).is_sharp)
    assert has_ink(view_of(dialog).viewport().grab().toImage())


def test_another_language_is_chosen_from_the_list(qtbot: QtBot, open_preview: Open) -> None:
    asked: list[PaperChoices] = []

    def produce(choices: PaperChoices) -> PrintedPaper:
        asked.append(choices)
        return member_paper(choices)

    dialog = open_preview(produce)
    with qtbot.waitSignal(dialog.ready):
        qtbot.keyClick(languages(dialog), Qt.Key.Key_Down)
    assert languages(dialog).currentText() == "English"
    assert [choices.language for choices in asked] == [None, Language.EN]


def test_past_and_detail_are_asked_for_by_ticking(qtbot: QtBot, open_preview: Open) -> None:
    dialog = open_preview()
    with qtbot.waitSignal(dialog.ready) as ready:
        qtbot.mouseClick(tick(dialog, "preview_past"), Qt.MouseButton.LeftButton, pos=QPoint(9, 12))
    assert ready.args is not None
    assert ready.args[0] == 4
    assert label_text(dialog, "page_number") == "Page 1 / 4"


def test_page_keys_turn_pages_and_only_pages_in_sight_are_rendered(qtbot: QtBot, open_preview: Open) -> None:
    dialog = open_preview(lambda choices: member_paper(PaperChoices(choices.language, with_past=True)))
    view = view_of(dialog)
    for expected in ("Page 2 / 4", "Page 3 / 4"):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert label_text(dialog, "page_number") == expected
    qtbot.waitUntil(lambda: view.is_sharp)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert label_text(dialog, "page_number") == "Page 4 / 4"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert label_text(dialog, "page_number") == "Page 1 / 4"
    qtbot.waitUntil(lambda: view.is_sharp)


def test_zoom_buttons_and_keys_step_and_stop_at_the_ends(qtbot: QtBot, open_preview: Open) -> None:
    dialog = open_preview()
    larger, smaller = button(dialog, "zoom_in"), button(dialog, "zoom_out")
    while larger.isEnabled():
        qtbot.mouseClick(larger, Qt.MouseButton.LeftButton)
    assert label_text(dialog, "zoom_percent") == "300\u00a0%"
    assert larger.toolTip() == "C'est le plus grand."
    while smaller.isEnabled():
        qtbot.mouseClick(smaller, Qt.MouseButton.LeftButton)
    assert label_text(dialog, "zoom_percent") == "50\u00a0%"
    qtbot.waitUntil(lambda: view_of(dialog).is_sharp)
    qtbot.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view_of(dialog).percent > 100


def test_saving_proposes_a_name_and_writes_the_whole_pdf(
    qtbot: QtBot, open_preview: Open, tmp_path: Path
) -> None:
    dialog = open_preview()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "Echeancier-348.pdf"
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("mine.pdf")
    with qtbot.waitSignal(dialog.saved):
        chooser.accept()
    pages = read_pages((tmp_path / "mine.pdf").read_bytes())
    assert "LEFÈVRE Jean-Noël" in pages[0].text
    assert label_text(dialog, "preview_notice") == "Enregistré sous mine.pdf."
    assert [path.name for path in tmp_path.iterdir()] == ["mine.pdf"]


def test_a_place_that_cannot_be_written_is_told_beside_the_button(
    qtbot: QtBot, open_preview: Open, tmp_path: Path
) -> None:
    (tmp_path / "mine.pdf").mkdir()
    dialog = open_preview()
    dialog._save_to(str(tmp_path / "mine.pdf"))
    qtbot.waitUntil(lambda: "mine.pdf" in label_text(dialog, "preview_notice"))
    assert "choisissez un autre dossier" in label_text(dialog, "preview_notice")
    assert button(dialog, "save_pdf").isEnabled()


def test_printing_puts_every_page_on_the_chosen_printer(
    qtbot: QtBot, open_preview: Open, tmp_path: Path
) -> None:
    dialog = open_preview(lambda choices: member_paper(PaperChoices(choices.language, with_past=True)))
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    chooser = dialog.findChild(QPrintDialog)
    assert isinstance(chooser, QPrintDialog)
    chooser.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(dialog.printed, timeout=30_000) as printed:
        chooser.done(QPrintDialog.DialogCode.Accepted)
    assert printed.args == [4]
    pages = read_pages((tmp_path / "printed.pdf").read_bytes(), with_ink=True)
    assert len(pages) == 4
    assert all(page.ink is not None for page in pages)
    assert label_text(dialog, "preview_notice") == "Envoyé à l'imprimante."


def test_what_cannot_be_made_is_told_in_words_and_cannot_be_printed(
    qtbot: QtBot, runner: PoolRunner, desk_window: QWidget
) -> None:
    def refuse(_choices: PaperChoices) -> PrintedPaper:
        raise Refused(NotFound("access"))

    dialog = PreviewDialog(desk_window, runner, refuse, "Echéancier", has_lines=True)
    dialog.open()
    qtbot.waitUntil(lambda: bool(label_text(dialog, "preview_trouble_detail")))
    assert label_text(dialog, "preview_trouble_sentence") == "Le document n'a pas pu être préparé."
    assert not button(dialog, "print_now").isEnabled()
    assert not button(dialog, "save_pdf").isEnabled()
    dialog.close()


def test_esc_leaves(qtbot: QtBot, open_preview: Open) -> None:
    dialog = open_preview()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_leaving_while_the_paper_is_made_is_quiet(
    qtbot: QtBot, runner: PoolRunner, desk_window: QWidget
) -> None:
    dialog = PreviewDialog(desk_window, runner, member_paper, "Echéancier", has_lines=True)
    dialog.open()
    with qtbot.waitSignal(runner.idle):
        dialog.close()


def test_everything_has_a_name_a_word_and_a_place_in_the_tab_order(open_preview: Open) -> None:
    dialog = open_preview()
    seen: list[str] = []
    first: QWidget = languages(dialog)
    widget: QWidget = first
    while True:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.objectName():
            seen.append(widget.objectName())
            assert widget.accessibleName()
        following = widget.nextInFocusChain()
        if following is None or following is first:
            break
        widget = following
    wanted = [
        "preview_language", "zoom_out", "zoom_in", "fit_width", "preview_past", "preview_detail", "pages",
        "save_pdf", "close_preview", "print_now",
    ]  # fmt: skip
    assert [name for name in seen if name in wanted] == wanted


@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_cut(
    language: Language, open_preview: Open, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    set_language(language)
    assert_no_cut_text(open_preview())


def test_both_looks_are_photographed(
    qtbot: QtBot, open_preview: Open, each_look: object, grab: Callable[[QWidget, str], QImage]
) -> None:
    dialog = open_preview()
    qtbot.waitUntil(lambda: view_of(dialog).is_sharp)
    assert has_ink(grab(dialog, f"preview-{each_look}"))
