"""The one button Actif / Inactif of a client in a dossier: both words, the true one lit, one click (spec 3.3.1)."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon

_HEIGHT = 32
_PX = 13
_ICON = 16
_PAD = 10
_GAP = 6


class StatusSwitch(QAbstractButton):
    """Shows whether `who` is active; a click asks for the other status, and only the owner shows it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = (tr("Actif"), tr("Inactif"))
        self._active = True
        self._who = ""

    @property
    def is_active(self) -> bool:
        """The status shown."""
        return self._active

    def show_status(self, who: str, active: bool, warning: str = "") -> None:
        """Show a status; `warning` is what hovering says, and what a screen reader says after the name."""
        self._who, self._active = who, active
        self.setText(self._words[0] if active else self._words[1])
        said = (
            tr("{name} est actif dans ce dossier ; un clic le rend inactif.", name=who)
            if active
            else tr("{name} est inactif dans ce dossier ; un clic le rend actif.", name=who)
        )
        self.setAccessibleName(said)
        self.setAccessibleDescription(warning)
        self.setToolTip(warning or said)
        self.update()

    def forbid(self, reason: str) -> None:
        """Leave the status to be read only, and say why."""
        self.setEnabled(False)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def _widths(self) -> tuple[int, int]:
        first, second = (
            2 * _PAD + _ICON + _GAP + round(text_width(each, _PX, True)) + 2 for each in self._words
        )
        return first, second

    def sizeHint(self) -> QSize:
        """Both words, the lit one in bold with its icon."""
        return QSize(sum(self._widths()) + 4, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the lit half, and both words."""
        tokens = theme.current()
        painter = QPainter(self)
        ground = tokens.hover if self.underMouse() and self.isEnabled() else tokens.sunken
        line = tokens.focus if self.hasFocus() else tokens.control if self.isEnabled() else tokens.border
        paint_panel(painter, QRectF(self.rect()), ground, line, _HEIGHT / 2)
        first, second = self._widths()
        lit = QRectF(2, 2, first, _HEIGHT - 4) if self._active else QRectF(first + 2, 2, second, _HEIGHT - 4)
        colours = tokens.active if self._active else tokens.inactive
        paint_panel(painter, lit, colours.tint, colours.icon, _HEIGHT / 2 - 2)
        self._paint_half(painter, QRectF(2, 0, first, _HEIGHT), self._words[0], self._active, "check-circle")
        rest = QRectF(first + 2, 0, second, _HEIGHT)
        self._paint_half(painter, rest, self._words[1], not self._active, "inactive")
        painter.end()

    def _paint_half(self, painter: QPainter, room: QRectF, text: str, is_lit: bool, icon_name: str) -> None:
        tokens = theme.current()
        colours = tokens.active if self._active else tokens.inactive
        if not is_lit:
            write(painter, room.adjusted(0, -1, 0, -1), text, tokens.muted, _PX, align=_MIDDLE)
            return
        paint_icon(painter, icon_name, colours.icon, room.x() + _PAD, (_HEIGHT - _ICON) / 2, _ICON)
        start = _PAD + _ICON + _GAP
        write(painter, room.adjusted(start, -1, 0, -1), text, colours.text, _PX, bold=True)


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
