"""Walks through long work in portions, each a transaction of its own, so that other desks get in between (docs/adr/0016)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from app.domain.ids import CommandId
from app.domain.refusals import Refusal, Refused
from app.services.bulk.members import slices
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import MOST_TOUCHED, Outcome, Touched

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portioned(Outcome, Generic[T]):
    """What became of long work: `portions` of it did something, `left` were not reached, because it was
    cancelled or for the reasons in `ended_by`. The same command goes on with them."""

    left: tuple[T, ...] = ()
    ended_by: tuple[Refusal, ...] = ()
    portions: int = 0


R = TypeVar("R", bound=Portioned[Any])
P = TypeVar("P", bound=Outcome)


def in_portions(
    result: R,
    at_once: int,
    carry_out: Callable[[int, Sequence[Any]], P],
    add: Callable[[R, P, Sequence[Any]], R],
    did: Callable[[P], bool],
    progress: Progress,
    cancelled: Cancelled,
) -> R:
    """Carry out what is left of `result`, `at_once` of it at a time, and `add` what each portion did.

    Cancelled, or refused on the way, it keeps what was done. Refuses what the first portion refuses, as
    long as nothing is done.
    """
    count = len(result.left)
    result = replace(result, repeated=True)
    progress(0, count)
    for number, some in enumerate(slices(result.left, at_once), start=1):
        if cancelled():
            break
        try:
            portion = carry_out(number, some)
        except Refused as why:
            if not result.portions:
                raise
            result = replace(result, ended_by=tuple(why.refusals))
            break
        result = _joined(result, add(result, portion, some), portion, did(portion))
        result = replace(result, left=result.left[len(some) :])
        progress(count - len(result.left), count)
    return replace(result, repeated=result.repeated and result.portions > 0)


def portion_of(command: CommandId, number: int) -> CommandId:
    """The id of one portion: a retry answers for those that were carried out."""
    return CommandId(f"{command}/{number}")


def _joined(before: R, added: R, portion: Outcome, did: bool) -> R:
    return replace(
        added,
        touched=_touched(before, portion, did),
        repeated=before.repeated and portion.repeated,
        portions=before.portions + did,
    )


def _touched(before: Portioned[Any], portion: Outcome, did: bool) -> frozenset[Touched]:
    """What both touched; nothing where either did too much to be named, or both together did."""
    if (before.portions and not before.touched) or (did and not portion.touched):
        return frozenset()
    together = before.touched | portion.touched
    return together if len(together) <= MOST_TOUCHED else frozenset()
