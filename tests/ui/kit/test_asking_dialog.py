"""Small questions answered by keys: Enter confirms what is safe, leaves on Annuler, destroys nothing (spec 7.4)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import Button, destructive, primary
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import Field


class Asked(AskingDialog):
    """A reason and a verb that is counted."""

    def __init__(self, parent: QWidget, verb: Button) -> None:
        super().__init__(parent, "asked", "Le faire ?", "Ce qui se passera.")
        self.done_times = 0
        self.reason = LineEntry("asked_reason")
        self.lines.addWidget(self.form.add("reason", Field("&Motif", self.reason)))
        verb.clicked.connect(self._count)
        self.end_with(verb)

    def _count(self) -> None:
        self.done_times += 1


@pytest.fixture
def window(open_window: Callable[[QWidget], None]) -> QWidget:
    made = QWidget()
    open_window(made)
    return made


def asked(window: QWidget, verb: Button) -> Asked:
    dialog = Asked(window, verb)
    dialog.open()
    dialog.reason.setFocus()
    return dialog


def test_enter_in_a_field_confirms_what_is_safe(window: QWidget, qtbot: QtBot) -> None:
    dialog = asked(window, primary("&Débloquer", "asked_save"))
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.done_times == 1


def test_enter_in_a_field_destroys_nothing_but_on_the_verb_it_does(window: QWidget, qtbot: QtBot) -> None:
    verb = destructive("&Bloquer", "asked_save")
    dialog = asked(window, verb)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.done_times == 0
    verb.setFocus()
    qtbot.keyClick(verb, Qt.Key.Key_Return)
    assert dialog.done_times == 1


def test_enter_on_annuler_leaves(window: QWidget, qtbot: QtBot) -> None:
    dialog = asked(window, primary("&Débloquer", "asked_save"))
    leave = dialog.findChild(QPushButton, "asked_leave")
    assert leave is not None
    leave.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(leave, Qt.Key.Key_Return)
    assert dialog.done_times == 0


def test_it_grows_with_what_is_wrong_and_squeezes_no_field(window: QWidget, qtbot: QtBot) -> None:
    dialog = Asked(window, primary("&Lier", "asked_save"))
    dialog.lines.insertWidget(2, dialog.summary)
    fields = [
        dialog.form.add(
            str(at), Field(f"Un champ au nom très long, le numéro {at}", LineEntry(f"asked_{at}"))
        )
        for at in range(3)
    ]
    for at, field in enumerate(fields):
        dialog.lines.insertWidget(4 + at, field)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.reason.height() > 20)
    lower, width = dialog.height(), dialog.width()
    dialog.form.show_errors(dict.fromkeys("012", "Ce champ est obligatoire."))
    qtbot.waitUntil(lambda: dialog.height() > lower)
    qtbot.waitUntil(
        lambda: all(field.height() >= field.sizeHint().height() for field in fields), timeout=2000
    )
    assert dialog.width() == width
