"""A success said quietly: one line that fades, with a way back where there is one."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QWidget

from app.i18n import ptr
from app.ui.kit.buttons import discreet
from app.ui.kit.labels import HINT, Glyph, label

STAYS_MS = 8000
_FADE_MS = 600


class Notice(QWidget):
    """Says what was saved; stays while the pointer or the focus is on it.

    When it has faded it keeps its place until it is told to give it back: no button moves by itself
    under a pointer. `beside_tabs`: no higher than a row of tabs, so that nothing below moves when it speaks.
    """

    def __init__(self, name: str = "notice", stays_ms: int = STAYS_MS, beside_tabs: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._undo: Callable[[], None] | None = None
        self._glyph = Glyph("check-circle", "active.icon")
        self._text = label("", f"{name}_text")
        self._back = discreet(ptr("undo", "Annuler"), f"{name}_undo", "undo")
        self._back.clicked.connect(self._take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((0, 0, 0, 0) if beside_tabs else (0, 4, 0, 8)))
        row.setSpacing(8)
        for part in (self._glyph, self._text, self._back):
            row.addWidget(part)
        row.addStretch(1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(stays_ms)
        self._wait.timeout.connect(self._fade)
        self._prepare_fading()
        self.hide()

    def _prepare_fading(self) -> None:
        self._veil = QGraphicsOpacityEffect(self)
        self._veil.setEnabled(False)
        self.setGraphicsEffect(self._veil)
        self._fading = QPropertyAnimation(self._veil, b"opacity", self)
        self._fading.setDuration(_FADE_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setEasingCurve(QEasingCurve.Type.InQuad)
        self._fading.finished.connect(self.hide)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def say(self, text: str, undo: Callable[[], None] | None = None, undo_text: str = "") -> None:
        """Say `text`; `undo` is what the Annuler beside it does."""
        self._fading.stop()
        self._veil.setEnabled(False)
        self._undo = undo
        self._text.setText(text)
        self._back.setText(undo_text or ptr("undo", "Annuler"))
        self._back.setAccessibleName(self._back.text())
        self._back.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._keep_place(True)
        self.show()
        self._wait.start()

    def give_back_place(self) -> None:
        """Leave the room to what stands around it, unless it is speaking."""
        if self.isHidden():
            self._keep_place(False)

    def _keep_place(self, keeps: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self.setSizePolicy(policy)

    def _fade(self) -> None:
        if self.underMouse() or self._back.hasFocus():
            self._wait.start()
            return
        self._veil.setEnabled(True)
        self._fading.start()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on while it is hidden."""
        self._wait.stop()
        self._fading.stop()
        super().hideEvent(event)


class FactLine(QWidget):
    """One fact with its icon: a warning, or what was left as it is."""

    def __init__(self, icon_name: str, text: str, tone: str = "muted", name: str = "fact") -> None:
        super().__init__()
        self.setObjectName(name)
        self._glyph = Glyph(icon_name, tone, 18)
        self._text = label(text, f"{name}_text", HINT, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 1)

    def say(self, icon_name: str, text: str, tone: str = "muted") -> None:
        """Say something else."""
        self._glyph.show_icon(icon_name, tone)
        self._text.setText(text)
