"""What an empty list says: an icon, one sentence, and what would fill it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.kit.labels import HINT, Glyph, label, muted


class EmptyState(QWidget):
    """Stands in the middle of a list without rows."""

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        detail: str = "",
        action: QPushButton | None = None,
        tone: str = "muted",
        name: str = "empty",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._glyph = Glyph(icon_name, tone, 24)
        self._sentence = label(sentence, f"{name}_sentence", bold=True, wrap=True)
        self._detail = muted(detail, f"{name}_detail", HINT, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(4)
        layout.addStretch()
        layout.addWidget(self._glyph, 0, middle)
        for text in (self._sentence, self._detail):
            text.setAlignment(middle)
            layout.addWidget(text)
        if action is not None:
            layout.addSpacing(8)
            layout.addWidget(action, 0, middle)
        layout.addStretch()
        self.say(icon_name, sentence, detail, tone)

    def say(self, icon_name: str, sentence: str, detail: str = "", tone: str = "muted") -> None:
        """Say something else."""
        self._glyph.show_icon(icon_name, tone)
        self._sentence.setText(sentence)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{sentence} {detail}".strip())
