"""What the bank did with a debit: presented, collected, rejected; from then on nothing alters it (spec 2.4).

For the direct-debit room, the invented club and tests; a person at the desk sees the results.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.domain import facts
from app.domain.contract import Contract, InstalmentState
from app.domain.ids import AccessId, CommandId, Rank
from app.domain.rights import Right
from app.models import Fact
from app.services.audit import Entry
from app.services.automatic_blocks import block_after_reject, release_if_settled
from app.services.decisions import Opened, open_access, write_decision
from app.services.desk import Desk, Outcome
from app.services.unit_of_work import UnitOfWork, writing

Record = Callable[[Contract, Rank], Contract]


def record_presented(desk: Desk, command: CommandId, access: AccessId, rank: Rank, on: date) -> Outcome:
    """This debit went into a bank file on this day. Refuses one that is not planned."""
    return _record(desk, command, access, rank, on, InstalmentState.PRESENTED, facts.present)


def record_collected(desk: Desk, command: CommandId, access: AccessId, rank: Rank, on: date) -> Outcome:
    """The bank collected this debit on this day. Refuses one that was not presented."""
    return _record(desk, command, access, rank, on, InstalmentState.COLLECTED, facts.collect)


def record_rejected(desk: Desk, command: CommandId, access: AccessId, rank: Rank, on: date) -> Outcome:
    """The bank refused or returned this debit. Refuses one neither presented nor collected."""
    return _record(desk, command, access, rank, on, InstalmentState.REJECTED, facts.reject)


def record_settled(desk: Desk, command: CommandId, access: AccessId, rank: Rank, on: date) -> Outcome:
    """A rejected debit was paid after all; an automatic block may end (spec 3.1). Refuses one not rejected."""
    return _record(desk, command, access, rank, on, InstalmentState.COLLECTED, facts.settle, "settled")


def record_represented(desk: Desk, command: CommandId, access: AccessId, rank: Rank, on: date) -> Outcome:
    """A rejected debit went into a bank file once more: it is owed no longer until it is rejected again.

    An automatic block may end (spec 3.1). Refuses one that was not rejected.
    """
    return _record(desk, command, access, rank, on, InstalmentState.PRESENTED, facts.represent, "represented")


def settle_in(work: UnitOfWork[Any], access: AccessId, rank: Rank, on: date) -> Opened:
    """A rejected debit is paid at the desk, inside another verb's transaction. Refuses one not rejected."""
    return _record_in(work, access, rank, on, InstalmentState.COLLECTED, facts.settle, "settled")


def unsettle_in(work: UnitOfWork[Any], access: AccessId, rank: Rank) -> Opened:
    """What paid a rejected debit is undone, inside another verb's transaction: it is owed again, since
    the day on which the bank rejected it. The club may block again. Refuses one that was not collected."""
    return _record_in(work, access, rank, None, InstalmentState.REJECTED, facts.reject, "unsettled")


def _record(
    desk: Desk,
    command: CommandId,
    access: AccessId,
    rank: Rank,
    on: date,
    state: InstalmentState,
    record: Record,
    told: str = "",
) -> Outcome:
    desk.require(Right.PREPARE_DEBITS)
    with writing(desk, command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        opened = _record_in(work, access, rank, on, state, record, told or state.value)
        return work.commit(Outcome(opened.touched))


def _record_in(
    work: UnitOfWork[Any],
    access: AccessId,
    rank: Rank,
    on: date | None,
    state: InstalmentState,
    record: Record,
    told: str,
) -> Opened:
    opened = open_access(work.session, access)
    after = record(opened.contract, rank)
    write_decision(work, opened, after)
    _date(work, access, rank, state, on)
    work.tell(_entry(opened, after, rank, told, on or work.desk.today()))
    _follow(work, opened, rank, state)
    return opened


def _date(
    work: UnitOfWork[Any], access: AccessId, rank: Rank, state: InstalmentState, on: date | None
) -> None:
    """Keep the day beside the state; None: the one that stands there."""
    work.session.flush()
    if on is None:
        return
    work.session.execute(
        sa.update(Fact).where(Fact.access_id == access, Fact.rank == rank).values({f"{state.value}_on": on})
    )


def _follow(work: UnitOfWork[Any], opened: Opened, rank: Rank, state: InstalmentState) -> None:
    """What the club's settings make of it: a block, or the end of one."""
    if state is InstalmentState.REJECTED:
        block_after_reject(work, opened.client, work.session.get_one(Fact, (opened.id, rank)))
    else:
        release_if_settled(work, opened.client)


def _entry(opened: Opened, after: Contract, rank: Rank, told: str, on: date) -> Entry:
    fact = next(one for one in after.facts if one.rank == rank)
    return Entry(
        f"instalment_{told}",
        client=opened.client,
        access=opened.id,
        facts={"rank": rank, "due": fact.due, "amount": fact.amount, "on": on},
    )
