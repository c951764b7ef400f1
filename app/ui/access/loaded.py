"""What the Accès dialog shows, read at once beside the window: card, accesses, the chosen one, its history."""

from dataclasses import dataclass
from datetime import date

from app.domain.contract import Contract
from app.domain.ids import AccessId, ClientId, SuspensionId
from app.domain.limits import Usage, usage
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, schedule
from app.services.club import club_settings
from app.services.desk import Desk, Operator
from app.services.queries.access import access_view, accesses, rules
from app.services.queries.card import client_glance
from app.services.queries.history import history_of_access
from app.services.views import AccessItem, AccessState, AccessView, ClientCard, HistoryRow, SuspensionRow


@dataclass(frozen=True, slots=True)
class Shown:
    """One access as the dialog shows it; `schedule` is computed from the contract of `view`."""

    view: AccessView
    schedule: Schedule
    usage: Usage
    history: tuple[HistoryRow, ...]

    @property
    def contract(self) -> Contract:
        """What everything shown is computed from."""
        return self.view.contract

    def suspension(self, wanted: SuspensionId) -> SuspensionRow | None:
        """The row of a suspension, if the access has it."""
        return next((row for row in self.view.suspensions if row.id == wanted), None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything the dialog needs without asking again; `shown` None: the client has no access yet."""

    today: date
    operator: Operator
    card: ClientCard
    items: tuple[AccessItem, ...]
    shown: Shown | None
    rules: ClubRules
    causes: tuple[str, ...]


def load(desk: Desk, client: ClientId, access: AccessId | None) -> Loaded:
    """Read everything; without `access` the first of the list, which is a running one if there is one."""
    today = desk.today()
    items = accesses(desk, client)
    wanted = _choose(items, access)
    club = rules(desk)
    shown = None
    if wanted is not None:
        view = access_view(desk, wanted)
        used = usage(view.contract, today, club)
        shown = Shown(view, schedule(view.contract), used, history_of_access(desk, wanted))
    settings, _version = club_settings(desk)
    return Loaded(today, desk.operator, client_glance(desk, client), items, shown, club, settings.causes)


def _choose(items: tuple[AccessItem, ...], access: AccessId | None) -> AccessId | None:
    if any(item.id == access for item in items):
        return access
    running = [item.id for item in items if item.state in (AccessState.RUNNING, AccessState.SUSPENDED)]
    return next(iter([*running, *(item.id for item in items)]), None)
