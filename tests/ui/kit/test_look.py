"""The look: icons follow the theme, the focus can be seen, nothing is cut, at 100 and at 200 %."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.ui.kit import gallery, icons, theme
from app.ui.kit.avatar import Avatar
from app.ui.kit.banner import Banner
from app.ui.kit.cards import Card, NoteBox
from app.ui.kit.chips import KINDS, CountBadge, StateChip, Tag
from app.ui.kit.entries import LineEntry
from app.ui.kit.labels import label
from app.ui.kit.sheet import TAB_GAP
from app.ui.kit.tabs import TabPages
from app.ui.kit.theme import Mode
from app.ui.kit.tiles import FactTile

ROOT = Path(__file__).resolve().parents[3]


def inked(picture: QImage) -> int:
    return sum(
        picture.pixelColor(x, y).alpha() > 0 for x in range(picture.width()) for y in range(picture.height())
    )


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(qtbot: QtBot, name: str) -> None:
    assert inked(icons.pixmap(name, "#1A2030").toImage()) > 8


def test_an_icon_is_sharp_on_a_dense_screen(qtbot: QtBot) -> None:
    drawn = icons.pixmap("bell", "#1A2030", 20, 2.0)
    assert drawn.width() == 40
    assert drawn.devicePixelRatio() == 2


def strongest(picture: QImage) -> QColor:
    spots = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return max((picture.pixelColor(x, y) for x, y in spots), key=QColor.alpha)


def test_an_icon_follows_the_theme_while_the_program_runs(qtbot: QtBot, wear: Callable[[Mode], None]) -> None:
    kept = icons.icon("plus", "text")
    assert strongest(kept.pixmap(20, 20).toImage()).name().upper() == "#1A2030"
    wear(Mode.DARK)
    assert strongest(kept.pixmap(20, 20).toImage()).name().upper() == "#E7EAF0"


def test_windows_change_their_look_while_they_are_open(
    qtbot: QtBot, wear: Callable[[Mode], None], grab: Callable[[QWidget, str], QImage]
) -> None:
    page = gallery.Components()
    qtbot.addWidget(page)
    page.show()
    light = grab(page, "components-light").pixelColor(3, 3).name().upper()
    wear(Mode.DARK)
    dark = grab(page, "components-dark").pixelColor(3, 3).name().upper()
    assert (light, dark) == ("#FFFFFF", "#1C2028")


def test_the_focus_ring_stands_around_the_field_and_leaves_with_it(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    name, first_name = LineEntry("name"), LineEntry("first_name")
    row.addWidget(name)
    row.addWidget(first_name)
    open_window(page)
    for field in (name, first_name):
        field.setFocus()
        assert rings_in(page) == [field.geometry().adjusted(-4, -4, 4, 4)]
    gone = first_name.geometry()
    first_name.hide()
    assert not any(ring.contains(gone) for ring in rings_in(page))


def rings_in(page: QWidget) -> list[QRect]:
    return [ring.geometry() for ring in page.findChildren(QWidget, "focus_ring") if ring.isVisible()]


def test_the_open_tab_wears_the_ring_and_the_next_one_takes_it_over(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    page = TabPages("tabs")
    for key in ("first", "second"):
        page.add(key, key, QWidget())
    open_window(page)
    page.bar.setFocus(Qt.FocusReason.TabFocusReason)
    for at in (0, 1):
        around = page.bar.tabRect(at).translated(page.bar.pos())
        assert rings_in(page) == [around.adjusted(-4, -4, 4 - TAB_GAP, 4)]
        qtbot.keyClick(page.bar, Qt.Key.Key_Right)


def test_a_deleted_field_takes_its_ring_along(qtbot: QtBot, open_window: Callable[[QWidget], None]) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    name, other = LineEntry("name"), LineEntry("other")
    row.addWidget(name)
    row.addWidget(other)
    open_window(page)
    name.setFocus()
    name.deleteLater()
    qtbot.waitUntil(lambda: len(page.findChildren(QLineEdit)) == 1)
    other.setFocus()
    assert other.hasFocus()


@pytest.mark.parametrize("language", list(i18n.Language))
def test_no_text_of_the_components_is_cut(
    qtbot: QtBot,
    each_look: Mode,
    language: i18n.Language,
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    i18n.set_language(language)
    page = gallery.Components()
    qtbot.addWidget(page)
    page.resize(760, 830)
    page.show()
    page.show_error()
    assert_no_cut_text(page)


def test_no_text_of_the_report_step_is_cut(
    qtbot: QtBot, each_look: Mode, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    dialog = gallery.ReportExample()
    qtbot.addWidget(dialog)
    dialog.open()
    assert_no_cut_text(dialog)
    dialog.close()


def test_a_cut_text_is_found(qtbot: QtBot, assert_no_cut_text: Callable[[QWidget], None]) -> None:
    page = QWidget()
    cut = label("Un texte bien plus long que sa place", "cut")
    cut.setParent(page)
    cut.setGeometry(0, 0, 40, 20)
    button = QPushButton("Vendre un accès", page)
    button.setGeometry(0, 30, 40, 36)
    qtbot.addWidget(page)
    page.show()
    with pytest.raises(AssertionError, match="plus long"):
        assert_no_cut_text(page)
    cut.hide()
    with pytest.raises(AssertionError, match="Vendre"):
        assert_no_cut_text(page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_state_is_shown_by_word_and_not_by_colour_alone(qtbot: QtBot, kind: str) -> None:
    chip = StateChip(kind, "Mot")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Mot"
    assert chip.sizeHint().width() > chip.fontMetrics().horizontalAdvance("Mot") + 16
    assert not chip.grab().isNull()


def test_cards_tiles_and_banners_are_drawn(
    qtbot: QtBot, each_look: Mode, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    card = Card("card")
    card.add_head("Suspensions", "en cours", "pause-circle", CountBadge(5), [Tag("Formation", accent=True)])
    tile = FactTile("door", "Peut entrer aujourd’hui ?", "may_enter")
    tile.show_fact("Non", "carte bloquée encore 39 jours", "blocked", "x-octagon")
    note = NoteBox()
    note.body.addWidget(label("Certificat médical à rapporter.", wrap=True))
    banner = Banner("suspended", "Suspendu du 22/07/2010 au 04/09/2010", "La carte est bloquée.")
    for part in (tile, note, banner, Avatar(56, 64)):
        card.body.addWidget(part)
    card.accent(True)
    qtbot.addWidget(card)
    card.resize(640, 400)
    card.show()
    assert_no_cut_text(card)
    assert tile.accessibleName() == "Peut entrer aujourd’hui ? Non carte bloquée encore 39 jours"
    corner = card.grab().toImage().pixelColor(0, 0).name().upper()
    assert corner == theme.current().window


def test_a_plain_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    shown = label("<b>gras</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


_AT_TWICE = """
import sys
from PySide6.QtWidgets import QApplication
from app.ui.kit import gallery
from app.ui.kit.theme import Mode, apply_theme
from tests.ui.kit.visible_texts import assert_no_cut_text
app = QApplication([])
apply_theme(app, Mode.DARK)
page = gallery.Components()
page.resize(760, 830)
page.show()
page.show_error()
app.processEvents()
assert_no_cut_text(page)
picture = page.grab().toImage()
assert picture.width() == 2 * page.width(), picture.width()
"""


def test_nothing_is_cut_at_200_percent() -> None:
    environment = os.environ | {
        "QT_SCALE_FACTOR": "2",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", _AT_TWICE], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
