"""Says in the login that this is the training database, and how to get into it (spec 1.1)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import tr
from app.ui.kit.banner import Panel
from app.ui.kit.labels import HINT, Glyph, label


class TrainingNote(Panel):
    """Invented clients, and the first account."""

    def __init__(self) -> None:
        super().__init__("info")
        self.setObjectName("training_note")
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(label(tr("Base de formation, clients inventés"), "training_title", HINT, bold=True))
        lines.addWidget(label(tr("Premier compte : ADMIN, code ADMIN"), "training_hint", HINT))
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 9, 13, 9)
        row.setSpacing(10)
        row.addWidget(Glyph("info", "info.icon"))
        row.addLayout(lines, 1)
