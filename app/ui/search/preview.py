"""The pane at the right of the result: the client with the focus at a glance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.i18n import tr
from app.ui.kit.avatar import Avatar
from app.ui.kit.banner import Panel
from app.ui.kit.buttons import plain
from app.ui.kit.cards import Card, NoteBox
from app.ui.kit.chips import colours_of, icon_of
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import HINT, SECTION, Glyph, hairline, label, muted
from app.ui.kit.layouts import clear_layout
from app.ui.search.glance import Glance, Line

WIDTH = 272
_REMARK_SHOWN = 300


class Preview(Card):
    """Shows a `Glance`; the buttons lead to the card and to the Accès dialog."""

    card_asked = Signal()
    access_asked = Signal()

    def __init__(self) -> None:
        super().__init__("preview")
        self.setFixedWidth(WIDTH)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(16, 16, 16, 8)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content.setProperty("clear", "true")
        self._scroll.setWidget(self._content)
        self._card = plain(tr("Fic&he"), "preview_card", "user")
        self._access = plain(tr("&Accès"), "preview_access", "card")
        self._card.clicked.connect(self.card_asked)
        self._access.clicked.connect(self.access_asked)
        self._pages = QStackedLayout()
        self._lay_out()
        self.show_nobody()

    def _lay_out(self) -> None:
        shown, buttons = QWidget(), QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 16)
        buttons.setSpacing(8)
        buttons.addWidget(self._card, 1)
        buttons.addWidget(self._access, 1)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(buttons)
        nobody = EmptyState(
            "user",
            tr("Personne n'est choisi"),
            tr("Choisissez une ligne : l'essentiel de la fiche se lit ici."),
            name="preview_empty",
        )
        self._pages.addWidget(nobody)
        self._pages.addWidget(shown)
        self.body.addLayout(self._pages)

    def show_nobody(self) -> None:
        """No line has the focus."""
        self._pages.setCurrentIndex(0)

    def show_glance(self, glance: Glance, photo: bytes | None) -> None:
        """Show one client."""
        clear_layout(self._column)
        self._column.addLayout(_head(glance, photo))
        self._column.addSpacing(12)
        self._column.addWidget(_state(glance))
        self._column.addSpacing(8)
        for line in glance.lines:
            if line.ruled:
                self._column.addWidget(hairline())
            self._column.addLayout(_line(line))
        if glance.remark:
            self._column.addSpacing(12)
            self._column.addWidget(_remark(glance.remark))
        self._column.addStretch(1)
        self._pages.setCurrentIndex(1)
        self.setAccessibleName(tr("Aperçu de {name}", name=f"{glance.surname} {glance.first_name}".strip()))


def _head(glance: Glance, photo: bytes | None) -> QHBoxLayout:
    avatar = Avatar(56, 64)
    picture = QPixmap()
    avatar.show_photo(picture if photo and picture.loadFromData(photo) else None)
    names = QVBoxLayout()
    names.setSpacing(2)
    names.addWidget(_elided(label(glance.surname, "preview_surname", SECTION, bold=True)))
    names.addWidget(_elided(label(glance.first_name, "preview_first_name", SECTION)))
    names.addWidget(muted(glance.who, "preview_who"))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(names, 1)
    return row


def _elided(shown: QLabel) -> QLabel:
    """A name wraps rather than being cut; a very long one is whole in the tooltip."""
    shown.setWordWrap(True)
    shown.setToolTip(shown.text())
    return shown


def _state(glance: Glance) -> Panel:
    colours = colours_of(glance.kind)
    panel = Panel(colours)
    panel.setObjectName("preview_state")
    panel.setAccessibleName(f"{glance.state} {glance.state_detail}".strip())
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(label(glance.state, "preview_state_word", SECTION, True, colours))
    if glance.state_detail:
        lines.addWidget(label(glance.state_detail, "preview_state_detail", HINT, False, colours, wrap=True))
    row = QHBoxLayout(panel)
    row.setContentsMargins(14, 8, 12, 8)
    row.setSpacing(10)
    row.addWidget(Glyph(icon_of(glance.kind), f"{colours}.icon"))
    row.addLayout(lines, 1)
    return panel


def _line(line: Line) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(8)
    row.addWidget(muted(line.name), 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    if line.icon:
        row.addWidget(Glyph(line.icon, f"{line.tone}.icon", 18))
    value = label(line.value, f"preview_{line.key}", bold=line.bold, tone=line.tone)
    value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(value)
    return row


def _remark(remark: str) -> NoteBox:
    box = NoteBox("preview_remark")
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Glyph("comment", "accent_text", 18), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(muted(tr("Remarque")))
    shown = remark if len(remark) <= _REMARK_SHOWN else f"{remark[:_REMARK_SHOWN].rstrip()}…"
    words.addWidget(label(shown, "preview_remark_text", HINT, wrap=True))
    row.addLayout(words, 1)
    box.body.addLayout(row)
    box.body.setContentsMargins(12, 8, 12, 8)
    return box
