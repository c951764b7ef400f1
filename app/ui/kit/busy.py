"""Shows work that takes longer than a blink, and lets it be cancelled when it takes long."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.i18n import number, tr
from app.ui.kit import theme
from app.ui.kit.buttons import plain
from app.ui.kit.drawing import paint_panel
from app.ui.kit.labels import label, muted

SHOWN_AFTER_MS = 300
CANCEL_AFTER_MS = 2000


class Busy(QWidget):
    """Lies over `parent` while work is under way: nothing before 300 ms, a way out after 2 s."""

    def __init__(
        self,
        parent: QWidget,
        name: str = "busy",
        shown_after_ms: int = SHOWN_AFTER_MS,
        cancel_after_ms: int = CANCEL_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._cancel: Callable[[], None] | None = None
        self._text = label("", f"{name}_text", bold=True)
        self._count = muted("", f"{name}_count")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(280)
        self._stop = plain(tr("Interrompre"), f"{name}_cancel", "close")
        self._stop.clicked.connect(self._ask_to_cancel)
        self._lay_out()
        self._delay = self._timer(shown_after_ms, self._appear)
        self._patience = self._timer(cancel_after_ms, self._offer_cancel)
        parent.installEventFilter(self)
        self.hide()

    def _timer(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer

    def _lay_out(self) -> None:
        self._box = QWidget(self)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._stop)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addLayout(foot)

    def start(self, text: str, cancel: Callable[[], None] | None = None) -> None:
        """Work begins; `cancel` asks it to stop."""
        self._cancel = cancel
        self._text.setText(text)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._stop.setVisible(False)
        self._stop.setEnabled(True)
        self.setAccessibleName(text)
        self._delay.start()
        if cancel is not None:
            self._patience.start()

    def progress(self, done: int, total: int) -> None:
        """`done` of `total` is behind."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._count.setText(tr("{done} sur {total}", done=number(done), total=number(total)))

    def stop(self) -> None:
        """Work has ended."""
        self._delay.stop()
        self._patience.stop()
        self._cancel = None
        self.hide()

    def _appear(self) -> None:
        self._arrange()
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_cancel(self) -> None:
        self._stop.setVisible(self._cancel is not None)
        self._arrange()

    def _ask_to_cancel(self) -> None:
        if self._cancel is not None:
            self._stop.setEnabled(False)
            self._text.setText(tr("Interruption en cours…"))
            self._cancel()

    def _arrange(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        size = self._box.sizeHint()
        self._box.setGeometry(
            (self.width() - size.width()) // 2,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks to stop once that is offered; nothing else reaches the window below."""
        if event.key() == Qt.Key.Key_Escape and self._stop.isVisible() and self._stop.isEnabled():
            self._ask_to_cancel()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil and the box."""
        tokens = theme.current()
        veil = QColor(tokens.window)
        veil.setAlpha(190)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        paint_panel(painter, QRectF(self._box.geometry()), tokens.surface, tokens.control, 8)
        painter.end()
