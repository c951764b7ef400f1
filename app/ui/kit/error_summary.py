"""The line above or below a form that counts what is to be corrected and leads to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.i18n import ntr, tr
from app.ui.kit.banner import Panel
from app.ui.kit.buttons import discreet
from app.ui.kit.labels import Glyph, label

_SUMMARY = 38


class ErrorSummary(Panel):
    """The line that counts what is to be corrected and leads to the first field."""

    asked = Signal()

    def __init__(self, name: str = "error_summary") -> None:
        super().__init__("blocked")
        self.setObjectName(name)
        self._text = label("", f"{name}_text", 14, True, "blocked", wrap=True)
        self._go = discreet(tr("Y aller"), f"{name}_go")
        self._go.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 8, 1)
        self.setMinimumHeight(_SUMMARY)  # also where nothing can be gone to
        row.setSpacing(8)
        row.addWidget(Glyph("alert-triangle", "blocked.icon"))
        row.addWidget(self._text, 1)
        row.addWidget(self._go)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def show_points(self, names: list[str], reachable: bool = True) -> None:
        """Name the fields to correct; an empty list hides the line."""
        self.setVisible(bool(names))
        if not names:
            return
        listed = ", ".join(_uncapitalised(name) for name in names)
        sentence = ntr(
            "{n} point à corriger : {fields}", "{n} points à corriger : {fields}", len(names), fields=listed
        )
        self._say(sentence, reachable)

    def show_sentence(self, sentence: str) -> None:
        """Show a refusal that belongs to no single field."""
        self.show()
        self._say(sentence, False)

    def _say(self, sentence: str, reachable: bool) -> None:
        self._text.setText(sentence)
        self._go.setVisible(reachable)
        self.setAccessibleName(sentence)


def _uncapitalised(name: str) -> str:
    """A label inside a sentence: "montant", but "IBAN" and "N° de TVA" as they are."""
    return name if not name[1:2].islower() else name[:1].lower() + name[1:]
