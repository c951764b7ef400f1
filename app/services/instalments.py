"""The verbs of the tab Echéancier: changes by hand of one instalment (spec 1.5, 2.4)."""

from collections.abc import Callable

from app.domain import changes
from app.domain.changes import ChangeDecision
from app.domain.contract import Contract
from app.domain.rights import Right
from app.domain.schedule import schedule
from app.domain.suspensions import next_sequence
from app.services.audit import Entry
from app.services.club_rules import club_rules
from app.services.decisions import Opened, open_access, write_decision
from app.services.desk import Desk, Outcome
from app.services.history_facts import told_instalment
from app.services.requests import (
    AddInstalment,
    ChangeInstalmentAmount,
    ChangeInstalmentDate,
    MarkInstalment,
)
from app.services.unit_of_work import writing

Decide = Callable[[Contract, changes.Circumstances], ChangeDecision]


def change_amount(desk: Desk, request: ChangeInstalmentAmount) -> Outcome:
    """Another amount (cents) for one rank. Refuses a fact, a deleted one, an amount ≤ 0, StaleEdit."""
    desk.require(Right.CHANGE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_amount_changed",
        lambda contract, at: changes.change_amount(contract, request.rank, request.amount, at),
    )


def change_date(desk: Desk, request: ChangeInstalmentDate) -> Outcome:
    """Another due date for one rank. Refuses a fact, a deleted one, the past, an absurd date, StaleEdit."""
    desk.require(Right.CHANGE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_date_changed",
        lambda contract, at: changes.change_date(contract, request.rank, request.due, at),
    )


def delete_instalment(desk: Desk, request: MarkInstalment) -> Outcome:
    """One rank is not debited; it stays visible as *supprimée*. For a Responsable."""
    desk.require(Right.DELETE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_deleted",
        lambda contract, at: changes.delete_instalment(contract, request.rank, at),
    )


def restore_instalment(desk: Desk, request: MarkInstalment) -> Outcome:
    """A deleted instalment is debited again."""
    desk.require(Right.CHANGE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_restored",
        lambda contract, at: changes.restore_instalment(contract, request.rank, at),
    )


def hold_instalment(desk: Desk, request: MarkInstalment) -> Outcome:
    """One rank waits (*en attente*) until it is released."""
    desk.require(Right.CHANGE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_held",
        lambda contract, at: changes.hold_instalment(contract, request.rank, at),
    )


def release_instalment(desk: Desk, request: MarkInstalment) -> Outcome:
    """An instalment on hold is planned again."""
    desk.require(Right.CHANGE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_released",
        lambda contract, at: changes.release_instalment(contract, request.rank, at),
    )


def add_instalment(desk: Desk, request: AddInstalment) -> Outcome:
    """Add a single debit with a rank of its own (A1, A2 …); the contract's ranks keep their numbers."""
    desk.require(Right.CHANGE_INSTALMENT)
    return _change(
        desk,
        request,
        "instalment_added",
        lambda contract, at: changes.add_instalment(contract, request.due, request.amount, at),
    )


Request = ChangeInstalmentAmount | ChangeInstalmentDate | MarkInstalment | AddInstalment


def _change(desk: Desk, request: Request, what: str, decide: Decide) -> Outcome:
    """Open the access as it was shown, let the domain decide, write, tell, commit."""
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        opened = open_access(work.session, request.access, request.version)
        at = changes.Circumstances(
            sequence=next_sequence(opened.contract),
            today=desk.today(),
            rules=club_rules(work.session),
            rights=desk.rights,
        )
        decision = decide(opened.contract, at)
        write_decision(work, opened, decision.after)
        work.tell(_entry(what, opened, decision))
        return work.commit(Outcome(opened.touched))


def _entry(what: str, opened: Opened, decision: ChangeDecision) -> Entry:
    before = schedule(decision.before)
    rank = decision.change.rank
    return Entry(
        what,
        client=opened.client,
        access=opened.id,
        facts={"rank": rank},
        before=told_instalment(before.instalment(rank)) if before.exists(rank) else {},
        after=told_instalment(decision.instalment),
    )
