"""The verdict in large letters: allowed or refused, who it is, why, and when the card opens again (spec 1.7)."""

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.door import ClosedBy
from app.i18n import current as texts
from app.i18n import ntr, tr
from app.messages.door import card_text, consequence, reason_line, way_in
from app.services.door.views import Holder, Passage
from app.ui.door.fitted import FittedLine
from app.ui.kit import theme
from app.ui.kit.avatar import Avatar
from app.ui.kit.banner import Panel
from app.ui.kit.chips import colours_of, icon_of
from app.ui.kit.drawing import paint_panel
from app.ui.kit.labels import Glyph

RADIUS = 12
ENDS_SOON_DAYS = 14
KINDS = {
    ClosedBy.DEACTIVATED: "inactive",
    ClosedBy.BLOCKED: "blocked",
    ClosedBy.SUSPENDED: "suspended",
    ClosedBy.NOT_STARTED: "planned",
    ClosedBy.EXPIRED: "ended",
    ClosedBy.NO_ACCESS: "prospect",
    ClosedBy.UNKNOWN_CARD: "info",
}
"""In which state's colours and with which icon each reason is shown."""
_ROOMY = (72, 30, (240, 296), 88, 346)
_TIGHT = (44, 22, (146, 180), 56, 212)
"""Sizes of the word, the name, the portrait, the sign, and the height of the whole."""


class ReasonBox(Panel):
    """The reason in its state's colour: icon, bold line, what follows from it, and the other reasons."""

    def __init__(self) -> None:
        super().__init__("inactive")
        self.setObjectName("door_reason")
        self._glyph = Glyph("info", "muted", 32)
        self.line = FittedLine("door_reason_line", 26, 15)
        self.detail = FittedLine("door_reason_detail", 17, 13, bold=False)
        self.others = FittedLine("door_reason_others", 15, 13, bold=False)
        lines, row = QVBoxLayout(), QHBoxLayout(self)
        lines.setSpacing(0)
        for line in (self.line, self.detail, self.others):
            lines.addWidget(line)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(20)
        row.addWidget(self._glyph)
        row.addLayout(lines, 1)

    def say(self, kind: str, line: str, detail: str, others: str = "") -> None:
        """Show a reason of this kind of state."""
        state = colours_of(kind)
        self.show_colours(state)
        self._glyph.show_icon(icon_of(kind), f"{state}.icon")
        for shown, text in ((self.line, line), (self.detail, detail), (self.others, others)):
            shown.say(text, f"{state}.text")
            shown.setVisible(bool(text))
        self.setAccessibleName(" ".join(text for text in (line, detail, others) if text))

    def be_roomy(self, roomy: bool) -> None:
        """Take the large or the small sizes."""
        self.line.resize_to(26 if roomy else 19)
        self.detail.resize_to(17 if roomy else 14)


class VerdictPanel(QFrame):
    """Green or red with icon and words; neutral while it waits for a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("door_verdict")
        self._state = ""
        self.word = FittedLine("door_word", 72, 24)
        self._sign = Glyph("card", "muted", 88)
        self._portrait = Avatar(240, 296, "door_portrait")
        self.name = FittedLine("door_name", 30, 16)
        self.facts = FittedLine("door_facts", 16, 13, bold=False)
        self.reason = ReasonBox()
        self._lay_out()
        self.wait()

    def _lay_out(self) -> None:
        head, right, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        self._row = row
        head.setSpacing(16)
        head.addWidget(self.word, 1)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        right.setSpacing(2)
        right.addLayout(head)
        right.addWidget(self.name)
        right.addWidget(self.facts)
        right.addStretch(1)
        right.addWidget(self.reason)
        row.setContentsMargins(28, 24, 28, 24)
        row.setSpacing(28)
        row.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def be_roomy(self, roomy: bool) -> None:
        """Take the large sizes, or those for a small screen."""
        word, name, portrait, sign, height = _ROOMY if roomy else _TIGHT
        self.setFixedHeight(height)
        edge = 24 if roomy else 14
        self._row.setContentsMargins(edge + 4, edge, edge + 4, edge)
        self.word.resize_to(word)
        self.name.resize_to(name)
        self._portrait.setFixedSize(*portrait)
        self._sign.resize_to(sign)
        self.reason.be_roomy(roomy)

    @property
    def state(self) -> str:
        """`active` (allowed), `blocked` (refused), `suspended` (could not be checked) or empty (waiting)."""
        return self._state

    def wait(self) -> None:
        """Ask for the next card."""
        self._show("", tr("Passez une carte"), "muted", "card", "muted")
        self._show_person(None, tr("Le lecteur est prêt. Un numéro se tape aussi, puis Entrée."))
        self.reason.hide()

    def show_passage(self, passage: Passage, today: date) -> None:
        """Show what was decided about one card."""
        if passage.is_open:
            self._show("active", tr("Accès autorisé"), "active.text", "check-circle", "active.icon")
            self._say_way_in(passage.holder, today)
        else:
            self._show("blocked", tr("Accès refusé"), "blocked.text", "x-octagon", "blocked.icon")
            self._say_why(passage)
        self._show_person(passage.holder, _facts(passage))
        said = (self.word.text, self.name.text, self.reason.accessibleName())
        self.setAccessibleName(". ".join(text for text in said if text))

    def show_trouble(self, sentence: str) -> None:
        """Say that a card could not be checked: nobody is let in by a fault."""
        self._show(
            "suspended", tr("Carte non contrôlée"), "suspended.text", "alert-triangle", "suspended.icon"
        )
        self._show_person(None, tr("Repassez la carte, ou cherchez le client par son nom."))
        self.reason.say("attention", sentence, "")
        self.reason.show()
        self.setAccessibleName(f"{self.word.text}. {sentence}")

    def _show(self, state: str, word: str, tone: str, sign: str, sign_tone: str) -> None:
        self._state = state
        self.word.say(word, tone)
        self._sign.show_icon(sign, sign_tone)
        self.setAccessibleName(word)
        self.update()

    def _show_person(self, holder: Holder | None, facts: str) -> None:
        self.name.say("" if holder is None else holder.name)
        self.name.setVisible(holder is not None)
        self.facts.say(facts, "muted")
        photo = QPixmap()
        if holder is not None and holder.photo is not None:
            photo.loadFromData(holder.photo)
        self._portrait.show_photo(photo)
        self._portrait.setVisible(holder is not None)

    def _say_way_in(self, holder: Holder | None, today: date) -> None:
        if holder is None:
            return
        line = way_in(holder.access_name, holder.access_last, holder.end_open, texts())
        left = (holder.access_last - today).days if holder.access_last is not None else None
        if left is not None and left <= ENDS_SOON_DAYS:
            detail = ntr("L'accès se termine dans {n} jour.", "L'accès se termine dans {n} jours.", left)
            self.reason.say("attention", line, tr("L'accès se termine aujourd'hui.") if left == 0 else detail)
        else:
            self.reason.say("allowed", line, "")
        self.reason.show()

    def _say_why(self, passage: Passage) -> None:
        first, *rest = passage.closures
        others = ", ".join(reason_line(each, texts()) for each in rest)
        self.reason.say(
            KINDS[first.by],
            reason_line(first, texts()),
            consequence(first, passage.opens_again_on, texts()),
            tr("Et aussi : {reasons}", reasons=others) if others else "",
        )
        self.reason.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: tint and a 2 px line of the verdict."""
        tokens = theme.current()
        painter = QPainter(self)
        fill, line, width = tokens.surface, tokens.border, 1
        if self._state:
            colours = tokens.state(self._state)
            fill, line, width = colours.tint, colours.icon, 2
        paint_panel(painter, QRectF(self.rect()), fill, line, RADIUS, width)
        painter.end()


def _facts(passage: Passage) -> str:
    """n° 348 · 34 ans · carte 00 348 112."""
    card = tr("carte {card}", card=card_text(passage.card, texts()))
    holder = passage.holder
    if holder is None:
        return card
    parts = [tr("n° {number}", number=holder.number)]
    if holder.age is not None:
        parts.append(ntr("{n} an", "{n} ans", holder.age))
    if holder.access_name and not passage.is_open:
        parts.append(holder.access_name)
    return " · ".join([*parts, card])
