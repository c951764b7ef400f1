"""Applies a dry run: the accesses it accepted, some at a time, each wholly or not at all.

Each slice is one transaction under an id made of the command's and its place, so that a retry
after a crash or a cancelled run answers for the slices that were done and goes on with the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.domain import contract as d
from app.domain.ids import AccessId, CommandId, SuspensionId
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.domain.suspensions import SuspensionTerms
from app.models import Access, Suspension
from app.services.bulk.deciding import settled_stop, settled_suspension
from app.services.bulk.keeping import KeptRefusal, kept, refusal_kept
from app.services.bulk.members import access_rows, slices
from app.services.bulk.pace import collecting_rarely
from app.services.bulk.rehearsing import ground_of
from app.services.bulk.requests import BulkRequest, BulkStop, BulkSuspend
from app.services.bulk.telling import stop_entry, suspension_entry, whole_entry
from app.services.bulk.views import BulkChange, BulkLine, BulkResult, Cancelled, Progress, Rehearsal
from app.services.bulk.writing import Settled, write_stops, write_suspensions
from app.services.desk import Desk, Outcome, Touched, touched_access, touched_client
from app.services.refusals import CommandAlreadyUsed, NotFound
from app.services.row_ids import reserve_ids
from app.services.schedules import contracts_of
from app.services.stale import refuse_stale
from app.services.unit_of_work import UnitOfWork, writing

AT_ONCE = 500
"""So many accesses are one transaction: soon cancelled, and few enough that other desks wait little (a tenth
of a second); with fewer, the same pages of the index of due dates are written again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SliceDone(Outcome):
    """Some accesses of a run: those that were changed, and why the others were not."""

    done: tuple[AccessId, ...]
    refused: tuple[KeptRefusal, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDone(Outcome):
    """The end of a run that was not cancelled."""

    done: int
    refused: int


Work = UnitOfWork[SliceDone]
Decide = Callable[[Access, d.Contract, BulkLine, BulkChange], Settled]
Write = Callable[[Sequence[tuple[BulkLine, Settled]]], None]


def apply_suspension(
    desk: Desk, command: CommandId, rehearsal: Rehearsal, progress: Progress, cancelled: Cancelled
) -> BulkResult:
    """Suspend the accesses that the dry run accepted, exactly as it said.

    An access that somebody changed since is refused alone (StaleEdit). Told (accesses done, in
    all); a cancelled run keeps whole accesses and `left` names the others. The same command again
    does nothing twice and goes on with what was left. Refuses: NotAllowed(BULK_SUSPEND),
    CommandAlreadyUsed, DatabaseBusy, DiskFull, DatabaseUnreachable.
    """
    desk.require(Right.BULK_SUSPEND)
    request = rehearsal.request
    if not isinstance(request, BulkSuspend):
        raise Refused(CommandAlreadyUsed())
    ground = ground_of(desk)

    def act(work: Work, lines: Sequence[BulkLine]) -> SliceDone:
        ids = iter(reserve_ids(work.session, Suspension, len(lines)))

        def decide(access: Access, contract: d.Contract, line: BulkLine, change: BulkChange) -> Settled:
            terms = SuspensionTerms(change.days, change.ranks, change.maintenance, request.cause)
            made = settled_suspension(contract, terms, SuspensionId(next(ids)), ground)
            entry = suspension_entry(line, made)
            return Settled(access, made.suspension, made.schedule_before, made.schedule_after, entry)

        return _slice(work, lines, decide, lambda settled: write_suspensions(work, [s for _, s in settled]))

    return _run(desk, command, rehearsal, act, progress, cancelled)


def apply_stop(
    desk: Desk, command: CommandId, rehearsal: Rehearsal, progress: Progress, cancelled: Cancelled
) -> BulkResult:
    """Stop the suspensions that the dry run accepted; the same promises as `apply_suspension`."""
    desk.require(Right.BULK_SUSPEND)
    request = rehearsal.request
    if not isinstance(request, BulkStop):
        raise Refused(CommandAlreadyUsed())
    today, day = desk.today(), request.return_day

    def decide(access: Access, contract: d.Contract, line: BulkLine, _change: BulkChange) -> Settled:
        old = next((each for each in contract.suspensions if each.id == line.suspension), None)
        if old is None:
            raise Refused(NotFound("suspension"))
        made = settled_stop(contract, old.id, day, today)
        entry = stop_entry(line, made, old, day)
        return Settled(access, made.suspension, made.schedule_before, made.schedule_after, entry)

    def act(work: Work, lines: Sequence[BulkLine]) -> SliceDone:
        def write(settled: Sequence[tuple[BulkLine, Settled]]) -> None:
            rows = [(line.suspension, each) for line, each in settled]
            write_stops(work, [(row, each) for row, each in rows if row is not None], day)

        return _slice(work, lines, decide, write)

    return _run(desk, command, rehearsal, act, progress, cancelled)


def _run(
    desk: Desk,
    command: CommandId,
    rehearsal: Rehearsal,
    act: Callable[[Work, Sequence[BulkLine]], SliceDone],
    progress: Progress,
    cancelled: Cancelled,
) -> BulkResult:
    accepted = rehearsal.accepted
    done: list[BulkLine] = []
    since: list[BulkLine] = []
    progress(0, len(accepted))
    with collecting_rarely():
        for number, lines in enumerate(slices(accepted, AT_ONCE), start=1):
            if cancelled():
                break
            with writing(desk, CommandId(f"{command}/{number}"), SliceDone) as work:
                answer = work.earlier or work.commit(act(work, lines))
            _sort_in(answer, lines, done, since)
            progress(len(done) + len(since), len(accepted))
    left = accepted[len(done) + len(since) :]
    refused = (*rehearsal.refused, *since)
    if not left:
        _note(desk, command, rehearsal.request, len(done), len(refused))
    return BulkResult(
        _touched(done),
        request=rehearsal.request,
        done=tuple(done),
        refused=refused,
        left=left,
        without_access=rehearsal.without_access,
    )


def _sort_in(
    answer: SliceDone, lines: Sequence[BulkLine], done: list[BulkLine], refused: list[BulkLine]
) -> None:
    """The lines of a slice to those that were changed and those that were not."""
    reasons: dict[AccessId, list[Refusal]] = {}
    for each in answer.refused:
        reasons.setdefault(each.access, []).append(refusal_kept(each))
    if {*answer.done, *reasons} != {line.access for line in lines}:
        raise Refused(CommandAlreadyUsed())  # the command came before, for other accesses
    for line in lines:
        if line.access in reasons:
            refused.append(replace(line, change=None, refusals=tuple(reasons[line.access])))
        else:
            done.append(line)


def _slice(work: Work, lines: Sequence[BulkLine], decide: Decide, write: Write) -> SliceDone:
    """Decide each access of a slice on what stands now, and write those that are not refused."""
    session = work.session
    rows = access_rows(session, Access.id.in_([line.access for line in lines]))
    accesses = {row.id: row for row in rows}
    contracts = contracts_of(session, rows)
    settled: list[tuple[BulkLine, Settled]] = []
    refused: list[KeptRefusal] = []
    for line in lines:
        try:
            access = accesses.get(line.access)
            if access is None or line.change is None:
                raise Refused(NotFound("access"))
            refuse_stale(session, access, line.version, access=line.access)
            settled.append((line, decide(access, contracts[line.access], line, line.change)))
        except Refused as reasons:
            refused += [kept(line.access, each) for each in reasons.refusals]
    write(settled)
    changed = [line for line, _ in settled]
    return SliceDone(_touched(changed), done=tuple(line.access for line in changed), refused=tuple(refused))


def _touched(lines: Sequence[BulkLine]) -> frozenset[Touched]:
    accesses = {touched_access(line.access) for line in lines}
    return frozenset(accesses | {touched_client(line.client) for line in lines})


def _note(desk: Desk, command: CommandId, request: BulkRequest, done: int, refused: int) -> None:
    """The whole run in the history, once."""
    with writing(desk, command, WholeDone) as work:
        if work.earlier is None:
            work.tell(whole_entry(request, done, refused))
            work.commit(WholeDone(done=done, refused=refused))
