"""The lines of the Echéancier and the single instalments beneath them, and what can be done with each; no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import InstalmentState, Origin, RankRange
from app.domain.ids import Rank
from app.domain.instalments import Instalment, Line
from app.domain.rights import Right
from app.domain.schedule import Schedule
from app.i18n import current, day, number, tr
from app.messages.words import word
from app.services.desk import Operator
from app.services.fields import PaymentMode
from app.ui.kit.access_words import rank_name, ranks_text

UNFOLDED = 36
CHIPS = {
    InstalmentState.PLANNED: "planned",
    InstalmentState.ON_HOLD: "hold",
    InstalmentState.PRESENTED: "presented",
    InstalmentState.COLLECTED: "collected",
    InstalmentState.REJECTED: "rejected",
    InstalmentState.DELETED: "deleted",
}
AMOUNT, DATE, HOLD, RELEASE, DELETE, RESTORE = "amount", "date", "hold", "release", "delete", "restore"


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A line, or one instalment of it; `instalment` None: several, to be unfolded."""

    key: tuple[int, str]
    rank: str
    mode: str
    amount: Cents
    first_due: date
    count: str
    last: str
    state: InstalmentState
    origin: str
    instalment: Instalment | None
    line: Line | None

    @property
    def chip(self) -> str:
        """The chip of its state."""
        return CHIPS[self.state]

    @property
    def state_word(self) -> str:
        """The word of its state."""
        return word(self.state, current())


def line_rows(plan: Schedule, since: date | None) -> tuple[ScheduleRow, ...]:
    """The lines from `since` on, or all (spec 1.5)."""
    return tuple(_line_row(plan, line) for line in plan.lines(since))


def _line_row(plan: Schedule, line: Line) -> ScheduleRow:
    single = plan.unfold(line, 1)[0] if line.count == 1 else None
    last_rank = line.last_rank if line.count is not None else None
    ranks = _ranks(line) if line.count is not None else ranks_text(RankRange(line.first_rank, last_rank))
    return ScheduleRow(
        (line.first_rank, line.state.value),
        ranks,
        word(PaymentMode.DIRECT_DEBIT, current()),
        line.amount,
        line.first_due,
        number(line.count) if line.count is not None else tr("illimité"),
        day(line.last_due) if line.last_due is not None else tr("sans fin"),
        line.state,
        _origin(line.origin, line.mixed),
        single,
        line,
    )


def _ranks(line: Line) -> str:
    ranks = [each.rank for each in line.instalments]
    if len(ranks) > 1 and (min(ranks) < 0 or ranks != sorted(ranks)):
        return tr("{first}, {last}", first=rank_name(ranks[0]), last=rank_name(ranks[-1]))
    return ranks_text(RankRange(line.first_rank, line.last_rank))


def _origin(origin: Origin, mixed: bool) -> str:
    """In one short word: the panel beside the table tells the rest."""
    if mixed:
        return tr("plusieurs")
    return {
        Origin.CONTRACT: tr("contrat"),
        Origin.FIRST_AMOUNT: tr("prorata"),
        Origin.PRICE_STEP: tr("nouveau tarif"),
        Origin.PRICE_CHANGE: tr("nouveau prix"),
        Origin.SUSPENSION: tr("suspension"),
        Origin.POSTPONED: tr("reportée"),
        Origin.MANUAL: tr("à la main"),
        Origin.ADDED: tr("ajoutée"),
    }[origin]


def single_rows(plan: Schedule, row: ScheduleRow) -> Sequence[ScheduleRow]:
    """What unfolds beneath a line: its instalments, no more than 36 of an endless one."""
    if row.line is None or row.line.count == 1:
        return ()
    at_most = row.line.count if row.line.count is not None else UNFOLDED
    return [_single_row(each) for each in plan.unfold(row.line, at_most)]


def _single_row(each: Instalment) -> ScheduleRow:
    return ScheduleRow(
        (each.rank, "single"),
        rank_name(each.rank),
        "",
        each.amount,
        each.due,
        "",
        "",
        each.state,
        _origin(each.origin, False),
        each,
        None,
    )


def position_of(rows: Sequence[ScheduleRow], plan: Schedule, rank: Rank) -> int:
    """Which line holds this rank; -1: none of those shown."""
    for at, row in enumerate(rows):
        line = row.line
        if line is None:
            continue
        if any(each.rank == rank for each in line.instalments):
            return at
        if (
            line.count is None
            and plan.tail is not None
            and rank >= max(line.first_rank, plan.tail.first_rank)
        ):
            return at
    return -1


def reasons(row: ScheduleRow | None, operator: Operator) -> dict[str, str]:
    """Why each action on the chosen row cannot be done; empty: it can."""
    actions = (AMOUNT, DATE, HOLD, RELEASE, DELETE, RESTORE)
    if row is None:
        return dict.fromkeys(actions, tr("Choisissez une échéance"))
    if row.instalment is None:
        return dict.fromkeys(actions, tr("Dépliez la ligne pour choisir une échéance"))
    if not operator.may(Right.CHANGE_INSTALMENT):
        return dict.fromkeys(actions, tr("Votre rôle ne le permet pas"))
    return _state_reasons(row.instalment, operator)


def _state_reasons(instalment: Instalment, operator: Operator) -> dict[str, str]:
    rank, state = rank_name(instalment.rank), instalment.state
    settled = {
        InstalmentState.PRESENTED: tr("Rang {rank} présenté à la banque", rank=rank),
        InstalmentState.COLLECTED: tr("Rang {rank} encaissé", rank=rank),
        InstalmentState.REJECTED: tr("Rang {rank} rejeté par la banque", rank=rank),
    }.get(state, "")
    if settled:
        return dict.fromkeys((AMOUNT, DATE, HOLD, RELEASE, DELETE, RESTORE), settled)
    deleted = state is InstalmentState.DELETED
    gone = tr("Rang {rank} supprimé", rank=rank) if deleted else ""
    held = state is InstalmentState.ON_HOLD
    manager = "" if operator.may(Right.DELETE_INSTALMENT) else tr("Supprimer est réservé au Responsable")
    return {
        AMOUNT: gone,
        DATE: gone,
        HOLD: gone or (tr("Rang {rank} déjà en attente", rank=rank) if held else ""),
        RELEASE: gone or ("" if held else tr("Rang {rank} n'est pas en attente", rank=rank)),
        DELETE: gone or manager,
        RESTORE: "" if deleted else tr("Rang {rank} n'est pas supprimé", rank=rank),
    }
