"""What a change would do, while it is being typed: before and after, the two answers, and lines to know."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.comparison import Comparison
from app.i18n import ntr
from app.ui.access.preview import Said, sides
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.notice import FactLine
from app.ui.kit.preview_pair import PreviewPair
from app.ui.kit.strip import AnswerStrip

MOST_LINES = 8


class OutcomePane(QWidget):
    """Shows a comparison, or the one sentence that says why there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._pair = PreviewPair(f"{name}_preview")
        self._answers = AnswerStrip(f"{name}_answers")
        self._reason = ErrorSummary(f"{name}_reason")
        self._reason.setMinimumHeight(40)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self._lines: list[FactLine] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._pair)
        whole.addWidget(self._answers)
        whole.addWidget(self._reason)
        whole.addLayout(self._notes)

    def show_outcome(self, comparison: Comparison, answers: Sequence[Said], notes: Sequence[Said]) -> None:
        """Both sides, the answers the member asks for, and the lines beneath."""
        self._reason.hide()
        self._pair.show()
        self._pair.show_sides(*sides(comparison))
        self._answers.show()
        self._answers.show_answers([(said.icon, said.text) for said in answers])
        self._say(tuple(notes))

    def show_nothing(self) -> None:
        """Errors stand beside their fields; there is nothing to look at."""
        self._pair.hide()
        self._answers.hide()
        self._reason.hide()
        self._say(())

    def show_reason(self, sentence: str) -> None:
        """Nothing can be shown yet, for this reason."""
        self._pair.hide()
        self._answers.hide()
        self._say(())
        self._reason.show_sentence(sentence.replace("\n", " "))

    def _say(self, lines: tuple[Said, ...]) -> None:
        shown = lines[:MOST_LINES]
        if len(lines) > len(shown):
            more = ntr("… et {n} autre ligne.", "… et {n} autres lignes.", len(lines) - len(shown))
            shown = (*shown, Said("more-vertical", more))
        while len(self._lines) < len(shown):
            line = FactLine("info", "", name=f"{self._name}_note_{len(self._lines) + 1}")
            self._lines.append(line)
            self._notes.addWidget(line)
        for line, said in zip(self._lines, shown, strict=False):
            line.say(said.icon, said.text, "muted" if said.tone == "text" else f"{said.tone}.icon")
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(shown))
