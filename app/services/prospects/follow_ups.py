"""The verbs of a follow-up: plan it, note what came of it and what comes next, call it off (spec 3.2).

A client who is deactivated or blocked can be followed up like any other (spec 3.2.6).
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from app.domain.ids import ClientId, FollowUpId, OpportunityId, UserId
from app.domain.prospects import FollowUpKind, FollowUpState, closing_refusals, day_refusals
from app.domain.refusals import FieldMissing, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Client, FollowUp, Opportunity, User
from app.services.audit import Entry
from app.services.changes_told import differences
from app.services.desk import Desk, Outcome, Touched, TouchedKind, touched_client
from app.services.form_checks import FormChecks
from app.services.prospects.requests import (
    NOTE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    CancelFollowUp,
    FinishFollowUp,
    FollowUpFields,
    SaveFollowUp,
)
from app.services.refusals import NotFound
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import UnitOfWork, writing

NO_FOLLOW_UP = FollowUpId(0)
ANY_TIME = -1
"""`due_key` of a follow-up without time: before those that have one."""


@dataclass(frozen=True, slots=True)
class FollowUpSaved(Outcome):
    """A follow-up was saved; `follow_up` names a new one, `next` the one that was planned after it."""

    follow_up: FollowUpId = NO_FOLLOW_UP
    next: FollowUpId | None = None


def save_follow_up(desk: Desk, request: SaveFollowUp) -> FollowUpSaved:
    """Plan a follow-up, or change one that is open.

    Refuses all wrong fields at once, FollowUpClosed, StaleEdit, NotFound.
    """
    desk.require(Right.FOLLOW_UP)
    fields = checked_follow_up(request.fields, desk.today())
    with writing(desk, request.command, FollowUpSaved) as work:
        if work.earlier is not None:
            return work.earlier
        if request.follow_up is None:
            row = _plan(work, request.client, request.opportunity, fields)
        else:
            row = _open(work.session, request.follow_up, request.version)
            before = fields_of(row)
            _fill(work.session, row, fields)
            work.tell(_saved_entry(work.session, row, before, fields))
        work.session.flush()
        return work.commit(FollowUpSaved(touched(row), follow_up=FollowUpId(row.id)))


def finish_follow_up(desk: Desk, request: FinishFollowUp) -> FollowUpSaved:
    """Note the result of a follow-up, and plan the one that comes after it, in one step.

    Refuses: FollowUpClosed, wrong fields of the next one beside `next.…`, StaleEdit, NotFound.
    """
    desk.require(Right.FOLLOW_UP)
    checks = FormChecks()
    result = checks.text("result", request.result, NOTE_LENGTH)
    checks.finish()
    planned = checked_follow_up(request.next, desk.today(), "next.") if request.next else None
    with writing(desk, request.command, FollowUpSaved) as work:
        if work.earlier is not None:
            return work.earlier
        row = _open(work.session, request.follow_up, request.version)
        _close(work, row, FollowUpState.DONE, result)
        work.tell(
            _entry(row, "follow_up_done", after=_told(row), why=" ".join(result.split())[:REASON_LENGTH])
        )
        follows = None
        if planned is not None:
            of = OpportunityId(row.opportunity_id) if row.opportunity_id is not None else None
            follows = FollowUpId(_plan(work, ClientId(row.client_id), of, planned).id)
        return work.commit(FollowUpSaved(touched(row), follow_up=request.follow_up, next=follows))


def cancel_follow_up(desk: Desk, request: CancelFollowUp) -> FollowUpSaved:
    """Call a follow-up off. Refuses: FollowUpClosed, StaleEdit, NotFound."""
    desk.require(Right.FOLLOW_UP)
    checks = FormChecks()
    reason = checks.line("reason", request.reason, REASON_LENGTH)
    checks.finish()
    with writing(desk, request.command, FollowUpSaved) as work:
        if work.earlier is not None:
            return work.earlier
        row = _open(work.session, request.follow_up, request.version)
        _close(work, row, FollowUpState.CANCELLED, reason)
        work.tell(_entry(row, "follow_up_cancelled", after=_told(row), why=reason))
        return work.commit(FollowUpSaved(touched(row), follow_up=request.follow_up))


def checked_follow_up(fields: FollowUpFields, today: date, prefix: str = "") -> FollowUpFields:
    """The fields in the form they are kept in; refuses everything that is wrong with them at once."""
    checks = FormChecks()
    subject = checks.line(f"{prefix}subject", fields.subject, TITLE_LENGTH)
    if not subject and not checks.refusals:
        checks.refusals.append(FieldMissing(f"{prefix}subject"))
    checks.refusals.extend(day_refusals(f"{prefix}due_on", fields.due_on, today))
    note = checks.text(f"{prefix}note", fields.note, NOTE_LENGTH)
    checks.finish()
    at = fields.due_at.replace(second=0, microsecond=0) if fields.due_at else None
    return FollowUpFields(fields.kind, subject, fields.due_on, at, fields.assigned_to, note)


def touched(row: FollowUp) -> frozenset[Touched]:
    """What a change of this row touches."""
    things = {Touched(TouchedKind.FOLLOW_UP, row.id), touched_client(row.client_id)}
    if row.opportunity_id is not None:
        things.add(Touched(TouchedKind.OPPORTUNITY, row.opportunity_id))
    return frozenset(things)


def fields_of(row: FollowUp) -> FollowUpFields:
    """What is to be done, as it is stored."""
    return FollowUpFields(
        kind=FollowUpKind(row.kind),
        subject=row.subject,
        due_on=row.due_on,
        due_at=row.due_at,
        assigned_to=UserId(row.assigned_to) if row.assigned_to is not None else None,
        note=row.note,
    )


def _plan(
    work: UnitOfWork[Any], client: ClientId, opportunity: OpportunityId | None, fields: FollowUpFields
) -> FollowUp:
    """A new follow-up, told in the history."""
    session = work.session
    found(session, Client, client, "client")
    if (
        opportunity is not None
        and found(session, Opportunity, opportunity, "opportunity").client_id != client
    ):
        raise Refused(NotFound("opportunity"))
    row = FollowUp(
        client_id=client,
        opportunity_id=opportunity,
        state=FollowUpState.OPEN.value,
        created_at=work.desk.now(),
        created_by=work.desk.operator.name,
    )
    _fill(session, row, fields)
    session.add(row)
    session.flush()
    work.tell(_entry(row, "follow_up_created", after=_told(row)))
    return row


def _fill(session: Session, row: FollowUp, fields: FollowUpFields) -> None:
    if fields.assigned_to is not None and fields.assigned_to != row.assigned_to:
        found(session, User, fields.assigned_to, "user")
    row.kind, row.subject, row.note = fields.kind.value, fields.subject, fields.note
    row.due_on, row.due_at, row.due_key = fields.due_on, fields.due_at, due_key(fields.due_at)
    row.assigned_to = fields.assigned_to


def due_key(at: time | None) -> int:
    """Minutes of the day, by which the follow-ups of a day are sorted."""
    return ANY_TIME if at is None else at.hour * 60 + at.minute


def _open(session: Session, follow_up: FollowUpId, version: int) -> FollowUp:
    """The row of a follow-up that is still to be done, as it was shown."""
    row = found(session, FollowUp, follow_up, "follow_up")
    refuse_if_any(closing_refusals(FollowUpState(row.state)))
    refuse_stale(session, row, version, facts={"follow_up": row.id}, theirs=fields_of(row))
    return row


def _close(work: UnitOfWork[Any], row: FollowUp, state: FollowUpState, result: str) -> None:
    row.state, row.result = state.value, result
    row.closed_on, row.closed_by = work.desk.today(), work.desk.operator.name
    work.session.flush()


def _told(row: FollowUp) -> dict[str, object]:
    return {"kind": row.kind, "subject": row.subject, "due_on": row.due_on}


def _saved_entry(session: Session, row: FollowUp, before: FollowUpFields, after: FollowUpFields) -> Entry:
    old, new = differences(_plain(session, before), _plain(session, after))
    return Entry(
        "follow_up_saved",
        client=ClientId(row.client_id),
        facts={"follow_up": row.id},
        before=old,
        after={**new, "subject": after.subject},
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What the history keeps of a follow-up."""

    kind: FollowUpKind
    subject: str
    due_on: date
    due_at: str
    assignee: str
    note: str


def _plain(session: Session, fields: FollowUpFields) -> _Told:
    at = fields.due_at.strftime("%H:%M") if fields.due_at else ""
    user = session.get(User, fields.assigned_to) if fields.assigned_to is not None else None
    return _Told(fields.kind, fields.subject, fields.due_on, at, user.name if user else "", fields.note)


def _entry(row: FollowUp, what: str, *, after: dict[str, object], why: str = "") -> Entry:
    client = ClientId(row.client_id)
    return Entry(what, client=client, facts={"follow_up": row.id}, after=after, reason=why)
