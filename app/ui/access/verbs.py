"""From a request to its verb, and from what it did to the sentence that says so; no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.ids import AccessId, CommandId, Rank
from app.i18n import day, money, ntr, tr
from app.services import instalments, suspensions
from app.services.desk import Desk, Outcome
from app.services.requests import (
    AddInstalment,
    AttachProof,
    CancelSuspension,
    ChangeInstalmentAmount,
    ChangeInstalmentDate,
    MarkInstalment,
    ModifySuspension,
    StopSuspension,
    SuspendAccess,
)
from app.ui.kit.access_words import rank_name


class Mark(StrEnum):
    """The four verbs that need nothing but a rank."""

    HOLD = "hold"
    RELEASE = "release"
    DELETE = "delete"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class MarkRank:
    """One of the four verbs, for one rank."""

    verb: Mark
    request: MarkInstalment


Request = (
    SuspendAccess
    | ModifySuspension
    | StopSuspension
    | CancelSuspension
    | AttachProof
    | ChangeInstalmentAmount
    | ChangeInstalmentDate
    | AddInstalment
    | MarkRank
)
_MARKS: dict[Mark, Callable[[Desk, MarkInstalment], Outcome]] = {
    Mark.HOLD: instalments.hold_instalment,
    Mark.RELEASE: instalments.release_instalment,
    Mark.DELETE: instalments.delete_instalment,
    Mark.RESTORE: instalments.restore_instalment,
}
OPPOSITE = {
    Mark.HOLD: Mark.RELEASE,
    Mark.RELEASE: Mark.HOLD,
    Mark.DELETE: Mark.RESTORE,
    Mark.RESTORE: Mark.DELETE,
}


def mark(verb: Mark, command: CommandId, access: AccessId, version: int, rank: Rank) -> MarkRank:
    """Hold, release, delete or restore this rank."""
    return MarkRank(verb, MarkInstalment(command, access, version, rank))


def carry_out(desk: Desk, request: Request) -> Outcome:
    """Call the verb of this request; refusals pass."""
    match request:
        case SuspendAccess():
            return suspensions.suspend(desk, request)
        case ModifySuspension():
            return suspensions.modify_suspension(desk, request)
        case StopSuspension():
            return suspensions.stop_suspension(desk, request)
        case CancelSuspension():
            return suspensions.cancel_suspension(desk, request)
        case AttachProof():
            return suspensions.attach_proof(desk, request)
        case ChangeInstalmentAmount():
            return instalments.change_amount(desk, request)
        case ChangeInstalmentDate():
            return instalments.change_date(desk, request)
        case AddInstalment():
            return instalments.add_instalment(desk, request)
        case MarkRank():
            return _MARKS[request.verb](desk, request.request)


def told(request: Request, outcome: Outcome, today: date) -> str:
    """The quiet line after a save."""
    match request:
        case SuspendAccess():
            return tr("Suspension enregistrée, carte bloquée dès le {day}.", day=day(request.first_day))
        case ModifySuspension():
            return tr("Suspension modifiée, carte bloquée dès le {day}.", day=day(request.first_day))
        case StopSuspension():
            return _stopped(outcome, request.return_day > today)
        case CancelSuspension():
            return tr("Report annulé, comme s'il n'avait jamais eu lieu.")
        case AttachProof():
            return tr("Justificatif ajouté : {name}.", name=request.path.name)
        case ChangeInstalmentAmount():
            return tr("Rang {rank} : {amount}.", rank=rank_name(request.rank), amount=money(request.amount))
        case ChangeInstalmentDate():
            return tr("Rang {rank} : débit le {day}.", rank=rank_name(request.rank), day=day(request.due))
        case AddInstalment():
            return tr(
                "Échéance ajoutée : {amount} le {day}.", amount=money(request.amount), day=day(request.due)
            )
        case MarkRank():
            return _marked(request)


def _stopped(outcome: Outcome, is_ahead: bool) -> str:
    if not isinstance(outcome, suspensions.Stopped) or outcome.cancelled:
        return tr("Report arrêté le premier jour : il est annulé.")
    if is_ahead:
        return ntr(
            "Arrêt enregistré. La carte aura été bloquée {n} jour.",
            "Arrêt enregistré. La carte aura été bloquée {n} jours.",
            outcome.days,
        )
    return ntr(
        "Report arrêté. La carte avait été bloquée {n} jour.",
        "Report arrêté. La carte avait été bloquée {n} jours.",
        outcome.days,
    )


def _marked(request: MarkRank) -> str:
    rank = rank_name(request.request.rank)
    return {
        Mark.HOLD: tr("Rang {rank} mis en attente.", rank=rank),
        Mark.RELEASE: tr("Rang {rank} de nouveau prévu.", rank=rank),
        Mark.DELETE: tr("Rang {rank} supprimé : il ne sera pas débité.", rank=rank),
        Mark.RESTORE: tr("Rang {rank} rétabli.", rank=rank),
    }[request.verb]
