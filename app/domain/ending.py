"""Ends an access for good before its time, as a deactivation may (spec 3.2.2)."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.contract import Contract, DayRange
from app.domain.schedule import access_end


def lasts(contract: Contract, day: date) -> bool:
    """Whether the access runs on this day or is still to come, suspended or not."""
    if contract.ended_on is not None and contract.ended_on <= day:
        return False
    last, _ = access_end(contract)
    return last is None or last >= day


def days_held(contract: Contract, days: DayRange) -> DayRange | None:
    """These days as far as the access was not ended before; None: it was ended before the first one."""
    if contract.ended_on is None:
        return days
    eve = contract.ended_on - timedelta(days=1)
    if days.first > eve:
        return None
    return DayRange(days.first, eve if days.last is None else min(days.last, eve))


def end_access(contract: Contract, day: date) -> Contract:
    """The contract ended on this day, from which nothing holds and nothing is planned.

    What was due before, and what is at the bank, stays as it is (spec 2.4). An access that does not
    last to this day stays as it ended.
    """
    return replace(contract, ended_on=day) if lasts(contract, day) else contract
