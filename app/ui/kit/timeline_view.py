"""The time line with its title, legend and zoom buttons."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.buttons import icon_button
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.fonts import text_width
from app.ui.kit.labels import muted
from app.ui.kit.timeline import TimeLine
from app.ui.kit.timeline_data import DebitMark, MarkKind, MarkState, TimelineData
from app.ui.kit.timeline_paint import paint_hatched, paint_mark

_DAY = date(2010, 1, 1)
_SIGN = 24
_GAP = 16


def _key(kind: MarkKind, state: MarkState) -> DebitMark:
    return DebitMark(1, _DAY, 1, kind=kind, state=state)


def legend_entries(data: TimelineData) -> list[tuple[str, DebitMark | None]]:
    """Return what the legend has to explain: only what is shown; None stands for a suspension."""
    seen = {(mark.kind, mark.state) for mark in data.marks}
    known: Sequence[tuple[str, MarkKind, MarkState]] = (
        (tr("encaissé"), "normal", "collected"),
        (tr("présenté"), "normal", "presented"),
        (tr("prévu"), "normal", "planned"),
        (tr("rejeté"), "normal", "rejected"),
        (tr("en attente"), "normal", "hold"),
        (tr("maintien encaissé"), "maintenance", "collected"),
        (tr("maintien présenté"), "maintenance", "presented"),
        (tr("maintien"), "maintenance", "planned"),
        (tr("maintien rejeté"), "maintenance", "rejected"),
        (tr("maintien en attente"), "maintenance", "hold"),
    )
    shown: list[tuple[str, DebitMark | None]] = [
        (text, _key(kind, state)) for text, kind, state in known if (kind, state) in seen
    ]
    if data.suspensions:
        shown.append((tr("suspendu"), None))
    return shown


class Legend(QWidget):
    """Explains the signs of a time line in one row."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[tuple[str, DebitMark | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: list[tuple[str, DebitMark | None]]) -> None:
        """Explain these signs."""
        self._entries = entries
        self.setAccessibleName(", ".join(text for text, _ in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room its words need."""
        words = sum(round(text_width(text, 12)) + _SIGN + _GAP for text, _ in self._entries)
        return QSize(words, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign and word, one after the other."""
        tokens = theme.current()
        painter = QPainter(self)
        x = 0.0
        for text, mark in self._entries:
            if mark is None:
                colours = tokens.suspended
                sign = QRectF(x, 5, 17, 10)
                paint_hatched(painter, sign, colours, 4.0)
                paint_panel(painter, sign, None, colours.icon, 4, 1.2)
            else:
                paint_mark(painter, x + 9, 10.5, mark, tokens)
            width = text_width(text, 12)
            write(painter, QRectF(x + _SIGN, 0, width + 2, 20), text, tokens.muted, 12)
            x += width + _SIGN + _GAP
        painter.end()


class TimelineView(QWidget):
    """Title at the left, legend and buttons at the right, the drawing below."""

    mark_clicked = Signal(int)

    def __init__(self, name: str = "timeline", legend_below: bool = False, with_title: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.drawing = TimeLine(f"{name}_drawing")
        self.drawing.mark_clicked.connect(self.mark_clicked)
        self._title = muted("", f"{name}_title", 13)
        if not with_title:  # shown before it has a parent, it would be a window for a blink
            self._title.hide()
        self._legend = Legend()
        self._lay_out(name, legend_below)

    def _lay_out(self, name: str, legend_below: bool) -> None:
        minus = icon_button("minus", tr("Voir plus de temps"), f"{name}_zoom_out")
        plus = icon_button("plus", tr("Voir moins de temps"), f"{name}_zoom_in")
        target = icon_button("target", tr("Revenir à aujourd’hui"), f"{name}_today")
        minus.clicked.connect(self.drawing.zoom_out)
        plus.clicked.connect(self.drawing.zoom_in)
        target.clicked.connect(self.drawing.show_today)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addSpacing(16)
        head.addStretch(1)
        if not legend_below:
            head.addWidget(self._legend)
        for button in (minus, plus, target):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the drawing takes +, - and 0
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.drawing)
        if legend_below:
            column.addWidget(self._legend)

    @property
    def explain(self) -> Callable[[int], str] | None:
        """Gives the text of a hover by rank; the explanation of the mark itself if not set."""
        return self.drawing.explain

    @explain.setter
    def explain(self, told_by: Callable[[int], str] | None) -> None:
        self.drawing.explain = told_by

    def show_data(self, data: TimelineData) -> None:
        """Show `data`."""
        self._title.setText(data.title)
        self._legend.show_entries(legend_entries(data))
        self.drawing.show_data(data)
