"""The head of the card: way back, portrait, name, state, contacts, actions, banners and key facts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.rights import Right
from app.i18n import number, tr
from app.services.views import ClientCard
from app.ui.card import words
from app.ui.card.flow import Flow
from app.ui.card.reading import Shown
from app.ui.kit import banner as kit
from app.ui.kit.avatar import Avatar
from app.ui.kit.buttons import Button, icon_button, plain, primary, quiet, set_allowed
from app.ui.kit.chips import StateChip
from app.ui.kit.icons import icon
from app.ui.kit.labels import NAME, Glyph, label, muted, repolish
from app.ui.kit.layouts import clear_layout
from app.ui.kit.tiles import FactTile
from app.ui.kit.workplace import Neighbours


class CardHead(QWidget):
    """Tells who and in what state; `asked(verb)` when an action is wanted."""

    asked = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._back = quiet(tr("Retour à la rec&herche"), "card_back", "chevron-left")
        self._place = muted("", "card_place")
        self._before = icon_button("chevron-up", tr("Client précédent (Ctrl+Page haut)"), "card_before")
        self._after = icon_button("chevron-down", tr("Client suivant (Ctrl+Page bas)"), "card_after")
        self._portrait = Avatar(80, 96, "card_portrait")
        self._name = label("", "card_name", NAME, bold=True)
        self._chip = StateChip("inactive", "", large=True, name="card_state")
        self._who = muted("", "card_who", px=14)
        self._contacts = Flow(20)
        self._access = primary(tr("&Accès"), "card_access", "card")
        self._sell = plain(tr("&Vendre un accès"), "card_sell", "plus", main=True)
        self._collect = plain(tr("&Encaisser"), "card_collect", "euro", main=True)
        self._more = plain("", "card_more", "more-vertical", main=True)
        self._more.setAccessibleName(tr("Autres actions"))
        self._more.tip(tr("Autres actions"))
        self._more.setFixedWidth(40)
        self._banners = QVBoxLayout()
        self._tiles = {
            "may_enter": FactTile("door", tr("Peut entrer aujourd'hui ?"), "card_may_enter"),
            "access": FactTile("card", tr("Accès en cours"), "card_current_access"),
            "debit": FactTile("bank", tr("Prochain débit"), "card_next_debit"),
            "overdue": FactTile("euro", tr("Impayé"), "card_overdue"),
        }
        self._facts = QWidget()
        self._lay_out()
        self._connect()
        self.show_neighbours(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        ways = QHBoxLayout()
        ways.setSpacing(4)
        ways.addWidget(self._back)
        ways.addStretch(1)
        for part in (self._place, self._before, self._after):
            ways.addWidget(part)
        column.addLayout(ways)
        column.addLayout(self._top_row())
        self._banners.setSpacing(8)
        column.addLayout(self._banners)
        tiles = QHBoxLayout(self._facts)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(12)
        for tile in self._tiles.values():
            tiles.addWidget(tile, 1)
        column.addWidget(self._facts)

    def _top_row(self) -> QHBoxLayout:
        names = Flow(16)
        names.addWidget(self._name)
        names.addWidget(self._chip)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addLayout(names)
        who = Flow()
        who.addWidget(self._who)
        lines.addLayout(who)
        lines.addLayout(self._contacts)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for button in (self._access, self._sell, self._collect, self._more):
            actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(actions)
        return row

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._access.clicked.connect(partial(self._ask, "access"))
        self._sell.clicked.connect(partial(self._ask, "sell"))
        self._collect.clicked.connect(partial(self._ask, "collect"))
        self._more.clicked.connect(self._open_menu)
        for button, verb in ((self._before, "before"), (self._after, "after")):
            button.clicked.connect(partial(self._ask, verb))

    # Showing

    def show_client(self, shown: Shown) -> None:
        """Show everything of the client anew."""
        self._shown = shown
        card = shown.card
        self._name.setText(words.full_name(card))
        self._chip.show_state(*words.state_words(card))
        self._who.setText(words.who_line(card))
        self._show_photo(card)
        self._show_contacts(card)
        self._show_banners(words.warnings(card))
        self._show_tiles(shown)
        self._allow(shown)

    def _show_photo(self, card: ClientCard) -> None:
        photo = QPixmap()
        if card.photo is not None:
            photo.loadFromData(QByteArray(card.photo))
        self._portrait.show_photo(None if photo.isNull() else photo)

    def _show_contacts(self, card: ClientCard) -> None:
        clear_layout(self._contacts)
        for icon_name, text in words.contacts(card):
            self._contacts.addWidget(_contact(icon_name, text))

    def _show_banners(self, banners: Sequence[words.Banner]) -> None:
        clear_layout(self._banners)
        for at, said in enumerate(banners):
            actions = [self._way_out(said.way)] if self._may(said.way) else []
            name = "card_banner" if at == 0 else f"card_banner_{at + 1}"
            self._banners.addWidget(kit.Banner(said.kind, said.text, said.detail, actions, name))

    def _way_out(self, verb: str) -> Button:
        text = {
            "stop": tr("Arrêter la &suspension…"),
            "unblock": tr("Déblo&quer…"),
            "identity": tr("C&ompléter l'identité"),
            "relation": tr("&Réactiver…"),
        }[verb]
        button = plain(text, f"card_banner_{verb}")
        button.clicked.connect(partial(self._ask, verb))
        return button

    def _may(self, verb: str) -> bool:
        needed = {
            "stop": Right.STOP,
            "unblock": Right.UNBLOCK,
            "identity": Right.EDIT_CARD,
            "relation": Right.REACTIVATE,
        }
        return verb in needed and self._shown is not None and self._shown.operator.may(needed[verb])

    def _ask(self, verb: str, *_: object) -> None:
        self.asked.emit(verb)

    def show_neighbours(self, found: Neighbours | None) -> None:
        """Where the client stands in the result the card was opened from, and the ways to the next ones."""
        for part in (self._place, self._before, self._after):
            part.setVisible(found is not None)
        if found is None:
            return
        place = tr("{at} sur {total}", at=number(found.position), total=number(found.total or 0))
        self._place.setText(
            place if found.total is not None else tr("n° {at} du résultat", at=number(found.position))
        )
        set_allowed(self._before, found.before is not None, tr("C'est le premier du résultat."))
        set_allowed(self._after, found.after is not None, tr("C'est le dernier du résultat."))

    def show_facts(self, shown: bool) -> None:
        """Show the key facts, or leave their room to what is below."""
        self._facts.setVisible(shown)

    def _show_tiles(self, shown: Shown) -> None:
        facts = {
            "may_enter": words.may_enter(shown.card, shown.today),
            "access": words.access_fact(shown.card),
            "debit": words.debit_fact(shown.card),
            "overdue": words.overdue_fact(shown.card),
        }
        for key, fact in facts.items():
            self._tiles[key].show_fact(fact.value, fact.more, fact.tone, fact.mark, fact.act)

    def _allow(self, shown: Shown) -> None:
        card = shown.card
        has_access = bool(card.accesses)
        set_allowed(self._access, has_access, tr("Vendez d'abord un accès."))
        _stress(self._access, has_access, "card")
        _stress(self._sell, not has_access, "plus")
        reason = ""
        if card.block is not None:
            reason = tr("Client bloqué : {reason}", reason=card.block.reason)
        elif card.deactivated_on is not None:
            reason = tr("Client désactivé")
        elif not shown.operator.may(Right.SELL):
            reason = tr("Votre rôle ne le permet pas.")
        set_allowed(self._sell, not reason, reason)
        self._allow_collect(shown)

    def _allow_collect(self, shown: Shown) -> None:
        reason = "" if shown.operator.may(Right.TAKE_PAYMENT) else tr("Votre rôle ne le permet pas.")
        if not reason and shown.card.balance <= 0:
            reason = tr("Rien à encaisser.")
        set_allowed(self._collect, not reason, reason)

    # Other actions

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("card_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb, text, icon_name, reason in self._actions():
            action = menu.addAction(icon(icon_name, "muted"), text)
            action.setObjectName(f"card_{verb}")
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.setData(verb)
        menu.setToolTipsVisible(True)
        menu.triggered.connect(self._on_menu)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _on_menu(self, action: object) -> None:
        data = getattr(action, "data", None)
        if callable(data):
            self.asked.emit(str(data()))

    def _actions(self) -> list[tuple[str, str, str, str]]:
        """Verb, words, icon, and why it cannot be done now."""
        if self._shown is None:
            return []
        card, operator = self._shown.card, self._shown.operator
        role = tr("Votre rôle ne le permet pas.")
        edits = "" if operator.may(Right.EDIT_CARD) else role
        listed = [
            ("photo", tr("Choisir une photo…"), "camera", edits),
            (
                "no_photo",
                tr("Retirer la photo"),
                "close",
                edits or ("" if card.photo else tr("Aucune photo")),
            ),
        ]
        if card.block is None:
            listed.append(("block", tr("Bloquer…"), "ban", "" if operator.may(Right.BLOCK) else role))
        else:
            listed.append(
                ("unblock", tr("Débloquer…"), "unlock", "" if operator.may(Right.UNBLOCK) else role)
            )
        if card.deactivated_on is None:
            allowed = operator.may(Right.DEACTIVATE)
            listed.append(("relation", tr("Désactiver…"), "minus-circle", "" if allowed else role))
        else:
            allowed = operator.may(Right.REACTIVATE)
            listed.append(("relation", tr("Réactiver…"), "undo", "" if allowed else role))
        printable = tr("Aucun accès") if not card.accesses else ""
        listed.append(("print", tr("Imprimer l'échéancier"), "printer", printable))
        may_see = operator.may(Right.SEE_IDENTITY) and operator.may(Right.SEE_IBAN)
        listed.append(("export", tr("Exporter ses données…"), "download", "" if may_see else role))
        return listed


def _stress(button: Button, is_main: bool, icon_name: str) -> None:
    """Fill the button that comes next for this client: there is one filled button."""
    button.setProperty("kind", "primary" if is_main else "plain")
    button.show_icon(icon_name)
    repolish(button)


def _contact(icon_name: str, text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Glyph(icon_name, "muted", 18))
    row.addWidget(label(text))
    return holder
