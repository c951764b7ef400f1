"""Dialogs, quiet answers, work under way, and errors that are shown."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.ask import SmallDialog, ask, popup_remark
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import plain, primary
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import LineEntry
from app.ui.kit.errors_shown import ErrorsShown
from app.ui.kit.notice import Notice
from app.ui.kit.runner import ImmediateRunner, PoolRunner
from app.ui.kit.steps import Steps
from app.ui.kit.strip import AnswerStrip
from app.ui.kit.tabs import TabPages


class Answers:
    """Notes what was answered."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def yes(self) -> None:
        self.said.append("yes")

    def undo(self) -> None:
        self.said.append("undo")


@pytest.fixture
def desk(open_window: Callable[[QWidget], None]) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    open_window(made)
    return made


def test_a_question_is_confirmed_by_enter_and_carries_its_verb(qtbot: QtBot, desk: QWidget) -> None:
    answers = Answers()
    dialog = ask(desk, "Arrêter la suspension ?", "La carte ouvre dès le 28/12/2010.", "Arrêter", answers.yes)
    yes = dialog.findChild(QPushButton, "ask_yes")
    assert isinstance(yes, QPushButton)
    assert yes.text() == "Arrêter"
    with qtbot.waitSignal(dialog.answered) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert told.args == [True]
    assert answers.said == ["yes"]


def test_a_question_that_destroys_is_left_by_enter_and_confirmed_by_its_button(
    qtbot: QtBot, desk: QWidget
) -> None:
    answers = Answers()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = ask(desk, "Supprimer le rang 8 ?", "", "Supprimer le rang 8", answers.yes, destructive=True)
        qtbot.keyClick(dialog, key)
        assert answers.said == []
    dialog = ask(desk, "Supprimer le rang 8 ?", "", "Supprimer le rang 8", answers.yes, destructive=True)
    yes = dialog.findChild(QPushButton, "ask_yes")
    assert isinstance(yes, QPushButton)
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert answers.said == ["yes"]


def test_a_closed_question_is_gone(qtbot: QtBot, desk: QWidget) -> None:
    dialog = ask(desk, "Quitter ?", "", "Quitter", Answers().yes)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert desk.findChildren(QDialog) == []


def test_no_text_of_a_long_question_is_cut(
    qtbot: QtBot, desk: QWidget, each_look: object, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    text = "Les rangs 2 à 6 repassent à 59,00\u00a0€. " * 4
    dialog = ask(
        desk, "Arrêter la suspension de LEFÈVRE Jean-Noël ?", text, "Arrêter", Answers().yes, detail=text
    )
    QApplication.processEvents()
    assert_no_cut_text(dialog)
    dialog.reject()


def test_a_remark_must_be_read_and_is_left_by_enter(qtbot: QtBot, desk: QWidget) -> None:
    dialog = popup_remark(desk, "LEFÈVRE Jean-Noël", "Certificat médical à rapporter\nà la reprise.")
    text = dialog.findChild(QLabel, "remark_text")
    assert isinstance(text, QLabel)
    assert "Certificat" in text.text()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


class Report(BigDialog):
    """A big dialog with a field and two buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "report")
        self.set_head("Accès : LEFÈVRE Jean-Noël", "n° 348", "active", "Actif", portrait=True)
        self.entry = LineEntry("cause")
        self.body.addWidget(self.entry)
        self.leave, self.save = plain("Annuler", "leave"), primary("Ok, enregistrer", "save")
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        self.set_foot([], [self.leave, self.save])


def test_enter_in_a_field_presses_the_default_button_and_esc_leaves(qtbot: QtBot, desk: QWidget) -> None:
    dialog = Report(desk)
    dialog.open()
    dialog.entry.setFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.entry, Qt.Key.Key_Return)
    dialog = Report(desk)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.entry, Qt.Key.Key_Escape)


def test_enter_on_another_button_presses_that_one(qtbot: QtBot, desk: QWidget) -> None:
    dialog = Report(desk)
    dialog.open()
    dialog.leave.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.leave, Qt.Key.Key_Return)


def test_enter_does_nothing_while_saving_is_not_allowed(qtbot: QtBot, desk: QWidget) -> None:
    dialog = Report(desk)
    dialog.open()
    dialog.save.allow(False, "Rang 4 encaissé")
    qtbot.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reject()


def test_the_foot_may_change_with_the_step(qtbot: QtBot, desk: QWidget) -> None:
    dialog = Report(desk)
    dialog.open()
    dialog.set_foot([plain("Précédent", "back")], [dialog.save])
    assert not dialog.leave.isVisible()
    assert dialog.save.isVisible()
    dialog.reject()


def test_a_success_is_a_quiet_line_that_fades(qtbot: QtBot, desk: QWidget) -> None:
    notice = Notice(stays_ms=1)
    notice.setParent(desk)
    notice.move(400, 300)
    notice.say("Suspension enregistrée.")
    assert notice.isVisible()
    assert notice.text == "Suspension enregistrée."
    qtbot.waitUntil(notice.isHidden)


def test_a_success_can_be_undone_once(qtbot: QtBot, desk: QWidget) -> None:
    answers = Answers()
    notice = Notice()
    notice.setParent(desk)
    notice.say("Suspension enregistrée.", answers.undo)
    back = notice.findChild(QPushButton)
    assert isinstance(back, QPushButton)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert answers.said == ["undo"]
    assert notice.isHidden()


def test_short_work_shows_nothing_and_long_work_can_be_interrupted(qtbot: QtBot, desk: QWidget) -> None:
    answers = Answers()
    busy = Busy(desk, shown_after_ms=1, cancel_after_ms=60)
    busy.start("Suspension de 10 000 accès", answers.yes)
    assert not busy.isVisible()
    qtbot.waitUntil(busy.isVisible)
    busy.progress(1200, 10_000)
    stop = busy.findChild(QPushButton)
    assert isinstance(stop, QPushButton)
    assert not stop.isVisible()
    qtbot.waitUntil(stop.isVisible)
    qtbot.keyClick(busy, Qt.Key.Key_Escape)
    assert answers.said == ["yes"]
    assert not stop.isEnabled()
    busy.stop()
    assert not busy.isVisible()


def test_the_steps_lead_back_to_what_is_done(qtbot: QtBot, desk: QWidget) -> None:
    steps = Steps(["Dates et cause", "Débits"])
    steps.setParent(desk)
    steps.resize(steps.sizeHint())
    steps.show()
    steps.show_step(1)
    assert steps.accessibleName() == "Étape 2 sur 2 : Débits"
    with qtbot.waitSignal(steps.asked) as asked:
        qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=steps.rect().topLeft())
    assert asked.args == [0]


def test_the_answers_of_the_strip_can_change(qtbot: QtBot, desk: QWidget) -> None:
    strip = AnswerStrip()
    strip.setParent(desk)
    strip.show_answers([("euro", "Le membre paie 57,00 € de moins."), ("pause-circle", "Carte bloquée.")])
    strip.show_answers([("euro", "Rien ne change.")])
    strip.show()
    assert [shown.text() for shown in strip.findChildren(QLabel) if shown.isVisible()] == ["Rien ne change."]


def test_a_tab_leads_to_its_page_and_shows_its_ampersand(qtbot: QtBot, desk: QWidget) -> None:
    tabs = TabPages()
    tabs.setParent(desk)
    pages = {key: QWidget() for key in ("identity", "bills")}
    tabs.add("identity", "Identité", pages["identity"])
    tabs.add("bills", "Factures & paiements", pages["bills"])
    tabs.show()
    with qtbot.waitSignal(tabs.page_changed) as changed:
        tabs.show_page("bills")
    assert changed.args == ["bills"]
    assert tabs.page == "bills"
    assert tabs.pages.currentWidget() is pages["bills"]
    assert tabs.bar.tabText(1) == "Factures && paiements"


class Results:
    """Collects what a runner brings."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.errors: list[Exception] = []

    def take(self, value: object) -> None:
        self.values.append(value)

    def refuse(self, error: Exception) -> None:
        self.errors.append(error)


def broken() -> object:
    raise OSError("disque plein")


def test_only_the_latest_of_a_group_reports_back(qtbot: QtBot) -> None:
    runner, results = PoolRunner(), Results()
    with qtbot.waitSignal(runner.idle):
        for word in ("l", "le", "lef"):
            runner.submit(word.upper, results.take, group="search")
        runner.submit(lambda: "other", results.take)
    assert results.values == ["LEF", "other"]
    runner.shutdown()


def test_an_error_of_a_job_is_handed_over(qtbot: QtBot) -> None:
    runner, results = PoolRunner(), Results()
    with qtbot.waitSignal(runner.idle):
        runner.submit(broken, results.take, results.refuse)
    assert [str(error) for error in results.errors] == ["disque plein"]
    runner.shutdown()


def test_nothing_reports_after_the_end(qtbot: QtBot) -> None:
    runner, results = PoolRunner(), Results()
    runner.submit(lambda: 1, results.take)
    runner.shutdown()
    QApplication.processEvents()
    runner.submit(lambda: 2, results.take)
    QApplication.processEvents()
    assert results.values == []


def test_a_runner_without_threads_keeps_the_same_promise() -> None:
    runner, results = ImmediateRunner(), Results()
    runner.submit(lambda: 1, results.take)
    runner.submit(broken, results.take, results.refuse)
    assert results.values == [1]
    assert len(results.errors) == 1
    with pytest.raises(OSError, match="disque"):
        runner.submit(broken, results.take)


@pytest.mark.logs_errors
def test_an_unexpected_error_is_said_logged_and_what_was_typed_stays(
    qtbot: QtBot, desk: QWidget, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    entry = LineEntry("name")
    entry.setParent(desk)
    entry.setText("LEFÈVRE")
    shown = ErrorsShown(qapp)
    before = sys.excepthook
    shown.install()
    try:
        error = ValueError(str(Path("base")))
        sys.excepthook(ValueError, error, None)
        sys.excepthook(ValueError, error, None)
    finally:
        shown.uninstall()
    assert sys.excepthook is before
    qtbot.waitUntil(lambda: len(_messages()) == 1)
    dialog = _messages()[0]
    text = dialog.findChild(QLabel, "unexpected_text")
    assert isinstance(text, QLabel)
    assert "toujours là" in text.text()
    assert entry.text() == "LEFÈVRE"
    assert "unexpected error" in caplog.text
    dialog.reject()


@pytest.mark.logs_errors
def test_an_error_of_another_thread_is_said_too(qtbot: QtBot, desk: QWidget, qapp: QApplication) -> None:
    def fail() -> None:
        raise ValueError("ailleurs")

    shown, before = ErrorsShown(qapp), threading.excepthook
    shown.install()
    try:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    finally:
        shown.uninstall()
    assert threading.excepthook is before
    qtbot.waitUntil(lambda: len(_messages()) == 1)
    detail = _messages()[0].findChild(QLabel, "unexpected_detail")
    assert isinstance(detail, QLabel)
    assert "ailleurs" in detail.text()
    _messages()[0].reject()


@pytest.mark.logs_errors
def test_a_known_refusal_is_said_in_its_own_sentence(qtbot: QtBot, desk: QWidget, qapp: QApplication) -> None:
    def sentence_of(error: BaseException) -> str | None:
        return "Le disque est plein." if isinstance(error, OSError) else None

    shown = ErrorsShown(qapp, sentence_of)
    shown.install()
    try:
        sys.excepthook(OSError, OSError(), None)
    finally:
        shown.uninstall()
    qtbot.waitUntil(lambda: len(_messages()) == 1)
    text = _messages()[0].findChild(QLabel, "unexpected_text")
    assert isinstance(text, QLabel)
    assert text.text() == "Le disque est plein."
    _messages()[0].reject()


def _messages() -> list[SmallDialog]:
    return [
        shown
        for shown in QApplication.topLevelWidgets()
        if isinstance(shown, SmallDialog) and shown.isVisible()
    ]
