"""Many reminders, some at a time: other desks get in between, and a retry goes on where it was (docs/adr/0016)."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.services.billing.refusals import NothingChosen
from app.services.billing.reminding import MOST_TOUCHED, send_reminders
from app.services.billing.requests import SendReminders
from app.services.billing.views import ReminderRow, RemindersResult, RemindersSent
from app.services.bulk.members import slices
from app.services.bulk.pace import collecting_rarely
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk

AT_ONCE = 500
"""So many letters are one transaction: a second of the write lock, which other desks wait for."""


def send_many_reminders(
    desk: Desk, request: SendReminders, progress: Progress, cancelled: Cancelled
) -> RemindersResult:
    """Send the letters of these rows as `send_reminders` does, a portion at a time, each wholly or not at all.

    Cancelled, or refused on the way, it keeps what was sent and names the others; the same command goes on
    with them. Refuses, as long as nothing is sent: NothingChosen, RemindersNotSet, DatabaseBusy, DiskFull,
    DatabaseUnreachable, AnswerLost.
    """
    desk.require(Right.REMIND)
    if not request.chosen:
        raise Refused(NothingChosen())
    result = RemindersResult(left=request.chosen, repeated=True)
    progress(0, len(request.chosen))
    for number, some in enumerate(slices(request.chosen, AT_ONCE), start=1):
        if cancelled():
            break
        portion = SendReminders(CommandId(f"{request.command}/{number}"), tuple(some))
        try:
            with collecting_rarely():
                sent = send_reminders(desk, portion)
        except Refused as why:
            if not result.sent:
                raise
            result = replace(result, ended_by=tuple(why.refusals))
            break
        result = _with(result, sent, some)
        progress(len(request.chosen) - len(result.left), len(request.chosen))
    return replace(result, repeated=result.repeated and bool(result.sent))


def _with(result: RemindersResult, sent: RemindersSent, some: Sequence[ReminderRow]) -> RemindersResult:
    """The result with one more portion."""
    without = set(sent.left_out)
    touched = result.touched | sent.touched
    was_too_much = (result.sent and not result.touched) or (sent.letters and not sent.touched)
    is_too_much = was_too_much or len(touched) > MOST_TOUCHED
    return replace(
        result,
        touched=frozenset() if is_too_much else touched,
        repeated=result.repeated and sent.repeated,
        letters=(*result.letters, *sent.letters),
        sent=(*result.sent, *(row for row in some if row.client not in without)),
        left_out=(*result.left_out, *(row for row in some if row.client in without)),
        left=result.left[len(some) :],
    )
