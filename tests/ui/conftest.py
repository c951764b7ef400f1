"""What every window test has: the dressed application, both looks, and the search for cut texts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.focus import FocusRing
from app.ui.kit.theme import Mode, apply_theme
from tests.ui.kit.visible_texts import assert_no_cut_text as no_cut_text


@pytest.fixture(autouse=True)
def dressed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every window of these tests wears the light look and the focus ring."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    app = request.getfixturevalue("qapp")
    assert isinstance(app, QApplication)
    if app.findChild(QObject, "focus_ring_of_the_tests") is None:
        FocusRing(app).setObjectName("focus_ring_of_the_tests")
    apply_theme(app, Mode.LIGHT)
    yield
    # What was closed goes first: it need not be dressed again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(app, Mode.LIGHT)


@pytest.fixture
def wear(qapp: QApplication) -> Callable[[Mode], None]:
    """Change the look within a test: wear(Mode.DARK)."""

    def change(mode: Mode) -> None:
        apply_theme(qapp, mode)
        qapp.processEvents()

    return change


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK], ids=["light", "dark"])
def each_look(request: pytest.FixtureRequest, wear: Callable[[Mode], None]) -> Mode:
    """Run the test in both looks."""
    mode = request.param
    assert isinstance(mode, Mode)
    wear(mode)
    return mode


@pytest.fixture
def open_window(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Show a window, let it have the keyboard, and close it after the test."""

    def show(window: QWidget) -> None:
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    return show


@pytest.fixture
def assert_no_cut_text() -> Callable[[QWidget], None]:
    """Fail with a list of every visible text of a window that is cut."""
    return no_cut_text


@pytest.fixture
def grab(qapp: QApplication) -> Callable[[QWidget, str], QImage]:
    """Photograph a widget; kept as NAME.png in the folder GESTION_PICTURES, if that is set."""

    def photograph(widget: QWidget, name: str) -> QImage:
        qapp.processEvents()
        picture = widget.grab().toImage()
        folder = os.environ.get("GESTION_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            picture.save(str(Path(folder) / f"{name}.png"))
        return picture

    return photograph
