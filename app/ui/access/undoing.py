"""What takes a save back, where that is possible: the verb that undoes it, on the version just saved."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Outcome
from app.services.requests import StopSuspension, SuspendAccess
from app.services.suspensions import Suspended
from app.ui.access.loaded import Loaded
from app.ui.access.verbs import OPPOSITE, MarkRank, Request, carry_out, mark
from app.ui.kit.refused_words import in_words
from app.ui.kit.workplace import Workplace


def undo_of(
    workplace: Workplace, request: Request, outcome: Outcome, loaded: Loaded | None
) -> Callable[[], None] | None:
    """What *Annuler* beside the quiet line does; None: this save cannot be taken back as if it had not been."""
    opposite = _opposite(request, outcome, loaded)
    return None if opposite is None else partial(_take_back, workplace, opposite)


def _opposite(request: Request, outcome: Outcome, loaded: Loaded | None) -> Request | None:
    shown = loaded.shown if loaded is not None else None
    if shown is None:
        return None
    command = CommandId(str(uuid4()))
    if isinstance(request, SuspendAccess) and isinstance(outcome, Suspended):
        row = shown.suspension(outcome.suspension)
        if row is None:
            return None
        return StopSuspension(command, row.id, row.version, row.first_day, None)
    if isinstance(request, MarkRank):
        view = shown.view
        return mark(OPPOSITE[request.verb], command, view.item.id, view.version, request.request.rank)
    return None


def _take_back(workplace: Workplace, opposite: Request) -> None:
    def done(outcome: Outcome) -> None:
        workplace.announce(outcome, tr("Annulé : tout est comme avant."))

    def failed(error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        workplace.announce(Outcome(), in_words(error))

    workplace.runner.submit(partial(carry_out, workplace.desk, opposite), done, failed)
