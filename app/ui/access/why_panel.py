"""The panel *Pourquoi ce montant ?*: what made the amount of one instalment, step by step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.instalments import Instalment
from app.i18n import day, money, tr
from app.ui.access.why_words import ReasonTold
from app.ui.kit.access_words import rank_name
from app.ui.kit.buttons import discreet, icon_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import FACT, HINT, SECTION, Glyph, hairline, label, muted

WIDTH = 292
_TEXT_WIDTH = WIDTH - 16 - 12 - 18 - 10 - 2
"""What margins and icon leave for the words: wrapped labels in nested layouts get too little height unasked."""


class _Step(QWidget):
    """One reason: icon, bold line, quiet detail."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._glyph = Glyph("info", "muted", 18)
        self._title = label("", f"{name}_title", bold=True, wrap=True)
        self._detail = muted("", f"{name}_detail", HINT, wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)

    def say(self, told: ReasonTold) -> None:
        """Show one reason."""
        self._glyph.show_icon(told.icon, "muted")
        self._title.setText(told.title)
        self._detail.setText(told.detail)
        self._detail.setVisible(bool(told.detail))
        for shown in (self._title, self._detail):
            shown.setMinimumHeight(shown.heightForWidth(_TEXT_WIDTH))


class WhyPanel(Card):
    """`closed` when it is put away, `history_wanted` from its link."""

    closed = Signal()
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("why_panel", ground="surface")
        self.setFixedWidth(WIDTH)
        self._amount = label("", "why_amount", FACT, bold=True)
        self._which = muted("", "why_which", wrap=True)
        self._steps: list[_Step] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._close = icon_button("close", tr("Masquer"), "why_close")
        self._link = discreet(tr("Voir dans l'&historique"), "why_history", "clock")
        self._close.clicked.connect(self.closed)
        self._link.clicked.connect(self.history_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("Pourquoi ce montant ?"), "why_title", SECTION, bold=True), 1)
        head.addWidget(self._close)
        amount = QHBoxLayout()
        amount.setSpacing(10)
        amount.addWidget(self._amount)
        amount.addWidget(self._which, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 4, 12, 8)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addLayout(amount)
        inner.addWidget(hairline())
        inner.addLayout(self._column)
        inner.addStretch(1)
        inner.addWidget(self._link, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(inner)

    def stand_beside(self, beside: bool) -> None:
        """At the right of the table, or below it and as wide."""
        self.setMinimumWidth(WIDTH if beside else 0)
        self.setMaximumWidth(WIDTH if beside else 16_777_215)

    def show_nothing(self) -> None:
        """No single instalment is chosen."""
        self._amount.setText("")
        self._which.setText(tr("Choisissez une échéance ; dépliez les lignes qui en réunissent plusieurs."))
        self._say(())

    def show_reasons(self, instalment: Instalment, told: tuple[ReasonTold, ...]) -> None:
        """Say why this instalment is what it is."""
        self._amount.setText(money(instalment.amount))
        rank = rank_name(instalment.rank)
        self._which.setText(tr("rang {rank}, débit du {day}", rank=rank, day=day(instalment.due)))
        self._say(told)
        self.setAccessibleDescription(" ".join(f"{each.title} {each.detail}" for each in told))

    def _say(self, told: tuple[ReasonTold, ...]) -> None:
        while len(self._steps) < len(told):
            step = _Step(f"why_step_{len(self._steps) + 1}")
            self._steps.append(step)
            self._column.addWidget(step)
        for step, each in zip(self._steps, told, strict=False):
            step.say(each)
        for at, step in enumerate(self._steps):
            step.setVisible(at < len(told))
