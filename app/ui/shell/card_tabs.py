"""The registry of tabs that other areas add to the client's card, one line each, in the order shown."""

from PySide6.QtWidgets import QWidget

from app.domain.ids import ClientId
from app.i18n import mark
from app.ui.kit.workplace import CardTab, Workplace


def _links(workplace: Workplace, client: ClientId) -> QWidget:
    from app.ui.links import LinksPage

    return LinksPage(workplace, client)


CARD_TABS: tuple[CardTab, ...] = (CardTab("links", mark("Liens"), _links),)
