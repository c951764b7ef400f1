"""The pane at the right of the pipeline: the opportunity with the focus, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.prospects import Stage
from app.i18n import current, day, money, tr
from app.messages.words import word
from app.services.prospects.views import OpportunityRow
from app.ui.kit.buttons import plain
from app.ui.kit.cards import Card, NoteBox
from app.ui.kit.chips import StateChip
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import FACT, HINT, SECTION, hairline, label, muted
from app.ui.kit.layouts import clear_layout
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.prospects.words import STAGE_CHIPS, STOPPED

WIDTH = 288
_NOTE_SHOWN = 240


class Glance(Card):
    """The buttons lead to the card, to the opportunity, to a new quote and a new follow-up."""

    card_asked = Signal()
    opened = Signal()
    quote_asked = Signal()
    follow_up_asked = Signal()

    def __init__(self) -> None:
        super().__init__("prospect_glance")
        self.setFixedWidth(WIDTH)
        self._content = QWidget()
        self._content.setProperty("clear", "true")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(16, 16, 16, 8)
        self._column.setSpacing(0)
        self._card = plain(tr("Fic&he"), "glance_card", "user")
        self._open = plain(tr("&Ouvrir"), "glance_open", "pencil")
        self._quote = plain(tr("Dev&is"), "glance_quote", "document")
        self._follow_up = plain(tr("&Suivi"), "glance_follow_up", "phone")
        self._pages = QStackedLayout()
        self._lay_out()
        self._card.clicked.connect(self.card_asked)
        self._open.clicked.connect(self.opened)
        self._quote.clicked.connect(self.quote_asked)
        self._follow_up.clicked.connect(self.follow_up_asked)

    def _lay_out(self) -> None:
        shown, buttons = QWidget(), QGridLayout()
        buttons.setContentsMargins(16, 8, 16, 16)
        buttons.setSpacing(8)
        for at, button in enumerate((self._card, self._open, self._quote, self._follow_up)):
            buttons.addWidget(button, at // 2, at % 2)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addLayout(buttons)
        nothing = EmptyState(
            "target",
            tr("Aucune opportunité choisie"),
            tr("Choisissez une ligne : l'essentiel se lit ici."),
            name="glance_empty",
        )
        self._pages.addWidget(nothing)
        self._pages.addWidget(shown)
        self.body.addLayout(self._pages)

    def _scrolled(self) -> QScrollArea:
        """In a low window what is known scrolls; nothing is squeezed and the buttons stay."""
        scroll = QScrollArea()
        scroll.setObjectName("glance_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        return scroll

    def show_nothing(self) -> None:
        """No line has the focus."""
        self._pages.setCurrentIndex(0)

    def show_row(self, row: OpportunityRow) -> None:
        """Show one opportunity."""
        clear_layout(self._column)
        client = row.client
        name = label(client.name, "glance_name", SECTION, bold=True, wrap=True)
        self._column.addWidget(name)
        self._column.addWidget(muted(tr("n° {number}", number=client.number)))
        self._column.addSpacing(10)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(StateChip(STAGE_CHIPS[row.stage], word(row.stage, current())))
        if client.state in STOPPED:
            chips.addWidget(StateChip(CLIENT_CHIPS[client.state], word(client.state, current())))
        chips.addStretch(1)
        self._column.addLayout(chips)
        self._column.addSpacing(12)
        self._column.addWidget(label(row.title, "glance_title", wrap=True))
        self._column.addWidget(label(money(row.expected_value), "glance_value", FACT, bold=True))
        self._column.addSpacing(8)
        for called, said in _facts(row):
            self._column.addWidget(hairline())
            self._column.addLayout(_line(called, said))
        note = row.lost_reason if row.stage is Stage.LOST else row.note
        if note:
            self._column.addSpacing(10)
            self._column.addWidget(_note(note))
        self._column.addStretch(1)
        self._pages.setCurrentIndex(1)
        self.setAccessibleName(tr("Aperçu de {name}", name=client.name))


def _facts(row: OpportunityRow) -> list[tuple[str, str]]:
    """What is known, each with its name."""
    found = [
        (tr("Téléphone"), row.client.phone),
        (tr("Conclusion espérée"), day(row.expected_on) if row.expected_on else ""),
        (tr("Prochain suivi"), day(row.next_due) if row.next_due else tr("aucun")),
        (tr("Origine"), row.source),
        (tr("Conseiller"), row.adviser),
    ]
    return [(called, said) for called, said in found if said]


def _line(called: str, said: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 8, 0, 8)
    row.addWidget(muted(called), 0, Qt.AlignmentFlag.AlignTop)
    value = label(said, bold=True, wrap=True)
    value.setAlignment(Qt.AlignmentFlag.AlignRight)
    row.addWidget(value, 1)
    return row


def _note(text: str) -> NoteBox:
    box = NoteBox("glance_note")
    shown = text if len(text) <= _NOTE_SHOWN else f"{text[:_NOTE_SHOWN].rstrip()}…"
    box.body.addWidget(label(shown, "glance_note_text", HINT, wrap=True))
    return box
