"""What was done with a dossier, by whom, when and why (spec 3.4)."""

from app.domain.ids import DossierId
from app.domain.rights import Right
from app.models import History
from app.services.desk import Desk
from app.services.queries.history import history_about
from app.services.views import HistoryRow


def history_of_dossier(desk: Desk, dossier: DossierId) -> tuple[HistoryRow, ...]:
    """The history of a dossier, the latest first."""
    desk.require(Right.SEE_CARD)
    return history_about(desk, History.dossier_id == dossier)
