"""Folds instalments into the lines a person reads: one amount, mode and state each (spec 1.5, 2.6.10)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from app.domain.contract import InstalmentState
from app.domain.instalments import Instalment, Line, Tail


def fold(head: Iterable[Instalment], tail: Tail | None) -> tuple[Line, ...]:
    """Lines of these instalments and the endless rest; neighbours differ in amount or state.

    The mode is that of the access and the same on every line, so it never divides one.
    """
    lines = [_line(tuple(group)) for _, group in groupby(head, key=lambda each: (each.amount, each.state))]
    if tail is None:
        return tuple(lines)
    last = lines[-1] if lines else None
    if last is not None and (last.amount, last.state) == (tail.amount, InstalmentState.PLANNED):
        mixed = last.mixed or (last.origin, last.suspension) != (tail.origin, tail.suspension)
        lines[-1] = replace(last, last_rank=None, last_due=None, count=None, mixed=mixed)
    else:
        lines.append(_endless(tail))
    return tuple(lines)


def _line(instalments: Sequence[Instalment]) -> Line:
    first, last = instalments[0], instalments[-1]
    mixed = any((each.origin, each.suspension) != (first.origin, first.suspension) for each in instalments)
    return Line(
        first.amount,
        first.state,
        first.origin,
        first.rank,
        last.rank,
        first.due,
        last.due,
        len(instalments),
        first.suspension,
        mixed,
        tuple(instalments),
    )


def _endless(tail: Tail) -> Line:
    return Line(
        tail.amount,
        tail.pattern.state,
        tail.origin,
        tail.first_rank,
        None,
        tail.first_due,
        None,
        None,
        tail.suspension,
        False,
        (),
    )
