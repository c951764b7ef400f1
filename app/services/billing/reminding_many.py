"""Many reminders, some at a time: other desks get in between, and a retry goes on where it was (docs/adr/0016)."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.refusals import Refused
from app.domain.rights import Right
from app.services.billing.refusals import NothingChosen
from app.services.billing.reminding import send_reminders
from app.services.billing.requests import SendReminders
from app.services.billing.views import ReminderRow, RemindersResult, RemindersSent
from app.services.bulk.pace import collecting_rarely
from app.services.bulk.portions import in_portions, portion_of
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

    def send(number: int, some: Sequence[ReminderRow]) -> RemindersSent:
        with collecting_rarely():
            return send_reminders(desk, SendReminders(portion_of(request.command, number), tuple(some)))

    result = RemindersResult(left=request.chosen)
    return in_portions(result, AT_ONCE, send, _with, lambda sent: bool(sent.letters), progress, cancelled)


def _with(result: RemindersResult, sent: RemindersSent, some: Sequence[ReminderRow]) -> RemindersResult:
    """The result with one more portion."""
    without = set(sent.left_out)
    return replace(
        result,
        letters=(*result.letters, *sent.letters),
        sent=(*result.sent, *(row for row in some if row.client not in without)),
        left_out=(*result.left_out, *(row for row in some if row.client in without)),
    )
