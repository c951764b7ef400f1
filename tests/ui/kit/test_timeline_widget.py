"""The time line under the hand: wheel, drag, keys, hover and click; and before beside after."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import money
from app.ui.kit import gallery_data
from app.ui.kit.preview_pair import PreviewPair, PreviewRow, PreviewSide
from app.ui.kit.theme import Mode
from app.ui.kit.timeline import TimeLine
from app.ui.kit.timeline_paint import LANE
from app.ui.kit.timeline_view import TimelineView, legend_entries


@pytest.fixture
def line(open_window: Callable[[QWidget], None]) -> TimeLine:
    made = TimeLine()
    made.resize(900, 142)
    made.show_data(gallery_data.suspended_unlimited())
    open_window(made)
    return made


def spot(line: TimeLine, rank: int) -> QPoint:
    layout = line.layout_shown()
    assert layout is not None
    x = next(mark.x for mark in layout.spots if mark.mark.rank == rank)
    return QPoint(round(x), round(LANE))


def day_width(line: TimeLine) -> float:
    scale = line.scale_shown()
    assert scale is not None
    return scale.px


def wheel(line: TimeLine, at: QPoint, delta: QPoint, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    where = QPointF(at)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(where, where, QPoint(), delta, none, held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(line, event)


def test_the_wheel_zooms_around_the_pointer(line: TimeLine) -> None:
    before, at = day_width(line), spot(line, 3)
    wheel(line, at, QPoint(0, 120))
    assert day_width(line) > before
    assert abs(spot(line, 3).x() - at.x()) <= 1


def test_shift_and_wheel_moves(line: TimeLine) -> None:
    before, at = day_width(line), spot(line, 3)
    wheel(line, at, QPoint(0, 120), shift=True)
    assert day_width(line) == before
    assert spot(line, 3).x() > at.x()


def test_dragging_moves_and_does_not_open(qtbot: QtBot, line: TimeLine) -> None:
    opened: list[int] = []
    line.mark_clicked.connect(opened.append)
    at = spot(line, 3)
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(line, at + QPoint(30, 0))
    qtbot.mouseMove(line, at + QPoint(60, 0))
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 0))
    assert spot(line, 3).x() == at.x() + 60
    assert opened == []


def test_a_click_on_a_debit_opens_it(qtbot: QtBot, line: TimeLine) -> None:
    with qtbot.waitSignal(line.mark_clicked) as opened:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=spot(line, 2))
    assert opened.args == [2]


def test_hovering_a_debit_explains_it(qtbot: QtBot, line: TimeLine) -> None:
    at = spot(line, 2)
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, at, line.mapToGlobal(at)))
    assert QToolTip.text() == "Rang 2 : 2,00\u00a0€ le 05/08/2010, au lieu de 59,00\u00a0€, prévu"
    line.explain = _why
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, at, line.mapToGlobal(at)))
    assert QToolTip.text() == "Pourquoi le rang 2"
    QToolTip.hideText()


def _why(rank: int) -> str:
    return f"Pourquoi le rang {rank}"


def test_the_keys_go_from_debit_to_debit_and_open(qtbot: QtBot, line: TimeLine) -> None:
    line.setFocus()
    for _ in range(2):
        qtbot.keyClick(line, Qt.Key.Key_Right)
    with qtbot.waitSignal(line.mark_clicked) as opened:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == [2]
    assert "Rang 2" in line.accessibleDescription()
    QToolTip.hideText()


def test_plus_minus_and_zero_zoom_by_key(qtbot: QtBot, line: TimeLine) -> None:
    whole = day_width(line)
    qtbot.keyClick(line, Qt.Key.Key_Plus)
    assert day_width(line) > whole
    qtbot.keyClick(line, Qt.Key.Key_Minus)
    qtbot.keyClick(line, Qt.Key.Key_Minus)
    assert day_width(line) < whole
    qtbot.keyClick(line, Qt.Key.Key_0)
    assert day_width(line) == whole


def test_a_zoom_by_hand_survives_a_new_preview(line: TimeLine) -> None:
    line.zoom_in()
    chosen = day_width(line)
    line.show_data(gallery_data.suspended_unlimited())
    assert day_width(line) == chosen


def test_no_extreme_zoom_or_move_breaks_the_drawing(line: TimeLine) -> None:
    for _ in range(60):
        line.zoom_in()
    line.grab()
    for _ in range(120):
        line.zoom_out()
    line.grab()
    for _ in range(40):
        wheel(line, QPoint(10, 10), QPoint(0, 120_000), shift=True)
    assert not line.grab().isNull()


def test_the_buttons_zoom_and_come_back(qtbot: QtBot, open_window: Callable[[QWidget], None]) -> None:
    view = TimelineView("view")
    view.show_data(gallery_data.stopped_early())
    open_window(view)
    whole = day_width(view.drawing)
    for name, closer in (("view_zoom_in", True), ("view_zoom_out", False)):
        button = view.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        before = day_width(view.drawing)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert (day_width(view.drawing) > before) is closer
    target = view.findChild(QPushButton, "view_today")
    assert isinstance(target, QPushButton)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    assert day_width(view.drawing) == whole


def test_the_legend_explains_only_what_is_shown() -> None:
    words = [word for word, _ in legend_entries(gallery_data.stopped_early())]
    assert words == ["encaissé", "prévu", "maintien encaissé", "suspendu"]


def test_the_time_line_is_drawn_in_both_looks(
    open_window: Callable[[QWidget], None], each_look: Mode, grab: Callable[[QWidget, str], QImage]
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    for data in (
        gallery_data.suspended_unlimited(),
        gallery_data.stopped_early(),
        gallery_data.prolonged_year(),
    ):
        view = TimelineView()
        view.show_data(data)
        column.addWidget(view)
    page.resize(944, 660)
    open_window(page)
    assert not grab(page, f"timeline-{each_look.value}").isNull()


def pair_of(rows: int) -> PreviewPair:
    pair = PreviewPair()
    many = [PreviewRow("05/08/2010", "1", money(5900))] * rows
    changed = PreviewRow("05/08/2010", "1", money(200), money(5900), True)
    pair.show_sides(
        PreviewSide("Avant", "échéancier actuel", many[:1], "Les 12 prochains débits", money(70800)),
        PreviewSide("Après", "aperçu", [changed, *many], "Les 12 prochains débits", money(65100)),
    )
    return pair


def test_before_and_after_have_the_same_height_and_rows(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    pair = pair_of(4)
    open_window(pair)
    assert pair.before.height() == pair.after.height()
    assert pair.before.width() == pair.after.width()
    assert pair.before.y() == pair.after.y()


def test_after_can_be_told_in_words(qtbot: QtBot) -> None:
    pair = pair_of(1)
    qtbot.addWidget(pair)
    told = pair.after.accessibleDescription()
    assert told.startswith("05/08/2010, 1, 2,00\u00a0€")
    assert told.endswith("Les 12 prochains débits 651,00\u00a0€")


def test_no_amount_of_the_preview_is_cut(
    qtbot: QtBot, open_window: Callable[[QWidget], None], assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    pair = pair_of(2)
    pair.resize(pair.minimumSizeHint())
    open_window(pair)
    assert_no_cut_text(pair)
