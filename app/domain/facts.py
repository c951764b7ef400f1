"""Records what happens to an instalment at the bank; from then on nothing alters it (spec 2.4)."""

from dataclasses import replace

from app.domain.contract import Contract, Fact, InstalmentState
from app.domain.ids import Rank
from app.domain.instalments import Instalment
from app.domain.refusals import InstalmentNotPlanned, Refused
from app.domain.schedule import schedule


def fact_of(instalment: Instalment, state: InstalmentState) -> Fact:
    """The instalment as a fact in this state, with all that made it."""
    return Fact(
        instalment.rank,
        state,
        instalment.due,
        instalment.amount,
        instalment.origin,
        instalment.suspension,
        instalment.postpones,
    )


def present(contract: Contract, rank: Rank) -> Contract:
    """The instalment goes into a bank file; refuses one that is not planned."""
    return _become(contract, rank, InstalmentState.PRESENTED, {InstalmentState.PLANNED})


def collect(contract: Contract, rank: Rank) -> Contract:
    """The bank collected it; refuses one that was not presented."""
    return _become(contract, rank, InstalmentState.COLLECTED, {InstalmentState.PRESENTED})


def reject(contract: Contract, rank: Rank) -> Contract:
    """The bank refused or returned it; refuses one that was neither presented nor collected."""
    allowed = {InstalmentState.PRESENTED, InstalmentState.COLLECTED}
    return _become(contract, rank, InstalmentState.REJECTED, allowed)


def settle(contract: Contract, rank: Rank) -> Contract:
    """A rejected debit was paid after all; refuses one that was not rejected."""
    return _become(contract, rank, InstalmentState.COLLECTED, {InstalmentState.REJECTED})


def represent(contract: Contract, rank: Rank) -> Contract:
    """A rejected debit goes into a bank file once more; refuses one that was not rejected."""
    return _become(contract, rank, InstalmentState.PRESENTED, {InstalmentState.REJECTED})


def _become(
    contract: Contract, rank: Rank, state: InstalmentState, allowed: set[InstalmentState]
) -> Contract:
    instalment = schedule(contract).instalment(rank)
    if instalment.state not in allowed:
        raise Refused(InstalmentNotPlanned(rank, instalment.state))
    others = tuple(each for each in contract.facts if each.rank != rank)
    return replace(contract, facts=(*others, fact_of(instalment, state)))
