"""The registry of tabs that other areas add to the client's card, one line each, in the order shown."""

from app.ui.kit.workplace import CardTab

CARD_TABS: tuple[CardTab, ...] = ()
