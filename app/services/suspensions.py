"""The verbs of the tab Report: suspend, modify, stop, cancel, attach a proof, review (spec 1.5, 2.2, 2.3).

Each loads the contract inside its transaction, lets the domain decide, and writes the difference;
what the preview showed is what gets booked, unless another desk came between, which is refused.
"""

from dataclasses import dataclass, replace

from app.domain import contract as d
from app.domain.ids import DocumentId, Rank, SuspensionId
from app.domain.periods import from_days
from app.domain.rights import Right, Rights
from app.domain.stops import StopDecision, decide_cancellation, decide_stop
from app.domain.suspensions import (
    SuspensionDecision,
    SuspensionTerms,
    decide_modification,
    decide_suspension,
    next_sequence,
)
from app.models import Document, Suspension
from app.services.audit import Entry
from app.services.club_rules import club_rules
from app.services.decisions import (
    Opened,
    open_access,
    open_suspension,
    suspension_columns,
    write_decision,
)
from app.services.desk import Desk, Outcome
from app.services.history_facts import told_suspension
from app.services.proofs import read_proof
from app.services.requests import (
    AttachProof,
    CancelSuspension,
    ModifySuspension,
    ReviewSuspension,
    StopSuspension,
    SuspendAccess,
)
from app.services.row_ids import reserve_ids
from app.services.unit_of_work import UnitOfWork, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(Outcome):
    """A suspension stands; `left` names the ranks it would have changed that are at the bank already."""

    suspension: SuspensionId
    left: tuple[Rank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Outcome):
    """A suspension ended. `days`: how many days the card had been blocked (spec 2.3)."""

    suspension: SuspensionId
    days: int
    cancelled: bool
    left: tuple[Rank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofAttached(Outcome):
    """A proof was stored."""

    document: DocumentId


def suspend(desk: Desk, request: SuspendAccess) -> Suspended:
    """Add a suspension to an access, with its ranks and maintenance amount (cents).

    Refuses everything of spec 2.5 at once, StaleEdit, NotFound. 22/07/2010 for 45 days with ranks
    2–2 at 2,00 € → card blocked to 04/09 inclusive, rank 2 at 2,00 €.
    """
    desk.require(Right.SUSPEND)
    with writing(desk, request.command, Suspended) as work:
        if work.earlier is not None:
            return work.earlier
        opened = open_access(work.session, request.access, request.version)
        decision = decide_suspension(
            opened.contract,
            _terms(request),
            suspension=SuspensionId(reserve_ids(work.session, Suspension, 1)[0]),
            sequence=next_sequence(opened.contract),
            today=desk.today(),
            rules=club_rules(work.session),
            rights=_rights(desk, request),
        )
        _add_row(work, opened, decision.suspension)
        write_decision(work, opened, decision.after)
        work.tell(_entry("suspended", opened, decision, None))
        return work.commit(_suspended(opened, decision))


def modify_suspension(desk: Desk, request: ModifySuspension) -> Suspended:
    """Change a suspension that has not ended, as if it had been made so. Refuses as `suspend`."""
    desk.require(Right.SUSPEND)
    with writing(desk, request.command, Suspended) as work:
        if work.earlier is not None:
            return work.earlier
        opened, row = open_suspension(work.session, request.suspension, request.version)
        old = next(one for one in opened.contract.suspensions if one.id == row.id)
        decision = decide_modification(
            opened.contract,
            request.suspension,
            _terms(request),
            sequence=next_sequence(opened.contract),
            today=desk.today(),
            rules=club_rules(work.session),
            rights=_rights(desk, request),
        )
        write_decision(work, opened, decision.after)
        work.tell(_entry("suspension_modified", opened, decision, old))
        return work.commit(_suspended(opened, decision))


def stop_suspension(desk: Desk, request: StopSuspension) -> Stopped:
    """The member is back on `return_day`; later debits are of `amount` (None: what the contract says).

    Unlimited from 22/07/2010, back on 28/12 → 159 days, 59,00 € again from 05/01/2011. On its first
    day the suspension is as if it had never been. Refuses as spec 2.3 says, StaleEdit, NotFound.
    """
    desk.require(Right.STOP)
    with writing(desk, request.command, Stopped) as work:
        if work.earlier is not None:
            return work.earlier
        opened, row = open_suspension(work.session, request.suspension, request.version)
        old = next(one for one in opened.contract.suspensions if one.id == row.id)
        decision = decide_stop(
            opened.contract,
            request.suspension,
            return_day=request.return_day,
            amount=request.amount,
            sequence=next_sequence(opened.contract),
            today=desk.today(),
            rules=club_rules(work.session),
        )
        row.stopped_on = request.return_day
        write_decision(work, opened, decision.after)
        work.tell(_stop_entry(opened, decision, old, request))
        return work.commit(_stopped(opened, decision, request))


def cancel_suspension(desk: Desk, request: CancelSuspension) -> Outcome:
    """*Annuler*: only before its first day and before one of its instalments is at the bank (spec 1.5)."""
    desk.require(Right.SUSPEND)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        opened, _row = open_suspension(work.session, request.suspension, request.version)
        decision = decide_cancellation(
            opened.contract, request.suspension, today=desk.today(), rules=club_rules(work.session)
        )
        write_decision(work, opened, decision.after)
        work.tell(
            Entry(
                "suspension_cancelled",
                client=opened.client,
                access=opened.id,
                before=told_suspension(decision.suspension),
                reason=decision.suspension.cause,
            )
        )
        return work.commit(Outcome(opened.touched))


def attach_proof(desk: Desk, request: AttachProof) -> ProofAttached:
    """Keep a copy of a proof (PDF, JPEG or PNG, at most 10 MB) with a suspension.

    Refuses: FileUnreadable, FileTooLarge, FileKindUnknown, NotFound.
    """
    desk.require(Right.SUSPEND)
    proof = read_proof(request.path)
    with writing(desk, request.command, ProofAttached) as work:
        if work.earlier is not None:
            return work.earlier
        opened, row = open_suspension(work.session, request.suspension)
        document = Document(
            client_id=opened.client,
            access_id=opened.id,
            suspension_id=row.id,
            name=proof.name,
            media_type=proof.media_type,
            size=len(proof.content),
            content=proof.content,
            added_at=desk.now(),
            added_by=desk.operator.name,
        )
        work.session.add(document)
        work.session.flush()
        facts = {"name": proof.name, "suspension": row.id, "first_day": row.first_day}
        work.tell(Entry("proof_attached", client=opened.client, access=opened.id, facts=facts))
        return work.commit(ProofAttached(opened.touched, document=DocumentId(document.id)))


def review_suspension(desk: Desk, request: ReviewSuspension) -> Outcome:
    """Note that an open-ended suspension was looked at today and goes on (spec 1.8)."""
    desk.require(Right.SUSPEND)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        opened, row = open_suspension(work.session, request.suspension, request.version)
        row.reviewed_on = desk.today()
        facts = {"first_day": row.first_day, "suspension": row.id}
        work.tell(Entry("suspension_reviewed", client=opened.client, access=opened.id, facts=facts))
        return work.commit(Outcome(opened.touched))


def _terms(request: SuspendAccess | ModifySuspension) -> SuspensionTerms:
    first = request.first_day
    days = d.DayRange(first, None) if request.days is None else from_days(first, request.days)
    return SuspensionTerms(
        days=days,
        ranks=request.ranks,
        maintenance=request.maintenance,
        cause=request.cause,
        postpones=request.postpones,
        replaces_manual=request.replaces_manual,
    )


def _rights(desk: Desk, request: SuspendAccess | ModifySuspension) -> Rights:
    """More than the normal amount needs the right and the confirmation (spec 2.2)."""
    rights = desk.rights
    confirmed = rights.may_exceed_normal_amount and request.confirms_above_normal
    return replace(rights, may_exceed_normal_amount=confirmed)


def _add_row(work: UnitOfWork[Suspended], opened: Opened, made: d.Suspension) -> None:
    """The row of a new suspension, with who entered it and when."""
    work.session.add(
        Suspension(
            id=made.id,
            access_id=opened.id,
            entered_by=work.desk.operator.name,
            entered_at=work.desk.now(),
            **suspension_columns(made),
        )
    )


def _suspended(opened: Opened, decision: SuspensionDecision) -> Suspended:
    left = tuple(each.rank for each in decision.left)
    return Suspended(opened.touched, suspension=decision.suspension.id, left=left)


def _stopped(opened: Opened, decision: StopDecision, request: StopSuspension) -> Stopped:
    return Stopped(
        opened.touched,
        suspension=request.suspension,
        days=decision.days,
        cancelled=decision.cancelled,
        left=tuple(each.rank for each in decision.left),
    )


def _entry(what: str, opened: Opened, decision: SuspensionDecision, old: d.Suspension | None) -> Entry:
    return Entry(
        what,
        client=opened.client,
        access=opened.id,
        facts={
            "left": [each.rank for each in decision.left],
            "end_before": decision.comparison.end_before,
            "end_after": decision.comparison.end_after,
        },
        before=told_suspension(old) if old is not None else {},
        after=told_suspension(decision.suspension),
        reason=decision.suspension.cause,
    )


def _stop_entry(opened: Opened, decision: StopDecision, old: d.Suspension, request: StopSuspension) -> Entry:
    change = decision.price_change
    return Entry(
        "suspension_stopped",
        client=opened.client,
        access=opened.id,
        facts={
            "return_day": request.return_day,
            "days": decision.days,
            "cancelled": decision.cancelled,
            "amount": request.amount,
            "price_from_rank": change.from_rank if change else None,
            "left": [each.rank for each in decision.left],
        },
        before=told_suspension(old),
        after=told_suspension(decision.suspension) if decision.suspension else {},
        reason=old.cause,
    )
