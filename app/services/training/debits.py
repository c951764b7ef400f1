"""The past of the invented club at the bank: debits collected month after month, many accesses at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.domain.contract import Contract, InstalmentState
from app.domain.facts import fact_of
from app.domain.ids import AccessId, ClientId, CommandId
from app.domain.instalments import Instalment
from app.domain.rights import Right
from app.domain.schedule import schedule
from app.models import Access, Fact
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.schedules import contracts_of, store_schedule
from app.services.unit_of_work import UnitOfWork, writing

AT_ONCE = 400
DAYS_AT_THE_BANK = 2
"""Debits this recent are still presented; older ones are collected."""


def collect_past(desk: Desk, command: CommandId, accesses: Sequence[AccessId]) -> Outcome:
    """Let the bank have collected every planned debit of these accesses that was due before today.

    One entry of the history for each access, with the number and the sum of its debits (cents).
    """
    desk.require(Right.PREPARE_DEBITS)
    with writing(desk, command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        for start in range(0, len(accesses), AT_ONCE):
            some = accesses[start : start + AT_ONCE]
            rows = work.session.scalars(sa.select(Access).where(Access.id.in_(some))).all()
            contracts = contracts_of(work.session, rows)
            for row in rows:
                _collect(work, row, contracts[AccessId(row.id)])
        return work.commit(Outcome())


def _collect(work: UnitOfWork[Any], access: Access, contract: Contract) -> None:
    today = work.desk.today()
    due = [
        each
        for each in schedule(contract).until(today - timedelta(days=1))
        if each.state is InstalmentState.PLANNED and each.due < today
    ]
    if not due:
        return
    facts = tuple(fact_of(each, _state(each, today)) for each in due)
    work.session.execute(sa.insert(Fact), [_row(access, each, _state(each, today)) for each in due])
    store_schedule(work.session, access, replace(contract, facts=(*contract.facts, *facts)), today)
    work.tell(
        Entry(
            "debits_collected",
            client=ClientId(access.client_id),
            access=AccessId(access.id),
            facts={"count": len(due), "amount": sum(each.amount for each in due), "until": due[-1].due},
        )
    )


def _state(instalment: Instalment, today: date) -> InstalmentState:
    is_fresh = instalment.due >= today - timedelta(days=DAYS_AT_THE_BANK)
    return InstalmentState.PRESENTED if is_fresh else InstalmentState.COLLECTED


def _row(access: Access, instalment: Instalment, state: InstalmentState) -> dict[str, object]:
    return {
        "access_id": access.id,
        "rank": instalment.rank,
        "state": state.value,
        "due": instalment.due,
        "amount": instalment.amount,
        "origin": instalment.origin.value,
        "suspension_id": instalment.suspension,
        "postpones": instalment.postpones,
        "presented_on": instalment.due,
        "collected_on": instalment.due if state is InstalmentState.COLLECTED else None,
    }
