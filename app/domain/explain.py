"""Answers "why this amount?" for one instalment, step by step and without sentences (spec 1.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import (
    FACT_STATES,
    Contract,
    DayRange,
    InstalmentState,
    Origin,
    RankRange,
    Suspension,
    Terms,
)
from app.domain.cover import covering
from app.domain.ids import Rank, SuspensionId
from app.domain.instalments import Instalment
from app.domain.manual import RankByHand, changes_by_rank
from app.domain.prices import PriceTable
from app.domain.schedule import schedule


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the answer; steps follow each other as they were made."""


@dataclass(frozen=True, slots=True)
class ContractAmount(Reason):
    """The normal amount of the contract."""

    amount: Cents


@dataclass(frozen=True, slots=True)
class FirstAmount(Reason):
    """Another amount for the first ranks (prorata, registration fee)."""

    amount: Cents


@dataclass(frozen=True, slots=True)
class PriceStepApplied(Reason):
    """The price of the contract from a date on."""

    from_due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class PriceChangeApplied(Reason):
    """The price recorded at a stop, from a rank on."""

    from_rank: Rank
    amount: Cents


@dataclass(frozen=True, slots=True)
class PostponedFrom(Reason):
    """The full price of a rank that a suspension replaced."""

    rank: Rank
    amount: Cents
    suspension: SuspensionId | None


@dataclass(frozen=True, slots=True)
class Suspended(Reason):
    """Replaced by a maintenance amount; `postponed`: its full price is added at the end."""

    suspension: SuspensionId
    days: DayRange | None
    ranks: RankRange | None
    amount: Cents
    cause: str
    postponed: bool


@dataclass(frozen=True, slots=True)
class ReturnedEarly(Reason):
    """Would have been replaced, but the suspension was stopped before its date."""

    suspension: SuspensionId
    days: DayRange


@dataclass(frozen=True, slots=True)
class AddedByHand(Reason):
    """A single instalment added by hand."""

    due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class SetByHand(Reason):
    """The amount was set by hand."""

    amount: Cents


@dataclass(frozen=True, slots=True)
class HandGaveWay(Reason):
    """An amount set by hand that a later suspension replaced, as confirmed."""

    amount: Cents
    suspension: SuspensionId


@dataclass(frozen=True, slots=True)
class MovedByHand(Reason):
    """The date was set by hand."""

    contractual_due: date
    due: date


@dataclass(frozen=True, slots=True)
class HeldByHand(Reason):
    """On hold."""


@dataclass(frozen=True, slots=True)
class DeletedByHand(Reason):
    """Deleted: not debited."""


@dataclass(frozen=True, slots=True)
class AtTheBank(Reason):
    """Already at the bank: does not change any more."""

    state: InstalmentState
    due: date
    amount: Cents


def why(contract: Contract, rank: Rank) -> tuple[Reason, ...]:
    """What made the amount, date and state of this rank; refuses a rank that does not exist."""
    instalment = schedule(contract).instalment(rank)
    hand = changes_by_rank(contract.manual).get(rank, RankByHand())
    return (
        *_made_by_terms(contract, instalment),
        *_replaced(contract, instalment, hand),
        *_by_hand(instalment, hand),
        *_at_the_bank(instalment),
    )


def _made_by_terms(contract: Contract, instalment: Instalment) -> Iterator[Reason]:
    terms, rank = contract.terms, instalment.rank
    if terms is None or rank < 0:
        return
    prices = PriceTable(terms, contract.price_changes)
    if terms.count is not None and rank > terms.count:
        if instalment.postponed_from is not None:
            yield from _postponed(contract, instalment, instalment.postponed_from, prices)
        return
    price = prices.at(rank)
    yield ContractAmount(terms.normal_amount)
    if price.origin is Origin.FIRST_AMOUNT:
        yield FirstAmount(price.amount)
    elif price.origin is Origin.PRICE_STEP:
        yield PriceStepApplied(_step_date(terms, instalment), price.amount)
    elif price.origin is Origin.PRICE_CHANGE:
        yield PriceChangeApplied(price.from_rank, price.amount)


def _step_date(terms: Terms, instalment: Instalment) -> date:
    due = instalment.contractual_due or instalment.due
    return max(step.from_due for step in terms.price_steps if step.from_due <= due)


def _postponed(
    contract: Contract, instalment: Instalment, replaced: Rank, prices: PriceTable
) -> Iterator[Reason]:
    origin = schedule(contract).instalment(replaced)
    yield PostponedFrom(replaced, prices.at(replaced).amount, origin.suspension)
    price = prices.normal(instalment.rank)
    if price.origin is Origin.PRICE_CHANGE:
        yield PriceChangeApplied(price.from_rank, price.amount)


def _replaced(contract: Contract, instalment: Instalment, hand: RankByHand) -> Iterator[Reason]:
    known = {each.id: each for each in contract.suspensions}
    if instalment.suspension is not None:
        yield _suspended(instalment, instalment.suspension, known.get(instalment.suspension))
        if hand.amount is not None and instalment.state not in FACT_STATES:
            yield HandGaveWay(hand.amount, instalment.suspension)
        return
    stopped = next((each for each in contract.suspensions if instalment.rank in each.returned), None)
    if stopped is not None:
        yield ReturnedEarly(stopped.id, stopped.days)
    over = covering(contract.suspensions, instalment.rank)
    if over is None or over.maintenance is None or instalment.origin is not Origin.MANUAL:
        return
    if hand.amount_sequence > over.sequence:
        yield Suspended(over.id, over.days, over.ranks, over.maintenance, over.cause, postponed=False)


def _suspended(instalment: Instalment, suspension: SuspensionId, known: Suspension | None) -> Suspended:
    return Suspended(
        suspension,
        known.days if known else None,
        known.ranks if known else None,
        instalment.amount,
        known.cause if known else "",
        instalment.postpones,
    )


def _by_hand(instalment: Instalment, hand: RankByHand) -> Iterator[Reason]:
    if instalment.origin is Origin.ADDED:
        yield AddedByHand(instalment.due, instalment.amount)
    if instalment.origin is Origin.MANUAL:
        yield SetByHand(instalment.amount)
    if instalment.contractual_due is not None and instalment.contractual_due != instalment.due:
        yield MovedByHand(instalment.contractual_due, instalment.due)
    if instalment.state is InstalmentState.DELETED:
        yield DeletedByHand()
    elif instalment.state is InstalmentState.ON_HOLD:
        yield HeldByHand()


def _at_the_bank(instalment: Instalment) -> Iterator[Reason]:
    if instalment.state in FACT_STATES:
        yield AtTheBank(instalment.state, instalment.due, instalment.amount)
