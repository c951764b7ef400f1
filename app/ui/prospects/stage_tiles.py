"""The stages of the pipeline as tiles: how many, what they are worth; one is chosen and filters the list."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from app.domain.prospects import OPEN_STAGES, Stage
from app.i18n import current, money, ntr, tr
from app.messages.words import word
from app.services.prospects.views import StageSum
from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.icons import paint_icon
from app.ui.prospects.words import STAGE_ICONS

_HEIGHT, _PAD, _GAP, _NARROW = 92, 14, 10, 118
_FEW = 4
"""So many tiles stand in a row where there is little room."""
_COLOURS = {Stage.WON: "active", Stage.LOST: "inactive"}


class StageTile(QAbstractButton):
    """One stage; `stage` None: all that are open."""

    def __init__(self, stage: Stage | None) -> None:
        super().__init__()
        self.stage = stage
        self._word = word(stage, current()) if stage is not None else tr("En cours")
        self._icon = STAGE_ICONS[stage] if stage is not None else "target"
        self._count, self._value = "", "–"
        self.setObjectName(f"stage_{stage.value if stage is not None else 'open'}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Tall enough for three lines."""
        return QSize(150, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for an amount of six figures."""
        return QSize(_NARROW, _HEIGHT)

    def show_sum(self, count: int, value: int) -> None:
        """Show how many there are and what they are worth."""
        self._count = ntr("{n} opportunité", "{n} opportunités", count)
        self._value = money(value)
        self.setAccessibleName(f"{self._word} {self._value} {self._count}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile; the chosen one has an accent outline and ground."""
        tokens = theme.current()
        painter = QPainter(self)
        on = self.isChecked()
        ground = tokens.accent_tint if on else tokens.hover if self.underMouse() else tokens.surface
        line = tokens.accent if on else tokens.border
        paint_panel(painter, QRectF(self.rect()), ground, line, 8, 2 if on else 1)
        ink = tokens.accent_text if on else tokens.muted
        shade = _COLOURS.get(self.stage) if self.stage is not None else None
        mark = tokens.state(shade).icon if shade is not None and not on else ink
        room = self.width() - 2 * _PAD
        paint_icon(painter, self._icon, mark, _PAD, 12, 18)
        write(painter, QRectF(_PAD + 26, 10, room - 26, 22), self._word, ink, 13, on, elide=True)
        write(painter, QRectF(_PAD, 34, room, 28), self._value, tokens.text, 18, True, elide=True)
        write(painter, QRectF(_PAD, 63, room, 20), self._count, tokens.muted, 13, elide=True)
        painter.end()


class StageTiles(QWidget):
    """`chosen(stage or None)`; the arrow keys walk from tile to tile."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stage_tiles")
        self._group = QButtonGroup(self)
        self.tiles = [StageTile(None), *(StageTile(stage) for stage in Stage)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._columns = 0
        for tile in self.tiles:
            self._group.addButton(tile)
            tile.toggled.connect(self._on_toggled)
        self._arrange(len(self.tiles))
        self.tiles[0].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two rows of tiles."""
        rows = -(-len(self.tiles) // (self._columns or 1))
        return QSize(_FEW * _NARROW + (_FEW - 1) * _GAP, rows * _HEIGHT + (rows - 1) * _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row where there is room, else two."""
        super().resizeEvent(event)
        needed = len(self.tiles) * (_NARROW + _GAP)
        self._arrange(len(self.tiles) if self.width() >= needed else _FEW)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        self.updateGeometry()

    def show_sums(self, sums: Sequence[StageSum]) -> None:
        """Show what stands in each stage, and in all that are open together."""
        of = {each.stage: each for each in sums}
        still = [of[stage] for stage in OPEN_STAGES]
        self.tiles[0].show_sum(sum(each.count for each in still), sum(each.value for each in still))
        for tile in self.tiles[1:]:
            if tile.stage is not None:
                tile.show_sum(of[tile.stage].count, of[tile.stage].value)

    @property
    def stage(self) -> Stage | None:
        """The stage that is chosen; None: all that are open."""
        return next((tile.stage for tile in self.tiles if tile.isChecked()), None)

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.chosen.emit(self.stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = next(place for place, tile in enumerate(self.tiles) if tile.isChecked())
        tile = self.tiles[max(0, min(len(self.tiles) - 1, at + step))]
        tile.setChecked(True)
        tile.setFocus(Qt.FocusReason.TabFocusReason)
