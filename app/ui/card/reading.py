"""What the card shows, read at once beside the window: the client, the chosen access, history and documents."""

from dataclasses import dataclass
from datetime import date

from app.domain.ids import ClientId
from app.domain.schedule import Schedule, schedule
from app.services.desk import Desk, Operator
from app.services.queries.access import access_view
from app.services.queries.card import client_card, documents
from app.services.queries.history import history_of_client
from app.services.views import AccessItem, AccessState, AccessView, ClientCard, DocumentRow, HistoryRow


@dataclass(frozen=True, slots=True)
class ShownAccess:
    """The access that matters today, and the schedule computed from its contract."""

    view: AccessView
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page needs without asking again."""

    today: date
    operator: Operator
    card: ClientCard
    access: ShownAccess | None
    history: tuple[HistoryRow, ...]
    documents: tuple[DocumentRow, ...]


def read(desk: Desk, client: ClientId) -> Shown:
    """Read everything of one client; refuses NotFound."""
    card = client_card(desk, client)
    return Shown(
        desk.today(),
        desk.operator,
        card,
        _access(desk, card),
        history_of_client(desk, client),
        documents(desk, client),
    )


def main_access(accesses: tuple[AccessItem, ...]) -> AccessItem | None:
    """The access the head of the card speaks of: a running or suspended one, else the next, else the last."""
    order = (AccessState.RUNNING, AccessState.SUSPENDED, AccessState.UPCOMING, AccessState.ENDED)
    return min(accesses, key=lambda item: order.index(item.state), default=None)


def _access(desk: Desk, card: ClientCard) -> ShownAccess | None:
    item = main_access(card.accesses)
    if item is None:
        return None
    view = access_view(desk, item.id)
    return ShownAccess(view, schedule(view.contract))
