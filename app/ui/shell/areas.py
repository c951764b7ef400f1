"""The registry of areas: what the side bar and the menu beside the clock lead to, one line each.

An area that does not exist is not in the registry, so it is shown nowhere. Its page is made when
it is first opened, and its modules are imported then and not before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.rights import Right
from app.i18n import mark
from app.ui.kit.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Area:
    """One entry: `title` and `tray_title` are messages to translate; no `tray_title`: not in that menu.

    `rights`: any one of them lets a person in; none asked: everybody. `apart`: from that menu it opens
    as a window of its own, for a screen at the door. `tray_place`: the menu has an order of its own (spec 1.1).
    """

    key: str
    title: str
    icon: str
    page: Callable[[Workplace], QWidget]
    tray_title: str = ""
    rights: tuple[Right, ...] = ()
    apart: bool = False
    tray_place: int = 0


def _search(workplace: Workplace) -> QWidget:
    from app.ui.search import SearchPage

    return SearchPage(workplace)


def _today(workplace: Workplace) -> QWidget:
    from app.ui.today import TodayPage

    return TodayPage(workplace)


def _dossiers(workplace: Workplace) -> QWidget:
    from app.ui.dossiers import DossiersPage

    return DossiersPage(workplace)


def _billing(workplace: Workplace) -> QWidget:
    from app.ui.billing import BillingPage

    return BillingPage(workplace)


def _door(workplace: Workplace) -> QWidget:
    from app.ui.door import DoorPage

    return DoorPage(workplace)


def _maintenance(workplace: Workplace) -> QWidget:
    from app.ui.maintenance import MaintenancePage

    return MaintenancePage(workplace)


def _prospects(workplace: Workplace) -> QWidget:
    from app.ui.prospects import ProspectsPage

    return ProspectsPage(workplace)


TODAY = "today"
SEARCH = "search"
PROSPECTS = "prospects"
DOSSIERS = "dossiers"
BILLING = "billing"
DOOR = "door"
MAINTENANCE = "maintenance"

AREAS: tuple[Area, ...] = (
    Area(
        TODAY,
        mark("Aujourd'hui"),
        "calendar-dot",
        _today,
        mark("Tableau de bord"),
        (Right.SEARCH,),
        tray_place=2,
    ),
    Area(SEARCH, mark("Clients"), "users", _search, mark("Gestion clientèle"), (Right.SEARCH,)),
    Area(PROSPECTS, mark("Prospects"), "target", _prospects, rights=(Right.FOLLOW_UP,)),
    Area(BILLING, mark("Facturation"), "euro", _billing, rights=(Right.BILL,)),
    Area(DOSSIERS, mark("Dossiers"), "folder", _dossiers, rights=(Right.SEE_CARD,)),
    Area(
        DOOR,
        mark("Contrôle d'accès"),
        "door",
        _door,
        mark("Contrôle d'accès"),
        (Right.CONTROL_DOOR,),
        apart=True,
        tray_place=1,
    ),
    Area(
        MAINTENANCE,
        mark("Maintenance"),
        "wrench",
        _maintenance,
        mark("Paramètres"),
        (Right.MANAGE_USERS, Right.MANAGE_PLANS, Right.MANAGE_SETTINGS, Right.BACKUP, Right.BLOCK),
        tray_place=3,
    ),
)
