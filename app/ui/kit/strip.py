"""The two answers a member asks for, on one strip."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.ui.kit.banner import Panel
from app.ui.kit.fonts import font, text_width
from app.ui.kit.labels import Glyph

_PX = 16


class _Answer(QLabel):
    """One bold sentence that stays on one line while there is room and wraps where there is not."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(_PX, bold=True))
        self.setWordWrap(True)
        self.setMinimumHeight(26)

    def sizeHint(self) -> QSize:
        """The sentence on one line."""
        return QSize(round(text_width(self.text(), _PX, True)) + 2, 26)

    def minimumSizeHint(self) -> QSize:
        """A third of it, over several lines."""
        return QSize(min(160, self.sizeHint().width()), 26)


class AnswerStrip(Panel):
    """Icon and bold sentence, side by side."""

    def __init__(self, name: str = "answers") -> None:
        super().__init__("info")
        self.setObjectName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 8, 18, 8)
        self._row.setSpacing(10)
        self._shown: list[tuple[Glyph, _Answer]] = []
        self._row.addStretch(1)

    def show_answers(self, answers: Sequence[tuple[str, str]]) -> None:
        """Show (icon, sentence) pairs."""
        while len(self._shown) < len(answers):
            self._add()
        for (glyph, sentence), answer in zip(self._shown, answers, strict=False):
            glyph.show_icon(answer[0], "text")
            sentence.setText(answer[1])
            sentence.updateGeometry()
        for at, (glyph, sentence) in enumerate(self._shown):
            glyph.setVisible(at < len(answers))
            sentence.setVisible(at < len(answers))
        self.setAccessibleName(" ".join(sentence for _, sentence in answers))

    def _add(self) -> None:
        glyph, sentence = Glyph("info", "text"), _Answer()
        if self._shown:
            self._row.insertSpacing(self._row.count() - 1, 16)
        self._row.insertWidget(self._row.count() - 1, glyph)
        self._row.insertWidget(self._row.count() - 1, sentence)
        self._shown.append((glyph, sentence))
