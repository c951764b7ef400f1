"""The registry of tabs that other areas add to the client's card, one line each, in the order shown."""

from PySide6.QtWidgets import QWidget

from app.domain.ids import ClientId
from app.i18n import mark
from app.ui.kit.workplace import CardTab, Workplace


def _account(workplace: Workplace, client: ClientId) -> QWidget:
    from app.ui.billing import AccountTab

    return AccountTab(workplace, client)


def _dossiers(workplace: Workplace, client: ClientId) -> QWidget:
    from app.ui.dossiers import ClientDossiersPage

    return ClientDossiersPage(workplace, client)


def _links(workplace: Workplace, client: ClientId) -> QWidget:
    from app.ui.links import LinksPage

    return LinksPage(workplace, client)


def _follow_ups(workplace: Workplace, client: ClientId) -> QWidget:
    from app.ui.prospects import FollowUpTab

    return FollowUpTab(workplace, client)


CARD_TABS: tuple[CardTab, ...] = (
    CardTab("account", mark("Factures & paiements"), _account),
    CardTab("dossiers", mark("Dossiers"), _dossiers),
    CardTab("follow_ups", mark("Suivi"), _follow_ups),
    CardTab("links", mark("Liens"), _links),
)
