"""The two answers a member asks for, on one strip."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.ui.kit.banner import Panel
from app.ui.kit.labels import Glyph, label


class AnswerStrip(Panel):
    """Icon and bold sentence, side by side."""

    def __init__(self, name: str = "answers") -> None:
        super().__init__("info")
        self.setObjectName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 8, 18, 8)
        self._row.setSpacing(10)
        self._shown: list[tuple[Glyph, QLabel]] = []
        self._row.addStretch(1)

    def show_answers(self, answers: Sequence[tuple[str, str]]) -> None:
        """Show (icon, sentence) pairs."""
        while len(self._shown) < len(answers):
            self._add()
        for (glyph, sentence), answer in zip(self._shown, answers, strict=False):
            glyph.show_icon(answer[0], "text")
            sentence.setText(answer[1])
        for at, (glyph, sentence) in enumerate(self._shown):
            glyph.setVisible(at < len(answers))
            sentence.setVisible(at < len(answers))
        self.setAccessibleName(" ".join(sentence for _, sentence in answers))

    def _add(self) -> None:
        glyph, sentence = Glyph("info", "text"), label(px=16, bold=True, wrap=False)
        sentence.setMinimumHeight(26)
        if self._shown:
            self._row.insertSpacing(self._row.count() - 1, 16)
        self._row.insertWidget(self._row.count() - 1, glyph)
        self._row.insertWidget(self._row.count() - 1, sentence)
        self._shown.append((glyph, sentence))
