"""The suspensions of the tab Report as rows, and what can be done with each of them today; no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.contract import RankRange
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.domain.stops import decide_cancellation
from app.i18n import current, day, instant, tr
from app.messages.refusals import sentence
from app.services.desk import Operator
from app.services.views import AccessState, SuspensionRow
from app.ui.access.loaded import Loaded, Shown
from app.ui.kit.access_words import ranks_text

ADD, MODIFY, STOP, CANCEL, PROOF, RECEIPT = "add", "modify", "stop", "cancel", "proof", "receipt"


@dataclass(frozen=True, slots=True)
class SuspensionLine:
    """One suspension as the table shows it."""

    row: SuspensionRow
    first: date
    last: str
    days: str
    cause: str
    ranks: str
    maintenance: int | None
    entered_by: str
    entered_at: str
    proofs: str
    chip: str
    state: str


def lines(shown: Shown, today: date) -> tuple[SuspensionLine, ...]:
    """The suspensions, the latest first; cancelled ones keep their place."""
    ordered = sorted(shown.view.suspensions, key=lambda row: (row.first_day, row.id), reverse=True)
    return tuple(_line(row, today) for row in ordered)


def _line(row: SuspensionRow, today: date) -> SuspensionLine:
    chip, state = state_of(row, today)
    return SuspensionLine(
        row,
        row.first_day,
        day(row.last_day) if row.last_day is not None else tr("illimité"),
        str(row.days) if row.days is not None else tr("illimité"),
        row.cause,
        ranks_text(ranks_of(row)),
        row.maintenance if row.first_rank is not None else None,
        row.entered_by,
        instant(row.entered_at),
        str(len(row.proofs)) if row.proofs else tr("aucun"),
        chip,
        state,
    )


def ranks_of(row: SuspensionRow) -> RankRange | None:
    """The ranks whose amount the suspension replaces."""
    if row.first_rank is None:
        return None
    return RankRange(row.first_rank, None if row.open_ranks else row.last_rank)


def state_of(row: SuspensionRow, today: date) -> tuple[str, str]:
    """Chip and word: À venir, En cours, Terminée, Arrêtée, Annulée."""
    if row.cancelled:
        return "deleted", tr("Annulée")
    if today < row.first_day:
        return "planned", tr("À venir")
    if row.last_day is None or today <= row.last_day:
        return "suspended", tr("En cours")
    return ("ended", tr("Arrêtée")) if row.stopped_on is not None else ("ended", tr("Terminée"))


def reasons(loaded: Loaded, row: SuspensionRow | None) -> dict[str, str]:
    """Why each button of the tab cannot be used now; empty: it can."""
    if loaded.shown is None:
        nothing = tr("Vendez d'abord un accès.")
        return dict.fromkeys((ADD, MODIFY, STOP, CANCEL, PROOF, RECEIPT), nothing)
    may = _rights(loaded.operator)
    return {
        ADD: may(Right.SUSPEND) or _add_reason(loaded.shown, loaded.today, loaded.operator),
        MODIFY: may(Right.SUSPEND) or _open_reason(row, loaded.today),
        STOP: may(Right.STOP) or _open_reason(row, loaded.today),
        CANCEL: may(Right.SUSPEND) or _open_reason(row, loaded.today) or _cancel_reason(loaded, row),
        PROOF: may(Right.SUSPEND) or _chosen_reason(row),
        RECEIPT: may(Right.PRINT) or _chosen_reason(row) or _cancelled_reason(row),
    }


def _rights(operator: Operator) -> Callable[[Right], str]:
    def missing(right: Right) -> str:
        return "" if operator.may(right) else tr("Votre rôle ne le permet pas.")

    return missing


def _add_reason(shown: Shown, today: date, operator: Operator) -> str:
    item = shown.view.item
    if item.state is AccessState.ENDED and item.last_day is not None:
        return tr("Accès terminé le {last}", last=day(item.last_day))
    running = any(
        row.last_day is None and row.first_day <= today and not row.cancelled
        for row in shown.view.suspensions
    )
    if running and not operator.may(Right.BACKDATE):
        return tr("Report illimité en cours : arrêtez-le d'abord")
    return ""


def _chosen_reason(row: SuspensionRow | None) -> str:
    return tr("Choisissez un report") if row is None else ""


def _cancelled_reason(row: SuspensionRow | None) -> str:
    return tr("Report annulé") if row is not None and row.cancelled else ""


def _open_reason(row: SuspensionRow | None, today: date) -> str:
    if row is None or row.cancelled:
        return _chosen_reason(row) or _cancelled_reason(row)
    if row.last_day is not None and row.last_day < today:
        return tr("Report terminé le {last}", last=day(row.last_day))
    return ""


def _cancel_reason(loaded: Loaded, row: SuspensionRow | None) -> str:
    if loaded.shown is None or row is None:
        return ""
    try:
        decide_cancellation(loaded.shown.contract, row.id, today=loaded.today, rules=loaded.rules)
    except Refused as refused:
        return sentence(refused.refusals[0], current())
    return ""
